import { browserTools } from '../../../static/admin-panel/src/host/tools';

const { clock } = browserTools;
/** Pauses in typing, and before something is tried again. ms */
const LONGEST_PAUSE_MS = 500;

/** Has pauses that a person would hardly notice take no time, so that each key is asked about. */
export function skipPauses(): void {
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue({
    now: clock.now,
    sleep: (ms, signal) => clock.sleep(ms > LONGEST_PAUSE_MS ? ms : 0, signal),
  });
}

/** Has pauses take as long as they do in the page: for tests of what happens in them. */
export function keepPauses(): void {
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(clock);
}
