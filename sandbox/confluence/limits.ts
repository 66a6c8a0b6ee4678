import { tooManyRequests, type RestError } from './errors';
import { refusalHeaders, usageHeaders, type HeaderStyle, type LimitState } from './limitHeaders';

/** Requests a second and endpoint, by method: what Atlassian's page says for Jira. It publishes none for Confluence. */
const burstRates: Record<string, number> = { get: 100, post: 100, delete: 50 };
const burstRate = (method: string): number => burstRates[method] ?? 100;

/** Points an hour for a Forge app, shared by all its customers: Atlassian's documented quota. */
const POINTS_PER_HOUR = 65_000;

const HOUR_MS = 3_600_000;

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
  readonly #style: HeaderStyle;
  readonly #buckets = new Map<string, TokenBucket>();
  #hour = 0;
  #spent = 0;

  constructor(style: HeaderStyle) {
    this.#style = style;
  }

  /**
   * Admits a request or throws the 429 that says which limit it met and when to come back.
   * A refused request takes nothing from either limit. `isCounted` says whether the app's points are asked for.
   */
  admit(operationId: string, method: string, isCounted: boolean, now: number): void {
    if (isCounted) this.#admitByQuota(now);
    const bucket = this.#bucket(operationId, method, now);
    if (!bucket.take(now)) {
      throw burstRefusal(method, this.#style, now);
    }
  }

  /** Books what an app's request cost. */
  spend(points: number, now: number): void {
    this.#startHour(now);
    this.#spent += points;
  }

  /** Headers of a normal answer: the quota where the request is counted, the endpoint's bucket where not. */
  headers(operationId: string, method: string, isCounted: boolean, now: number): Record<string, string> {
    const state = isCounted
      ? this.#quotaState(now)
      : burstState(method, this.#bucket(operationId, method, now).remaining, now);
    return usageHeaders(state, this.#style, now);
  }

  #admitByQuota(now: number): void {
    const state = this.#quotaState(now);
    if (state.remaining > 0) return;
    throw tooManyRequests(refusalHeaders(state, 'confluence-quota-global-based', this.#style, now));
  }

  #quotaState(now: number): LimitState {
    this.#startHour(now);
    return {
      policy: 'global-app-quota',
      size: POINTS_PER_HOUR,
      remaining: Math.max(0, POINTS_PER_HOUR - this.#spent),
      windowS: HOUR_MS / 1000,
      resetAt: (this.#hour + 1) * HOUR_MS,
    };
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
export function burstRefusal(method: string, style: HeaderStyle, now: number): RestError {
  return tooManyRequests(refusalHeaders(burstState(method, 0, now), 'confluence-burst-based', style, now));
}

function burstState(method: string, remaining: number, now: number): LimitState {
  return {
    ...{ policy: 'confluence-burst-based', size: burstRate(method), remaining },
    ...{ windowS: 1, resetAt: now + 1000 },
  };
}
