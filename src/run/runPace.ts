import type { Clock } from '../clock';
import type { Action } from '../contract/changes';
import type { AppError } from '../contract/errors';
import type { Paces, SliceAnswer } from '../contract/runs';
import { ACTIONS } from '../membership/actions';
import { isTransient } from '../membership/errorTraits';
import { INVOCATION_BACKOFF } from './retryDelay';
import { RetryPolicy, waitMsAfter } from './retryPolicy';
import { blockedIn, idleErrorOf, latencyIn } from './sliceAnswer';
import { nextSliceSize, sliceSizeAfterLoss } from './sliceSize';
import { Speed } from './speed';

/** A slice that was answered. */
interface AnsweredSlice {
  answer: SliceAnswer;
  /** How many changes need no further asking since: by the slice, and in all. */
  settled: number;
  settledCount: number;
  /** What the slice was about. */
  actions: readonly Action[];
  tookMs: number;
}

/** How a run goes on: when it may ask again, for how many changes, at which paces, and how fast that is. */
export class RunPace {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #retry: RetryPolicy;
  readonly #speed = new Speed();
  #paces: Paces | undefined;
  #sliceSize: number;

  /** @param first what the run begins with @param random draws from [0, 1) */
  constructor(first: Action, clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.#retry = new RetryPolicy(clock, random);
    this.#sliceSize = ACTIONS[first].firstSlice;
  }

  /** Nothing is to be asked before (ms since the epoch). */
  get until(): number {
    return this.#retry.until;
  }

  /** The error behind it, where the wait is long enough to tell of. */
  get because(): AppError | undefined {
    return this.#retry.because;
  }

  /** Whether the changes in the slice that was lost last are to be given up. */
  get givesUpSlice(): boolean {
    return this.#retry.givesUpSlice;
  }

  /** Whether there is no use in going on. */
  get givesUpRun(): boolean {
    return this.#retry.givesUpRun;
  }

  /** For the next slice; undefined before the first answer. */
  get paces(): Paces | undefined {
    return this.#paces;
  }

  /** Changes that the next slice asks for. */
  get sliceSize(): number {
    return this.#sliceSize;
  }

  /** Changes a second over the last seconds; undefined while not known. */
  get perSecond(): number | undefined {
    return this.#speed.perSecond;
  }

  /** Begins anew: what went before counts no more. */
  reset(settledCount: number): void {
    this.#retry.reset();
    this.restartSpeed(settledCount);
  }

  /** It stood still: that says nothing of its speed. */
  restartSpeed(settledCount: number): void {
    this.#speed.restart(this.#clock.now(), settledCount);
  }

  /** The wait is over. */
  endWait(settledCount: number): void {
    if (this.#retry.because) this.restartSpeed(settledCount);
    this.#retry.endWait();
  }

  /** What the history was asked for before a slice is there. */
  recordReady(): void {
    this.#retry.recordAnswer({ settled: true, waitMs: 0 });
  }

  /** @returns the error that ends the run, if one does */
  recordAnswer(slice: AnsweredSlice): AppError | undefined {
    const { answer, settled, settledCount, actions, tookMs } = slice;
    this.#paces = answer.paces ?? this.#paces;
    if (!answer.ok && (answer.error.kind === 'storage' || answer.error.kind === 'runBusy')) {
      return this.recordRefusal(answer.error);
    }
    const now = this.#clock.now();
    this.#speed.add(now, settledCount);
    const isIdle = settled === 0;
    if (answer.missed) {
      this.#retry.recordAnswer({ settled: !isIdle, waitMs: 0 });
      return undefined;
    }
    this.#sliceSize = nextSliceSize({
      ...{ before: this.#sliceSize, settled, tookMs },
      latencyMs: latencyIn(this.#paces),
    });
    const blockedMs = blockedIn(answer.paces, actions);
    if (answer.ok) {
      this.#retry.recordAnswer({ settled: !isIdle, waitMs: blockedMs ?? 0 });
    } else if (isTransient(answer.error)) {
      const { error } = answer;
      const waitMs = waitMsAfter(error, blockedMs, now, this.#random);
      this.#retry.recordAnswer({ settled: !isIdle, waitMs, error });
    } else return answer.error;
    return this.#retry.givesUpRun ? idleErrorOf(answer) : undefined;
  }

  /**
   * The history does not have the run ready, or an earlier invocation is at work on it.
   * @returns the error that ends the run, if it does
   */
  recordRefusal(error: AppError): AppError | undefined {
    if (error.kind === 'storage') {
      this.#retry.recordStorageTrouble(error);
    } else if (error.kind === 'runBusy') {
      this.#retry.recordBusy(error.retryAfterMs ?? INVOCATION_BACKOFF.longestMs);
    } else if (isTransient(error)) {
      const waitMs = waitMsAfter(error, undefined, this.#clock.now(), this.#random);
      this.#retry.recordAnswer({ settled: false, waitMs, error });
      return this.#retry.givesUpRun ? error : undefined;
    } else return error;
    return undefined;
  }

  /** Nothing came back. @param isSlice fewer changes are asked for next */
  recordLoss({ isSlice }: { isSlice: boolean }): void {
    this.#retry.recordLoss();
    if (isSlice) this.#sliceSize = sliceSizeAfterLoss(this.#sliceSize);
  }
}
