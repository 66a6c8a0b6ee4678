import { handleEvent } from '../../../src/background/handleEvent';
import { QueueRefused, type TakeUpTools } from '../../../src/background/takeUpRun';
import type { WorkerEvent, WorkQueue } from '../../../src/background/workQueue';
import type { Action } from '../../../src/contract/changes';
import type { Answer, AppError } from '../../../src/contract/errors';
import { makeChangesInput, type FollowRunInput } from '../../../src/contract/inputs';
import type { FollowedRun } from '../../../src/contract/runs';
import type { CallTools } from '../../../src/forgeTools';
import { controlRun } from '../../../src/history/controlRun';
import { followRun } from '../../../src/history/followRun';
import { endRun, keepRun, resumeRun } from '../../../src/history/leaseRun';
import { storageError } from '../../../src/history/refusals';
import { StorageError } from '../../../src/history/store';
import { askingOf, extendRun, makeChanges, startRun, verifyAdministrator } from '../../../src/makeChanges';
import { indexesIn } from '../../../src/membership/ranges';
import { parseInput } from '../../../src/parseInput';
import type { RunCalls } from '../../../src/run/runCalls';
import type { Timeline } from '../../support/timeline';
import type { WorkerFault } from './backgroundSchedule';
import { Machine, type Life } from './machine';
import { Noted } from './noted';
import { Queue, type Delivery, type QueueFault } from './queue';
import type { Site } from './site';
import type { Storage } from './storage';

/** What happens to one invocation. */
export type InvocationFault =
  /** It never gets as far as the function: no network. */
  | { kind: 'notMade' }
  /** The function stops dead; what it has sent is on its way. */
  | { kind: 'killed'; afterMs: number }
  /** The page no longer hears of it, and it goes on. */
  | { kind: 'cut'; afterMs: number }
  /** A lookup before anything else failed. */
  | { kind: 'lookupFails' };

export interface ForgeOptions {
  timeline: Timeline;
  random: () => number;
  site: Site;
  storage: Storage;
  overheadMs: number;
  /** The fault of the nth invocation (0 for the first), if any. */
  faultOf: (invocation: number) => InvocationFault | undefined;
  /** ms by which the clock of the nth invocation's machine is ahead. */
  skewOf: (invocation: number) => number;
  /** The faults of the nth event and of the nth invocation of the worker (0 for the first), if any. */
  background?: {
    isSerial: boolean;
    eventFaultOf: (push: number) => QueueFault | undefined;
    workerFaultOf: (invocation: number) => WorkerFault | undefined;
  };
}

/** What pages of an admin may call. */
export type PageCalls = RunCalls & {
  followRun: (input: FollowRunInput) => Promise<Answer<FollowedRun>>;
};

const LIMIT_MS = 25_000;
const WORKER_LIMIT_MS = 900_000;
/** What a call of the worker has, as `workerTools` says. */
const WORKER_CALL_MS = 25_000;

/** Runs the function as Forge does: JSON both ways, a machine with a clock of its own, killed at 25 s. */
export class Forge {
  readonly noted = new Noted();
  /** The page that is open now, counted from 0. */
  page = 0;
  /** Until when Confluence wanted no requests, and since when the function knew; by the timeline. */
  readonly blocks: { invocation: number; action: Action; heardAt: number; until: number }[] = [];
  readonly queue: Queue;
  /** What the worker threw that it should not have. */
  readonly thrown: unknown[] = [];
  readonly #options: ForgeOptions;
  #workers = 0;

  constructor(options: ForgeOptions) {
    this.#options = options;
    const { timeline, background } = options;
    this.queue = new Queue({
      ...{ timeline, isSerial: background?.isSerial ?? false },
      faultOf: (push) => background?.eventFaultOf(push),
      deliver: (event, depth) => this.#work(event, depth),
    });
  }

  callsOf(accountId: string): PageCalls {
    const call = <In, T>(work: (input: In, tools: CallTools) => Promise<Answer<T>>) =>
      this.#callForAdministrators(accountId, work);
    return {
      startRun: call((input, tools) => startRun(input, tools)),
      extendRun: call((input, tools) => extendRun(input, tools)),
      resumeRun: call((input, tools) => resumeRun(tools.store, input, askingOf(tools))),
      keepRun: call((ticket, tools) => keepRun(tools.store, ticket, askingOf(tools))),
      endRun: call((ticket, tools) => endRun(tools.store, ticket, askingOf(tools))),
      controlRun: call((input, tools) => controlRun(tools.store, input, askingOf(tools))),
      followRun: (input) =>
        this.#invoke(accountId, [], (tools) =>
          followRun(tools.store, toWire(input), askingOf(tools), () => verifyAdministrator(tools)),
        ),
      makeChanges: (input) =>
        this.#invoke(accountId, indexesIn(input.changes), async (tools) => {
          const parsed = parseInput(makeChangesInput, toWire(input));
          return parsed.ok ? makeChanges(parsed.input, tools) : parsed;
        }),
    };
  }

  #callForAdministrators<In, T>(
    accountId: string,
    call: (input: In, tools: CallTools) => Promise<Answer<T>>,
  ): (input: In) => Promise<Answer<T>> {
    return (input) =>
      this.#invoke(accountId, [], async (tools): Promise<Answer<T>> => {
        const may = await verifyAdministrator(tools);
        return may.ok ? call(toWire(input), tools) : may;
      });
  }

  async #invoke<T>(
    accountId: string,
    changes: readonly number[],
    work: (tools: CallTools) => Promise<T>,
  ): Promise<T | { ok: false; error: AppError }> {
    const { timeline, overheadMs } = this.#options;
    const { invocations } = this.noted;
    const invocation = invocations.length;
    const fault = this.#options.faultOf(invocation);
    const made = { at: timeline.now(), changes, heard: false, page: this.page };
    invocations.push(made);
    await timeline.sleep(overheadMs / 2);
    if (fault?.kind === 'notMade') throw new Error('Failed to fetch');
    if (fault?.kind === 'lookupFails') return { ok: false, error: { kind: 'unavailable', status: 500 } };
    const limitMs = fault ? Math.min(fault.afterMs, LIMIT_MS) : LIMIT_MS;
    const life = { isOver: false };
    const answering = orStorageError(work(this.#toolsOf(accountId, invocation, life)));
    const answer = await Promise.race([answering, timeline.sleep(limitMs).then(() => undefined)]);
    life.isOver = fault?.kind !== 'cut';
    if (answer === undefined) throw new Error('The invocation was killed.');
    made.heard = !isStorageError(answer);
    await timeline.sleep(overheadMs / 2);
    return toWire(answer);
  }

  /** One invocation of the worker: a machine of its own, killed at 900 s. */
  async #work(event: WorkerEvent, depth: number): Promise<Delivery> {
    const { timeline, overheadMs, background } = this.#options;
    const fault = background?.workerFaultOf(this.#workers);
    this.#workers += 1;
    const invocation = this.noted.invocations.length;
    this.noted.invocations.push({ at: timeline.now(), changes: [], heard: false, page: undefined });
    await timeline.sleep(overheadMs / 2);
    if (fault?.kind === 'notStarted') return { ended: 'killed', isSeen: fault.isSeen, hasPushed: false };
    const life = { isOver: false };
    const isOver = new AbortController();
    const { killed, kill } = this.#killLater(life, invocation, fault, isOver.signal);
    const machine = this.#machineOf(invocation, life, WORKER_LIMIT_MS);
    let pushes = 0;
    const pusher = this.queue.pusher(depth);
    const push: WorkQueue['push'] = async (...more) => {
      const isTaken = await pusher.push(...more);
      if (isTaken && fault?.kind === 'killedPushing' && fault.push === pushes) {
        timeline.plan(fault.afterMs, kill);
      }
      if (isTaken) pushes += 1;
      return isTaken;
    };
    const queue: WorkQueue = { push: (...more) => machine.ask(() => push(...more)) };
    const working = handleEvent(event, this.#workerToolsOf(machine, queue)).then(
      () => 'done' as const,
      (error: unknown) => {
        const isToComeAgain = error instanceof StorageError || error instanceof QueueRefused;
        if (!isToComeAgain) this.thrown.push(error);
        return 'threw' as const;
      },
    );
    const ended = await Promise.race([working, killed]);
    life.isOver = true;
    isOver.abort();
    return ended === 'killed' ? { ended, isSeen: fault?.isSeen ?? true, hasPushed: pushes > 0 } : { ended };
  }

  #killLater(
    life: Life,
    invocation: number,
    fault: WorkerFault | undefined,
    signal: AbortSignal,
  ): { killed: Promise<'killed'>; kill: () => void } {
    const { timeline } = this.#options;
    let tellKilled: (how: 'killed') => void = () => undefined;
    const killed = new Promise<'killed'>((resolve) => {
      tellKilled = resolve;
    });
    const kill = () => {
      life.isOver = true;
      tellKilled('killed');
    };
    void timeline.sleep(WORKER_LIMIT_MS, signal).then(kill);
    switch (fault?.kind) {
      case 'killed':
        timeline.plan(fault.afterMs, kill);
        break;
      case 'killedDriving':
        this.noted.listenToTakeUps((_, by) => by === invocation && timeline.plan(fault.afterMs, kill));
        break;
      case 'killedPushing':
      case 'notStarted':
      case undefined:
        break;
    }
    return { killed, kill };
  }

  #toolsOf(actorId: string, invocation: number, life: Life): CallTools {
    const { random } = this.#options;
    const machine = this.#machineOf(invocation, life, LIMIT_MS);
    return {
      ...{ actorId, membershipApi: 'by-id', random, store: machine.store, clock: machine.clock },
      confluence: machine.confluenceFor({ accountId: actorId, isImpersonated: false }),
      queue: { push: (...event) => machine.ask(() => this.queue.pusher(0).push(...event)) },
      timeLeftMs: () => machine.timeLeftMs(),
    };
  }

  #workerToolsOf(machine: Machine, queue: WorkQueue): TakeUpTools {
    const { timeline, random } = this.#options;
    const timeLeftMs = () => machine.timeLeftMs();
    const { store, clock } = machine;
    const toolsFor = (actorId: string): CallTools => {
      const endsAt = timeline.now() + WORKER_CALL_MS;
      return {
        ...{ actorId, isWorker: true, membershipApi: 'by-id', random, store, clock, queue },
        confluence: machine.confluenceFor({ accountId: actorId, isImpersonated: true }),
        timeLeftMs: () => Math.min(endsAt - timeline.now(), timeLeftMs()),
      };
    };
    return { store, queue, clock, timeLeftMs, random, toolsFor };
  }

  #machineOf(invocation: number, life: Life, limitMs: number): Machine {
    const { timeline, site, storage, skewOf } = this.#options;
    const heard = (action: Action, ms: number) =>
      this.blocks.push({ invocation, action, heardAt: timeline.now(), until: timeline.now() + ms });
    return new Machine({
      ...{ timeline, site, storage, noted: this.noted, life, invocation, limitMs },
      ...{ skewMs: skewOf(invocation), heard },
    });
  }
}

/** As the resolver does. */
async function orStorageError<T>(work: Promise<T>): Promise<T | { ok: false; error: AppError }> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StorageError) return { ok: false, error: storageError(error) };
    throw error;
  }
}

function isStorageError(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return false;
  const { error } = answer;
  return typeof error === 'object' && error !== null && 'kind' in error && error.kind === 'storage';
}

function toWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
