import * as v from 'valibot';
import { RUN_ID } from '../contract/inputs';
import type { WorkerEvent } from './workQueue';

const MAX_ID_CHARS = 100;
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_ID_CHARS));

const workerEvent = v.variant('kind', [
  v.object({ kind: v.literal('run'), runId: v.pipe(v.string(), v.regex(RUN_ID)), driver: id }),
  v.object({ kind: v.literal('trial'), trialId: id }),
]);

/** What the worker is asked to look at; undefined where the body of the event is not one that this version knows. */
export function parseWorkerEvent(body: unknown): WorkerEvent | undefined {
  const parsed = v.safeParse(workerEvent, body);
  return parsed.success ? parsed.output : undefined;
}
