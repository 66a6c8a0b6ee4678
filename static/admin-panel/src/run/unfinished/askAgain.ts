import type { UnfinishedRun } from '../../../../../src/contract';
import { retryDelayMs, type Backoff } from '../../../../../src/run/retryDelay';

/** A little later than the moment from which a run can be taken over. */
const MARGIN_MS = 250;
/** While a run is driven it is asked about ever less often: each time costs points. */
const ASKING: Backoff = { firstMs: 1_000, longestMs: 60_000, jitter: 0 };

/** When to ask again about runs that are driven; 0 where none is. @param asked how often it was before */
export function askAgainMs(runs: readonly Pick<UnfinishedRun, 'driver'>[], asked: number): number {
  const lefts = runs.map(({ driver }) => driver.leftMs).filter((leftMs) => leftMs > 0);
  if (lefts.length === 0) return 0;
  const intervalMs = retryDelayMs(ASKING, asked + 1, () => 0);
  return Math.max(Math.min(...lefts) + MARGIN_MS, intervalMs);
}
