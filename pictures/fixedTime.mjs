/** When every picture is taken: a Monday morning in New York. */
const START = Date.parse('2026-11-30T14:41:00Z');

/** By how much clocks are put forward, or back, ms. */
export const aheadMs = START - Date.now();

/**
 * Puts the clock of this process, or of a page, forward; time goes on from there, and timers know nothing of it. A page
 * gets the text of this function: it uses nothing from outside.
 * @param {number} ms
 */
export function putClockForward(ms) {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct(_, args, self) {
      return Reflect.construct(RealDate, args.length > 0 ? args : [RealDate.now() + ms], self);
    },
    apply() {
      return new RealDate(RealDate.now() + ms).toString();
    },
    get(_, name) {
      return name === 'now' ? () => RealDate.now() + ms : Reflect.get(RealDate, name);
    },
  });
  // In a browser: when the frame was opened, by the clock as it was then.
  const { performance } = globalThis;
  Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + ms });
}
