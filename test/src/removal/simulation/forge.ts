import type {
  Answer,
  ChangeAnswer,
  ExtendRunInput,
  RemoveMembersAnswer,
  RemoveMembersInput,
  RestoreMembersAnswer,
  ResumeRunInput,
  RunAction,
  RunTicket,
  StartRunInput,
} from '../../../../src/contract';
import type { Clock } from '../../../../src/clock';
import { recordSlice, storageError } from '../../../../src/history/recording';
import { openCheck, recordCheck } from '../../../../src/history/checking';
import { endRun, extendRun, keepRun, resumeRun, startRun, type Asking } from '../../../../src/history/runs';
import { StorageError, type Store } from '../../../../src/history/store';
import { parseInput, removeMembersInput, restoreMembersInput } from '../../../../src/input';
import type { ChangeTools } from '../../../../src/removal/changeMembers';
import { removeMembers } from '../../../../src/removal/removeMembers';
import { restoreMembers } from '../../../../src/removal/restoreMembers';
import type { Timeline } from '../../../support/timeline';
import { resultOf, type Site } from './site';
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
const REQUEST_TIMEOUT_MS = 10_000;
const ANSWER_RESERVE_MS = 1_500;
const GROUP = { id: 'group', name: 'Group' };
const ACTOR = 'admin';

/** An invocation and the machine it runs on. */
interface Machine {
  invocation: number;
  /** The function is dead: it hears nothing any more, and asks for nothing more. */
  life: { over: boolean };
  clock: Clock;
  timeLeftMs: () => number;
  store: Store;
}

/** Runs the function as Forge does: JSON both ways, a machine with a clock of its own, killed at 25 s. */
export class Forge {
  /** `heard`: the page knows, and so does the history. */
  readonly invocations: { at: number; accountIds: readonly string[]; heard: boolean; page: number }[] = [];
  /** The page that is open now, counted from 0. */
  page = 0;
  /** Until when Confluence wanted no requests, and since when the function knew; by the timeline. */
  readonly blocks: { invocation: number; heardAt: number; until: number }[] = [];
  readonly #options: ForgeOptions;

  constructor(options: ForgeOptions) {
    this.#options = options;
  }

  readonly startRun = (input: StartRunInput): Promise<Answer<{ run: RunTicket }>> =>
    this.#invoke([], ({ store, clock }) => startRun(store, wire(input), GROUP, askedAt(clock)));

  readonly extendRun = (input: ExtendRunInput): Promise<Answer<{ run: RunTicket }>> =>
    this.#invoke([], ({ store, clock }) => extendRun(store, wire(input), clock.now()));

  readonly resumeRun = (input: ResumeRunInput): Promise<Answer<{ run: RunTicket }>> =>
    this.#invoke([], ({ store, clock }) => resumeRun(store, wire(input), askedAt(clock)));

  readonly keepRun = (ticket: RunTicket): Promise<Answer<{ run: RunTicket }>> =>
    this.#invoke([], ({ store, clock }) => keepRun(store, wire(ticket), askedAt(clock)));

  readonly endRun = (ticket: RunTicket): Promise<Answer<object>> =>
    this.#invoke([], ({ store, clock }) => endRun(store, wire(ticket), askedAt(clock)));

  readonly removeMembers = (input: RemoveMembersInput): Promise<RemoveMembersAnswer> =>
    this.#invoke(input.accountIds, (machine) => this.#slice(wire(input), machine));

  readonly restoreMembers = (input: RemoveMembersInput): Promise<RestoreMembersAnswer> =>
    this.#invoke(input.accountIds, (machine) => this.#restoreSlice(wire(input), machine));

  /** What Check does: the answer gets into the record. */
  readonly recordCheck = async (runId: string, accountIds: readonly string[]): Promise<void> => {
    const { site, storage, timeline } = this.#options;
    const check = await openCheck(storage, runId, GROUP.id, timeline.now());
    if (!check) throw new Error('The history lost the run.');
    const members = accountIds.filter((accountId) => site.members.has(accountId));
    const others = accountIds.filter((accountId) => !site.members.has(accountId));
    await recordCheck(storage, check, { members, others }, timeline.now());
  };

  async #invoke<T>(
    accountIds: readonly string[],
    work: (machine: Machine) => Promise<T>,
  ): Promise<T | { ok: false; error: ReturnType<typeof storageError> }> {
    const { timeline, overheadMs } = this.#options;
    const invocation = this.invocations.length;
    const fault = this.#options.faultOf(invocation);
    const made = { at: timeline.now(), accountIds, heard: false, page: this.page };
    this.invocations.push(made);
    await timeline.sleep(overheadMs / 2);
    if (fault?.kind === 'notMade') throw new Error('Failed to fetch');
    if (fault?.kind === 'lookupFails') return { ok: false, error: { kind: 'unavailable', status: 500 } };
    const limitMs = fault ? Math.min(fault.afterMs, LIMIT_MS) : LIMIT_MS;
    const life = { over: false };
    const answering = orStorage(work(this.#machine(invocation, life)));
    const answer = await Promise.race([answering, timeline.sleep(limitMs).then(() => undefined)]);
    life.over = fault?.kind !== 'cut';
    if (answer === undefined) throw new Error('The invocation was killed.');
    made.heard = !isStorageError(answer);
    await timeline.sleep(overheadMs / 2);
    return wire(answer);
  }

  async #slice(input: RemoveMembersInput, machine: Machine): Promise<RemoveMembersAnswer> {
    const parsed = parseInput(removeMembersInput, input);
    if (!parsed.ok) return parsed;
    return this.#recorded('remove', parsed.input, machine, removeMembers);
  }

  async #restoreSlice(input: RemoveMembersInput, machine: Machine): Promise<RestoreMembersAnswer> {
    const parsed = parseInput(restoreMembersInput, input);
    if (!parsed.ok) return parsed;
    return this.#recorded('restore', parsed.input, machine, restoreMembers);
  }

  async #recorded<Done extends 'removed' | 'restored'>(
    action: RunAction,
    { accountIds, pace, run, newRun, groupId }: RemoveMembersInput,
    { clock, timeLeftMs, life, invocation, store }: Machine,
    make: (accountIds: readonly string[], tools: ChangeTools) => Promise<ChangeAnswer<Done>>,
  ): Promise<ChangeAnswer<Done>> {
    const { random } = this.#options;
    const change = (accountId: string) =>
      whileAlive(life, this.#request(accountId, invocation, clock.now, timeLeftMs() - ANSWER_RESERVE_MS));
    const begun = newRun && (await startRun(store, { ...newRun, action, groupId }, GROUP, askedAt(clock)));
    if (begun?.ok === false) return begun;
    const ticket = run ?? begun?.run;
    if (!ticket) throw new Error('A slice belongs to a run.');
    return recordSlice(
      ticket,
      { action, groupId, accountIds },
      () => make(accountIds, { clock, random, timeLeftMs, pace, change }),
      { store, clock, timeLeftMs, actorId: ACTOR },
    );
  }

  async #request(accountId: string, invocation: number, now: () => number, longestMs: number) {
    const { timeline, site } = this.#options;
    const timeout = new AbortController();
    const answer = site.change(accountId, invocation).then((received) => ({ received }));
    const tooLate = timeline.sleep(Math.min(REQUEST_TIMEOUT_MS, longestMs), timeout.signal);
    const first = await Promise.race([answer, tooLate]);
    timeout.abort();
    if (!first) site.lost.add(accountId);
    const result = resultOf(site, first?.received, now());
    if (!result.ok && result.error.retryAt !== undefined) {
      const until = timeline.now() + Date.parse(result.error.retryAt) - now();
      this.blocks.push({ invocation, heardAt: timeline.now(), until });
    }
    return result;
  }

  #machine(invocation: number, life: { over: boolean }): Machine {
    const { timeline, skewOf, storage } = this.#options;
    const skewMs = skewOf(invocation);
    const endsAt = timeline.now() + LIMIT_MS;
    const alive = <T>(request: () => Promise<T>): Promise<T> =>
      life.over ? new Promise<never>(() => undefined) : whileAlive(life, request());
    return {
      ...{ invocation, life },
      clock: {
        now: () => timeline.now() + skewMs,
        sleep: (ms, signal) => whileAlive(life, timeline.sleep(ms, signal)),
      },
      timeLeftMs: () => endsAt - timeline.now(),
      store: {
        getMany: (keys) => alive(() => storage.getMany(keys)),
        claim: (key, value) => alive(() => storage.claim(key, value)),
        write: (changes) => alive(() => storage.write(changes)),
        list: (prefix, page) => alive(() => storage.list(prefix, page)),
      },
    };
  }
}

function askedAt(clock: Clock): Asking {
  return { actorId: ACTOR, now: clock.now() };
}

/** A dead function hears nothing any more. */
async function whileAlive<T>(life: { over: boolean }, promise: Promise<T>): Promise<T> {
  const settled = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (life.over) return new Promise<never>(() => undefined);
  if ('error' in settled) throw settled.error;
  return settled.value;
}

/** As the resolver does. */
async function orStorage<T>(
  work: Promise<T>,
): Promise<T | { ok: false; error: ReturnType<typeof storageError> }> {
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

function wire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
