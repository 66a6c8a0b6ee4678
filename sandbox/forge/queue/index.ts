/** Forge's queues of one installation, behind `@forge/events`. */
import type { Clock, Faults, RequestLog } from '../../confluence';
import type { ServiceAnswer } from '../fetchAnswer';
import type { ConsumerEvent } from '../loadFunction';
import type { AppConsumer } from '../manifest';
import type { FunctionOutcome } from '../runFunction';
import { Deliveries } from './delivery';
import { Jobs } from './jobs';
import type { DeliveryEntry, PushOrigin, QueueRequest } from './protocol';
import { QueueServer } from './server';

export type { DeliveryEntry, DeliveryOutcome, PushOrigin } from './protocol';

export interface AppQueueOptions {
  consumers: readonly AppConsumer[];
  clock: Clock;
  /** Those of the whole sandbox. */
  faults: Faults;
  /** Whether the limits of events and pushes are enforced. Sizes always are. */
  limits: boolean;
  log: RequestLog<DeliveryEntry>;
  /** Runs the function of a consumer. Never rejects. */
  run: (consumer: AppConsumer, event: ConsumerEvent, origin: PushOrigin) => Promise<FunctionOutcome>;
  /** Told whenever an event waits that did not before, or may have room that had none. */
  onWaiting: () => void;
}

/** An event whose time has not come, or whose function has no room. */
interface WaitingEvent {
  queue: string;
  eventId: string;
  jobId: string;
  body: Record<string, unknown>;
  /** ms since the epoch. */
  dueAt: number;
  /** How often it was tried. */
  retryCount: number;
}

export interface AppQueue {
  /** Answers a request as Forge would. Rejects with `ConnectionLost` when a fault or a reset drops the connection. */
  handle(request: QueueRequest): Promise<ServiceAnswer>;
  /** Soonest first. */
  waiting(): WaitingEvent[];
  /** When the time of the next event comes or came whose function has room, ms since the epoch; undefined when none waits. */
  nextDue(): number | undefined;
  /**
   * Hands over the events whose time has come, and those that are pushed meanwhile for at once, and waits for the functions to
   * end.
   * @param most so many at most
   * @returns what was handed over
   */
  deliver(most?: number): Promise<DeliveryEntry[]>;
  /** Nothing waits any more. Requests in flight are lost; the functions are the host's to end. */
  reset(): void;
}

/** Makes the queues that the consumers of a manifest name. */
export function createQueue(options: AppQueueOptions): AppQueue {
  const { clock, consumers, faults, limits, log, onWaiting, run } = options;
  const jobs = new Jobs();
  const deliveries = new Deliveries({
    ...{ clock, faults, log, jobs, onWaiting },
    run(event, origin) {
      const consumer = consumers.find(({ queue }) => queue === event.queueName);
      if (consumer === undefined) throw new Error(`Nothing consumes the queue "${event.queueName}".`);
      return run(consumer, event, origin);
    },
  });
  const server = new QueueServer({ consumers, clock, faults, limits, deliveries, jobs });
  return {
    handle: (request) => server.handle(request),
    waiting: () =>
      deliveries.waiting().map(({ queueName, eventId, jobId, body, dueAt, retryContext }) => ({
        ...{ queue: queueName, eventId, jobId, body: structuredClone(body), dueAt },
        retryCount: retryContext?.retryCount ?? 0,
      })),
    nextDue: () => deliveries.nextDue(),
    deliver: (most = Infinity) => deliveries.deliver(most),
    reset() {
      server.reset();
      deliveries.clear();
      jobs.clear();
    },
  };
}
