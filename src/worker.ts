import type { AsyncEvent } from '@forge/events';
// The package's index has what publishes an app's own events too.
import { InvocationError } from '@forge/events/out/invocationError';
import { InvocationErrorCode } from '@forge/events/out/invocationErrorCode';
import { handleEvent } from './background/handleEvent';
import { QueueRefused } from './background/takeUpRun';
import { forgeServices, workerTools } from './forgeTools';
import { StorageError } from './history/store';
import { consoleLog, failedEvent, nameOfThrown } from './logEvent';

export { handleDueTrigger as due } from './due/handleDueTrigger';

/** s until Forge brings an event again that could not be handled. */
const RETRY_AFTER_S = 60;

/**
 * The consumer of the queue: goes on with runs whose page is gone.
 * @returns what has Forge bring the event again, where neither the storage nor the queue does what it is asked
 */
export async function handler({ body }: AsyncEvent): Promise<InvocationError | undefined> {
  try {
    await handleEvent(body, { ...forgeServices, toolsFor: workerTools });
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof StorageError || thrown instanceof QueueRefused)) {
      consoleLog(failedEvent('worker', thrown));
      throw thrown;
    }
    consoleLog({ event: 'eventReturned', error: nameOfThrown(thrown), againInS: RETRY_AFTER_S });
    const { FUNCTION_RETRY_REQUEST } = InvocationErrorCode;
    return new InvocationError({ retryAfter: RETRY_AFTER_S, retryReason: FUNCTION_RETRY_REQUEST });
  }
}
