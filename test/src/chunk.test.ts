import fc from 'fast-check';
import { chunk } from '../../src/chunk';

it.each([
  [[], []],
  [['a'], [['a']]],
  [
    ['a', 'b', 'c'],
    [['a', 'b'], ['c']],
  ],
  [
    ['a', 'b', 'c', 'd'],
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
])('cuts %j into pieces of two', (list, pieces) => {
  expect(chunk(list, 2)).toEqual(pieces);
});

it('has everything once and in order, in pieces that are full but for the last', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (list, size) => {
      const pieces = chunk(list, size);
      expect(pieces.flat()).toEqual(list);
      expect(pieces.slice(0, -1).every(({ length }) => length === size)).toBe(true);
      expect(pieces.every(({ length }) => length > 0 && length <= size)).toBe(true);
    }),
  );
});
