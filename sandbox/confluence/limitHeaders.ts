/** How an answer tells of a rate limit. Source: "Rate limiting" in Atlassian's developer documentation of Confluence. */

/** `old` are the `X-RateLimit-*` headers, `structured` is `RateLimit` with `RateLimit-Policy`. */
export const HEADER_STYLES = ['old', 'structured', 'both'] as const;

export type HeaderStyle = (typeof HEADER_STYLES)[number];

/** A limit and what is left of it. */
export interface LimitState {
  /** Its name in structured headers. That of bursts follows Jira's, as Confluence's documentation has none. */
  policy: 'global-app-quota' | 'confluence-burst-based';
  /** Requests, or points. */
  size: number;
  remaining: number;
  /** How long a window is, in seconds. */
  windowS: number;
  /** When the limit is whole again, in milliseconds since the epoch. */
  resetAt: number;
}

const NEAR_LIMIT_SHARE = 0.2;

/** Headers of an answer that meets no limit, at `now` in milliseconds since the epoch. */
export function usageHeaders(state: LimitState, style: HeaderStyle, now: number): Record<string, string> {
  const { policy, remaining } = state;
  const isQuota = policy === 'global-app-quota';
  const isNear = isNearLimit(state);
  // Of the quota `r` is there from 80 % on; of bursts in every example of Jira's.
  const items = structuredItems(state, isNear || !isQuota ? remaining : undefined, now);
  // The quota's are still for information, as Atlassian enforces it in phases; bursts are enforced for everybody.
  const prefix = isQuota ? 'beta-' : '';
  return {
    ...(style === 'structured' ? {} : oldHeaders(state)),
    ...(style === 'old'
      ? {}
      : { [`${prefix}ratelimit-policy`]: items.policy, [`${prefix}ratelimit`]: items.limit }),
  };
}

/** Headers of the 429 for a request over the limit. Without a prefix: this limit is enforced. */
export function refusalHeaders(
  state: LimitState,
  reason: string,
  style: HeaderStyle,
  now: number,
): Record<string, string> {
  const spent = { ...state, remaining: 0 };
  const items = structuredItems(spent, 0, now);
  return {
    'retry-after': String(secondsUntil(state.resetAt, now)),
    'ratelimit-reason': reason,
    ...(style === 'structured'
      ? {}
      : { ...oldHeaders(spent), 'x-ratelimit-reset': new Date(state.resetAt).toISOString() }),
    ...(style === 'old' ? {} : { 'ratelimit-policy': items.policy, ratelimit: items.limit }),
  };
}

function oldHeaders(state: LimitState): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.size),
    'x-ratelimit-remaining': String(state.remaining),
    ...(isNearLimit(state) ? { 'x-ratelimit-nearlimit': 'true' } : {}),
  };
}

function structuredItems(
  { policy, size, windowS, resetAt }: LimitState,
  remaining: number | undefined,
  now: number,
): { policy: string; limit: string } {
  const left = remaining === undefined ? '' : `;r=${remaining}`;
  return {
    policy: `"${policy}";q=${size};w=${windowS}`,
    limit: `"${policy}"${left};t=${secondsUntil(resetAt, now)}`,
  };
}

function isNearLimit({ size, remaining }: LimitState): boolean {
  return remaining < size * NEAR_LIMIT_SHARE;
}

/** Whole seconds, at least one. */
function secondsUntil(time: number, now: number): number {
  return Math.max(1, Math.ceil((time - now) / 1000));
}
