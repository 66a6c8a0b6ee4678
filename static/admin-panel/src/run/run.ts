import type {
  AppError,
  Outcome,
  Pace,
  RecordedPerson,
  RemoveMembersInput,
  RunAction,
  RunStart,
  RunTicket,
} from '../../../../src/contract';
import { answerTo, lost } from '../host/lostAnswer';
import type { Tools } from '../host/tools';
import { isGone, passes, whyIdle, type SliceAnswer } from './answers';
import { Hold } from './hold';
import { Lease } from './lease';
import { People, type Standing } from './people';
import { RunRecord, type RecordCalls } from './record';
import { heldMs, retryWaitMs } from './retries';
import { FIRST_SLICE, nextSliceSize, sliceSizeAfterLoss } from './sliceSize';
import { endedElsewhere, type EndState, type RunSnapshot, type RunState } from './snapshot';
import { Speed } from './speed';

/** The resolver as a run needs it. Each rejects when the invocation was killed or cut, so that nobody knows what it did. */
export interface RunCalls extends RecordCalls {
  /** `removeMembers` or `restoreMembers`. */
  change: (input: RemoveMembersInput) => Promise<SliceAnswer>;
}

export interface RunOptions extends Tools {
  action: RunAction;
  groupId: string;
  accountIds: readonly string[];
  /** Random; tells the function that it is this page that drives the run. */
  driver: string;
  /** The run whose changes this one takes back. */
  undoes?: string;
  /** A run that was begun before and is this page's now, and what its record says of people. */
  resumed?: { ticket: RunTicket; people: readonly RecordedPerson[] };
  calls: RunCalls;
}

/** Times the end is told to the history; else the next page that opens does. */
const END_ATTEMPTS = 5;

/**
 * Changes many people, slice after slice, one invocation at a time: two would need to share the pace. Owns the queue:
 * an invocation may be killed, cut or out of time, and the people it did not settle are asked about again. Everyone is
 * named to the history before the first slice, and nothing is changed that it cannot record.
 */
export class Run {
  readonly #options: RunOptions;
  readonly #people: People;
  readonly #record: RunRecord;
  readonly #speed = new Speed();
  readonly #listeners = new Set<() => void>();
  #snapshot: RunSnapshot;
  #wish: 'run' | 'pause' | 'stop' = 'run';
  #isOnline = true;
  #end: EndState | undefined;
  /** A slice is under way. */
  #busy = false;
  /** Aborted when the admin wants something else, or the network is back. */
  #waiting = new AbortController();
  readonly #hold: Hold;
  readonly #lease: Lease;
  #pace: Pace | undefined;
  #sliceSize: number;
  /** Until the history was told of the last end. */
  #working: Promise<void> = Promise.resolve();
  /** Why the history does not know that the run has ended. */
  #notClosed: AppError | undefined;

  private constructor(options: RunOptions) {
    const { resumed, accountIds } = options;
    this.#options = options;
    this.#people = new People(accountIds, resumed?.people);
    this.#record = new RunRecord({
      ...options,
      accountIds: [...new Set(accountIds)],
      ...(resumed && { ticket: resumed.ticket }),
    });
    this.#sliceSize = FIRST_SLICE[options.action];
    this.#hold = new Hold(options.clock, options.random);
    this.#lease = new Lease(options.clock);
    this.#snapshot = this.#takeSnapshot();
  }

  /** Begins at once. */
  static start(options: RunOptions): Run {
    const run = new Run(options);
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

  /** One person; the same object until it changes, so that a row renders only when its own does. */
  readonly standingOf = (accountId: string): Standing | undefined => this.#people.standingOf(accountId);

  /** Everyone, in the order asked for. */
  standings(): Iterable<[string, Standing]> {
    return this.#people.standings();
  }

  /** Its id in the history, once that knows of it. */
  get runId(): string | undefined {
    return this.#record.runId;
  }

  /** Pauses once the slice under way is answered. */
  pause(): void {
    if (this.#wish === 'run') this.#want('pause');
  }

  /** Goes on; where Confluence wants no requests yet, when it does. */
  resume(): void {
    if (this.#wish === 'pause') this.#want('run');
  }

  /** Ends once the slice under way is answered; whoever is left is not attempted. */
  stop(): void {
    this.#want('stop');
  }

  /** Asks nothing while the browser has no network, whatever the admin wishes, and goes on when it has. */
  setOnline(isOnline: boolean): void {
    if (this.#isOnline === isOnline) return;
    this.#isOnline = isOnline;
    if (isOnline) this.#restartSpeed();
    this.#wake();
    this.#changed();
  }

  /** Asks again about those who failed, and where wanted about those not attempted. Only after the end. */
  retryFailed({ withNotAttempted }: { withNotAttempted: boolean }): void {
    if (!this.#end) return;
    this.#people.askAgain(({ status }) => {
      switch (status) {
        case 'failed':
        case 'notChanged':
          return true;
        case 'notAttempted':
          return withNotAttempted;
        case 'waiting':
        case 'underWay':
        case 'done':
        case 'unconfirmed':
          return false;
      }
    });
    this.#begin();
  }

  /** What Confluence said when asked about someone of whom it is open whether they were changed. */
  applyCheck(accountId: string, member: boolean): void {
    this.#people.applyCheck(accountId, member === (this.#options.action === 'restore'));
    this.#changed();
  }

  #begin(): void {
    this.#end = undefined;
    this.#notClosed = undefined;
    this.#wish = 'run';
    this.#hold.forget();
    this.#restartSpeed();
    this.#wake();
    this.#changed();
    this.#working = this.#working.then(() => this.#work());
  }

  #want(wish: 'run' | 'pause' | 'stop'): void {
    if (this.#end) return;
    this.#wish = wish;
    if (wish === 'run') this.#restartSpeed();
    this.#wake();
    this.#changed();
  }

  #wake(): void {
    this.#waiting.abort();
    this.#waiting = new AbortController();
  }

  async #work(): Promise<void> {
    const { clock } = this.#options;
    while (!this.#hasReachedEnd()) {
      const until = this.#heldUntil();
      this.#changed();
      if (until > clock.now()) await this.#wait(until);
      else await this.#goOn();
    }
    this.#people.giveUpRest();
    this.#changed();
    await this.#close();
  }

  /** ms since the epoch; `Infinity` until the admin or the network says otherwise. */
  #heldUntil(): number {
    return this.#wish === 'pause' || !this.#isOnline ? Infinity : this.#hold.until;
  }

  /** For a while: until the hold is over, something else is wanted, or the run is to be kept this page's. */
  async #wait(until: number): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#waiting;
    const dueAt = this.#lease.dueAt(until);
    if (!this.#isOnline) await aborted(signal);
    else if (dueAt <= clock.now()) await this.#keep();
    else await clock.sleep(Math.min(until, dueAt) - clock.now(), signal);
  }

  /** Where it does not work it is tried again, but for a run that is somebody else's by now. */
  async #keep(): Promise<void> {
    const answer = await answerTo(this.#record.keep());
    this.#lease.renewed();
    if (!answer.ok && isGone(answer.error)) this.#stopFor(answer.error);
  }

  #hasReachedEnd(): boolean {
    if (this.#people.counts.left === 0) this.#end ??= { name: 'done' };
    else if (this.#wish === 'stop') this.#end ??= { name: 'stopped', by: 'admin' };
    return this.#end !== undefined;
  }

  /** A slice, or what the history must know before one. */
  async #goOn(): Promise<void> {
    const { ticket, newRun } = this.#record;
    if (ticket) await this.#askSlice({ run: ticket });
    else await (newRun ? this.#askSlice({ newRun }) : this.#prepare());
    this.#lease.used();
  }

  async #prepare(): Promise<void> {
    const answer = await this.#invoke(() => this.#record.prepare());
    if ('lost' in answer) this.#lost([], answer.lost);
    else if (answer.ok) this.#hold.answered({ settled: true, waitMs: 0 });
    else this.#refused(answer.error);
  }

  async #askSlice(recorded: { run: RunTicket } | { newRun: RunStart }): Promise<void> {
    const { clock, groupId, calls } = this.#options;
    if (this.#hold.because) this.#restartSpeed();
    this.#hold.release();
    const accountIds = this.#people.take(this.#sliceSize);
    const startedAt = clock.now();
    const pace = this.#pace;
    const answer = await this.#invoke(() =>
      calls.change({ groupId, accountIds, ...recorded, ...(pace && { pace }) }),
    );
    if ('lost' in answer) {
      if ('newRun' in recorded) this.#record.mayHaveBegun();
      this.#lost(accountIds, answer.lost);
    } else this.#answered(accountIds, answer, clock.now() - startedAt);
  }

  async #invoke<T>(call: () => Promise<T>): Promise<T | { lost: unknown }> {
    this.#busy = true;
    this.#changed();
    try {
      return await call();
    } catch (cause) {
      return { lost: cause };
    } finally {
      this.#busy = false;
    }
  }

  #answered(accountIds: string[], answer: SliceAnswer, tookMs: number): void {
    const { clock, random } = this.#options;
    const now = clock.now();
    if (answer.run) this.#record.goOnWith(answer.run);
    this.#pace = answer.pace ?? this.#pace;
    if (!answer.ok && answer.error.kind === 'storage') {
      this.#unwritten(accountIds, answer);
      return;
    }
    const settled = this.#settle(accountIds, answer);
    this.#speed.add(now, this.#settled());
    this.#sliceSize = nextSliceSize({
      ...{ before: this.#sliceSize, settled, tookMs },
      latencyMs: this.#pace?.latencyMs ?? 0,
    });
    const blockedMs = answer.pace?.blockedMs;
    if (answer.ok) this.#hold.answered({ settled: settled > 0, waitMs: blockedMs ?? 0 });
    else if (passes(answer.error)) {
      const { error } = answer;
      const waitMs = heldMs(error, blockedMs, now, random);
      this.#hold.answered({ settled: settled > 0, waitMs, error });
    } else this.#stopFor(answer.error);
    if (this.#hold.givesUpRun) this.#stopFor(whyIdle(answer));
  }

  /** The record leaves those open who were asked about: only an outcome that is written counts. */
  #unwritten(accountIds: string[], { outcomes = [], error }: Extract<SliceAnswer, { ok: false }>): void {
    const asked = outcomes
      .filter(({ status }) => status !== 'notAttempted')
      .map(({ accountId }) => accountId);
    this.#people.doubt(asked, { ...error, kind: 'unconfirmed' });
    this.#people.putBack(accountIds);
    this.#hold.unwritten(error);
  }

  /** The history does not have the run ready. */
  #refused(error: AppError): void {
    const { clock, random } = this.#options;
    if (error.kind === 'storage') {
      this.#hold.unwritten(error);
    } else if (passes(error)) {
      const waitMs = heldMs(error, undefined, clock.now(), random);
      this.#hold.answered({ settled: false, waitMs, error });
      if (this.#hold.givesUpRun) this.#stopFor(error);
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
      while (!this.#isOnline && this.#end) await aborted(this.#waiting.signal);
      if (!this.#end) return;
      const answer = await answerTo<object>(this.#record.close());
      this.#notClosed = answer.ok ? undefined : answer.error;
      this.#changed();
      if (answer.ok || !passes(answer.error)) return;
      await clock.sleep(retryWaitMs(attempt, random), this.#waiting.signal);
    }
  }

  /** Whoever has no outcome yet goes back to the front. @returns how many have one now */
  #settle(accountIds: string[], answer: SliceAnswer): number {
    const outcomes = new Map<string, Outcome<'removed' | 'restored'>>(
      answer.outcomes?.map((outcome) => [outcome.accountId, outcome]) ?? [],
    );
    const back = accountIds.filter((accountId) => {
      const outcome = outcomes.get(accountId);
      return !outcome || !this.#people.settle(outcome);
    });
    this.#people.putBack(back);
    return accountIds.length - back.length;
  }

  /** It may go on where it runs, may have done all or nothing: asking again is safe, and settles it. */
  #lost(accountIds: string[], cause: unknown): void {
    const error = lost('unconfirmed', cause);
    this.#people.doubt(accountIds, error);
    this.#hold.lost();
    if (this.#hold.givesUpSlice) this.#people.giveUp(accountIds);
    else this.#people.putBack(accountIds);
    if (this.#hold.givesUpRun) this.#stopFor(error);
    this.#sliceSize = sliceSizeAfterLoss(this.#sliceSize);
  }

  #settled(): number {
    return this.#people.total - this.#people.counts.left;
  }

  #restartSpeed(): void {
    this.#speed.restart(this.#options.clock.now(), this.#settled());
  }

  #state(): RunState {
    if (this.#end) return this.#end;
    switch (this.#wish) {
      case 'stop':
        return { name: 'stopping' };
      case 'pause':
        return { name: this.#busy ? 'pausing' : 'paused' };
      case 'run':
        if (!this.#isOnline) return { name: 'offline' };
        return this.#hold.because
          ? { name: 'pausedByLimit', until: this.#hold.until, error: this.#hold.because }
          : { name: 'running' };
    }
  }

  #takeSnapshot(): RunSnapshot {
    const state = this.#state();
    const counts = this.#people.counts;
    const { perSecond } = this.#speed;
    const heldMs = Math.max(0, this.#hold.until - this.#options.clock.now());
    const goesOn = state.name === 'running' || state.name === 'pausedByLimit';
    return {
      ...{ state, counts, total: this.#people.total },
      ...(perSecond !== undefined && { perSecond }),
      ...(perSecond !== undefined && goesOn && { timeLeftMs: heldMs + (counts.left / perSecond) * 1_000 }),
      ...(this.#notClosed && { notClosed: this.#notClosed }),
    };
  }

  #changed(): void {
    this.#snapshot = this.#takeSnapshot();
    this.#listeners.forEach((onChange) => onChange());
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
