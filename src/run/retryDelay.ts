/** How long to wait before trying again: doubles with each retry up to a longest, less a part of it by chance. */
export interface Backoff {
  /** ms before the first retry. */
  firstMs: number;
  longestMs: number;
  /** What part of the wait is chance: 1 is "full jitter", so that what failed together does not come back together. */
  jitter: number;
}

/** For requests to Confluence within one invocation. */
export const REQUEST_BACKOFF: Backoff = { firstMs: 500, longestMs: 8_000, jitter: 1 };
/** For invocations of which nothing came back. */
export const INVOCATION_BACKOFF: Backoff = { firstMs: 1_000, longestMs: 30_000, jitter: 0.5 };
/** For writes to the storage: short, for an answer has to reach the page. */
export const STORAGE_BACKOFF: Backoff = { firstMs: 200, longestMs: 3_200, jitter: 0 };
/** For what is read of Confluence, membership by membership or page by page. */
export const READ_BACKOFF: Backoff = { firstMs: 500, longestMs: 8_000, jitter: 0.5 };

/**
 * ms to wait before a retry.
 * @param retry 1 for the first
 * @param random draws from [0, 1)
 */
export function retryDelayMs(
  { firstMs, longestMs, jitter }: Backoff,
  retry: number,
  random: () => number,
): number {
  const wholeMs = Math.min(longestMs, firstMs * 2 ** (retry - 1));
  return jitter === 0 ? wholeMs : wholeMs * (1 - jitter + random() * jitter);
}
