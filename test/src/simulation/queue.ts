import type { WorkerEvent, WorkQueue } from '../../../src/background/workQueue';
import type { Timeline } from '../../support/timeline';

/** What happens to one event. */
export type QueueFault =
  /** The queue says that it has not taken it; with `takes` it has. */
  | { kind: 'refused'; takes: boolean }
  /** Nothing comes of it. */
  | { kind: 'lost' }
  | { kind: 'late'; ms: number }
  /** It comes again, after the first. */
  | { kind: 'doubled'; afterMs: number };

/** How a delivery ended. `killed` and `threw` are delivered again, unless Forge does not see it. */
export type Delivery = { ended: 'done' | 'threw' } | { ended: 'killed'; isSeen: boolean; hasPushed: boolean };

export interface QueueOptions {
  timeline: Timeline;
  /** The fault of the nth event (0 for the first), if any. */
  faultOf: (push: number) => QueueFault | undefined;
  /** Whether events about one run are handled one at a time. */
  isSerial: boolean;
  /** Has the worker handle an event that comes from so many others in a row. */
  deliver: (event: WorkerEvent, depth: number) => Promise<Delivery>;
}

const PUSH_MS = 40;
const MAX_DELAY_S = 900;
/** Forge refuses what comes from so many events, one out of the other. */
const MAX_DEPTH = 1_000;
const MAX_DELIVERIES = 12;
const REDELIVERY_MS = { first: 1_000, longest: 300_000 };

/** Forge's queue of events for the worker: each at least once, in no order, unless something goes wrong. */
export class Queue {
  /** Events that were lost, or that the queue was not seen to take: what they were to do may not be done. */
  lost = 0;
  /** Drivers of whom it has taken an event. */
  readonly drivers = new Set<string>();
  readonly #options: QueueOptions;
  #pushes = 0;
  /** Events under way, and the worker at work on them. */
  #pending = 0;
  readonly #idle = new Set<() => void>();
  /** By what events are about: the last that is handled. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** @param depth of the event whose worker pushes; 0 for a page's call */
  pusher(depth: number): WorkQueue {
    return { push: (event, delayS) => this.#push(event, delayS, depth + 1) };
  }

  /** Resolves once no event is under way and no worker at work. */
  async waitUntilIdle(): Promise<void> {
    if (this.#pending > 0) await new Promise<void>((resolve) => this.#idle.add(resolve));
  }

  get isIdle(): boolean {
    return this.#pending === 0;
  }

  async #push(event: WorkerEvent, delayS: number, depth: number): Promise<boolean> {
    if (!(delayS >= 0 && delayS <= MAX_DELAY_S)) throw new Error(`Not a delay: ${delayS} s.`);
    const { timeline, faultOf } = this.#options;
    const fault = faultOf(this.#pushes);
    this.#pushes += 1;
    await timeline.sleep(PUSH_MS / 2);
    const isTaken = !(fault?.kind === 'refused' && !fault.takes) && depth <= MAX_DEPTH;
    if (isTaken) this.#take(toWire(event), delayS * 1_000, depth, fault);
    await timeline.sleep(PUSH_MS / 2);
    const isSaid = isTaken && fault?.kind !== 'refused';
    if (!isSaid) this.lost += 1;
    return isSaid;
  }

  #take(event: WorkerEvent, delayMs: number, depth: number, fault: QueueFault | undefined): void {
    switch (fault?.kind) {
      case undefined:
      case 'refused':
        this.#bring(event, delayMs, depth);
        return;
      case 'lost':
        this.lost += 1;
        return;
      case 'late':
        this.#bring(event, delayMs + fault.ms, depth);
        return;
      case 'doubled':
        this.#bring(event, delayMs, depth);
        this.#bring(event, delayMs + fault.afterMs, depth);
        return;
    }
  }

  #bring(event: WorkerEvent, delayMs: number, depth: number): void {
    if (event.kind === 'run') this.drivers.add(event.driver);
    this.#pending += 1;
    this.#options.timeline.plan(delayMs, () => {
      void this.#takeTurn(event, depth).then(() => {
        this.#pending -= 1;
        if (this.#pending > 0) return;
        this.#idle.forEach((tell) => tell());
        this.#idle.clear();
      });
    });
  }

  #takeTurn(event: WorkerEvent, depth: number): Promise<void> {
    if (!this.#options.isSerial) return this.#deliver(event, depth);
    const subject = event.kind === 'run' ? event.runId : event.trialId;
    const before = this.#turns.get(subject) ?? Promise.resolve();
    const turn = before.then(() => this.#deliver(event, depth));
    this.#turns.set(subject, turn);
    return turn;
  }

  async #deliver(event: WorkerEvent, depth: number): Promise<void> {
    const { timeline, deliver } = this.#options;
    for (let delivery = 1; delivery <= MAX_DELIVERIES; delivery += 1) {
      const result = await deliver(toWire(event), depth);
      if (result.ended === 'done') return;
      if (result.ended === 'killed' && !result.isSeen) {
        if (!result.hasPushed) this.lost += 1;
        return;
      }
      await timeline.sleep(Math.min(REDELIVERY_MS.longest, REDELIVERY_MS.first * 2 ** (delivery - 1)));
    }
    this.lost += 1;
  }
}

function toWire(event: WorkerEvent): WorkerEvent {
  return JSON.parse(JSON.stringify(event)) as WorkerEvent;
}
