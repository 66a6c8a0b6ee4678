import { invocationTimeLeftMs } from '../asUser';
import { forgeQueue } from '../background/forgeQueue';
import { verifyActor } from '../background/verifyActor';
import { systemClock } from '../clock';
import { workerTools } from '../forgeTools';
import { forgeStore } from '../history/forgeStore';
import { consoleLog, failedEvent } from '../logEvent';
import { endDueMemberships } from './endDueMemberships';

/**
 * Forge's hourly trigger. No user makes it, it is not repeated where it fails, and it may come twice.
 * @returns the answer that Forge wants of a trigger: the status alone
 */
export async function handleDueTrigger(): Promise<{ statusCode: number }> {
  try {
    await endDueMemberships({
      store: forgeStore,
      queue: forgeQueue,
      clock: systemClock,
      random: Math.random,
      timeLeftMs: invocationTimeLeftMs,
      log: consoleLog,
      verify: (actorId) => verifyActor(workerTools(actorId)),
    });
  } catch (thrown) {
    consoleLog(failedEvent('due', thrown));
    throw thrown;
  }
  return { statusCode: 204 };
}
