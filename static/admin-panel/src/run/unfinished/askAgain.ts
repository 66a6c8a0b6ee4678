import type { UnfinishedRun } from '../../../../../src/contract';
import { retryDelayMs, type Backoff } from '../../../../../src/run/retryDelay';

/** A little later than the moment from which a run can be taken over. */
const MARGIN_MS = 250;
/** While a run is driven it is asked about ever less often: each time costs points. */
const ASKING: Backoff = { firstMs: 1_000, longestMs: 60_000, jitter: 0 };
/** How often a run that is free is asked about: for two minutes, in which the worker may take it up. */
const TIMES_WHILE_FREE = 7;

type Standing = Pick<UnfinishedRun, 'driver' | 'wish' | 'isPartial'> & {
  run: Pick<UnfinishedRun['run'], 'notContinued'>;
};

/**
 * When to ask again about runs that are driven, or may be by the worker in a moment; 0 where none is.
 * @param asked how often it was before
 * @param canGoOn runs go on without a page on this site
 */
export function askAgainMs(runs: readonly Standing[], asked: number, canGoOn: boolean): number {
  const intervalMs = retryDelayMs(ASKING, asked + 1, () => 0);
  const lefts = runs.map(({ driver }) => driver.leftMs).filter((leftMs) => leftMs > 0);
  if (lefts.length > 0) return Math.max(Math.min(...lefts) + MARGIN_MS, intervalMs);
  const mayGoOn = canGoOn && asked < TIMES_WHILE_FREE && runs.some(isForWorker);
  return mayGoOn ? intervalMs : 0;
}

/** Whether the worker may take up a run that is free. */
function isForWorker({ run, wish, isPartial }: Standing): boolean {
  return !isPartial && wish === 'run' && run.notContinued === undefined;
}
