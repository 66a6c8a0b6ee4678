import type { Confluence } from '../confluence/confluence';
import type { CallTools } from '../forgeTools';
import { readTrial, stateOfTrial, writeTrial } from '../history/backgroundState';
import { verifyActor } from './verifyActor';

/** Until the trial is over, Confluence is asked again where it did not answer. */
const RETRY_S = 60;

/**
 * The worker's answer to a trial: it asks Confluence who it is as the admin in the record of the trial. An event of
 * another trial, or of one that is over, does nothing. 3 points.
 * @param confluenceFor Confluence as an admin who is away
 * @throws StorageError; UnreadableRecord where a newer version tried
 */
export async function answerTrial(
  trialId: string,
  { store, queue, clock }: Pick<CallTools, 'store' | 'queue' | 'clock'>,
  confluenceFor: (accountId: string) => Confluence,
): Promise<void> {
  const trial = await readTrial(store);
  if (trial?.trialId !== trialId || stateOfTrial(trial, clock.now()).state !== 'trying') return;
  const { v, actorId, at } = trial;
  const reason = await verifyActor({ actorId, confluence: confluenceFor(actorId) });
  switch (reason) {
    case undefined:
    case 'permission': // The app could ask as the admin; what that one may do is asked with each run.
      return writeTrial(store, { v, trialId, actorId, at, state: 'possible' });
    case 'actorUnavailable':
    case 'notInEffect':
      return writeTrial(store, { v, trialId, actorId, at: clock.now(), state: 'impossible', reason });
    case 'unavailable':
      await queue.push({ kind: 'trial', trialId }, RETRY_S);
  }
}
