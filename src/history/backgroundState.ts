import type { BackgroundState, GoesOn } from '../contract/runs';
import { BACKGROUND_KEY } from './keys';
import { backgroundTrialIn, UnreadableRecord, type BackgroundTrial } from './records';
import type { Asking } from './registerRun';
import { getOne, type Store } from './store';

/**
 * Whether work goes on without a page on this site: what came of trying it, under one key that does not expire. Reads and
 * writes may throw `StorageError`.
 */

/** A worker that has not answered by then does not. */
const TRIAL_MS = 10 * 60_000;
/** What was not possible may be a day later. */
const IMPOSSIBLE_MS = 24 * 3_600_000;
/** The page has the run for as long as it drives it; the sooner the worker looks, the shorter a run rests whose page is gone. */
const FIRST_LOOK_S = 10;

/** The last trial; undefined where there was none. @throws UnreadableRecord */
export async function readTrial(store: Store): Promise<BackgroundTrial | undefined> {
  const value = await getOne(store, BACKGROUND_KEY);
  return value === undefined ? undefined : backgroundTrialIn(value);
}

export async function writeTrial(store: Store, trial: BackgroundTrial): Promise<void> {
  await store.write({ set: [{ key: BACKGROUND_KEY, value: trial, ttlSeconds: Infinity }] });
}

/** Has the next visit try it anew. */
export async function forgetBackground(store: Store): Promise<void> {
  await store.write({ remove: [BACKGROUND_KEY] });
}

/** What a trial says now: one that was not answered in time, or was refused a day ago, says nothing. @param now ms since the epoch */
export function stateOfTrial(trial: BackgroundTrial | undefined, now: number): BackgroundState {
  if (!trial) return { state: 'untried' };
  const { state, reason = 'unavailable', at } = trial;
  switch (state) {
    case 'possible':
      return { state };
    case 'trying':
      return { state: now - at < TRIAL_MS ? state : 'untried' };
    case 'impossible':
      return now - at < IMPOSSIBLE_MS ? { state, reason } : { state: 'untried' };
  }
}

/** The same from what was read along with other keys. What this version cannot read says nothing. */
export function backgroundIn(values: ReadonlyMap<string, unknown>, now: number): BackgroundState {
  const value = values.get(BACKGROUND_KEY);
  try {
    return stateOfTrial(value === undefined ? undefined : backgroundTrialIn(value), now);
  } catch (error) {
    if (error instanceof UnreadableRecord) return { state: 'untried' };
    throw error;
  }
}

/**
 * Has the worker look at a run soon, where that is known to be possible here. One request to the queue.
 * @param background as of a moment ago
 * @param driver who has the run now: an event of who had it before says nothing any more
 */
export async function offerRun(
  { queue }: Asking,
  background: BackgroundState,
  { runId, driver }: { runId: string; driver: string },
): Promise<GoesOn> {
  if (background.state !== 'possible' || !queue) return {};
  return (await queue.push({ kind: 'run', runId, driver }, FIRST_LOOK_S)) ? { inBackground: true } : {};
}
