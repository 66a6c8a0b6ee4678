import type { Clock } from '../../../src/clock';
import { askingOf, extendRun, makeChanges, startRun, verifyAdministrator } from '../../../src/makeChanges';
import type { Action } from '../../../src/contract/changes';
import type { Answer, AppError } from '../../../src/contract/errors';
import { makeChangesInput } from '../../../src/contract/inputs';
import { storageError } from '../../../src/history/refusals';
import { endRun, keepRun, resumeRun } from '../../../src/history/leaseRun';
import { StorageError, type Store } from '../../../src/history/store';
import { indexesIn } from '../../../src/membership/ranges';
import { parseInput } from '../../../src/parseInput';
import type { RunCalls } from '../../../src/run/runCalls';
import type { CallTools } from '../../../src/forgeTools';
import type { Timeline } from '../../support/timeline';
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
}

const LIMIT_MS = 25_000;
const ACTOR = 'admin';

/** Runs the function as Forge does: JSON both ways, a machine with a clock of its own, killed at 25 s. */
export class Forge {
  /** `heard`: the page knows, and so does the history. `changes` are places in the plan. */
  readonly invocations: { at: number; changes: readonly number[]; heard: boolean; page: number }[] = [];
  /** The page that is open now, counted from 0. */
  page = 0;
  /** Until when Confluence wanted no requests, and since when the function knew; by the timeline. */
  readonly blocks: { invocation: number; action: Action; heardAt: number; until: number }[] = [];
  readonly calls: RunCalls;
  readonly #options: ForgeOptions;

  constructor(options: ForgeOptions) {
    this.#options = options;
    this.calls = {
      startRun: this.#callForAdministrators((input, tools) => startRun(input, tools)),
      extendRun: this.#callForAdministrators((input, tools) => extendRun(input, tools)),
      resumeRun: this.#callForAdministrators((input, tools) =>
        resumeRun(tools.store, input, askingOf(tools)),
      ),
      keepRun: this.#callForAdministrators((ticket, tools) => keepRun(tools.store, ticket, askingOf(tools))),
      endRun: this.#callForAdministrators((ticket, tools) => endRun(tools.store, ticket, askingOf(tools))),
      makeChanges: (input) =>
        this.#invoke(indexesIn(input.changes), async (tools) => {
          const parsed = parseInput(makeChangesInput, toWire(input));
          return parsed.ok ? makeChanges(parsed.input, tools) : parsed;
        }),
    };
  }

  #callForAdministrators<In, T>(
    call: (input: In, tools: CallTools) => Promise<Answer<T>>,
  ): (input: In) => Promise<Answer<T>> {
    return (input) =>
      this.#invoke([], async (tools): Promise<Answer<T>> => {
        const may = await verifyAdministrator(tools);
        return may.ok ? call(toWire(input), tools) : may;
      });
  }

  async #invoke<T>(
    changes: readonly number[],
    work: (tools: CallTools) => Promise<T>,
  ): Promise<T | { ok: false; error: AppError }> {
    const { timeline, overheadMs } = this.#options;
    const invocation = this.invocations.length;
    const fault = this.#options.faultOf(invocation);
    const made = { at: timeline.now(), changes, heard: false, page: this.page };
    this.invocations.push(made);
    await timeline.sleep(overheadMs / 2);
    if (fault?.kind === 'notMade') throw new Error('Failed to fetch');
    if (fault?.kind === 'lookupFails') return { ok: false, error: { kind: 'unavailable', status: 500 } };
    const limitMs = fault ? Math.min(fault.afterMs, LIMIT_MS) : LIMIT_MS;
    const life = { isOver: false };
    const answering = orStorageError(work(this.#toolsOf(invocation, life)));
    const answer = await Promise.race([answering, timeline.sleep(limitMs).then(() => undefined)]);
    life.isOver = fault?.kind !== 'cut';
    if (answer === undefined) throw new Error('The invocation was killed.');
    made.heard = !isStorageError(answer);
    await timeline.sleep(overheadMs / 2);
    return toWire(answer);
  }

  /** @param life of the function: once it is over, it hears nothing any more and asks for nothing more */
  #toolsOf(invocation: number, life: { isOver: boolean }): CallTools {
    const { timeline, skewOf, storage, random, site } = this.#options;
    const skewMs = skewOf(invocation);
    const endsAt = timeline.now() + LIMIT_MS;
    const alive = <T>(request: () => Promise<T>): Promise<T> =>
      life.isOver ? new Promise<never>(() => undefined) : whileAlive(life, request());
    const store: Store = {
      getMany: (keys) => alive(() => storage.getMany(keys)),
      claim: (key, value) => alive(() => storage.claim(key, value)),
      write: (changes) => alive(() => storage.write(changes)),
      list: (prefix, page) => alive(() => storage.list(prefix, page)),
    };
    const clock: Clock = {
      now: () => timeline.now() + skewMs,
      sleep: (ms, signal) => whileAlive(life, timeline.sleep(ms, signal)),
    };
    const heard = (action: Action, ms: number) =>
      this.blocks.push({ invocation, action, heardAt: timeline.now(), until: timeline.now() + ms });
    return {
      ...{ actorId: ACTOR, membershipApi: 'by-id', random, store, clock },
      confluence: site.confluenceFor(invocation, clock.now, heard, (promise) => whileAlive(life, promise)),
      timeLeftMs: () => endsAt - timeline.now(),
    };
  }
}

/** A dead function hears nothing any more. */
async function whileAlive<T>(life: { isOver: boolean }, promise: Promise<T>): Promise<T> {
  const settled = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (life.isOver) return new Promise<never>(() => undefined);
  if ('error' in settled) throw settled.error;
  return settled.value;
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
