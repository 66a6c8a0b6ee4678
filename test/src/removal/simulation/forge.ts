import type { RemoveMembersAnswer, RemoveMembersInput } from '../../../../src/contract';
import { parseInput, removeMembersInput } from '../../../../src/input';
import { removeMembers } from '../../../../src/removal/removeMembers';
import type { Timeline } from '../../../support/timeline';
import { resultOf, type Site } from './site';

/** What happens to one invocation. */
export type InvocationFault =
  /** It never gets as far as the function: no network. */
  | { kind: 'notMade' }
  /** The function stops dead; what it has sent is on its way. */
  | { kind: 'killed'; afterMs: number }
  /** The page no longer hears of it, and it goes on. */
  | { kind: 'cut'; afterMs: number }
  /** A lookup before the first person failed. */
  | { kind: 'lookupFails' };

export interface ForgeOptions {
  timeline: Timeline;
  random: () => number;
  site: Site;
  overheadMs: number;
  /** The fault of the nth invocation (0 for the first), if any. */
  faultOf: (invocation: number) => InvocationFault | undefined;
  /** ms by which the clock of the nth invocation's machine is ahead. */
  skewOf: (invocation: number) => number;
}

const LIMIT_MS = 25_000;
const REQUEST_TIMEOUT_MS = 10_000;
const ANSWER_RESERVE_MS = 1_500;

/** Runs the function as Forge does: JSON both ways, a machine with a clock of its own, killed at 25 s. */
export class Forge {
  readonly invocations: { at: number; accountIds: readonly string[]; heard: boolean }[] = [];
  /** Until when Confluence wanted no requests, and since when the function knew; by the timeline. */
  readonly blocks: { invocation: number; heardAt: number; until: number }[] = [];
  readonly #options: ForgeOptions;

  constructor(options: ForgeOptions) {
    this.#options = options;
  }

  readonly removeMembers = async (input: RemoveMembersInput): Promise<RemoveMembersAnswer> => {
    const { timeline, overheadMs } = this.#options;
    const invocation = this.invocations.length;
    const fault = this.#options.faultOf(invocation);
    const made = { at: timeline.now(), accountIds: input.accountIds, heard: false };
    this.invocations.push(made);
    await timeline.sleep(overheadMs / 2);
    if (fault?.kind === 'notMade') throw new Error('Failed to fetch');
    if (fault?.kind === 'lookupFails') return { ok: false, error: { kind: 'unavailable', status: 500 } };
    const limitMs = fault ? Math.min(fault.afterMs, LIMIT_MS) : LIMIT_MS;
    const life = { over: false };
    const answer = await Promise.race([
      this.#run(wire(input), invocation, life),
      timeline.sleep(limitMs).then(() => undefined),
    ]);
    life.over = fault?.kind !== 'cut';
    if (answer === undefined) throw new Error('The invocation was killed.');
    made.heard = true;
    await timeline.sleep(overheadMs / 2);
    return wire(answer);
  };

  async #run(
    input: RemoveMembersInput,
    invocation: number,
    life: { over: boolean },
  ): Promise<RemoveMembersAnswer> {
    const { timeline, random } = this.#options;
    const parsed = parseInput(removeMembersInput, input);
    if (!parsed.ok) return parsed;
    const { accountIds, pace } = parsed.input;
    const clock = this.#machineClock(invocation, life);
    const endsAt = timeline.now() + LIMIT_MS;
    const timeLeftMs = () => endsAt - timeline.now();
    return removeMembers(accountIds, {
      ...{ clock, random, timeLeftMs, pace },
      change: (accountId) =>
        whileAlive(life, this.#request(accountId, invocation, clock.now, timeLeftMs() - ANSWER_RESERVE_MS)),
    });
  }

  async #request(accountId: string, invocation: number, now: () => number, longestMs: number) {
    const { timeline, site } = this.#options;
    const timeout = new AbortController();
    const answer = site.remove(accountId, invocation).then((received) => ({ received }));
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

  #machineClock(invocation: number, life: { over: boolean }) {
    const { timeline, skewOf } = this.#options;
    const skewMs = skewOf(invocation);
    return {
      now: () => timeline.now() + skewMs,
      sleep: (ms: number, signal: AbortSignal) => whileAlive(life, timeline.sleep(ms, signal)),
    };
  }
}

/** A dead function hears nothing any more. */
async function whileAlive<T>(life: { over: boolean }, promise: Promise<T>): Promise<T> {
  const value = await promise;
  return life.over ? new Promise<never>(() => undefined) : value;
}

function wire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
