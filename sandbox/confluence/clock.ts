import { setMaxListeners } from 'node:events';

/** Time as the sandbox sees it, so that tests can pass hours in no time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts; a clock may do without the latter. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep(ms, signal) {
    // Any number may sleep at once; Node would suspect a leak.
    if (signal) setMaxListeners(0, signal);
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal?.addEventListener('abort', finish);
      if (signal?.aborted) finish();
    });
  },
};
