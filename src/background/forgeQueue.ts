// The package's index has what publishes an app's own events too: 1.8 KB of the function, gzip, for nothing.
import { Queue } from '@forge/events/out/queue';
import type { WorkerEvent, WorkQueue } from './workQueue';

/** As the manifest's `consumer` names it. */
const QUEUE = 'runs';
/** The page waits for its answer meanwhile. */
const TIMEOUT_MS = 3_000;

/**
 * Forge's queue. Its events come at least once, in no order; for one run the worker is invoked once at a time.
 */
export const forgeQueue: WorkQueue = {
  async push(event, delayS) {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`No answer within ${TIMEOUT_MS} ms.`)), TIMEOUT_MS);
    });
    const push = new Queue({ key: QUEUE }).push({
      body: { ...event },
      delayInSeconds: delayS,
      concurrency: { key: subjectOf(event), limit: 1 },
    });
    try {
      await Promise.race([push, tooLate]);
      return true;
    } catch {
      // The run stays with its page then, for whatever reason: the answer says so.
      return false;
    } finally {
      clearTimeout(timer);
      push.catch(() => undefined); // Too late to matter.
    }
  },
};

function subjectOf(event: WorkerEvent): string {
  switch (event.kind) {
    case 'run':
      return event.runId;
    case 'trial':
      return event.trialId;
  }
}
