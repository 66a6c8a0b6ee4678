import { tooManyRequests, type RestError } from './errors';

/** Requests a second and endpoint, by method: Atlassian's documented burst limits. */
const burstRates: Record<string, number> = { get: 100, post: 100, delete: 50 };
const burstRate = (method: string): number => burstRates[method] ?? 100;

/** Points an hour for a Forge app, shared by all its customers: Atlassian's documented quota. */
export const POINTS_PER_HOUR = 65_000;

const HOUR_MS = 3_600_000;
const NEAR_LIMIT_SHARE = 0.2;

/** Refills continuously at `rate` tokens a second up to a second's worth. */
class TokenBucket {
  readonly rate: number;
  #tokens: number;
  #refilledAt: number;

  constructor(rate: number, now: number) {
    this.rate = rate;
    this.#tokens = rate;
    this.#refilledAt = now;
  }

  get remaining(): number {
    return Math.floor(this.#tokens);
  }

  /** Takes a token; false when there is none. */
  take(now: number): boolean {
    const elapsedMs = Math.max(0, now - this.#refilledAt);
    this.#tokens = Math.min(this.rate, this.#tokens + (elapsedMs * this.rate) / 1000);
    this.#refilledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

/**
 * What a request costs: 1, and 2 for each user or group it returns; writes return none, refusals neither.
 * Source: Atlassian's points-based rate limiting.
 */
export function pointsFor(returned: number): number {
  return 1 + 2 * returned;
}

/** Confluence's two limits: bursts an endpoint for everybody, points an hour for apps. */
export class Limits {
  readonly #buckets = new Map<string, TokenBucket>();
  #hour = 0;
  #spent = 0;

  /**
   * Admits a request or throws the 429 that says which limit it met and when to come back.
   * A refused request takes nothing from either limit.
   */
  admit(operationId: string, method: string, isApp: boolean, now: number): void {
    if (isApp) this.#admitByQuota(now);
    const bucket = this.#bucket(operationId, method, now);
    if (!bucket.take(now)) {
      throw burstRefusal(method, now);
    }
  }

  /** Books what an app's request cost. */
  spend(points: number, now: number): void {
    this.#startHour(now);
    this.#spent += points;
  }

  /** Headers of a normal answer: the quota for apps, the endpoint's bucket for others. */
  headers(operationId: string, method: string, isApp: boolean, now: number): Record<string, string> {
    if (!isApp) {
      const bucket = this.#bucket(operationId, method, now);
      return limitHeaders(bucket.rate, bucket.remaining);
    }
    this.#startHour(now);
    const remaining = Math.max(0, POINTS_PER_HOUR - this.#spent);
    return limitHeaders(POINTS_PER_HOUR, remaining);
  }

  #admitByQuota(now: number): void {
    this.#startHour(now);
    if (this.#spent < POINTS_PER_HOUR) return;
    throw refusal('confluence-quota-global-based', POINTS_PER_HOUR, now, (this.#hour + 1) * HOUR_MS);
  }

  /** The quota is new on every full UTC hour. */
  #startHour(now: number): void {
    const hour = Math.floor(now / HOUR_MS);
    if (hour === this.#hour) return;
    this.#hour = hour;
    this.#spent = 0;
  }

  #bucket(operationId: string, method: string, now: number): TokenBucket {
    let bucket = this.#buckets.get(operationId);
    if (bucket === undefined) {
      bucket = new TokenBucket(burstRate(method), now);
      this.#buckets.set(operationId, bucket);
    }
    return bucket;
  }
}

/** The 429 for too many requests of this method (lower case) in a second. */
export function burstRefusal(method: string, now: number): RestError {
  return refusal('confluence-burst-based', burstRate(method), now, now + 1000);
}

function limitHeaders(limit: number, remaining: number): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    ...(remaining < limit * NEAR_LIMIT_SHARE ? { 'x-ratelimit-nearlimit': 'true' } : {}),
  };
}

function refusal(reason: string, limit: number, now: number, resetAt: number): RestError {
  return tooManyRequests({
    ...limitHeaders(limit, 0),
    'retry-after': String(Math.max(1, Math.ceil((resetAt - now) / 1000))),
    'x-ratelimit-reset': new Date(resetAt).toISOString(),
    'ratelimit-reason': reason,
  });
}
