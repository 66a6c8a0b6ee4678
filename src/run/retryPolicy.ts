import type { Clock } from '../clock';
import type { AppError } from '../contract/errors';
import { INVOCATION_BACKOFF, retryDelayMs } from './retryDelay';

/** Invocations lost in a row before the changes in the last one are given up. */
const LOST_PER_SLICE = 4;
/** Invocations lost in a row before the run is: two slices' worth. */
const LOST_PER_RUN = 2 * LOST_PER_SLICE;
/** Answers in a row that settled nothing before the run ends. */
const MAX_IDLE = 6;
/** Shorter waits are part of running at the limit. */
const WORTH_SAYING_MS = 5_000;
/** The quota is new on every full UTC hour. */
const HOUR_MS = 3_600_000;
/** All runs that the hourly quota held go on at the same full hour. */
const QUOTA_SPREAD_MS = 5_000;

/** When a run may ask again, and why not now: each time in a row that nothing came back, later. */
export class RetryPolicy {
  readonly #clock: Clock;
  readonly #random: () => number;
  #until = 0;
  #because: AppError | undefined;
  #lost = 0;
  #idle = 0;
  #unwritten = 0;
  #busy = 0;

  /** @param random draws from [0, 1) */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Nothing is to be asked before (ms since the epoch). */
  get until(): number {
    return this.#until;
  }

  /** The error behind it, where the wait is long enough to tell of. */
  get because(): AppError | undefined {
    return this.#because;
  }

  /** Whether the changes in the slice that was lost last are to be given up. */
  get givesUpSlice(): boolean {
    return this.#lost > 0 && this.#lost % LOST_PER_SLICE === 0;
  }

  /** Whether there is no use in going on. */
  get givesUpRun(): boolean {
    return this.#lost >= LOST_PER_RUN || this.#idle >= MAX_IDLE;
  }

  /** Begins anew: what went before counts no more. */
  reset(): void {
    this.#lost = 0;
    this.#idle = 0;
    this.#unwritten = 0;
    this.#busy = 0;
  }

  /** The wait is over. */
  endWait(): void {
    this.#because = undefined;
  }

  /**
   * An answer came.
   * @param waitMs for which Confluence wants no requests
   */
  recordAnswer({ settled, waitMs, error }: { settled: boolean; waitMs: number; error?: AppError }): void {
    this.#lost = 0;
    this.#unwritten = 0;
    this.#busy = 0;
    this.#idle = settled ? 0 : this.#idle + 1;
    this.#wait(waitMs, error);
  }

  /** None came: the invocation was killed or cut. */
  recordLoss(): void {
    this.#lost += 1;
    this.#wait(retryDelayMs(INVOCATION_BACKOFF, this.#lost, this.#random));
  }

  /** The history could not be written. It comes back some time; until then nothing is changed, however long. */
  recordStorageTrouble(error: AppError): void {
    this.#unwritten += 1;
    this.#until = this.#clock.now() + retryDelayMs(INVOCATION_BACKOFF, this.#unwritten, this.#random);
    this.#because = error;
  }

  /** An earlier invocation of the run may still be at work; it is over within `leftMs`. */
  recordBusy(leftMs: number): void {
    this.#busy += 1;
    this.#wait(Math.min(leftMs, retryDelayMs(INVOCATION_BACKOFF, this.#busy, this.#random)));
  }

  #wait(ms: number, error?: AppError): void {
    const idleMs = this.#idle > 0 ? retryDelayMs(INVOCATION_BACKOFF, this.#idle, this.#random) : 0;
    const waitMs = Math.max(ms, idleMs);
    this.#until = this.#clock.now() + waitMs;
    this.#because = waitMs >= WORTH_SAYING_MS ? error : undefined;
  }
}

/**
 * ms for which Confluence wants no requests, as far as an error says.
 * @param blockedMs what the function made of it; it knows when the answer came
 * @param now ms since the epoch, for the full hour at which the quota is new, where Confluence does not say when
 */
export function waitMsAfter(
  { kind, limit, retryAfterMs }: AppError,
  blockedMs: number | undefined,
  now: number,
  random: () => number,
): number {
  const given = blockedMs ?? retryAfterMs;
  if (kind !== 'rateLimited' || limit !== 'quota') return given ?? 0;
  return (given ?? HOUR_MS - (now % HOUR_MS)) + random() * QUOTA_SPREAD_MS;
}
