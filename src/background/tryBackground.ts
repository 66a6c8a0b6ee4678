import type { Answer } from '../contract/errors';
import type { BackgroundState } from '../contract/runs';
import type { CallTools } from '../forgeTools';
import { readTrial, stateOfTrial, writeTrial } from '../history/backgroundState';
import { randomId } from '../history/keys';

/**
 * Whether the worker can act for an admin who is away is tried once a site, on `user/current` alone. Where it cannot, that is
 * tried again a day later. All of it may throw `StorageError`, and `UnreadableRecord` where a newer version tried.
 */

/** Has the worker try it for the admin who asks, unless it was tried before. @returns what is known of it */
export async function tryBackground({
  store,
  queue,
  clock,
  actorId,
}: CallTools): Promise<Answer<{ background: BackgroundState }>> {
  const now = clock.now();
  const background = stateOfTrial(await readTrial(store), now);
  if (background.state !== 'untried') return { ok: true, background };
  const trial = { v: 1, trialId: randomId(), actorId, at: now } as const;
  await writeTrial(store, { ...trial, state: 'trying' });
  if (await queue.push({ kind: 'trial', trialId: trial.trialId }, 0)) {
    return { ok: true, background: { state: 'trying' } };
  }
  const refused = { state: 'impossible', reason: 'unavailable' } as const;
  await writeTrial(store, { ...trial, ...refused });
  return { ok: true, background: refused };
}
