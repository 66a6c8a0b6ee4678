import { dismissRun } from '../history/leaseRun';
import { UnreadableRecord } from '../history/records';
import type { Asking } from '../history/registerRun';
import { runEndedEvent } from '../logEvent';
import { answerTrial } from './answerTrial';
import { lookAtRun } from './lookAtRun';
import { pushOrThrow, readRun, takeUpRun, type TakeUpTools } from './takeUpRun';
import { parseWorkerEvent } from './workerEvent';
import type { WorkerEvent } from './workQueue';

/** After an end that did not come about, s. */
const LOOK_AGAIN_S = 10;

/**
 * What the worker does with an event. It may come twice, late, or after another that is about the same: what stands in the
 * record decides.
 * @throws StorageError, QueueRefused where the event is to come again
 */
export async function handleEvent(body: unknown, tools: TakeUpTools): Promise<void> {
  const event = parseWorkerEvent(body);
  try {
    switch (event?.kind) {
      case undefined:
        return;
      case 'run':
        await lookAt(event, tools);
        return;
      case 'trial':
        await answerTrial(event.trialId, tools, (actorId) => tools.toolsFor(actorId).confluence);
    }
  } catch (thrown) {
    // What a newer version wrote is for that version.
    if (!(thrown instanceof UnreadableRecord)) throw thrown;
  }
}

async function lookAt(event: Extract<WorkerEvent, { kind: 'run' }>, tools: TakeUpTools): Promise<void> {
  const { store, clock, queue, log } = tools;
  const { runId, driver } = event;
  const look = lookAtRun(await readRun(store, runId, clock.now()), driver, clock.now());
  switch (look.what) {
    case 'nothing':
      return;
    case 'lookAgain':
      return pushOrThrow(queue, event, look.delayS);
    case 'end': {
      const asking: Asking = {
        ...{ actorId: look.actorId, now: clock.now() },
        onEnded: (_, counts) => log?.(runEndedEvent(runId, 'byStop', counts)),
      };
      const ended = await dismissRun(store, { runId }, asking);
      // A driver was quicker, or is at work: it may have to be ended still.
      if (!ended.ok) await pushOrThrow(queue, event, LOOK_AGAIN_S);
      return;
    }
    case 'takeUp': {
      const { actorId, freeSince } = look;
      return takeUpRun({ runId, driver, actorId, freeSince }, tools);
    }
  }
}
