const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/**
 * ms to wait before a retry: doubles with each, and anything from nothing to that ("full jitter"), so that people who
 * failed together do not come back together.
 * @param retry 1 for the first
 * @param random draws from [0, 1)
 */
export function backoffMs(retry: number, random: () => number): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (retry - 1));
}
