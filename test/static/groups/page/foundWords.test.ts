import {
  directoryText,
  matchText,
  type SearchedMembers,
} from '../../../../static/admin-panel/src/groups/page/find/foundWords';

const WHOLE: SearchedMembers = { shown: 0, read: 240, isPartial: false, isComing: false };
const PART: SearchedMembers = { shown: 0, read: 50, isPartial: true, isComing: false };
const NOBODY = { status: 'found', hits: [] } as const;

it('says how many match, and of how many where that is not everyone', () => {
  expect(matchText({ ...WHOLE, shown: 1 })).toBe('1 member matches.');
  expect(matchText({ ...WHOLE, shown: 3 })).toBe('3 members match.');
  expect(matchText({ ...PART, shown: 1 })).toBe('1 of the 50 members read so far matches.');
  expect(matchText({ ...PART, shown: 2 })).toBe('2 of the 50 members read so far match.');
});

it('says what to do next where nobody was found at all, and only there', () => {
  expect(directoryText(NOBODY, 'xqzzt', PART)).toContain('Check the spelling, or load everyone.');
  expect(directoryText(NOBODY, 'anna', { ...PART, shown: 2 })).toBe(
    'Nobody else was found in the directory.',
  );
});

it('does not send to load a group that is loaded', () => {
  expect(directoryText(NOBODY, 'xqzzt', WHOLE)).toBe(
    'Nobody else was found in the directory. Check the spelling.',
  );
});

it('says of an address what Confluence cannot search by', () => {
  expect(directoryText(NOBODY, 'anna@example.com', PART)).toMatch(/by this address\. Load everyone/);
  expect(directoryText(NOBODY, 'anna@example.com', WHOLE)).toMatch(/by this address\. It may be hidden/);
});
