import { waitForAbort, type Clock } from '../clock';
import type { Change } from '../contract/changes';
import type { AppError } from '../contract/errors';
import type { StartRunInput } from '../contract/inputs';
import type { GoesOn, RecordedChange, RunEvent, RunTicket, RunWish, SliceAnswer } from '../contract/runs';
import { isTransient } from '../membership/errorTraits';
import { toRanges } from '../membership/ranges';
import { LeaseRenewal } from './leaseRenewal';
import { answerTo, errorOfLoss, leavesBeginningOpen } from './lostAnswer';
import { INVOCATION_BACKOFF, retryDelayMs } from './retryDelay';
import type { RunCalls } from './runCalls';
import { RunChanges } from './runChanges';
import { RunPace } from './runPace';
import { RunRegistration, type RunDescription } from './runRegistration';
import {
  endedElsewhere,
  isElsewhere,
  runStateOf,
  type ChangeStanding,
  type EndState,
  type RunSnapshot,
} from './runSnapshot';

/** What a run is, and what drives it. */
export interface RunOptions extends RunDescription {
  /** Random; tells the function that it is this driver. */
  driver: string;
  /**
   * A run that was begun before and is this driver's now, and what its record says. Where `places` are given, only these of
   * its changes are asked for, as far as they failed or are left; else all that are left.
   */
  resumed?: { ticket: RunTicket; recorded: readonly RecordedChange[]; places?: readonly number[] } & GoesOn;
  calls: RunCalls;
  clock: Clock;
  /** Draws from [0, 1). */
  random: () => number;
  /**
   * What interrupts it, an admin's pause or an error that ends a run, makes this driver let go of the run, for another to
   * go on with; else it waits, or has ended.
   */
  onInterruption?: 'release';
}

/** Times the end is told to the history; else the next page that opens does. */
const END_ATTEMPTS = 5;

/**
 * Carries a plan out, slice after slice, one invocation at a time: two would need to share the pace. Owns the queue: an
 * invocation may be killed, cut or out of time, and the changes it did not settle are asked for again. Every change is
 * named to the history before the first slice, and nothing is changed that it cannot record.
 */
export class RunDriver {
  readonly #options: RunOptions;
  readonly #changes: RunChanges;
  readonly #registration: RunRegistration;
  readonly #pace: RunPace;
  readonly #lease: LeaseRenewal;
  readonly #listeners = new Set<() => void>();
  #snapshot: RunSnapshot;
  #wish: RunWish = 'run';
  #isOnline = true;
  #isReleased = false;
  #end: EndState | undefined;
  /** A slice is under way. */
  #isBusy = false;
  /** Aborted when the admin wants something else, or the network is back. */
  #waiting = new AbortController();
  /** Until the history was told of the last end. */
  #working: Promise<void> = Promise.resolve();
  /** Why the history does not know that the run has ended. */
  #notClosed: AppError | undefined;

  private constructor(options: RunOptions) {
    const { resumed, changes, clock, random } = options;
    this.#options = options;
    this.#changes = new RunChanges({ ...resumed, changes });
    this.#registration = new RunRegistration({
      ...options,
      ...(resumed && { ticket: resumed.ticket, goesOn: resumed.inBackground === true }),
    });
    this.#pace = new RunPace(changes[0]?.action ?? 'remove', clock, random);
    this.#lease = new LeaseRenewal(clock);
    this.#snapshot = this.#takeSnapshot();
  }

  /** Begins at once. */
  static start(options: RunOptions): RunDriver {
    const run = new RunDriver(options);
    run.#begin();
    return run;
  }

  /** For `useSyncExternalStore`. @returns stops listening */
  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => void this.#listeners.delete(onChange);
  };

  /** The run as a whole; the same object until something changes. */
  readonly getSnapshot = (): RunSnapshot => this.#snapshot;

  /** Where a change stands, by its place in the plan; the same object until that changes. */
  readonly standingOf = (change: number): ChangeStanding | undefined => this.#changes.standingOf(change);

  /** The plan. */
  get changes(): readonly Change[] {
    return this.#changes.all;
  }

  /** Its id in the history, once that knows of it. */
  get runId(): string | undefined {
    return this.#registration.runId;
  }

  /** Changes of which asking Confluence who is a member can tell more. */
  openChanges(): number[] {
    return this.#changes.open();
  }

  /**
   * Goes on, or pauses or ends once the slice under way is answered; what is left after the end is not attempted. Where
   * Confluence wants no requests yet, it goes on when that is over.
   */
  control(wish: RunWish): void {
    if (this.#end || this.#wish === 'stop' || this.#wish === wish) return;
    this.#wish = wish;
    if (wish === 'run') this.#pace.restartSpeed(this.#changes.settledCount);
    if (this.#registration.isToBeRecorded(wish)) {
      // The page may be closed before the slice is answered, and the run would go on.
      if (this.#isBusy && wish !== 'run') void this.#registration.recordWish(wish).then(() => this.#tell());
      // A wait begins with it.
      else this.#lease.reset();
    }
    this.#wake();
    this.#tell();
  }

  /**
   * Lets go of the run once the slice under way is answered: it has not ended, and what is left is for another driver.
   * Where nothing is left, or the admin stops it, it ends.
   */
  release(): void {
    if (this.#end || this.#isReleased) return;
    this.#isReleased = true;
    this.#wake();
  }

  /** How it ended, once the history was told or does not hear of it. */
  async waitForEnd(): Promise<EndState> {
    await this.#working;
    // It may have been retried meanwhile.
    return this.#end ?? this.waitForEnd();
  }

  /** Asks nothing while there is no network, whatever the admin wishes, and goes on when there is. */
  setOnline(isOnline: boolean): void {
    if (this.#isOnline === isOnline) return;
    this.#isOnline = isOnline;
    if (isOnline) this.#pace.restartSpeed(this.#changes.settledCount);
    this.#wake();
    this.#tell();
  }

  /** Asks again for these changes, as far as they failed, were not attempted, or are open. Only after the end. */
  retry(changes: readonly number[]): void {
    if (!this.#end) return;
    this.#registration.isPart = !this.#changes.retry(changes);
    this.#begin();
  }

  /** What failed, and with `withNotAttempted` what was not attempted. */
  changesToRetry({ withNotAttempted }: { withNotAttempted: boolean }): number[] {
    return this.#changes.toRetry({ withNotAttempted });
  }

  /** Takes in what the history has of it that this driver did not do: a check. */
  apply(event: RunEvent): void {
    this.#changes.apply(event);
    this.#tell();
  }

  #begin(): void {
    this.#end = undefined;
    this.#notClosed = undefined;
    this.#wish = 'run';
    this.#isReleased = false;
    this.#pace.reset(this.#changes.settledCount);
    this.#wake();
    this.#tell();
    this.#working = this.#working.then(() => this.#work());
  }

  #wake(): void {
    this.#waiting.abort();
    this.#waiting = new AbortController();
  }

  async #work(): Promise<void> {
    const { clock } = this.#options;
    while (!this.#hasReachedEnd()) {
      const until = this.#waitsUntil();
      this.#tell();
      if (until > clock.now()) await this.#wait(until);
      else await this.#goOn();
    }
    this.#changes.dropLeft();
    this.#tell();
    await this.#close();
  }

  /** ms since the epoch; `Infinity` until the admin or the network says otherwise. */
  #waitsUntil(): number {
    return this.#wish === 'pause' || !this.#isOnline ? Infinity : this.#pace.until;
  }

  /** For a while: until the wait is over, something else is wanted, or the lease is to be renewed. */
  async #wait(until: number): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#waiting;
    const dueAt = this.#lease.dueAt(until);
    if (!this.#isOnline) await waitForAbort(signal);
    else if (dueAt <= clock.now()) await this.#renewLease();
    else await clock.sleep(Math.min(until, dueAt) - clock.now(), signal);
  }

  /** Where it does not work it is tried again, but for a run that another driver has by now. */
  async #renewLease(): Promise<void> {
    const answer = await this.#lease.renew(this.#registration, this.#wish);
    if (answer.ok) this.#heedWish(answer.wish);
    else if (isElsewhere(answer.error)) this.#stopFor(answer.error);
  }

  /** What an admin wants of it, perhaps by another page. */
  #heedWish(recorded: RunWish | undefined): void {
    const wish = recorded && this.#registration.takeWish(recorded, this.#wish);
    const isReleased = wish === 'pause' && this.#options.onInterruption === 'release';
    if (isReleased) this.#end ??= { name: 'released', isPaused: true };
    else if (wish) this.control(wish);
  }

  #hasReachedEnd(): boolean {
    if (this.#changes.areAllAsked) this.#end ??= this.#endOfQueue();
    else if (this.#wish === 'stop') this.#end ??= { name: 'stopped', by: 'admin' };
    else if (this.#isReleased) this.#end ??= { name: 'released' };
    return this.#end !== undefined;
  }

  #endOfQueue(): EndState {
    const { error } = this.#changes;
    if (!error) return { name: 'done' };
    // Another admin may be allowed to.
    const isForOthers = error.kind === 'permission' && this.#options.onInterruption === 'release';
    return isForOthers ? { name: 'released', error } : { name: 'stopped', by: 'error', error };
  }

  /** A slice, or what the history must know before one. */
  async #goOn(): Promise<void> {
    const { ticket, newRun } = this.#registration;
    if (this.#registration.isToBeRecorded('run')) await this.#recordResume();
    else if (ticket) await this.#askSlice({ run: ticket });
    else await (newRun ? this.#askSlice({ newRun }) : this.#prepare());
    this.#lease.reset();
  }

  /** Until the history has it no other driver goes on with the run. */
  async #recordResume(): Promise<void> {
    const answer = await this.#registration.recordWish('run');
    if (!answer.ok) this.#heedRefusal(answer.error);
  }

  async #prepare(): Promise<void> {
    const answer = await this.#invoke(() => this.#registration.prepare());
    if ('lost' in answer) {
      this.#pace.recordLoss({ isSlice: false });
      if (this.#pace.givesUpRun) this.#stopFor(errorOfLoss('unrecorded', answer.lost));
    } else if (answer.ok) this.#pace.recordReady();
    else this.#heedRefusal(answer.error);
  }

  async #askSlice(of: { run: RunTicket } | { newRun: StartRunInput }): Promise<void> {
    const { clock, calls } = this.#options;
    this.#pace.endWait(this.#changes.settledCount);
    const taken = this.#changes.take(this.#pace.sliceSize);
    if (taken.length === 0) return;
    const startedAt = clock.now();
    const { paces } = this.#pace;
    const changes = toRanges(taken);
    const answer = await this.#invoke(() =>
      calls.makeChanges('run' in of ? { ...of, changes, ...(paces && { paces }) } : { ...of, changes }),
    );
    const isBeginning = 'newRun' in of;
    const mayHaveBegun = 'lost' in answer || (!answer.ok && leavesBeginningOpen(answer.error));
    if (isBeginning && mayHaveBegun) this.#registration.recordLostBeginning();
    if ('lost' in answer) {
      this.#recordLoss(taken, answer.lost);
    } else {
      this.#registration.update(answer, { isBeginning });
      this.#heedAnswer(taken, answer, clock.now() - startedAt);
    }
  }

  async #invoke<T>(call: () => Promise<T>): Promise<T | { lost: unknown }> {
    this.#isBusy = true;
    this.#tell();
    try {
      return await call();
    } catch (cause) {
      return { lost: cause };
    } finally {
      this.#isBusy = false;
    }
  }

  #heedAnswer(asked: readonly number[], answer: SliceAnswer, tookMs: number): void {
    const settled = this.#changes.takeIn(asked, answer);
    const { settledCount } = this.#changes;
    const actions = this.#changes.actionsOf(asked);
    const error = this.#pace.recordAnswer({ answer, settled, settledCount, actions, tookMs });
    if (error) this.#stopFor(error);
    this.#heedWish(answer.wish);
  }

  /** The history does not have the run ready, or an earlier invocation is at work on it. */
  #heedRefusal(refusal: AppError): void {
    const error = this.#pace.recordRefusal(refusal);
    if (error) this.#stopFor(error);
  }

  #stopFor(error: AppError): void {
    const isReleased =
      this.#options.onInterruption === 'release' && !isElsewhere(error) && !this.#changes.areAllAsked;
    this.#end ??= isReleased ? { name: 'released', error } : { name: 'stopped', by: 'error', error };
  }

  /**
   * Tells the history that this is the end. Where it does not hear, the next page that opens offers to go on; a run that would
   * go on by itself although the admin has stopped it is told of until it is heard.
   */
  async #close(): Promise<void> {
    const { clock, random } = this.#options;
    if (this.#end && (this.#end.name === 'released' || endedElsewhere(this.#end))) return;
    for (
      let attempt = 1;
      attempt <= END_ATTEMPTS || (this.#isStopped && this.#registration.mayGoOn);
      attempt += 1
    ) {
      while (!this.#isOnline && this.#end) await waitForAbort(this.#waiting.signal);
      if (!this.#end) return;
      const answer = await answerTo(this.#registration.close({ isStop: this.#isStopped }));
      if (answer.ok) this.#changes.applyMissed(answer.missed);
      this.#notClosed = answer.ok ? undefined : answer.error;
      if (!answer.ok && answer.error.takenBy?.isWorker) {
        this.#end = { name: 'stopped', by: 'error', error: answer.error };
      }
      this.#tell();
      if (answer.ok || !isTransient(answer.error)) return;
      const waitMs = retryDelayMs(INVOCATION_BACKOFF, attempt, random);
      await clock.sleep(Math.max(waitMs, answer.error.retryAfterMs ?? 0), this.#waiting.signal);
    }
  }

  get #isStopped(): boolean {
    return this.#end?.name === 'stopped' && this.#end.by === 'admin';
  }

  /** It may go on where it runs, may have done all or nothing: the next answer tells. */
  #recordLoss(asked: readonly number[], cause: unknown): void {
    const error = errorOfLoss('unrecorded', cause);
    this.#pace.recordLoss({ isSlice: true });
    this.#changes.recordLoss(asked, error, { givesUp: this.#pace.givesUpSlice });
    if (this.#pace.givesUpRun) this.#stopFor(error);
  }

  #takeSnapshot(): RunSnapshot {
    const { counts, total, stopped } = this.#changes;
    const { perSecond, until, because } = this.#pace;
    const state = runStateOf({
      ...{ end: this.#end, wish: this.#wish, isOnline: this.#isOnline, until, because },
      isPausing: this.#isBusy || this.#registration.isToBeRecorded('pause'),
    });
    const waitMs = Math.max(0, until - this.#options.clock.now());
    const isGoing = state.name === 'running' || state.name === 'pausedByLimit';
    return {
      ...{ state, counts, total, stopped },
      ...(perSecond !== undefined && { perSecond }),
      ...(perSecond !== undefined && isGoing && { timeLeftMs: waitMs + (counts.left / perSecond) * 1_000 }),
      ...(this.#notClosed && { notClosed: this.#notClosed }),
      ...(this.#registration.goesOn && !this.#end && { goesOn: true }),
    };
  }

  #tell(): void {
    this.#snapshot = this.#takeSnapshot();
    this.#listeners.forEach((onChange) => onChange());
  }
}
