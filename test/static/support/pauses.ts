import { browserTools } from '../../../static/admin-panel/src/host/tools';

const { clock } = browserTools;
/** Pauses in typing, and before something is tried again, are at most so long. ms */
const LONGEST_PAUSE_MS = 500;
/** Still longer than what passes between two keys. ms */
const SHORT_PAUSE_MS = 30;

let test = new AbortController();

/** Has pauses that a person would hardly notice take less time. */
export function shortenPauses(): void {
  test = new AbortController();
  replaceClock(clock.now, (ms) => (ms > LONGEST_PAUSE_MS ? ms : Math.min(ms, SHORT_PAUSE_MS)));
}

/** Has pauses take as long as they do in the page: for tests of what happens in them. */
export function keepPauses(): void {
  replaceClock(clock.now, (ms) => ms);
}

/** Has no pause take any time, as if time ran ahead meanwhile: for tests of hundreds of requests, which are paced. */
export function skipPauses(): void {
  let aheadMs = 0;
  replaceClock(
    () => clock.now() + aheadMs,
    (ms) => {
      aheadMs += ms;
      return 0;
    },
  );
}

/** What a test has left waiting never goes on: a page's run would reach the next test. */
export function endPauses(): void {
  test.abort();
}

function replaceClock(now: () => number, lengthOf: (ms: number) => number): void {
  const { signal: ended } = test;
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue({
    now,
    sleep: async (ms, signal) => {
      await clock.sleep(lengthOf(ms), signal);
      if (ended.aborted) await new Promise(() => undefined);
    },
  });
}
