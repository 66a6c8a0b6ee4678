/** The bodies that `@forge/events` sends. Fields it never sends are refused. */
import * as v from 'valibot';
import { invalidPush } from './errors';

/** The most of one push, and the longest an event can be put off. */
const MAX_EVENTS = 50;
const MAX_DELAY_S = 900;

const NonEmpty = v.pipe(v.string(), v.nonEmpty('must not be empty'));

/** A record of valibot's may be a list. */
const EventBody = v.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  'must be an object',
);

const PushedEvent = v.strictObject({
  body: EventBody,
  delayInSeconds: v.optional(
    v.pipe(v.number(), v.minValue(0, 'must be at least 0'), v.maxValue(MAX_DELAY_S, 'must be at most 900')),
  ),
  concurrency: v.optional(
    v.strictObject({ key: NonEmpty, limit: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  ),
});

const job = {
  queueName: NonEmpty,
  jobId: v.pipe(v.string(), v.uuid()),
  time: v.pipe(v.string(), v.isoTimestamp()),
};

export const PushBody = v.strictObject({
  ...job,
  type: v.literal('avi:forge:app:event'),
  schema: v.literal('ari:cloud:ecosystem::forge/app-event-2'),
  payload: v.pipe(
    v.array(PushedEvent),
    v.minLength(1, 'must not be empty'),
    v.maxLength(MAX_EVENTS, `must have at most ${String(MAX_EVENTS)} events`),
  ),
});

export const JobBody = v.strictObject(job);

export type Push = v.InferOutput<typeof PushBody>;

/** The body in the shape of `schema`; throws the `QueueError` that names the field when it has another. */
export function parseQueueBody<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw invalidPush(`${v.getDotPath(issue) ?? 'The body'}: ${issue.message}`);
}
