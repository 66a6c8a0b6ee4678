import { browserTools } from '../../../static/admin-panel/src/host/tools';

const { clock } = browserTools;
/** Pauses in typing, and before something is tried again, are at most so long. ms */
const LONGEST_PAUSE_MS = 500;
/** Still longer than what passes between two keys. ms */
const SHORT_PAUSE_MS = 80;

/** Has pauses that a person would hardly notice take less time. */
export function shortenPauses(): void {
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue({
    now: clock.now,
    sleep: (ms, signal) => clock.sleep(ms > LONGEST_PAUSE_MS ? ms : Math.min(ms, SHORT_PAUSE_MS), signal),
  });
}

/** Has pauses take as long as they do in the page: for tests of what happens in them. */
export function keepPauses(): void {
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(clock);
}
