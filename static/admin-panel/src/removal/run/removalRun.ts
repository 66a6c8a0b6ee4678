import type {
  AppError,
  Outcome,
  Pace,
  RemoveMembersAnswer,
  RemoveMembersInput,
} from '../../../../../src/contract';
import type { Clock } from './clock';
import { People, type Standing } from './people';
import { heldMs, retryWaitMs } from './retries';
import { FIRST_SLICE, nextSliceSize, sliceSizeAfterLoss } from './sliceSize';
import type { EndState, RunSnapshot, RunState } from './snapshot';
import { Speed } from './speed';

export interface RunOptions {
  groupId: string;
  accountIds: readonly string[];
  /** One invocation. Rejects when it was killed or cut, so that nobody knows what it did. */
  removeMembers: (input: RemoveMembersInput) => Promise<RemoveMembersAnswer>;
  clock: Clock;
  /** Draws from [0, 1). */
  random: () => number;
}

/** Invocations lost in a row before the people in the last one are given up. */
const LOST_PER_SLICE = 4;
/** Invocations lost in a row before the run is: two slices' worth. */
const LOST_PER_RUN = 2 * LOST_PER_SLICE;
/** Answers in a row that settled nobody before the run ends. */
const MAX_IDLE = 6;
/** Shorter waits are part of running at the limit. */
const WORTH_SAYING_MS = 5_000;

/**
 * Removes many people, slice after slice, one invocation at a time: two would need to share the pace. Owns the queue:
 * an invocation may be killed, cut or out of time, and the people it did not settle are asked about again.
 */
export class RemovalRun {
  readonly #options: RunOptions;
  readonly #people: People;
  readonly #speed = new Speed();
  readonly #listeners = new Set<() => void>();
  #snapshot: RunSnapshot;
  #wish: 'run' | 'pause' | 'stop' = 'run';
  #end: EndState | undefined;
  /** A slice is under way. */
  #busy = false;
  /** Aborted when the admin wants something else. */
  #waiting = new AbortController();
  /** No slice before (ms since the epoch). */
  #notBefore = 0;
  /** The error behind `#notBefore`, where that is long enough to tell of. */
  #heldBy: AppError | undefined;
  #pace: Pace | undefined;
  #sliceSize = FIRST_SLICE;
  #lostInARow = 0;
  #idleInARow = 0;

  private constructor(options: RunOptions) {
    this.#options = options;
    this.#people = new People(options.accountIds);
    this.#snapshot = this.#takeSnapshot();
  }

  /** Begins at once. */
  static start(options: RunOptions): RemovalRun {
    const run = new RemovalRun(options);
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

  /** Asks again about those who failed, and where wanted about those not attempted. Only after the end. */
  retryFailed({ withNotAttempted }: { withNotAttempted: boolean }): void {
    if (!this.#end) return;
    this.#people.askAgain(({ status }) => {
      switch (status) {
        case 'failed':
        case 'stillMember':
          return true;
        case 'notAttempted':
          return withNotAttempted;
        case 'waiting':
        case 'removing':
        case 'removed':
        case 'unconfirmed':
          return false;
      }
    });
    this.#begin();
  }

  /** What Confluence said when asked about someone it is open about whether they were removed. */
  applyCheck(accountId: string, member: boolean): void {
    this.#people.applyCheck(accountId, member);
    this.#changed();
  }

  #begin(): void {
    this.#end = undefined;
    this.#wish = 'run';
    this.#lostInARow = 0;
    this.#idleInARow = 0;
    this.#restartSpeed();
    void this.#work();
  }

  #want(wish: 'run' | 'pause' | 'stop'): void {
    if (this.#end) return;
    this.#wish = wish;
    if (wish === 'run') this.#restartSpeed();
    this.#waiting.abort();
    this.#waiting = new AbortController();
    this.#changed();
  }

  async #work(): Promise<void> {
    const { clock } = this.#options;
    while (!this.#hasReachedEnd()) {
      const waitMs = this.#notBefore - clock.now();
      this.#changed();
      if (this.#wish === 'pause') await aborted(this.#waiting.signal);
      else if (waitMs > 0) await clock.sleep(waitMs, this.#waiting.signal);
      else await this.#askSlice();
    }
    this.#people.giveUpRest();
    this.#changed();
  }

  #hasReachedEnd(): boolean {
    if (this.#people.counts.left === 0) this.#end ??= { name: 'done' };
    else if (this.#wish === 'stop') this.#end ??= { name: 'stopped', by: 'admin' };
    return this.#end !== undefined;
  }

  async #askSlice(): Promise<void> {
    const { clock } = this.#options;
    if (this.#heldBy) this.#restartSpeed();
    this.#heldBy = undefined;
    const accountIds = this.#people.take(this.#sliceSize);
    const startedAt = clock.now();
    const answer = await this.#invoke(accountIds);
    if ('lost' in answer) this.#lost(accountIds, answer.lost);
    else this.#answered(accountIds, answer, clock.now() - startedAt);
  }

  async #invoke(accountIds: string[]): Promise<RemoveMembersAnswer | { lost: unknown }> {
    const { groupId, removeMembers } = this.#options;
    const pace = this.#pace;
    this.#busy = true;
    this.#changed();
    try {
      return await removeMembers({ groupId, accountIds, ...(pace && { pace }) });
    } catch (cause) {
      return { lost: cause };
    } finally {
      this.#busy = false;
    }
  }

  #answered(accountIds: string[], answer: RemoveMembersAnswer, tookMs: number): void {
    const { clock, random } = this.#options;
    const now = clock.now();
    const settled = this.#settle(accountIds, answer);
    this.#pace = answer.pace ?? this.#pace;
    this.#lostInARow = 0;
    this.#idleInARow = settled > 0 ? 0 : this.#idleInARow + 1;
    this.#speed.add(now, this.#settled());
    this.#sliceSize = nextSliceSize({
      ...{ before: this.#sliceSize, settled, tookMs },
      latencyMs: this.#pace?.latencyMs ?? 0,
    });

    const blockedMs = answer.pace?.blockedMs;
    if (answer.ok) this.#hold(blockedMs ?? 0);
    else if (passes(answer.error)) this.#hold(heldMs(answer.error, blockedMs, now, random), answer.error);
    else this.#end = { name: 'stopped', by: 'error', error: answer.error };
    if (this.#idleInARow >= MAX_IDLE) this.#endFor(answer);
  }

  /** Whoever has no outcome yet goes back to the front. @returns how many have one now */
  #settle(accountIds: string[], answer: RemoveMembersAnswer): number {
    const outcomes = new Map<string, Outcome>(
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
    const detail = cause instanceof Error ? cause.message : String(cause);
    const error: AppError = { kind: 'unconfirmed', detail };
    this.#people.doubt(accountIds, error);
    this.#lostInARow += 1;
    if (this.#lostInARow % LOST_PER_SLICE === 0) this.#people.giveUp(accountIds);
    else this.#people.putBack(accountIds);
    if (this.#lostInARow >= LOST_PER_RUN) this.#end = { name: 'stopped', by: 'error', error };
    this.#sliceSize = sliceSizeAfterLoss(this.#sliceSize);
    this.#hold(retryWaitMs(this.#lostInARow, this.#options.random));
  }

  #endFor(answer: RemoveMembersAnswer): void {
    const error = answer.ok ? answer.outcomes.flatMap(errorIn)[0] : answer.error;
    const nothing: AppError = { kind: 'unavailable', detail: 'The app was asked, but got nothing done.' };
    this.#end ??= { name: 'stopped', by: 'error', error: error ?? nothing };
  }

  /** Keeps the next slice back; longer each time that nothing came of one. */
  #hold(ms: number, error?: AppError): void {
    const { clock, random } = this.#options;
    const idleMs = this.#idleInARow > 0 ? retryWaitMs(this.#idleInARow, random) : 0;
    const waitMs = Math.max(ms, idleMs);
    this.#notBefore = clock.now() + waitMs;
    this.#heldBy = waitMs >= WORTH_SAYING_MS ? error : undefined;
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
        return this.#heldBy
          ? { name: 'pausedByLimit', until: this.#notBefore, error: this.#heldBy }
          : { name: 'running' };
    }
  }

  #takeSnapshot(): RunSnapshot {
    const state = this.#state();
    const counts = this.#people.counts;
    const { perSecond } = this.#speed;
    const heldMs = Math.max(0, this.#notBefore - this.#options.clock.now());
    const goesOn = state.name === 'running' || state.name === 'pausedByLimit';
    return {
      ...{ state, counts, total: this.#people.total },
      ...(perSecond !== undefined && { perSecond }),
      ...(perSecond !== undefined && goesOn && { timeLeftMs: heldMs + (counts.left / perSecond) * 1_000 }),
      ...(this.#pace && { pace: this.#pace }),
    };
  }

  #changed(): void {
    this.#snapshot = this.#takeSnapshot();
    this.#listeners.forEach((onChange) => onChange());
  }
}

/** Whether waiting helps. */
function passes({ kind }: AppError): boolean {
  switch (kind) {
    case 'rateLimited':
    case 'unavailable':
      return true;
    case 'permission':
    case 'groupNotFound':
    case 'signedOut':
    case 'scopeMissing':
    case 'userNotFound':
    case 'invalid':
    case 'unconfirmed':
      return false;
  }
}

function errorIn(outcome: Outcome): AppError[] {
  return 'error' in outcome ? [outcome.error] : [];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
