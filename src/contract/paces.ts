/** What a pace may be: bounds that the function paces within and that a page's payload is held to. */

/** Requests/s that a run goes on with, however often Confluence refused. */
export const MIN_RATE = 1;

/** Requests under way at once, however slow the answers. */
export const MAX_CONCURRENCY = 100;

/** The longest a `Retry-After` is believed, in ms; the quota is new every hour. */
export const MAX_BLOCK_MS = 24 * 3_600_000;

/** The longest an answer is taken to need, in ms: an invocation has no more. */
export const MAX_LATENCY_MS = 25_000;

/**
 * Seconds' worth of requests that may start at once: bridges the pause between two invocations. Confluence's own
 * bucket holds a whole second's; the rest is left for requests that arrive closer together than they were sent.
 */
const BURST_S = 0.6;

/** Tokens a bucket holds at a rate in requests/s. */
export function burstAt(rate: number): number {
  return Math.max(1, rate * BURST_S);
}
