import type { Change } from '../contract/changes';
import type { Group } from '../contract/directory';
import type { Answer } from '../contract/errors';
import type { PlanInput, StartRunInput } from '../contract/inputs';
import { MAX_CHANGES_IN_CALL } from '../contract/limits';
import type { RunEvent, RunTicket } from '../contract/runs';
import { toBlocks } from '../membership/changeBlocks';
import { nameGroups } from './nameGroups';
import { toRanges } from '../membership/ranges';
import type { RunCalls } from './runCalls';

/** What a run is to be registered as. */
export interface RunDescription {
  /** Every change, in order; additions of a person before their removals. */
  changes: readonly Change[];
  /** The run it takes changes back of, and which: their places there, rising, one for each change. */
  undoes?: { runId: string; changes: readonly number[] };
  /** What the groups are called where the admin sees it; those that are not named are looked up. */
  groups?: readonly Group[];
  /** Why, in the admin's words. */
  reason?: string;
}

export interface RegistrationOptions extends RunDescription {
  /** Random; tells the function that it is this driver. */
  driver: string;
  /** Of a run that was begun before and is this driver's now. */
  ticket?: RunTicket;
  calls: RunCalls;
}

/** A run's entry in the history, as its driver sees to it: every change is named before the first slice, and the end told. */
export class RunRegistration {
  readonly #options: RegistrationOptions;
  #ticket: RunTicket | undefined;
  /** How many changes the history knows. */
  #named: number;
  #isClosed = false;
  #mayHaveBegun = false;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#ticket = options.ticket;
    this.#named = options.ticket ? options.changes.length : 0;
  }

  get runId(): string | undefined {
    return this.#ticket?.runId;
  }

  /** To show with a slice; none until there may be one: `prepare` first. */
  get ticket(): RunTicket | undefined {
    const isReady = this.#named === this.#options.changes.length && !this.#isClosed;
    return isReady ? this.#ticket : undefined;
  }

  /** What a slice may begin the run with, where that is one call. */
  get newRun(): StartRunInput | undefined {
    const isOneCall = !this.#ticket && this.#options.changes.length <= MAX_CHANGES_IN_CALL;
    return isOneCall ? this.#start() : undefined;
  }

  /** The slice that was to begin the run was lost. */
  recordLostBeginning(): void {
    this.#mayHaveBegun = true;
  }

  /** Takes the ticket that came with an answer. */
  update(ticket: RunTicket): void {
    if (!this.#ticket) this.#named = this.#options.changes.length;
    this.#ticket = ticket;
  }

  /** One step towards a ticket; doing it again after a lost answer does no harm. */
  async prepare(): Promise<Answer<{ run: RunTicket }>> {
    const answer = await this.#ask();
    if (!answer.ok) return answer;
    this.#ticket = answer.run;
    this.#isClosed = false;
    return answer;
  }

  /** Keeps the run this driver's while it waits; nothing where the history does not know of it, or that it goes on. */
  async keep(): Promise<Answer<object>> {
    if (!this.#ticket || this.#isClosed) return { ok: true };
    const answer = await this.#options.calls.keepRun(this.#ticket);
    if (answer.ok) this.#ticket = answer.run;
    return answer;
  }

  /**
   * Tells the history that the run has ended; nothing where it does not know of the run.
   * @returns what happened that the driver did not hear of
   */
  async close(): Promise<Answer<{ missed: RunEvent[] }>> {
    if (!this.#ticket && this.#mayHaveBegun) {
      const begun = await this.prepare();
      if (!begun.ok) return begun;
    }
    if (!this.#ticket) return { ok: true, missed: [] };
    // Should the answer be lost, it may have ended: `endRun` answers the same again, and `prepare` opens it again.
    this.#isClosed = true;
    return this.#options.calls.endRun(this.#ticket);
  }

  async #ask(): Promise<Answer<{ run: RunTicket }>> {
    const { driver, calls } = this.#options;
    const run = this.#ticket;
    if (run && this.#isClosed) return calls.resumeRun({ runId: run.runId, driver });
    const from = this.#named;
    const to = Math.min(from + MAX_CHANGES_IN_CALL, this.#options.changes.length);
    const answer = await (run
      ? calls.extendRun({ run, from, plan: this.#planOf(from, to) })
      : calls.startRun(this.#start()));
    if (answer.ok) this.#named = to;
    return answer;
  }

  #start(): StartRunInput {
    const { driver, changes, reason } = this.#options;
    return {
      driver,
      plan: this.#planOf(0, Math.min(MAX_CHANGES_IN_CALL, changes.length)),
      total: changes.length,
      ...(reason !== undefined && { reason }),
    };
  }

  #planOf(from: number, to: number): PlanInput {
    const { changes, undoes, groups = [] } = this.#options;
    const part = changes.slice(from, to);
    const named = nameGroups(groups, part);
    return undoes
      ? { undoes: { runId: undoes.runId, changes: toRanges(undoes.changes.slice(from, to)) }, ...named }
      : { blocks: toBlocks(part), ...named };
  }
}
