import type { Clock } from '../clock';
import type { Action, Change } from '../contract/changes';
import type { AppError } from '../contract/errors';
import type { StartRunInput } from '../contract/inputs';
import type { Paces, RecordedChange, RunEvent, RunTicket, SliceAnswer } from '../contract/runs';
import { ACTIONS } from '../membership/actions';
import { isTransient } from '../membership/errorTraits';
import { toRanges } from '../membership/ranges';
import { ChangeQueue } from './changeQueue';
import { isRetryable, isToBeAsked, type ChangeState } from './changeState';
import { ChangeStandings } from './changeStandings';
import { LeaseRenewal } from './leaseRenewal';
import { answerTo, errorOfLoss } from './lostAnswer';
import { INVOCATION_BACKOFF, retryDelayMs } from './retryDelay';
import { RetryPolicy, waitMsAfter } from './retryPolicy';
import type { RunCalls } from './runCalls';
import { RunRegistration, type RunDescription } from './runRegistration';
import {
  endedElsewhere,
  isElsewhere,
  type ChangeStanding,
  type EndState,
  type RunSnapshot,
  type RunState,
} from './runSnapshot';
import { blockedIn, idleErrorOf, isSettled, latencyIn, sliceEvent } from './sliceAnswer';
import { nextSliceSize, sliceSizeAfterLoss } from './sliceSize';
import { Speed } from './speed';

/** What a run is, and what drives it. */
export interface RunOptions extends RunDescription {
  /** Random; tells the function that it is this driver. */
  driver: string;
  /**
   * A run that was begun before and is this driver's now, and what its record says. Where `places` are given, only these of
   * its changes are asked for, as far as they failed or are left; else all that are left.
   */
  resumed?: { ticket: RunTicket; recorded: readonly RecordedChange[]; places?: readonly number[] };
  calls: RunCalls;
  clock: Clock;
  /** Draws from [0, 1). */
  random: () => number;
}

/** What the admin wants of a run. */
export type RunWish = 'run' | 'pause' | 'stop';

/** Times the end is told to the history; else the next page that opens does. */
const END_ATTEMPTS = 5;

/**
 * Carries a plan out, slice after slice, one invocation at a time: two would need to share the pace. Owns the queue: an
 * invocation may be killed, cut or out of time, and the changes it did not settle are asked for again. Every change is
 * named to the history before the first slice, and nothing is changed that it cannot record.
 */
export class RunDriver {
  readonly #options: RunOptions;
  readonly #queue: ChangeQueue;
  readonly #standings: ChangeStandings;
  readonly #registration: RunRegistration;
  readonly #speed = new Speed();
  readonly #retry: RetryPolicy;
  readonly #lease: LeaseRenewal;
  readonly #listeners = new Set<() => void>();
  readonly #stoppedGroups = new Map<string, AppError>();
  /** Changes that were given up, because nothing came back of them again and again. */
  readonly #givenUp = new Map<number, AppError>();
  #snapshot: RunSnapshot;
  #wish: RunWish = 'run';
  #isOnline = true;
  #end: EndState | undefined;
  /** A slice is under way. */
  #isBusy = false;
  /** Aborted when the admin wants something else, or the network is back. */
  #waiting = new AbortController();
  #paces: Paces | undefined;
  #sliceSize: number;
  /** Until the history was told of the last end. */
  #working: Promise<void> = Promise.resolve();
  /** Why the history does not know that the run has ended. */
  #notClosed: AppError | undefined;

  private constructor(options: RunOptions) {
    const { resumed, changes } = options;
    this.#options = options;
    this.#queue = new ChangeQueue(changes);
    this.#standings = new ChangeStandings(changes.length, statesIn(resumed?.recorded ?? []));
    this.#registration = new RunRegistration({ ...options, ...(resumed && { ticket: resumed.ticket }) });
    this.#sliceSize = ACTIONS[changes[0]?.action ?? 'remove'].firstSlice;
    this.#retry = new RetryPolicy(options.clock, options.random);
    this.#lease = new LeaseRenewal(options.clock);
    this.#ask(resumed?.places ? this.#retryableAmong(resumed.places) : this.#changesLeft());
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
  readonly standingOf = (change: number): ChangeStanding | undefined => this.#standings.of(change);

  /** The plan. */
  get changes(): readonly Change[] {
    return this.#options.changes;
  }

  /** Its id in the history, once that knows of it. */
  get runId(): string | undefined {
    return this.#registration.runId;
  }

  /** Changes of which asking Confluence who is a member can tell more. */
  openChanges(): number[] {
    return this.#standings.open();
  }

  /**
   * Goes on, or pauses or ends once the slice under way is answered; what is left after the end is not attempted. Where
   * Confluence wants no requests yet, it goes on when that is over.
   */
  control(wish: RunWish): void {
    if (this.#end || this.#wish === 'stop' || this.#wish === wish) return;
    this.#wish = wish;
    if (wish === 'run') this.#restartSpeed();
    this.#wake();
    this.#tell();
  }

  /** Asks nothing while there is no network, whatever the admin wishes, and goes on when there is. */
  setOnline(isOnline: boolean): void {
    if (this.#isOnline === isOnline) return;
    this.#isOnline = isOnline;
    if (isOnline) this.#restartSpeed();
    this.#wake();
    this.#tell();
  }

  /** Asks again for these changes, as far as they failed, were not attempted, or are open. Only after the end. */
  retry(changes: readonly number[]): void {
    if (!this.#end) return;
    const asked = this.#retryableAmong(changes);
    // What stopped other groups is still so.
    for (const change of asked) this.#stoppedGroups.delete(this.changes[change]?.groupId ?? '');
    this.#givenUp.clear();
    this.#ask(asked);
    this.#begin();
  }

  /** What failed, and with `withNotAttempted` what was not attempted. */
  changesToRetry({ withNotAttempted }: { withNotAttempted: boolean }): number[] {
    return this.changes.flatMap((_, change) => {
      const status = this.#standings.of(change)?.status;
      return status === 'failed' || (withNotAttempted && status === 'notAttempted') ? [change] : [];
    });
  }

  /** Takes in what the history has of it that this driver did not do: a check. */
  apply(event: RunEvent): void {
    this.#standings.apply(event);
    this.#tell();
  }

  /** Of these places those that may be asked for again, rising, each once. */
  #retryableAmong(places: readonly number[]): number[] {
    const wanted = new Set(places);
    return this.changes.flatMap((_, change) =>
      wanted.has(change) && isRetryable(this.#standings.stateOf(change)) ? [change] : [],
    );
  }

  #changesLeft(): number[] {
    return this.changes.flatMap((_, change) =>
      isToBeAsked(this.#standings.stateOf(change)) ? [change] : [],
    );
  }

  #begin(): void {
    this.#end = undefined;
    this.#notClosed = undefined;
    this.#wish = 'run';
    this.#retry.reset();
    this.#restartSpeed();
    this.#wake();
    this.#tell();
    this.#working = this.#working.then(() => this.#work());
  }

  #wake(): void {
    this.#waiting.abort();
    this.#waiting = new AbortController();
  }

  #ask(changes: readonly number[]): void {
    this.#queue.add(changes);
    this.#standings.wait(changes);
  }

  async #work(): Promise<void> {
    const { clock } = this.#options;
    while (!this.#hasReachedEnd()) {
      const until = this.#waitsUntil();
      this.#tell();
      if (until > clock.now()) await this.#wait(until);
      else await this.#goOn();
    }
    this.#standings.settle(this.#queue.drop(() => true));
    this.#tell();
    await this.#close();
  }

  /** ms since the epoch; `Infinity` until the admin or the network says otherwise. */
  #waitsUntil(): number {
    return this.#wish === 'pause' || !this.#isOnline ? Infinity : this.#retry.until;
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
    const answer = await answerTo(this.#registration.keep());
    this.#lease.recordRenewal();
    if (!answer.ok && isElsewhere(answer.error)) this.#stopFor(answer.error);
  }

  #hasReachedEnd(): boolean {
    if (this.#queue.isEmpty) this.#end ??= this.#endOfQueue();
    else if (this.#wish === 'stop') this.#end ??= { name: 'stopped', by: 'admin' };
    return this.#end !== undefined;
  }

  /** Where every group of the run was stopped, or something was given up, that is how it ended. */
  #endOfQueue(): EndState {
    const groups = new Set(this.changes.map(({ groupId }) => groupId));
    const [stopped] = groups.size === this.#stoppedGroups.size ? this.#stoppedGroups.values() : [];
    const [, givenUp] =
      [...this.#givenUp].find(([change]) => isToBeAsked(this.#standings.stateOf(change))) ?? [];
    const error = stopped ?? givenUp;
    return error ? { name: 'stopped', by: 'error', error } : { name: 'done' };
  }

  /** A slice, or what the history must know before one. */
  async #goOn(): Promise<void> {
    const { ticket, newRun } = this.#registration;
    if (ticket) await this.#askSlice({ run: ticket });
    else await (newRun ? this.#askSlice({ newRun }) : this.#prepare());
    this.#lease.reset();
  }

  async #prepare(): Promise<void> {
    const answer = await this.#invoke(() => this.#registration.prepare());
    if ('lost' in answer) this.#retry.recordLoss();
    else if (answer.ok) this.#retry.recordAnswer({ settled: true, waitMs: 0 });
    else this.#heedRefusal(answer.error);
    if ('lost' in answer && this.#retry.givesUpRun) this.#stopFor(errorOfLoss('unrecorded', answer.lost));
  }

  async #askSlice(of: { run: RunTicket } | { newRun: StartRunInput }): Promise<void> {
    const { clock, calls } = this.#options;
    if (this.#retry.because) this.#restartSpeed();
    this.#retry.endWait();
    const { taken, dropped } = this.#queue.take(this.#sliceSize, (change) => this.#isMade(change));
    this.#standings.settle(dropped);
    if (taken.length === 0) return;
    this.#standings.start(taken);
    const startedAt = clock.now();
    const paces = this.#paces;
    const changes = toRanges(taken);
    const answer = await this.#invoke(() =>
      calls.makeChanges('run' in of ? { ...of, changes, ...(paces && { paces }) } : { ...of, changes }),
    );
    if ('lost' in answer) {
      if ('newRun' in of) this.#registration.recordLostBeginning();
      this.#recordLoss(taken, answer.lost);
    } else this.#heedAnswer(taken, answer, clock.now() - startedAt);
  }

  #actionsOf(changes: readonly number[]): Action[] {
    return [...new Set(changes.flatMap((change) => this.changes[change]?.action ?? []))];
  }

  #isMade(change: number): boolean {
    const { outcome } = this.#standings.stateOf(change);
    return outcome === 'done' || outcome === 'unchanged';
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
    const before = this.#settledCount();
    this.#takeIn(asked, answer);
    const settled = this.#settledCount() - before;
    this.#paces = answer.paces ?? this.#paces;
    if (!answer.ok && (answer.error.kind === 'storage' || answer.error.kind === 'runBusy')) {
      this.#heedRefusal(answer.error);
      return;
    }
    const { clock, random } = this.#options;
    const now = clock.now();
    this.#speed.add(now, this.#settledCount());
    if (answer.missed) {
      this.#retry.recordAnswer({ settled: settled > 0, waitMs: 0 });
      return;
    }
    this.#sliceSize = nextSliceSize({
      ...{ before: this.#sliceSize, settled, tookMs },
      latencyMs: latencyIn(this.#paces),
    });
    const blockedMs = blockedIn(answer.paces, this.#actionsOf(asked));
    if (answer.ok) this.#retry.recordAnswer({ settled: settled > 0, waitMs: blockedMs ?? 0 });
    else if (isTransient(answer.error)) {
      const { error } = answer;
      this.#retry.recordAnswer({
        settled: settled > 0,
        waitMs: waitMsAfter(error, blockedMs, now, random),
        error,
      });
    } else this.#stopFor(answer.error);
    if (this.#retry.givesUpRun) this.#stopFor(idleErrorOf(answer));
  }

  /** What the log has now: only an outcome that is written counts. Changes that are not settled go back into the queue. */
  #takeIn(asked: readonly number[], answer: SliceAnswer): void {
    const { run, missed, outcomes, stopped = [] } = answer;
    if (run) this.#registration.update(run);
    if (!answer.ok && answer.error.kind === 'storage') {
      // Whether the outcomes were written shows in the log, once the storage is back.
      if (outcomes) this.#standings.recordLoss(asked, { ...answer.error, kind: 'unrecorded' });
      this.#ask(asked);
      return;
    }
    const events = missed ?? (outcomes && run ? [sliceEvent(asked, outcomes)] : []);
    // Whatever a lost slice did is known now: the log goes on where this driver is.
    if (run) this.#standings.forgetLosses();
    const errors = new Map(
      (outcomes ?? []).flatMap(({ change, outcome }) =>
        'error' in outcome ? [[change, outcome.error]] : [],
      ),
    );
    for (const event of events) this.#standings.apply(event, errors);
    for (const { groupId, error } of stopped) this.#stoppedGroups.set(groupId, error);
    const isSettledNow = (change: number) => isSettled(change, this.#standings.stateOf(change), answer);
    const isStopped = (change: number) => this.#stoppedGroups.has(this.changes[change]?.groupId ?? '');
    const back = asked.filter((change) => !isSettledNow(change) && !isStopped(change));
    const kept = new Set(back);
    this.#standings.settle(asked.filter((change) => !kept.has(change)));
    this.#ask(back);
    // What was missed may have settled others too.
    if (missed) this.#standings.settle(this.#queue.drop((change) => this.#isMade(change)));
    if (stopped.length > 0) this.#standings.settle(this.#queue.drop(isStopped));
  }

  /** The history does not have the run ready, or an earlier invocation is at work on it. */
  #heedRefusal(error: AppError): void {
    const { clock, random } = this.#options;
    if (error.kind === 'storage') {
      this.#retry.recordStorageTrouble(error);
    } else if (error.kind === 'runBusy') {
      this.#retry.recordBusy(error.retryAfterMs ?? INVOCATION_BACKOFF.longestMs);
    } else if (isTransient(error)) {
      const waitMs = waitMsAfter(error, undefined, clock.now(), random);
      this.#retry.recordAnswer({ settled: false, waitMs, error });
      if (this.#retry.givesUpRun) this.#stopFor(error);
    } else {
      this.#stopFor(error);
    }
  }

  #stopFor(error: AppError): void {
    this.#end ??= { name: 'stopped', by: 'error', error };
  }

  /** Tells the history that this is the end. Where it does not hear, the next page that opens offers to go on. */
  async #close(): Promise<void> {
    const { clock, random } = this.#options;
    if (this.#end && endedElsewhere(this.#end)) return;
    for (let attempt = 1; attempt <= END_ATTEMPTS; attempt += 1) {
      while (!this.#isOnline && this.#end) await waitForAbort(this.#waiting.signal);
      if (!this.#end) return;
      const answer = await answerTo(this.#registration.close());
      if (answer.ok) this.#takeInEnd(answer.missed);
      this.#notClosed = answer.ok ? undefined : answer.error;
      this.#tell();
      if (answer.ok || !isTransient(answer.error)) return;
      const waitMs = retryDelayMs(INVOCATION_BACKOFF, attempt, random);
      await clock.sleep(Math.max(waitMs, answer.error.retryAfterMs ?? 0), this.#waiting.signal);
    }
  }

  #takeInEnd(missed: readonly RunEvent[]): void {
    this.#standings.forgetLosses();
    for (const event of missed) this.#standings.apply(event);
  }

  /** It may go on where it runs, may have done all or nothing: the next answer tells. */
  #recordLoss(asked: readonly number[], cause: unknown): void {
    const error = errorOfLoss('unrecorded', cause);
    this.#standings.recordLoss(asked, error);
    this.#retry.recordLoss();
    if (this.#retry.givesUpSlice) {
      for (const change of asked) this.#givenUp.set(change, error);
      this.#standings.settle(asked);
    } else this.#ask(asked);
    if (this.#retry.givesUpRun) this.#stopFor(error);
    this.#sliceSize = sliceSizeAfterLoss(this.#sliceSize);
  }

  #settledCount(): number {
    return this.#standings.total - this.#standings.counts.left;
  }

  #restartSpeed(): void {
    this.#speed.restart(this.#options.clock.now(), this.#settledCount());
  }

  #state(): RunState {
    if (this.#end) return this.#end;
    switch (this.#wish) {
      case 'stop':
        return { name: 'stopping' };
      case 'pause':
        return { name: this.#isBusy ? 'pausing' : 'paused' };
      case 'run':
        if (!this.#isOnline) return { name: 'offline' };
        return this.#retry.because
          ? { name: 'pausedByLimit', until: this.#retry.until, error: this.#retry.because }
          : { name: 'running' };
    }
  }

  #takeSnapshot(): RunSnapshot {
    const state = this.#state();
    const { counts, total } = this.#standings;
    const { perSecond } = this.#speed;
    const waitMs = Math.max(0, this.#retry.until - this.#options.clock.now());
    const goesOn = state.name === 'running' || state.name === 'pausedByLimit';
    return {
      ...{ state, counts, total },
      stopped: [...this.#stoppedGroups].map(([groupId, error]) => ({ groupId, error })),
      ...(perSecond !== undefined && { perSecond }),
      ...(perSecond !== undefined && goesOn && { timeLeftMs: waitMs + (counts.left / perSecond) * 1_000 }),
      ...(this.#notClosed && { notClosed: this.#notClosed }),
    };
  }

  #tell(): void {
    this.#snapshot = this.#takeSnapshot();
    this.#listeners.forEach((onChange) => onChange());
  }
}

function statesIn(recorded: readonly RecordedChange[]): Map<number, ChangeState> {
  return new Map(
    recorded.map(({ index, outcome, reason, undone }) => [
      index,
      { outcome, ...(reason && { reason }), ...(undone && { undone }) },
    ]),
  );
}

function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
