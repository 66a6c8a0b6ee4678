/** `Date` for code whose invocation is ahead of the machine's clock. */

let aheadMs: (() => number) | undefined;

/**
 * Has `Date` of this process tell the time that `ahead` says, in milliseconds before the machine's. Safe to call again; the
 * last `ahead` counts.
 */
export function installMovedDate(ahead: () => number): void {
  const isInstalled = aheadMs !== undefined;
  aheadMs = ahead;
  if (isInstalled) return;
  const MachineDate = globalThis.Date;
  const now = (): number => MachineDate.now() + (aheadMs?.() ?? 0);
  const MovedDate = new Proxy(MachineDate, {
    get: (target, property, receiver) =>
      property === 'now' ? now : (Reflect.get(target, property, receiver) as unknown),
    apply: () => new MachineDate(now()).toString(),
    construct: (target, given, asked) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as object,
  });
  Object.defineProperty(globalThis, 'Date', { value: MovedDate, configurable: true, writable: true });
}
