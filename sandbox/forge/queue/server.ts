/** Takes requests of `@forge/events` through faults and limits to the queue. */
import { randomUUID } from 'node:crypto';
import { ConnectionLost, type Clock, type Fault, type Faults } from '../../confluence';
import type { ServiceAnswer } from '../fetchAnswer';
import type { AppConsumer } from '../manifest';
import type { Deliveries } from './delivery';
import { invalidPush, noSuchJob, QueueError } from './errors';
import type { Jobs } from './jobs';
import { checkSizes, QueueLimits } from './limits';
import type { PushOrigin, QueuedEvent, QueueRequest } from './protocol';
import { JobBody, parseQueueBody, PushBody, type Push } from './requests';

export interface QueueServerOptions {
  consumers: readonly AppConsumer[];
  clock: Clock;
  /** Those of the whole sandbox; the ones for the service "queue" happen here. */
  faults: Faults;
  /** Whether the limits of events and pushes are enforced. Sizes always are. */
  limits: boolean;
  deliveries: Deliveries;
  jobs: Jobs;
}

/** Forge fills in what is in braces, so the app sends them as they are. */
const INSTALLATION = '/{contextAri}/{environmentId}/{appId}/{appVersion}';

type Operation = (body: unknown, origin: PushOrigin) => ServiceAnswer;

export class QueueServer {
  readonly #options: QueueServerOptions;
  readonly #operations: ReadonlyMap<string, Operation>;
  #limits = new QueueLimits();
  /** Aborted by a reset. */
  #inFlight = new AbortController();

  constructor(options: QueueServerOptions) {
    this.#options = options;
    this.#operations = new Map<string, Operation>([
      [
        `/webhook/queue/publish${INSTALLATION}`,
        (body, origin) => this.#push(parseQueueBody(PushBody, body), origin),
      ],
      [`/webhook/queue/stats${INSTALLATION}`, (body) => this.#stats(parseQueueBody(JobBody, body).jobId)],
      [`/webhook/queue/cancel${INSTALLATION}`, (body) => this.#cancel(parseQueueBody(JobBody, body).jobId)],
    ]);
  }

  /** Nothing spent. Requests in flight are lost. */
  reset(): void {
    this.#inFlight.abort(new ConnectionLost());
    this.#inFlight = new AbortController();
    this.#limits = new QueueLimits();
  }

  /**
   * Answers a request. Rejects with `ConnectionLost` when a fault says so or the queue is reset meanwhile, and with an error
   * for people when the sandbox does not have what is asked for.
   */
  async handle({ path, body, origin }: QueueRequest): Promise<ServiceAnswer> {
    const { clock, faults } = this.#options;
    const { signal } = this.#inFlight;
    const operation = this.#operations.get(path);
    if (operation === undefined) throw new Error(`The sandbox’s queue has no ${path}.`);
    const fault = faults.take({ service: 'queue', method: 'POST', path });
    if (fault?.delayMs !== undefined) await clock.sleep(fault.delayMs, signal);
    signal.throwIfAborted();
    if (fault?.drop === 'before') throw new ConnectionLost();
    if (fault?.status !== undefined) return faultAnswer(fault.status, fault);
    const answer = answered(() => operation(parseJson(body), origin));
    if (fault?.drop === 'after') throw new ConnectionLost();
    return answer;
  }

  /** All events or none. */
  #push(push: Push, origin: PushOrigin): ServiceAnswer {
    const { clock, consumers, deliveries, jobs, limits } = this.#options;
    const { queueName, jobId, payload } = push;
    const consumer = consumers.find(({ queue }) => queue === queueName);
    if (consumer === undefined) throw invalidPush(`The manifest has no consumer of the queue "${queueName}"`);
    checkSizes(push, consumer);
    const now = clock.now();
    if (limits) this.#limits.admit(payload.length, origin, now);
    jobs.add(jobId, payload.length);
    deliveries.add(
      payload.map(({ body, delayInSeconds, concurrency }): QueuedEvent => ({
        ...{ queueName, jobId, eventId: randomUUID(), body, pushedAt: now, origin },
        ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
        ...(concurrency === undefined ? {} : { concurrency }),
        dueAt: now + (delayInSeconds ?? 0) * 1_000,
        retryContext: undefined,
        fault: undefined,
      })),
    );
    return { status: 201, headers: {}, body: '' };
  }

  #stats(jobId: string): ServiceAnswer {
    const stats = this.#options.jobs.get(jobId);
    if (stats === undefined) throw noSuchJob();
    return jsonAnswer(200, stats);
  }

  #cancel(jobId: string): ServiceAnswer {
    const { deliveries, jobs } = this.#options;
    if (jobs.get(jobId) === undefined) throw noSuchJob();
    deliveries.cancel(jobId);
    return { status: 204, headers: {}, body: '' };
  }
}

function answered(operation: () => ServiceAnswer): ServiceAnswer {
  try {
    return operation();
  } catch (error) {
    if (!(error instanceof QueueError)) throw error;
    return jsonAnswer(error.status, error.body);
  }
}

function faultAnswer(status: number, { headers = {}, body }: Fault): ServiceAnswer {
  const content = body ?? (status < 400 ? '' : { code: 'FAULT', message: 'The sandbox was asked to fail' });
  const isText = typeof content === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/plain' : 'application/json', ...headers },
    body: isText ? content : JSON.stringify(content),
  };
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw invalidPush('The body is not JSON');
  }
}

function jsonAnswer(status: number, body: unknown): ServiceAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
