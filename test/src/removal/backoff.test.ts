import { backoffMs } from '../../../src/removal/backoff';

it('is anything up to a time that doubles, and does not grow for ever', () => {
  const longest = (retry: number) => backoffMs(retry, () => 1);
  expect([1, 2, 3, 4].map(longest)).toEqual([500, 1_000, 2_000, 4_000]);
  expect(longest(50)).toBe(8_000);
  expect(backoffMs(4, () => 0)).toBe(0);
  expect(backoffMs(2, () => 0.25)).toBe(250);
});
