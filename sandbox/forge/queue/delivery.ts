/** Hands events to their functions when their time has come: at least once, in no order that one could rely on. */
import type { Clock, Faults, RequestLog } from '../../confluence';
import { seededRandom, type Random } from '../../confluence/prng';
import type { ConsumerEvent } from '../loadFunction';
import type { FunctionOutcome } from '../runFunction';
import type { Jobs } from './jobs';
import type { DeliveryEntry, QueuedEvent } from './protocol';
import { judge, RETENTION_MS } from './retry';

export interface DeliveryOptions {
  clock: Clock;
  /** Those of the whole sandbox; the ones for the service "delivery" happen here. */
  faults: Faults;
  log: RequestLog<DeliveryEntry>;
  jobs: Jobs;
  /** Runs the function of the event's queue. Never rejects. */
  run: (event: ConsumerEvent, origin: QueuedEvent['origin']) => Promise<FunctionOutcome>;
  /** Told whenever an event waits that did not before, or may have room that had none. */
  onWaiting: () => void;
}

export class Deliveries {
  readonly #options: DeliveryOptions;
  readonly #random: Random = seededRandom(7);
  #waiting: QueuedEvent[] = [];
  readonly #running = new Map<Promise<void>, QueuedEvent>();
  /** What ran before the last `clear` brings nothing back. */
  #clears = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Soonest first. */
  waiting(): QueuedEvent[] {
    return [...this.#waiting].sort((a, b) => a.dueAt - b.dueAt);
  }

  /** When the time of the next event comes or came whose function has room; undefined when none waits. */
  nextDue(): number | undefined {
    return this.waiting().find((event) => this.#hasRoom(event))?.dueAt;
  }

  add(events: readonly QueuedEvent[]): void {
    this.#waiting.push(...events);
    if (events.length > 0) this.#options.onWaiting();
  }

  /** Takes back what has not been handed over. */
  cancel(jobId: string): void {
    this.#waiting = this.#waiting.filter((event) => event.jobId !== jobId);
  }

  /** Forgets what waits; what runs is the host's to end. */
  clear(): void {
    this.#waiting = [];
    this.#running.clear();
    this.#clears += 1;
  }

  /** Hands over what is due, at most so many, and what falls due meanwhile, and waits for the functions to end. */
  async deliver(most: number): Promise<DeliveryEntry[]> {
    const entries: DeliveryEntry[] = [];
    do {
      entries.push(...this.#startDue(most - entries.length));
      if (this.#running.size > 0) await Promise.race(this.#running.keys());
    } while (this.#running.size > 0 || (entries.length < most && this.#hasDue()));
    return entries;
  }

  #hasDue(): boolean {
    const now = this.#options.clock.now();
    return this.#waiting.some(({ dueAt }) => dueAt <= now);
  }

  #startDue(most: number): DeliveryEntry[] {
    const started = this.#startOnce(most);
    // What comes twice is due as soon as its first has started.
    return started.length === 0 ? [] : [...started, ...this.#startDue(most - started.length)];
  }

  #startOnce(most: number): DeliveryEntry[] {
    const now = this.#options.clock.now();
    const due = shuffled(
      this.#waiting.filter(({ dueAt }) => dueAt <= now),
      this.#random,
    );
    const started: DeliveryEntry[] = [];
    for (const event of due) {
      if (started.length >= most) break;
      if (!this.#hasRoom(event) || this.#isPutOff(event, now)) continue;
      this.#waiting = this.#waiting.filter((other) => other !== event);
      started.push(this.#start(event));
    }
    return started;
  }

  #hasRoom({ queueName, concurrency }: QueuedEvent): boolean {
    if (concurrency === undefined) return true;
    const { key, limit } = concurrency;
    const beside = [...this.#running.values()].filter(
      (other) => other.queueName === queueName && other.concurrency?.key === key,
    );
    return beside.length < limit;
  }

  /** Takes the fault that shall happen to the event, if any; true when it makes the event come later. */
  #isPutOff(event: QueuedEvent, now: number): boolean {
    if (event.fault !== undefined) return false;
    const path = `/${event.queueName}`;
    const fault = this.#options.faults.take({ service: 'delivery', method: 'POST', path });
    event.fault = { drop: fault?.drop };
    if (fault?.delayMs === undefined) return false;
    event.dueAt = now + fault.delayMs;
    this.#options.onWaiting();
    return true;
  }

  #start(event: QueuedEvent): DeliveryEntry {
    const { clock, log } = this.#options;
    const { eventId, jobId, body, queueName, retryContext } = event;
    const entry: DeliveryEntry = {
      kind: 'event',
      key: queueName,
      at: new Date(clock.now()).toISOString(),
      outcome: 'running',
      event: { eventId, jobId, body: structuredClone(body), retryCount: retryContext?.retryCount ?? 0 },
    };
    log.add(entry);
    if (event.fault?.drop === 'before') {
      this.#end(entry, 'lost');
      this.#options.jobs.settle(jobId, 'failed');
      return entry;
    }
    // Forge does not hear that the function has it, so it comes again while the first may still run.
    if (event.fault?.drop === 'after') this.add([{ ...event, fault: {} }]);
    const running = this.#run(event, entry).then(() => {
      this.#running.delete(running);
      // One that had no room beside it has some now.
      this.#options.onWaiting();
    });
    this.#running.set(running, event);
    return entry;
  }

  async #run(event: QueuedEvent, entry: DeliveryEntry): Promise<void> {
    const { clock, jobs, run } = this.#options;
    const clears = this.#clears;
    const outcome = await run(consumerEvent(event, clock.now()), event.origin);
    if (clears !== this.#clears) {
      this.#end(entry, 'cut');
      return;
    }
    const verdict = judge(outcome, event, clock.now());
    if ('error' in verdict) entry.error = verdict.error;
    this.#end(entry, verdict.kind);
    switch (verdict.kind) {
      case 'retried':
        this.add([{ ...event, dueAt: verdict.at, retryContext: verdict.context, fault: undefined }]);
        return;
      case 'done':
        jobs.settle(event.jobId, 'success');
        return;
      case 'failed':
        jobs.settle(event.jobId, 'failed');
        return;
      case 'cut':
    }
  }

  #end(entry: DeliveryEntry, outcome: DeliveryEntry['outcome']): void {
    entry.outcome = outcome;
    entry.endedAt = new Date(this.#options.clock.now()).toISOString();
  }
}

/** What the function gets. */
function consumerEvent(event: QueuedEvent, now: number): ConsumerEvent {
  const { queueName, jobId, eventId, body, delayInSeconds, concurrency, retryContext, pushedAt } = event;
  const retentionWindow = {
    startTime: new Date(pushedAt).toISOString(),
    remainingTimeMs: pushedAt + RETENTION_MS - now,
  };
  return structuredClone({
    ...{ queueName, jobId, eventId, body },
    ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(retryContext === undefined ? {} : { retryContext: { ...retryContext, retentionWindow } }),
  });
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
