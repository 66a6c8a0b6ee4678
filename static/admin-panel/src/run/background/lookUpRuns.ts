import type { Clock } from '../../../../../src/clock';
import type { Answer, FollowedRun, RunRecord } from '../../../../../src/contract';
import { answerTo } from '../../../../../src/run/lostAnswer';
import { retryDelayMs, type Backoff } from '../../../../../src/run/retryDelay';

/** A run that has not ended, and that no page has, may be taken up by the worker: it is looked up for about two minutes. */
const ASKING: Backoff = { firstMs: 5_000, longestMs: 60_000, jitter: 0 };
const TIMES = 6;

/** What became of a run that this browser had. */
interface LookedUp {
  /** It has ended. */
  onEnded: (run: RunRecord) => void;
  /** The worker drives it. */
  onDriven: (runId: string) => void;
  /** The history has it no more, or never had. */
  onGone: (runId: string) => void;
}

/**
 * Looks up runs that had not ended when the page was closed. One request to the storage for each, and some more for those
 * that may go on in a moment. What cannot be read is left for the next visit.
 */
export async function lookUpRuns(
  runIds: readonly string[],
  ask: (runId: string) => Promise<Answer<FollowedRun>>,
  { onEnded, onDriven, onGone }: LookedUp,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  let open = runIds;
  for (let times = 1; times <= TIMES; times += 1) {
    const stillOpen: string[] = [];
    for (const runId of open) {
      const answer = await answerTo(ask(runId));
      if (signal.aborted) return;
      if (!answer.ok) {
        if (answer.error.kind === 'runNotFound') onGone(runId);
      } else if (answer.run.endedAt !== undefined) onEnded(answer.run);
      else if (isDriven(answer)) onDriven(runId);
      else if (mayGoOn(answer)) stillOpen.push(runId);
    }
    open = stillOpen;
    if (open.length === 0 || times === TIMES) return;
    const waitMs = retryDelayMs(ASKING, times, () => 0);
    await clock.sleep(waitMs, signal);
    if (signal.aborted) return;
  }
}

/** By the worker, or it would be if no admin had paused it. */
function isDriven({ driver, run }: FollowedRun): boolean {
  return driver.isWorker === true && driver.leftMs > 0 && run.notContinued === undefined;
}

function mayGoOn({ run, wish }: FollowedRun): boolean {
  return run.notContinued === undefined && wish === 'run';
}
