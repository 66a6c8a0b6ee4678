import { nextSliceSize, sliceSizeAfterLoss } from '../../../src/run/sliceSize';

const slice = { before: 100, settled: 100, tookMs: 2_000, latencyMs: 120 };

it.each([
  ['stays at two seconds’ worth', {}, 98],
  ['shrinks when it took longer', { tookMs: 3_000 }, 65],
  ['at most by half', { tookMs: 20_000 }, 50],
  ['also when nobody was settled', { settled: 0 }, 50],
  ['grows when it was quick', { tookMs: 1_500 }, 131],
  ['at most to twice', { tookMs: 1 }, 200],
  ['is longer where answers are slow', { latencyMs: 600 }, 170],
  ['is never smaller than ten', { before: 12, settled: 0 }, 10],
  ['is never larger than a call takes', { before: 200, settled: 200, tookMs: 1 }, 200],
])('%s', (_, change, size) => {
  expect(nextSliceSize({ ...slice, ...change })).toBe(size);
});

it('halves after a loss, down to ten', () => {
  expect([200, 25, 11].map(sliceSizeAfterLoss)).toEqual([100, 12, 10]);
});
