import type { Clock } from '../../../../../src/clock';
import type {
  Answer,
  AppError,
  Calls,
  Change,
  FollowedRun,
  RunEvent,
  RunWish,
} from '../../../../../src/contract';
import { isTransient } from '../../../../../src/membership/errorTraits';
import { answerTo } from '../../../../../src/run/lostAnswer';
import { retryDelayMs, type Backoff } from '../../../../../src/run/retryDelay';
import {
  hasEnded,
  type ChangeStanding,
  type EndState,
  type RunSnapshot,
  type RunState,
} from '../../../../../src/run/runSnapshot';
import { Speed } from '../../../../../src/run/speed';
import { errorOfFailure } from '../../host/readFailed';
import type { Sight } from '../../host/sight';
import type { BackgroundPart, RunClient } from '../runClient';
import type { WholeRun } from '../wholeRun';
import { FollowedChanges } from './followedChanges';
import { followedState } from './followedState';
import type { LetGo } from './letGo';

/** How often a run is asked about: each time is a request to the storage. Less often while it stands still. */
const ASKING: Backoff = { firstMs: 2_000, longestMs: 10_000, jitter: 0 };
/** Times in a row that no answer comes before it is let go: about a minute. */
const MOST_FAILURES = 8;
/** ms that a run may be free before the worker counts as gone: it looks once a minute, and an event may be late. */
const GONE_AFTER_MS = 120_000;

/** What a run that is followed is asked, and told. */
type FollowCalls = {
  [Name in 'followRun' | 'controlRun']: (
    input: Parameters<Calls[Name]>[0],
  ) => Promise<ReturnType<Calls[Name]>>;
};

interface FollowingOptions {
  whole: WholeRun;
  /** How it stood after that. */
  latest: FollowedRun;
  calls: FollowCalls;
  /**
   * Makes the run this page's, which goes on with it at once, and shows that instead.
   * @throws ReadFailed
   */
  takeUp: () => Promise<void>;
  sight: Sight;
  clock: Clock;
}

/**
 * A run that the worker drives. Asks how it stands while anything listens, the page is seen and there is a network, at most
 * once in 2 s, and folds what happened as its driver does. What the admin wants of it is written into its log.
 */
export class FollowingClient implements RunClient {
  readonly runId: string;
  readonly #options: FollowingOptions;
  readonly #changes: FollowedChanges;
  readonly #speed = new Speed();
  readonly #listeners = new Set<() => void>();
  #snapshot: RunSnapshot;
  #latest: FollowedRun;
  /** Number of the log from which it is not known yet. */
  #next: number;
  /** ms since the epoch. */
  #askedAt: number;
  /** Answers in a row that brought nothing new, and requests in a row that brought no answer. */
  #idle = 0;
  #failures = 0;
  /** Since when no driver has it, ms since the epoch. */
  #freeSince: number | undefined;
  /** What the admin wants here, until the log has it. */
  #asked: RunWish | undefined;
  /** When it is to be told next, ms since the epoch; and that this page may try to have the run. */
  #tellAt = 0;
  #mayTakeUp = true;
  #isOnline = true;
  #end: EndState | undefined;
  #letGo: LetGo | undefined;
  #isWorking = false;
  /** Aborted when there is something to do before it is time to ask again. */
  #waiting = new AbortController();

  constructor(options: FollowingOptions) {
    const { whole, latest, clock } = options;
    this.#options = options;
    this.runId = whole.run.runId;
    this.#changes = new FollowedChanges(whole.changes);
    this.#next = whole.logNext;
    this.#latest = latest;
    this.#askedAt = clock.now();
    this.#takeIn(latest);
    this.#speed.restart(clock.now(), this.#changes.settledCount);
    this.#snapshot = this.#takeSnapshot();
  }

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    if (!this.#isWorking) void this.#work();
    return () => {
      this.#listeners.delete(onChange);
      if (this.#listeners.size === 0) this.#wake();
    };
  };

  readonly getSnapshot = (): RunSnapshot => this.#snapshot;

  readonly standingOf = (change: number): ChangeStanding | undefined => this.#changes.standingOf(change);

  get changes(): readonly Change[] {
    return this.#changes.all;
  }

  get background(): BackgroundPart {
    const { run, driver } = this.#latest;
    return {
      ...{ changes: run.inBackground ?? 0, actorId: driver.accountId },
      ...(this.#letGo !== undefined && { letGo: this.#letGo }),
    };
  }

  openChanges(): number[] {
    return this.#changes.open();
  }

  /** Written into the log, tried until that works. A run that stands still is taken up instead: it goes on at once then. */
  control(wish: RunWish): void {
    const wanted = this.#asked ?? this.#latest.wish;
    if (this.#end || wanted === 'stop' || wanted === wish) return;
    this.#asked = wish;
    this.#tellAt = 0;
    this.#mayTakeUp = true;
    this.#wake();
    this.#tell();
  }

  setOnline(isOnline: boolean): void {
    if (this.#isOnline === isOnline) return;
    this.#isOnline = isOnline;
    this.#failures = 0;
    this.#wake();
    this.#tell();
  }

  apply(event: RunEvent): void {
    this.#changes.apply(event);
    this.#tell();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    const unsubscribe = this.#options.sight.subscribe(() => this.#wake());
    while (this.#listeners.size > 0 && !this.#end) {
      const dueAt = this.#dueAt();
      if (dueAt > this.#options.clock.now()) await this.#wait(dueAt);
      else if (this.#asked !== undefined && this.#tellAt <= this.#options.clock.now()) {
        await this.#tellWish(this.#asked);
      } else await this.#ask();
    }
    unsubscribe();
    this.#isWorking = false;
  }

  /** When there is something to do, ms since the epoch; `Infinity` while no one looks, or nothing can be asked. */
  #dueAt(): number {
    if (!this.#isOnline || !this.#options.sight.isSeen()) return Infinity;
    const askAt = this.#askedAt + retryDelayMs(ASKING, 1 + Math.max(this.#idle, this.#failures), () => 0);
    return this.#asked === undefined ? askAt : Math.min(askAt, this.#tellAt);
  }

  async #wait(until: number): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#waiting;
    if (Number.isFinite(until)) await clock.sleep(until - clock.now(), signal);
    else {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    }
  }

  #wake(): void {
    this.#waiting.abort();
    this.#waiting = new AbortController();
    // Whoever looks again wants to know at once how it stands.
    this.#idle = 0;
  }

  async #tellWish(wish: RunWish): Promise<void> {
    const { calls, takeUp, clock } = this.#options;
    const { runId } = this;
    const standsStill = this.#latest.wish === 'pause' && !this.#latest.isBusy;
    const isTakeUp = wish === 'run' && standsStill && this.#mayTakeUp;
    const answer: Answer<object> = isTakeUp
      ? await takeUp().then(
          () => ({ ok: true }),
          (failure: unknown) => ({ ok: false, error: errorOfFailure(failure) }),
        )
      : await answerTo(calls.controlRun({ runId, wish }));
    if (answer.ok) {
      if (isTakeUp) this.#end = { name: 'released' };
      this.#latest = { ...this.#latest, wish };
      if (this.#asked === wish) this.#asked = undefined;
    } else if (isTransient(answer.error)) {
      this.#tellAt = clock.now() + Math.max(ASKING.firstMs, answer.error.retryAfterMs ?? 0);
    } else if (isTakeUp) {
      // Another page has it, or the worker: it goes on where it is.
      this.#mayTakeUp = false;
    } else this.#asked = undefined;
    this.#tell();
  }

  async #ask(): Promise<void> {
    const { calls, clock } = this.#options;
    this.#askedAt = clock.now();
    const answer = await answerTo(calls.followRun({ runId: this.runId, next: this.#next }));
    if (answer.ok) {
      this.#failures = 0;
      this.#takeIn(answer);
    } else this.#heedFailure(answer.error);
    this.#tell();
  }

  #heedFailure(error: AppError): void {
    this.#failures += 1;
    if (error.kind === 'runNotFound') this.#end = { name: 'stopped', by: 'error', error };
    else if (!isTransient(error) || this.#failures >= MOST_FAILURES) this.#leave('unread');
  }

  #takeIn(latest: FollowedRun): void {
    const before = this.#changes.settledCount;
    const { run, driver, events, next } = latest;
    this.#changes.takeIn(events);
    const isNew = next > this.#next;
    this.#idle = isNew || this.#isOnTheMove(latest) ? 0 : this.#idle + 1;
    this.#next = next;
    this.#latest = latest;
    this.#measure(before);
    const isWhole = !isNew || this.#changes.isAsCounted(run.counts);
    if (run.endedAt !== undefined) {
      if (isWhole) this.#end = this.#changes.end();
    } else if (run.notContinued !== undefined) this.#leave(run.notContinued);
    else if (driver.leftMs > 0 && !driver.isWorker) this.#yieldTo(latest);
    else this.#heedAbsence(latest);
  }

  #isOnTheMove({ driver: { waitsMs = 0 }, isBusy, wish }: FollowedRun): boolean {
    return wish === 'run' ? waitsMs === 0 : isBusy;
  }

  /** From when to when changes were settled: one answer may bring those of half a minute. */
  #measure(before: number): void {
    const now = this.#options.clock.now();
    const settled = this.#changes.settledCount;
    if (!this.#isOnTheMove(this.#latest)) this.#speed.restart(now, settled);
    else if (settled > before) this.#speed.add(now, settled);
  }

  /** Another page has it. */
  #yieldTo({ driver: { accountId, leftMs } }: FollowedRun): void {
    const until = new Date(this.#options.clock.now() + leftMs).toISOString();
    const error: AppError = { kind: 'runTaken', takenBy: { accountId, until } };
    this.#end = { name: 'stopped', by: 'error', error };
  }

  #heedAbsence({ driver: { leftMs }, wish }: FollowedRun): void {
    const now = this.#options.clock.now();
    if (leftMs > 0 || wish === 'pause') this.#freeSince = undefined;
    else this.#freeSince ??= now;
    if (this.#freeSince !== undefined && now - this.#freeSince >= GONE_AFTER_MS) this.#leave('gone');
  }

  #leave(why: LetGo): void {
    this.#letGo = why;
    this.#end = { name: 'released' };
  }

  #state(): RunState {
    if (this.#end) return this.#end;
    return this.#isOnline ? followedState(this.#latest, this.#asked, this.#askedAt) : { name: 'offline' };
  }

  #takeSnapshot(): RunSnapshot {
    const state = this.#state();
    const { counts, total, stopped } = this.#changes;
    const { perSecond } = this.#speed;
    const { waitsMs = 0 } = this.#latest.driver;
    const isOnTheMove = state.name === 'running' || state.name === 'pausedByLimit';
    return {
      ...{ state, counts, total, stopped },
      ...(perSecond !== undefined && { perSecond }),
      ...(perSecond !== undefined &&
        isOnTheMove && { timeLeftMs: waitsMs + (counts.left / perSecond) * 1_000 }),
      ...(!hasEnded(state) && { goesOn: true }),
    };
  }

  #tell(): void {
    this.#snapshot = this.#takeSnapshot();
    this.#listeners.forEach((onChange) => onChange());
  }
}
