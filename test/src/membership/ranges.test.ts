import fc from 'fast-check';
import { areRanges, countIn, indexesIn, toRanges } from '../../../src/membership/ranges';

const places = fc.uniqueArray(fc.nat(60));

it.each([
  [[], []],
  [[3], [[3, 3]]],
  [
    [4, 0, 2, 1],
    [
      [0, 2],
      [4, 4],
    ],
  ],
])('writes %j as %j', (indexes, ranges) => expect(toRanges(indexes)).toEqual(ranges));

it('writes every set of places, as few stretches as there can be, and reads it again', () => {
  fc.assert(
    fc.property(places, (indexes) => {
      const ranges = toRanges(indexes);
      const sorted = [...indexes].sort((a, b) => a - b);
      expect(indexesIn(ranges)).toEqual(sorted);
      expect(countIn(ranges)).toBe(indexes.length);
      expect(areRanges(ranges, 61)).toBe(true);
      expect(ranges).toHaveLength(sorted.filter((index, n) => index - 1 !== sorted[n - 1]).length);
    }),
  );
});

it.each<[string, [number, number][], boolean]>([
  ['none', [], true],
  [
    'rising stretches',
    [
      [0, 1],
      [3, 9],
    ],
    true,
  ],
  [
    'stretches that touch',
    [
      [0, 1],
      [2, 3],
    ],
    false,
  ],
  [
    'stretches that overlap',
    [
      [0, 3],
      [3, 4],
    ],
    false,
  ],
  [
    'stretches that fall',
    [
      [5, 6],
      [0, 1],
    ],
    false,
  ],
  ['a stretch that runs backwards', [[2, 1]], false],
  ['a place before the plan', [[-1, 0]], false],
  ['a place behind the plan', [[9, 10]], false],
])('of a plan of ten takes %s for stretches or not', (_, ranges, are) => {
  expect(areRanges(ranges, 10)).toBe(are);
});
