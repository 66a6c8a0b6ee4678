import type { Change } from '../contract/changes';
import type { Group } from '../contract/directory';
import type { Answer } from '../contract/errors';
import type { PlanInput, StartRunInput } from '../contract/inputs';
import { MAX_CHANGES_IN_CALL } from '../contract/limits';
import type { GoesOn, RunEvent, RunTicket, RunWish, SliceAnswer } from '../contract/runs';
import { toBlocks } from '../membership/changeBlocks';
import { toRanges } from '../membership/ranges';
import { answerTo } from './lostAnswer';
import { nameGroups } from './nameGroups';
import type { RunCalls } from './runCalls';
import { isElsewhere } from './runSnapshot';

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
  /** When the memberships that it adds are to end, ms since the epoch. */
  until?: number;
}

export interface RegistrationOptions extends RunDescription {
  /** Random; tells the function that it is this driver. */
  driver: string;
  /** Of a run that was begun before and is this driver's now. */
  ticket?: RunTicket;
  /** Whether that goes on by itself once its page is gone. */
  goesOn?: boolean;
  calls: RunCalls;
}

/** A run's entry in the history, as its driver sees to it: every change is named before the first slice, and the end told. */
export class RunRegistration {
  readonly #options: RegistrationOptions;
  #ticket: RunTicket | undefined;
  /** How many changes the history knows. */
  #named: number;
  #isClosed = false;
  /** The history has told what happened up to the end. */
  #knowsAll = false;
  #mayHaveBegun = false;
  #goesOn = false;
  /** What the history has as the admin's wish; undefined where that is not known. */
  #recordedWish: RunWish | undefined = 'run';
  /** After an end it is for some of the changes that are left, or that failed: the worker would make others. */
  isPart = false;
  /** The history may have it as the whole, by a beginning that was not answered. */
  #isToBeMarked = false;
  /** Until the history has answered. */
  #recording: Promise<Answer<object>> | undefined;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#ticket = options.ticket;
    this.#goesOn = options.goesOn ?? false;
    this.#named = options.ticket ? options.changes.length : 0;
  }

  get runId(): string | undefined {
    return this.#ticket?.runId;
  }

  /** Whether it goes on by itself once its page is gone. */
  get goesOn(): boolean {
    return this.#goesOn;
  }

  /** The same as far as is known: a beginning that was not answered may have been one. */
  get mayGoOn(): boolean {
    return this.#goesOn || this.#recordedWish === undefined || (!this.#ticket && this.#mayHaveBegun);
  }

  /** To show with a slice; none until there may be one: `prepare` first. */
  get ticket(): RunTicket | undefined {
    const isReady = this.#isNamed && !this.#isClosed && !this.#isToBeMarked;
    return isReady ? this.#ticket : undefined;
  }

  /** What a slice may begin the run with, where that is one call. */
  get newRun(): StartRunInput | undefined {
    const isOneCall = !this.#ticket && this.#options.changes.length <= MAX_CHANGES_IN_CALL;
    return isOneCall && !this.#mayBeWhole ? this.#start() : undefined;
  }

  get #isNamed(): boolean {
    return this.#named === this.#options.changes.length;
  }

  /** A part of what may have been begun as the whole. */
  get #mayBeWhole(): boolean {
    return this.isPart && !this.#ticket && this.#mayHaveBegun;
  }

  /** The slice that was to begin the run was lost, or failed in a way that does not say whether it had. */
  recordLostBeginning(): void {
    this.#mayHaveBegun = true;
  }

  /** Takes what came with the answer to a slice. @param isBeginning the slice was to begin the run */
  update(
    { run, inBackground, notContinued }: Pick<SliceAnswer, 'run' | 'notContinued'> & GoesOn,
    { isBeginning }: { isBeginning: boolean },
  ): void {
    if (isBeginning) this.#goesOn = inBackground === true;
    if (notContinued) this.#goesOn = false;
    if (!run) return;
    if (!this.#ticket) this.#named = this.#options.changes.length;
    this.#ticket = run;
  }

  /** Whether the history has it as the admin's wish, for certain. */
  isRecorded(wish: RunWish): boolean {
    return this.#recordedWish === wish;
  }

  /** Whether the history is to be told of a wish: it matters only to who may go on with the run besides this driver. */
  isToBeRecorded(wish: RunWish): boolean {
    const matters = this.#goesOn || !this.isRecorded('run');
    return this.#ticket !== undefined && !this.#isClosed && matters && !this.isRecorded(wish);
  }

  /**
   * What an admin wants of it by the history.
   * @param here what is wanted of this driver
   * @returns what it is to do then; undefined where what is wanted here stands
   */
  takeWish(recorded: RunWish, here: RunWish): RunWish | undefined {
    // What was wanted here since is newer, and the history is to hear of it.
    if (here === 'stop' || (recorded !== 'stop' && this.isToBeRecorded(here))) return undefined;
    const wasPaused = this.isRecorded('pause');
    this.#recordedWish = recorded;
    if (recorded !== 'run') this.#goesOn = false;
    // A pause that the history need not hear of is for who pressed it to end.
    return recorded === 'run' && !wasPaused ? undefined : recorded;
  }

  /**
   * Tells the history what the admin wants, one wish at a time: while another is under way, that one. Doing it again after
   * a lost answer does no harm. Never rejects.
   */
  recordWish(wish: RunWish): Promise<Answer<object>> {
    this.#recording ??= answerTo(this.#recordWish(wish)).finally(() => {
      this.#recording = undefined;
    });
    return this.#recording;
  }

  async #recordWish(wish: RunWish): Promise<Answer<object>> {
    if (!this.#ticket) return { ok: true };
    // Else the history may have had it already, and the entry before `next` be one that this driver did not hear of.
    const isNew = this.#recordedWish !== undefined;
    this.#recordedWish = undefined;
    const answer = await this.#options.calls.controlRun({ runId: this.#ticket.runId, wish });
    if (!answer.ok) return answer;
    this.#recordedWish = wish;
    this.#goesOn = answer.inBackground === true;
    // Whatever else the log has by now is missed, and the next slice tells.
    const { next } = this.#ticket;
    if (isNew && answer.next === next + 1) this.#ticket = { ...this.#ticket, next: next + 1 };
    return answer;
  }

  /** One step towards a ticket; doing it again after a lost answer does no harm. */
  async prepare(): Promise<Answer<{ run: RunTicket }>> {
    this.#isToBeMarked ||= this.#mayBeWhole;
    const answer = await this.#ask();
    if (!answer.ok) return answer;
    this.#ticket = answer.run;
    this.#isClosed = false;
    // Taking the run, or beginning it, says that it is to go on.
    this.#recordedWish = 'run';
    return answer;
  }

  /** Finds out whether a beginning that was not answered was one: else no other driver is told what is wanted of it. */
  async findBegun(): Promise<Answer<object>> {
    return !this.#ticket && this.#mayHaveBegun ? this.prepare() : { ok: true };
  }

  /** Keeps the run this driver's while it waits; nothing where the history does not know of it, or that it goes on. */
  async keep(): Promise<Answer<{ wish?: RunWish }>> {
    if (!this.#ticket || this.#isClosed) return { ok: true };
    const answer = await this.#options.calls.keepRun(this.#ticket);
    if (answer.ok) this.#ticket = answer.run;
    return answer;
  }

  /**
   * Tells the history that the run has ended; nothing where it does not know of the run. Where the worker has it by now, a
   * run that is to stop is stopped there.
   * @returns what happened that the driver did not hear of
   */
  async close({ isStop = false }: { isStop?: boolean } = {}): Promise<Answer<{ missed: RunEvent[] }>> {
    await this.#recording;
    const begun = await this.findBegun();
    if (!begun.ok) return begun;
    if (!this.#ticket) return { ok: true, missed: [] };
    // Should the answer be lost, it may have ended: `endRun` answers the same again, and `prepare` opens it again.
    this.#isClosed = true;
    this.#knowsAll = false;
    const answer = await this.#options.calls.endRun(this.#ticket);
    this.#knowsAll = answer.ok;
    if (answer.ok || !isStop || !answer.error.takenBy?.isWorker) return answer;
    const told = await this.#recordWish('stop');
    return told.ok || isElsewhere(told.error) ? answer : told;
  }

  async #ask(): Promise<Answer<{ run: RunTicket }>> {
    const { driver, calls } = this.#options;
    const run = this.#ticket;
    if (run && (this.#isClosed || (this.#isToBeMarked && this.#isNamed))) {
      const resumed = this.#takeGoesOn(
        await calls.resumeRun({ runId: run.runId, driver, ...(this.isPart && { isPart: true }) }),
      );
      if (resumed.ok) this.#isToBeMarked = false;
      // What this driver did not hear of before the end is told with the next slice.
      return resumed.ok && !this.#knowsAll ? { ...resumed, run } : resumed;
    }
    const from = this.#named;
    const to = Math.min(from + MAX_CHANGES_IN_CALL, this.#options.changes.length);
    const answer = await (run
      ? calls.extendRun({ run, from, plan: this.#planOf(from, to) })
      : calls.startRun(this.#start()).then((begun) => this.#takeGoesOn(begun)));
    if (answer.ok) this.#named = to;
    return answer;
  }

  #takeGoesOn<T extends GoesOn>(answer: Answer<T>): Answer<T> {
    this.#goesOn = answer.ok && answer.inBackground === true;
    return answer;
  }

  #start(): StartRunInput {
    const { driver, changes, reason, until } = this.#options;
    return {
      driver,
      plan: this.#planOf(0, Math.min(MAX_CHANGES_IN_CALL, changes.length)),
      total: changes.length,
      ...(reason !== undefined && { reason }),
      ...(until !== undefined && { until }),
      ...(this.isPart && { isPart: true }),
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
