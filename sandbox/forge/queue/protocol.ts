import type { ConsumerEvent } from '../loadFunction';

/** What events go back to: the one invocation that nothing pushed. Counts the pushes of all that came of it. */
export interface PushOrigin {
  pushes: number;
}

/** A request to the queue, as `@forge/events` makes it. All are POST. */
export interface QueueRequest {
  /** Such as `/webhook/queue/publish/{contextAri}/…`, with the braces: Forge itself fills in what they name. */
  path: string;
  /** JSON. */
  body: string;
  /** Of the invocation that asks. */
  origin: PushOrigin;
}

/** An event that waits to be delivered. */
export interface QueuedEvent extends Omit<ConsumerEvent, 'retryContext'> {
  /** When it was pushed, and when its time comes, in milliseconds since the epoch. */
  pushedAt: number;
  dueAt: number;
  /** Of the last attempt; undefined before the first. */
  retryContext: Omit<NonNullable<ConsumerEvent['retryContext']>, 'retentionWindow'> | undefined;
  origin: PushOrigin;
  /** What goes wrong when its time has come; undefined as long as that is open. */
  fault: { drop?: 'before' | 'after' | undefined } | undefined;
}

/** How a delivery ended: `retried` comes again, `failed` does not, `lost` never reached the function, `cut` ended with the host. */
export type DeliveryOutcome = 'running' | 'done' | 'retried' | 'failed' | 'lost' | 'cut';

/** One call of a function without a user. */
export interface DeliveryEntry {
  kind: 'event' | 'trigger';
  /** The key of the queue, or of the trigger. */
  key: string;
  /** When it began and ended: ISO 8601, UTC. */
  at: string;
  endedAt?: string;
  outcome: DeliveryOutcome;
  /** Of events: which one, what is in it, and how often it had been tried before. */
  event?: { eventId: string; jobId: string; body: Record<string, unknown>; retryCount: number };
  /** What the function threw, or why else it is not done. */
  error?: { name: string; message: string };
}
