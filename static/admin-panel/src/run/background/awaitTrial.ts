import type { Clock } from '../../../../../src/clock';
import type { Answer, BackgroundState } from '../../../../../src/contract';
import { isTransient } from '../../../../../src/membership/errorTraits';
import { answerTo } from '../../../../../src/run/lostAnswer';
import { retryDelayMs, type Backoff } from '../../../../../src/run/retryDelay';

const ASKING: Backoff = { firstMs: 2_000, longestMs: 10_000, jitter: 0 };
/** ms after which the answer is for another visit. */
const LONGEST_MS = 60_000;

/** What a trial came to. */
export type TriedBackground = Extract<BackgroundState, { state: 'possible' | 'impossible' }>;

/**
 * Has it tried whether changes go on without a page on this site, and waits for what comes of it.
 * @param ask begins the trial, and says what came of it when it is asked again
 * @returns undefined where that is not known within a minute. Does not reject
 */
export async function awaitTrial(
  ask: () => Promise<Answer<{ background: BackgroundState }>>,
  clock: Clock,
  signal: AbortSignal,
): Promise<TriedBackground | undefined> {
  const begunAt = clock.now();
  for (let times = 1; !signal.aborted; times += 1) {
    const answer = await answerTo(ask());
    if (!answer.ok && !isTransient(answer.error)) return undefined;
    if (answer.ok) {
      const { background } = answer;
      if (background.state === 'possible' || background.state === 'impossible') return background;
    }
    const waitMs = retryDelayMs(ASKING, times, () => 0);
    if (clock.now() + waitMs - begunAt > LONGEST_MS) return undefined;
    await clock.sleep(waitMs, signal);
  }
  return undefined;
}
