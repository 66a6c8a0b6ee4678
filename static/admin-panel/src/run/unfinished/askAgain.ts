import type { UnfinishedRun } from '../../../../../src/contract';

/** A little later than the moment from which a run can be taken over. */
const MARGIN_MS = 250;
/** While somebody drives a run it is asked about ever less often: each time costs points. */
const FIRST_INTERVAL_MS = 1_000;
const LONGEST_INTERVAL_MS = 60_000;

/** When to ask again about runs that somebody drives; 0 where nobody does. @param asked how often it was before */
export function askAgainMs(runs: readonly Pick<UnfinishedRun, 'driver'>[], asked: number): number {
  const lefts = runs.map(({ driver }) => driver.leftMs).filter((leftMs) => leftMs > 0);
  if (lefts.length === 0) return 0;
  const interval = Math.min(LONGEST_INTERVAL_MS, FIRST_INTERVAL_MS * 2 ** asked);
  return Math.max(Math.min(...lefts) + MARGIN_MS, interval);
}
