import type { NearLimit } from '../contract/directory';
import { READS_PER_SECOND } from '../contract/limits';
import { readDelayMs, timeOfAnswer } from './readDelay';

type Limit = NearLimit['limit'];
type Headers = Record<string, string>;

/** Larger limits are points an hour: those are tens of thousands. */
const LARGEST_BURST_LIMIT = 1_000;
/** Points an hour of an app, over all its customers, unless a header says otherwise. */
const POINTS_PER_HOUR = 65_000;
/** Points that one request may cost: a page of 200 people. With fewer left a limit refuses. */
const MOST_POINTS_OF_REQUEST = 401;
/** What part of a limit Atlassian calls near. */
const NEAR_SHARE = 0.2;
const LONGEST_BURST_WINDOW_S = 60;
const SHORTEST_QUOTA_WINDOW_S = 600;

/** What `RateLimit` says of one limit, with its `RateLimit-Policy`. */
interface LimitState {
  limit: Limit | undefined;
  /** Undefined while little of the limit is used. */
  remaining: number | undefined;
  /** The limit whole, where it is said. */
  quota: number | undefined;
  /** s until it is whole again, as the header has them. */
  reset: string | undefined;
}

/**
 * What a 429 says of the limit that it met.
 * - `limit`: by `RateLimit-Reason`, else by the limit of which nothing is left.
 * - `retryAfterMs`: by `Retry-After`, else by that limit, else by `X-RateLimit-Reset`.
 * @param nowMs ms since the epoch, for answers without a readable `Date`
 */
export function readRefusal(headers: Headers, nowMs: number): { limit?: Limit; retryAfterMs?: number } {
  const named = limitNamed(headerOf(headers, 'ratelimit-reason'));
  const fits = ({ limit }: LimitState) => limit === undefined || named === undefined || limit === named;
  const states = limitStates(headers);
  const used = states.find((state) => isUsedUp(state) && fits(state));
  const other = states.find(({ limit }) => limit === named);
  const answeredMs = timeOfAnswer(headers, nowMs);
  const retryAfterMs =
    readRetryAfterMs(headers, nowMs) ??
    readDelayMs((used ?? other)?.reset, answeredMs) ??
    readDelayMs(headerOf(headers, 'x-ratelimit-reset'), answeredMs) ??
    readDelayMs(headers['beta-retry-after'], answeredMs);
  const limit = named ?? used?.limit ?? oldLimitUsedUp(headers);
  return { ...(limit && { limit }), ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** The limit of the headers that are being retired, where nothing of it is left. */
function oldLimitUsedUp(headers: Headers): Limit | undefined {
  const limit = limitOfSize(Number(headers['x-ratelimit-limit']));
  return isUsedUp({ limit, remaining: Number(headers['x-ratelimit-remaining'] ?? 0) }) ? limit : undefined;
}

/** ms until the time in `Retry-After`. @param nowMs ms since the epoch, for answers without a readable `Date` */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  return readDelayMs(headers['retry-after'], timeOfAnswer(headers, nowMs));
}

/**
 * The warning in an answer's headers that under 20 % of a limit is left, where there is one; also of a limit that is not
 * enforced yet (`Beta-`). Of several limits the quota counts.
 * @param headers names in lower case
 * @param nowMs ms since the epoch, for answers without a readable `Date`
 */
export function nearLimitIn(headers: Headers, nowMs: number): NearLimit | undefined {
  const near = limitStates(headers).filter(isNear);
  const state = near.find(({ limit }) => limit !== 'burst') ?? near[0];
  if (!state && !/^true$/i.test(headerOf(headers, 'x-ratelimit-nearlimit') ?? '')) return undefined;
  const reset = state ? state.reset : headerOf(headers, 'x-ratelimit-reset');
  const resetAfterMs = readDelayMs(reset, timeOfAnswer(headers, nowMs));
  const limit = state
    ? state.limit
    : (limitNamed(headerOf(headers, 'ratelimit-reason')) ??
      limitOfSize(Number(headerOf(headers, 'x-ratelimit-limit'))));
  return { limit: limit ?? 'quota', ...(resetAfterMs !== undefined && { resetAfterMs }) };
}

/**
 * Which limit a reason or the name of a policy means; they are spelled in several ways.
 * @param text such as `confluence-burst-based`, `conf-global-based`, `tenant-app-quota`
 */
function limitNamed(text: string | undefined): Limit | undefined {
  if (text === undefined) return undefined;
  if (/burst|per-?second/i.test(text)) return 'burst';
  return /quota|global|tenant|app|hour/i.test(text) ? 'quota' : undefined;
}

function limitOfWindow(seconds: number): Limit | undefined {
  if (seconds <= LONGEST_BURST_WINDOW_S) return 'burst';
  return seconds >= SHORTEST_QUOTA_WINDOW_S ? 'quota' : undefined;
}

function limitOfSize(size: number): Limit | undefined {
  if (!(size > 0)) return undefined;
  return size <= LARGEST_BURST_LIMIT ? 'burst' : 'quota';
}

function isUsedUp({ limit, remaining = Infinity }: Pick<LimitState, 'limit' | 'remaining'>): boolean {
  return limit === 'burst' ? remaining < 1 : remaining <= MOST_POINTS_OF_REQUEST;
}

function isNear({ limit, remaining = Infinity, quota }: LimitState): boolean {
  const whole = quota ?? (limit === 'burst' ? READS_PER_SECOND : POINTS_PER_HOUR);
  return remaining < whole * NEAR_SHARE;
}

/** Enforced limits first, then those that are announced. */
function limitStates(headers: Headers): LimitState[] {
  const policies = itemsOf(headers, 'ratelimit-policy');
  return itemsOf(headers, 'ratelimit').map(({ name, parameters }) => {
    const policy = policies.find((one) => one.name === name);
    const { q, w, r, t } = { ...policy?.parameters, ...parameters };
    return {
      limit:
        limitNamed(name) ??
        limitOfWindow(Number(w)) ??
        limitOfSize(Number(q)) ??
        // Bursts are over sooner.
        (Number(t) > LONGEST_BURST_WINDOW_S ? 'quota' : undefined),
      remaining: r === undefined ? r : Number(r),
      quota: q === undefined ? q : Number(q),
      reset: t,
    };
  });
}

interface Item {
  name: string;
  /** Numbers, as they stand there. */
  parameters: Record<string, string>;
}

/** The items of a structured field (RFC 9651), as much of the syntax as limits use: `"name";r=0;t=1800, "other";r=7`. */
function itemsOf(headers: Headers, header: string): Item[] {
  const fields = [headers[header], headers[`beta-${header}`]].flatMap((field) => field?.split(',') ?? []);
  return fields.map((field) => ({
    name: field.replace(/;.*/s, '').replaceAll('"', '').trim(),
    parameters: Object.fromEntries(
      [...field.matchAll(/(?:^|;)\s*([qwrt])\s*=\s*"?(\d+(?:\.\d+)?)/gi)].map(([, key = '', value = '']) => [
        key.toLowerCase(),
        value,
      ]),
    ),
  }));
}

/** A header, enforced or announced. */
function headerOf(headers: Headers, name: string): string | undefined {
  return headers[name] ?? headers[name.replace(/^(?:x-)?/, '$&beta-')];
}
