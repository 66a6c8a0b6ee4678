import fc from 'fast-check';
import { cutText } from '../../src/cutText';

it('keeps what fits, and cuts between characters', () => {
  expect(cutText('abc', 3)).toBe('abc');
  expect(cutText('abc', 2)).toBe('ab');
  expect(cutText('a🙂', 2)).toBe('a');
  expect(cutText('a🙂', 3)).toBe('a🙂');
});

it('never leaves half a character, and never one that came as half', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('🙂', '👩‍👩‍👧', 'é', 'x', '\ud83d', '\ude42'), fc.string({ unit: 'binary' })),
  });
  fc.assert(
    fc.property(text, fc.nat(40), (whole, max) => {
      const cut = cutText(whole, max);
      expect(cut.isWellFormed()).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(max);
      if (whole.isWellFormed()) expect(whole.startsWith(cut)).toBe(true);
    }),
  );
});

const FAMILY = '👩‍👩‍👧';

it.each<[string, number, string]>([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['ab👍', 3, 'ab'],
  ['ab👍', 4, 'ab👍'],
  [`a${FAMILY}b`, 4, 'a'],
  [`a${FAMILY}b`, 9, `a${FAMILY}`],
  ['a👍🏽', 3, 'a'],
  ['cafe\u0301s', 4, 'caf'],
  ['cafe\u0301s', 5, 'cafe\u0301'],
  ['🇨🇭🇩🇪', 6, '🇨🇭'],
  ['', 5, ''],
  ['abc', 0, ''],
])('of %j at most %i is %j', (text, most, start) => {
  expect(cutText(text, most)).toBe(start);
});

it('cuts a character that is longer than there is room, between code points', () => {
  expect(cutText(`👍${'\u0301'.repeat(50)}`, 10)).toBe(`👍${'\u0301'.repeat(8)}`);
  expect(cutText(FAMILY, 4)).toBe('👩\u200d');
});

it('is the beginning of the text, well-formed, no longer than wanted, whatever the text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
      const start = cutText(text, most);
      expect(start.isWellFormed()).toBe(true);
      expect(start.length).toBeLessThanOrEqual(most);
      expect(text.toWellFormed().startsWith(start)).toBe(true);
    }),
  );
});
