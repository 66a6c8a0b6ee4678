import type { AppError } from '../../../../src/contract';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** The quota is new on every full UTC hour. */
const HOUR_MS = 3_600_000;
/** Everyone whom the hourly quota held goes on at the same full hour. */
const QUOTA_SPREAD_MS = 5_000;

/**
 * ms before a slice is asked again of which nothing came back: doubles with each time, and half of it is chance.
 * @param retry 1 for the first
 * @param random draws from [0, 1)
 */
export function retryWaitMs(retry: number, random: () => number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (retry - 1)) * (0.5 + random() / 2);
}

/**
 * ms for which Confluence wants no requests, as far as an error says.
 * @param blockedMs what the function made of it; it knows when the answer came by its own clock
 * @param now ms since the epoch
 */
export function heldMs(
  { kind, limit, retryAt }: AppError,
  blockedMs: number | undefined,
  now: number,
  random: () => number,
): number {
  const given = blockedMs ?? (retryAt === undefined ? undefined : Math.max(0, Date.parse(retryAt) - now));
  if (kind !== 'rateLimited' || limit !== 'quota') return given ?? 0;
  return (given ?? HOUR_MS - (now % HOUR_MS)) + random() * QUOTA_SPREAD_MS;
}
