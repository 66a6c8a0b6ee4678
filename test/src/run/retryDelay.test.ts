import {
  READ_BACKOFF,
  INVOCATION_BACKOFF,
  REQUEST_BACKOFF,
  retryDelayMs,
  STORAGE_BACKOFF,
  type Backoff,
} from '../../../src/run/retryDelay';

const longest = (backoff: Backoff, retry: number) => retryDelayMs(backoff, retry, () => 1);

it('of a request is anything up to a time that doubles, and does not grow for ever', () => {
  expect([1, 2, 3, 4].map((retry) => longest(REQUEST_BACKOFF, retry))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(longest(REQUEST_BACKOFF, 50)).toBe(8_000);
  expect(retryDelayMs(REQUEST_BACKOFF, 4, () => 0)).toBe(0);
  expect(retryDelayMs(REQUEST_BACKOFF, 2, () => 0.25)).toBe(250);
});

it('of an invocation and of a check is longer each time, half of it by chance', () => {
  const shortest = (backoff: Backoff) => [1, 2, 3, 9].map((retry) => retryDelayMs(backoff, retry, () => 0));
  expect(shortest(INVOCATION_BACKOFF)).toEqual([500, 1_000, 2_000, 15_000]);
  expect(longest(INVOCATION_BACKOFF, 1)).toBe(1_000);
  expect(shortest(READ_BACKOFF)).toEqual([250, 500, 1_000, 4_000]);
});

it('of a write to the storage leaves nothing to chance', () => {
  const draw = vi.fn(() => 0);
  expect([1, 2, 5, 6].map((retry) => retryDelayMs(STORAGE_BACKOFF, retry, draw))).toEqual([
    200, 400, 3_200, 3_200,
  ]);
  expect(draw).not.toHaveBeenCalled();
});
