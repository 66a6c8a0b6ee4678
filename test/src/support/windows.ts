import { burstAt } from '../../../src/contract/paces';

/**
 * Between any two requests there were no more than a burst and what the rate brings in that time.
 * @param times ms, ascending
 * @param rate requests/s
 */
export function expectWithinBucket(times: readonly number[], rate: number): void {
  // How far each is ahead of an even pace; the farthest fall behind before it bounds every window that ends there.
  let least = Infinity;
  let most = 0;
  for (const [index, time] of times.entries()) {
    const ahead = index - (time / 1_000) * rate;
    least = Math.min(least, ahead);
    most = Math.max(most, ahead - least + 1);
  }
  expect(most).toBeLessThanOrEqual(burstAt(rate) + 1e-6);
}
