/** Time that passes only while everything waits, so that twenty minutes of waiting take seconds. */
import { AsyncResource } from 'node:async_hooks';
import nodeTimers from 'node:timers/promises';

interface Timer {
  /** ms since the epoch. */
  at: number;
  happen: () => void;
}

/**
 * Does something in virtual time: timers and `Date` of this process follow it meanwhile. It jumps to the next timer once nothing is
 * left to be done, so that what is computed takes no time. Files are waited for only where no timer is set.
 */
export async function inVirtualTime<T>(work: () => Promise<T>): Promise<T> {
  const real = { setTimeout, clearTimeout, Date };
  const time = new VirtualTime(Date.now());
  replaceGlobals({ setTimeout: time.setTimeout, clearTimeout: time.clearTimeout, Date: dateOf(time) });
  try {
    return await time.passUntil(work());
  } finally {
    replaceGlobals(real);
  }
}

class VirtualTime {
  #now: number;
  readonly #timers = new Map<object, Timer>();

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  readonly setTimeout = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): object => {
    // As much of Node's handle as anything here asks for.
    const handle = { unref: () => handle, ref: () => handle, hasRef: () => true };
    const happen = AsyncResource.bind(() => callback(...args));
    this.#timers.set(handle, { at: this.#now + Math.max(1, Math.ceil(ms)), happen });
    return handle;
  };

  readonly clearTimeout = (handle: unknown): void => {
    if (typeof handle === 'object' && handle !== null) this.#timers.delete(handle);
  };

  /** @throws where nothing would ever happen any more */
  async passUntil<T>(promise: Promise<T>): Promise<T> {
    const end = { isReached: false };
    const reach = () => void (end.isReached = true);
    promise.then(reach, reach);
    for (let idle = 0; ; idle += 1) {
      await untilIdle();
      if (end.isReached) return promise;
      if (this.#timers.size > 0) {
        this.#jump();
        idle = 0;
      } else if (idle > MOST_IDLE_TURNS) {
        throw new Error('Nothing is waited for that will happen.');
      } else {
        await nodeTimers.setTimeout(1);
      }
    }
  }

  #jump(): void {
    let next: [object, Timer] | undefined;
    // Those of one moment in the order in which they were set.
    for (const entry of this.#timers) if (!next || entry[1].at < next[1].at) next = entry;
    if (!next) throw new Error('Nothing is waited for that will happen.');
    const [handle, { at, happen }] = next;
    this.#timers.delete(handle);
    this.#now = at;
    happen();
  }
}

/** ms of the machine's time that a file may take. */
const MOST_IDLE_TURNS = 10_000;
/** A body of an answer is read in steps of the event loop. */
const TURNS = 3;

async function untilIdle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function dateOf({ now }: VirtualTime): DateConstructor {
  return new Proxy(Date, {
    get: (target, property, receiver) =>
      property === 'now' ? now : (Reflect.get(target, property, receiver) as unknown),
    construct: (target, given, asked) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as object,
  });
}

function replaceGlobals(values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
