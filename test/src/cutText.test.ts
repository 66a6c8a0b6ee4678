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
