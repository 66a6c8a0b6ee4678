/** Time as waiting code needs it, so that tests can pass their own. */
export interface Clock {
  /** ms since the epoch. */
  now: () => number;
  /** Resolves after `ms`, or at once when `signal` aborts or has aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    }),
};

/** Resolves once `signal` aborts; never where it has aborted before. */
export function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
