import type { AppError } from '../../../../src/contract';
import type { Clock } from '../../../../src/clock';
import { retryWaitMs } from './retries';

/** Invocations lost in a row before the people in the last one are given up. */
const LOST_PER_SLICE = 4;
/** Invocations lost in a row before the run is: two slices' worth. */
const LOST_PER_RUN = 2 * LOST_PER_SLICE;
/** Answers in a row that settled nobody before the run ends. */
const MAX_IDLE = 6;
/** Shorter waits are part of running at the limit. */
const WORTH_SAYING_MS = 5_000;

/** When a run may ask again, and why not now: each time in a row that nothing came back, later. */
export class Hold {
  readonly #clock: Clock;
  readonly #random: () => number;
  #until = 0;
  #because: AppError | undefined;
  #lost = 0;
  #idle = 0;
  #unwritten = 0;

  /** @param random draws from [0, 1) */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Nothing before (ms since the epoch). */
  get until(): number {
    return this.#until;
  }

  /** The error behind it, where the wait is long enough to tell of. */
  get because(): AppError | undefined {
    return this.#because;
  }

  /** Whether the people in the slice that was lost last are to be given up. */
  get givesUpSlice(): boolean {
    return this.#lost > 0 && this.#lost % LOST_PER_SLICE === 0;
  }

  /** Whether there is no use in going on. */
  get givesUpRun(): boolean {
    return this.#lost >= LOST_PER_RUN || this.#idle >= MAX_IDLE;
  }

  /** What went before counts no more. */
  forget(): void {
    this.#lost = 0;
    this.#idle = 0;
    this.#unwritten = 0;
  }

  /** The wait is over. */
  release(): void {
    this.#because = undefined;
  }

  /**
   * An answer came.
   * @param waitMs for which Confluence wants no requests
   */
  answered({ settled, waitMs, error }: { settled: boolean; waitMs: number; error?: AppError }): void {
    this.#lost = 0;
    this.#unwritten = 0;
    this.#idle = settled ? 0 : this.#idle + 1;
    this.#wait(waitMs, error);
  }

  /** None came: the invocation was killed or cut. */
  lost(): void {
    this.#lost += 1;
    this.#wait(retryWaitMs(this.#lost, this.#random));
  }

  /** The history could not be written. It comes back some time; until then nothing is changed, however long. */
  unwritten(error: AppError): void {
    this.#unwritten += 1;
    this.#until = this.#clock.now() + retryWaitMs(this.#unwritten, this.#random);
    this.#because = error;
  }

  #wait(ms: number, error?: AppError): void {
    const idleMs = this.#idle > 0 ? retryWaitMs(this.#idle, this.#random) : 0;
    const waitMs = Math.max(ms, idleMs);
    this.#until = this.#clock.now() + waitMs;
    this.#because = waitMs >= WORTH_SAYING_MS ? error : undefined;
  }
}
