import fc from 'fast-check';
import { indexesIn, toRanges } from '../../../src/membership/ranges';

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
      expect(ranges).toHaveLength(sorted.filter((index, n) => index - 1 !== sorted[n - 1]).length);
    }),
  );
});
