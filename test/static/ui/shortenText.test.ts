import fc from 'fast-check';
import { cutAtCharacter, shortenText } from '../../../static/admin-panel/src/ui/shortenText';

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
  expect(cutAtCharacter(text, most)).toBe(start);
});

it('cuts a character that is longer than there is room, between code points', () => {
  expect(cutAtCharacter(`👍${'\u0301'.repeat(50)}`, 10)).toBe(`👍${'\u0301'.repeat(8)}`);
  expect(cutAtCharacter(FAMILY, 4)).toBe('👩\u200d');
});

it('says by an ellipsis that there is more', () => {
  expect(shortenText('user name', 9)).toBe('user name');
  expect(shortenText('user name', 5)).toBe('user…');
});

it('is the beginning of the text, well-formed, no longer than wanted, whatever the text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
      const start = cutAtCharacter(text, most);
      expect(start.isWellFormed()).toBe(true);
      expect(start.length).toBeLessThanOrEqual(most);
      expect(text.toWellFormed().startsWith(start)).toBe(true);
    }),
  );
});
