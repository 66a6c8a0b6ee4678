import type { AppError } from '../contract/errors';
import { burstAt, MAX_BLOCK_MS, MAX_CONCURRENCY, MAX_LATENCY_MS, MIN_RATE } from '../contract/paces';
import type { Pace } from '../contract/runs';
import { TokenBucket } from './tokenBucket';

/** What of its rate is left after a burst 429. */
const RATE_CUT = 0.7;
/** Requests/s the rate grows by in a second at that rate. */
const RATE_GROWTH = 1;
/** Requests under way for each that the rate needs, to use up what came into the bucket between invocations. */
const HEADROOM = 2;
/** The weight of the newest answer in the average. */
const LATENCY_WEIGHT = 0.1;
/** What a burst 429 that does not say how long means: the bucket has a token again well before. */
const DEFAULT_BLOCK_MS = 1_000;
/** The quota is new on every full UTC hour; for a 429 that does not say how long. */
const HOUR_MS = 3_600_000;

/** A request that came back. Times in ms since the epoch. */
export interface RequestAnswer {
  startedAt: number;
  now: number;
  error?: AppError;
}

/**
 * When the next request may start, and how many at once.
 *
 * Additive increase, multiplicative decrease: a burst 429 cuts the rate by less than a third and the requests under
 * way by half, each answer after it lets both grow a little, up to the rate that a run starts with. So it settles near what
 * other clients leave, wherever Confluence's limits are: Atlassian publishes no burst limits for it. Requests under way are
 * what the rate needs at the latency measured: before the first answer, one.
 */
export class Pacer {
  readonly #limit: number;
  readonly #bucket: TokenBucket;
  #ceiling: number;
  #blockedUntil: number;
  #latencyMs: number | undefined;
  /** Requests that started before belong to the rate that was cut already. */
  #cutAt = -Infinity;

  /**
   * @param limit requests/s to start with, see `src/contract/limits.ts` for the source; no `pace` gets more
   * @param pace where the slice before left off
   * @param now ms since the epoch
   */
  constructor(limit: number, pace: Pace | undefined, now: number) {
    this.#limit = limit;
    // Another machine's clock may be ahead: then no time has passed.
    const elapsedMs = pace ? Math.max(0, now - pace.at) : 0;
    const rate = Math.min(pace?.rate ?? limit, limit);
    this.#blockedUntil = now + (pace?.blockedMs ?? 0) - elapsedMs;
    this.#bucket = new TokenBucket({ rate, tokens: pace?.tokens ?? burstAt(rate), at: now - elapsedMs });
    if (pace && pace.blockedMs > 0) this.#bucket.emptyUntil(this.#blockedUntil);
    this.#ceiling = Math.min(pace?.concurrency ?? MAX_CONCURRENCY, MAX_CONCURRENCY);
    this.#latencyMs = pace?.latencyMs;
  }

  /** Requests under way at once, at most. */
  get concurrency(): number {
    if (this.#latencyMs === undefined) return 1;
    const needed = (this.#bucket.rate * this.#latencyMs) / 1_000;
    return Math.max(1, Math.min(Math.floor(this.#ceiling), Math.ceil(needed * HEADROOM)));
  }

  /** ms until the time Confluence gave, else 0. */
  blockedMs(now: number): number {
    return Math.max(0, this.#blockedUntil - now);
  }

  /** ms until the next request may start. */
  waitMs(now: number): number {
    return Math.max(this.blockedMs(now), this.#bucket.waitMs(now));
  }

  /** Books a request that starts now; false when it may not. */
  start(now: number): boolean {
    return this.blockedMs(now) === 0 && this.#bucket.take(now);
  }

  /** Learns from an answer, or from its loss. */
  recordAnswer({ startedAt, now, error }: RequestAnswer): void {
    if (error?.kind === 'unconfirmed') return; // How long no answer came says nothing of answers.
    if (error?.kind === 'rateLimited' || error?.retryAfterMs !== undefined) this.#block(error, now);
    if (error?.kind === 'rateLimited') {
      this.#slowDown(error, startedAt, now);
    } else {
      this.#latencyMs = average(this.#latencyMs, Math.min(MAX_LATENCY_MS, Math.max(0, now - startedAt)));
      if (error?.kind !== 'unavailable') this.#speedUp(now);
    }
  }

  /** Where the next slice goes on from. */
  toPace(now: number): Pace {
    return {
      at: now,
      rate: this.#bucket.rate,
      tokens: this.#bucket.tokens(now),
      concurrency: this.#ceiling,
      blockedMs: this.blockedMs(now),
      ...(this.#latencyMs !== undefined && { latencyMs: this.#latencyMs }),
    };
  }

  #block({ limit, retryAfterMs }: AppError, now: number): void {
    const guessMs = limit === 'quota' ? HOUR_MS - (now % HOUR_MS) : DEFAULT_BLOCK_MS;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + Math.min(retryAfterMs ?? guessMs, MAX_BLOCK_MS));
  }

  #slowDown({ limit }: AppError, startedAt: number, now: number): void {
    // What others leave in Confluence's bucket meanwhile is not ours to count on.
    this.#bucket.emptyUntil(this.#blockedUntil);
    if (limit === 'quota' || startedAt < this.#cutAt) return;
    this.#cutAt = now;
    this.#ceiling = Math.max(1, Math.floor(this.concurrency / 2));
    this.#bucket.setRate(Math.max(MIN_RATE, this.#bucket.rate * RATE_CUT), now);
  }

  #speedUp(now: number): void {
    const { rate } = this.#bucket;
    this.#bucket.setRate(Math.min(this.#limit, rate + RATE_GROWTH / rate), now);
    this.#ceiling = Math.min(MAX_CONCURRENCY, this.#ceiling + 1 / this.#ceiling);
  }
}

function average(before: number | undefined, latest: number): number {
  return before === undefined ? latest : before + (latest - before) * LATENCY_WEIGHT;
}
