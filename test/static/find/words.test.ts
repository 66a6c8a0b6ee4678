import { directoryText, matchText } from '../../../static/admin-panel/src/find/words';

it('says how many match, and how many are loaded', () => {
  expect(matchText(1, undefined)).toBe('1 member matches.');
  expect(matchText(3, undefined)).toBe('3 members match.');
  expect(matchText(1, 50)).toBe('1 member matches; 50 of the group are loaded.');
});

it('says what to do next where nobody was found at all, and only there', () => {
  const nobody = { status: 'found', hits: [] } as const;
  expect(directoryText(nobody, 'xqzzt', 0)).toContain('Check the spelling, or load everyone.');
  expect(directoryText(nobody, 'anna', 2)).toBe('Nobody else was found in the directory.');
  expect(directoryText(nobody, 'anna@example.com', 0)).toContain('by this address');
});
