import { handleEvent } from '../../../../src/background/handleEvent';
import type { TakeUpTools } from '../../../../src/background/takeUpRun';
import type { WorkerEvent, WorkQueue } from '../../../../src/background/workQueue';
import type { NotContinuedReason, RunDetail, RunTicket, RunWish } from '../../../../src/contract';
import type { CallTools } from '../../../../src/forgeTools';
import { controlRun } from '../../../../src/history/controlRun';
import { BACKGROUND_KEY, logKey } from '../../../../src/history/keys';
import { keepRun } from '../../../../src/history/leaseRun';
import { loadRun } from '../../../../src/history/loadRun';
import { getRun } from '../../../../src/history/readRun';
import type { Store } from '../../../../src/history/store';
import { askingOf, makeChanges } from '../../../../src/makeChanges';
import { toRanges } from '../../../../src/membership/ranges';
import { Timeline } from '../../../support/timeline';
import { Storage } from '../../simulation/storage';
import { AwaySite } from './awaySite';

const CALL_MS = 25_000;
const INVOCATION_MS = 900_000;

/** An invocation of the worker. */
export interface Invocation {
  event: WorkerEvent;
  at: number;
  life: { isOver: boolean };
  endedAt?: number;
  threw?: unknown;
}

/** An event that was pushed, by whom, and for when. */
interface Pushed {
  event: WorkerEvent;
  at: number;
  delayS: number;
  /** Whether the queue took it. */
  isTaken: boolean;
}

/** A run that a page began, an event about it on its way, and a worker; on a clock of its own. */
export class WorkerStage {
  readonly timeline = new Timeline();
  readonly storage = new Storage({ timeline: this.timeline, faultOf: () => undefined });
  readonly site = new AwaySite(this.timeline);
  readonly invocations: Invocation[] = [];
  readonly pushed: Pushed[] = [];
  /** Whether the queue refuses an event. */
  refuses: (event: WorkerEvent) => boolean = () => false;
  /** Whether an event that the queue took comes. */
  brings: (event: WorkerEvent) => boolean = () => true;
  /** Called with each key that the worker claims or writes, before it is. */
  onWrite: (key: string, invocation: Invocation) => void = () => undefined;
  /** ms until the platform kills an invocation. */
  invocationMs = INVOCATION_MS;
  #ticket: RunTicket | undefined;

  /** A run of so many removals, of which the page made the first ten; then it was closed. */
  static async begun(count: number): Promise<WorkerStage> {
    const stage = new WorkerStage();
    stage.storage.plant(BACKGROUND_KEY, {
      ...{ v: 1, trialId: 't', actorId: 'admin', at: stage.timeline.now(), state: 'possible' },
    });
    const people = Array.from({ length: count }, (_, n) => `p${n}`);
    for (const person of [...people, 'bystander']) stage.site.members.add(person);
    const blocks = [{ groupId: 'g', action: 'remove' as const, accountIds: people }];
    const newRun = { driver: 'driver-of-page', plan: { blocks }, total: count };
    const changes = toRanges(people.map((_, n) => n).slice(0, 10));
    const answer = await stage.timeline.until(makeChanges({ newRun, changes }, stage.#pageTools()));
    if (!answer.run) throw new Error('The run was not begun.');
    stage.#ticket = answer.run;
    return stage;
  }

  get ticket(): RunTicket {
    if (!this.#ticket) throw new Error('There is no run.');
    return this.#ticket;
  }

  pass(ms: number): Promise<void> {
    return this.timeline.pass(ms);
  }

  /** Lets time pass until the run has ended, or for two hours. @returns s that it took */
  async passUntilEnd(): Promise<number> {
    const start = this.timeline.now();
    while ((await this.detail()).run.endedAt === undefined && this.timeline.now() - start < 7_200_000) {
      await this.timeline.pass(5_000);
    }
    return (this.timeline.now() - start) / 1_000;
  }

  /** A page asks for a slice with the ticket that it has. */
  askSlice(places: readonly number[]) {
    const input = { run: this.ticket, changes: toRanges(places) };
    return this.timeline.until(makeChanges(input, this.#pageTools()));
  }

  /** A page makes a slice. */
  async makeSlice(places: readonly number[]): Promise<void> {
    const answer = await this.askSlice(places);
    if (!answer.ok || !answer.run) throw new Error(`No slice: ${JSON.stringify(answer)}`);
    this.#ticket = answer.run;
  }

  /** The page keeps the run while it waits. */
  keep() {
    return this.timeline.until(keepRun(this.storage, this.ticket, askingOf(this.#pageTools())));
  }

  /** An admin says on some page what they want of the run. */
  control(wish: RunWish) {
    const { runId } = this.ticket;
    return this.timeline.until(controlRun(this.storage, { runId, wish }, askingOf(this.#pageTools())));
  }

  /** Takes an event up now, besides whatever the queue brings. */
  deliver(...events: WorkerEvent[]): Promise<unknown> {
    return this.timeline.until(Promise.all(events.map((event) => this.#invoke(event))));
  }

  /** What the event says that the page's call had pushed. */
  get event(): WorkerEvent {
    const { runId, driver } = this.ticket;
    return { kind: 'run', runId, driver };
  }

  async detail(): Promise<RunDetail> {
    const { runId } = this.ticket;
    const detail = await this.#calmly(() => getRun(this.storage, runId, 0, this.timeline.now()));
    if (!detail) throw new Error('The history has no such run.');
    return detail;
  }

  async loaded() {
    const loaded = await this.#calmly(() =>
      loadRun(this.storage, this.ticket.runId, this.timeline.now(), { isReadOnly: true }),
    );
    if (!loaded) throw new Error('The history has no such run.');
    return loaded.run;
  }

  /** Why the record says that it was not continued, and whether the site's state is known still. */
  async givenUp(): Promise<{ reason: NotContinuedReason | undefined; isPossible: boolean }> {
    const { header } = await this.loaded();
    const state = await this.#calmly(() => this.storage.getMany([BACKGROUND_KEY]));
    return { reason: header.notContinued, isPossible: state.has(BACKGROUND_KEY) };
  }

  async isLogged(n: number): Promise<boolean> {
    const key = logKey(this.ticket.runId, n);
    return (await this.#calmly(() => this.storage.getMany([key]))).has(key);
  }

  /** Kills an invocation as soon as it writes such a key. */
  killAt(pattern: RegExp, times = 1): void {
    let left = times;
    this.onWrite = (key, { life }) => {
      if (!pattern.test(key) || left === 0) return;
      left -= 1;
      life.isOver = true;
    };
  }

  /** How often each person was asked to be removed. */
  get removedTimes(): number[] {
    const times = new Map<string, number>();
    for (const { accountId } of this.site.removals) times.set(accountId, (times.get(accountId) ?? 0) + 1);
    return [...times.values()];
  }

  async #calmly<T>(work: () => Promise<T>): Promise<T> {
    this.storage.isCalm = true;
    try {
      return await work();
    } finally {
      this.storage.isCalm = false;
    }
  }

  #queueFor(alive: Alive): WorkQueue {
    return {
      push: async (event, delayS) => {
        await alive(this.timeline.sleep(20));
        const isTaken = !this.refuses(event);
        this.pushed.push({ event, delayS, isTaken, at: this.timeline.now() });
        if (isTaken) this.timeline.plan(delayS * 1_000, () => this.#bring(event));
        return isTaken;
      },
    };
  }

  #pageTools(): CallTools {
    const { timeline, storage, site } = this;
    const endsAt = timeline.now() + CALL_MS;
    const alive: Alive = (promise) => promise;
    return {
      ...{ actorId: 'admin', membershipApi: 'by-id', random: () => 0 },
      ...{ store: storage, clock: timeline, queue: this.#queueFor(alive) },
      confluence: site.as('admin', false, alive),
      timeLeftMs: () => endsAt - timeline.now(),
    };
  }

  #bring(event: WorkerEvent): void {
    if (this.brings(event)) void this.#invoke(event);
  }

  /** As Forge does: brings the event again a minute after it could not be handled. */
  async #invoke(event: WorkerEvent): Promise<void> {
    const life = { isOver: false };
    const invocation: Invocation = { event, at: this.timeline.now(), life };
    this.invocations.push(invocation);
    try {
      await handleEvent(JSON.parse(JSON.stringify(event)), this.#workerTools(invocation));
    } catch (threw) {
      invocation.threw = threw;
      this.timeline.plan(60_000, () => void this.#invoke(event));
    }
    invocation.endedAt = this.timeline.now();
  }

  #workerTools(invocation: Invocation): TakeUpTools {
    const { timeline, storage, site } = this;
    const { life } = invocation;
    const alive: Alive = async (promise) => {
      const value = await promise;
      return life.isOver ? new Promise<never>(() => undefined) : value;
    };
    const killedAt = timeline.now() + this.invocationMs;
    const written = (keys: readonly string[]) => {
      for (const key of keys) this.onWrite(key, invocation);
      return life.isOver;
    };
    const never = () => new Promise<never>(() => undefined);
    const store: Store = {
      getMany: (keys) => alive(storage.getMany(keys)),
      claim: (key, value) => (written([key]) ? never() : alive(storage.claim(key, value))),
      write: (changes) =>
        written((changes.set ?? []).map(({ key }) => key)) ? never() : alive(storage.write(changes)),
      list: (prefix, page) => alive(storage.list(prefix, page)),
    };
    const clock = {
      now: timeline.now,
      sleep: (ms: number, signal: AbortSignal) => alive(timeline.sleep(ms, signal)),
    };
    const queue = this.#queueFor(alive);
    return {
      ...{ store, clock, queue, random: () => 0 },
      timeLeftMs: () => killedAt - timeline.now(),
      toolsFor: (actorId) => {
        const endsAt = timeline.now() + CALL_MS;
        return {
          ...{ actorId, isWorker: true, membershipApi: 'by-id', random: () => 0, store, clock, queue },
          confluence: site.as(actorId, true, alive),
          timeLeftMs: () => Math.min(endsAt, killedAt) - timeline.now(),
        };
      },
    };
  }
}

type Alive = <T>(promise: Promise<T>) => Promise<T>;
