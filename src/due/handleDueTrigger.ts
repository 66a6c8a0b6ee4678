import { verifyActor } from '../background/verifyActor';
import { forgeServices, workerTools } from '../forgeTools';
import { consoleLog, failedEvent } from '../logEvent';
import { endDueMemberships } from './endDueMemberships';

/**
 * Forge's hourly trigger. No user makes it, it is not repeated where it fails, and it may come twice.
 * @returns the answer that Forge wants of a trigger: the status alone
 */
export async function handleDueTrigger(): Promise<{ statusCode: number }> {
  try {
    await endDueMemberships({
      ...forgeServices,
      verify: (actorId) => verifyActor(workerTools(actorId)),
    });
  } catch (thrown) {
    consoleLog(failedEvent('due', thrown));
    throw thrown;
  }
  return { statusCode: 204 };
}
