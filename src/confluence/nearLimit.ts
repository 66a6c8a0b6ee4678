import type { NearLimit } from '../contract';

/** Atlassian's limits a second are 50 and 100 requests; the hourly quota is tens of thousands of points. */
const LARGEST_BURST_LIMIT = 1_000;

/**
 * The warning in an answer's headers that under 20 % of a limit is left, where there is one.
 * @param headers names in lower case
 */
export function nearLimitIn(headers: Record<string, string>): NearLimit | undefined {
  if (headers['x-ratelimit-nearlimit'] !== 'true') return undefined;
  const resetMs = Date.parse(headers['x-ratelimit-reset'] ?? '');
  return {
    limit: isBurst(headers) ? 'burst' : 'quota',
    ...(Number.isFinite(resetMs) && { resetAt: new Date(resetMs).toISOString() }),
  };
}

function isBurst(headers: Record<string, string>): boolean {
  const reason = headers['ratelimit-reason'];
  if (reason !== undefined) return reason.includes('burst');
  return Number(headers['x-ratelimit-limit'] ?? NaN) <= LARGEST_BURST_LIMIT;
}
