import type { NearLimit } from '../contract/directory';

/** Confluence's limits a second are 50 and 100 requests; the quota an hour is tens of thousands of points. */
const LARGEST_BURST_LIMIT = 1_000;

/**
 * Which limit a `RateLimit-Reason` names.
 * @param reason `confluence-burst-based`, `confluence-quota-global-based` or `confluence-quota-tenant-based`
 */
export function limitNamed(reason: string | undefined): 'burst' | 'quota' | undefined {
  if (reason?.includes('burst')) return 'burst';
  if (reason?.includes('quota')) return 'quota';
  return undefined;
}

/**
 * The warning in an answer's headers that under 20 % of a limit is left, where there is one.
 * @param headers names in lower case
 */
export function nearLimitIn(headers: Record<string, string>): NearLimit | undefined {
  if (headers['x-ratelimit-nearlimit'] !== 'true') return undefined;
  const resetMs = Date.parse(headers['x-ratelimit-reset'] ?? '');
  return {
    limit: limitNamed(headers['ratelimit-reason']) ?? limitOfSize(headers['x-ratelimit-limit']),
    ...(Number.isFinite(resetMs) && { resetAt: new Date(resetMs).toISOString() }),
  };
}

/** Warnings seldom carry a reason; the size of the limit tells then. */
function limitOfSize(size: string | undefined): 'burst' | 'quota' {
  return size !== undefined && Number(size) <= LARGEST_BURST_LIMIT ? 'burst' : 'quota';
}
