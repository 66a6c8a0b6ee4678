import fc from 'fast-check';
import type { AppError, MembershipAnswer, Person } from '../../../src/contract';
import type { Entry, ParsedList } from '../../../static/admin-panel/src/files/parsedList';
import {
  knownMembers,
  compareWithGroup,
  type Preview,
} from '../../../static/admin-panel/src/files/compareWithGroup';
import { linesText, summaryText, wordsOfUnmatched } from '../../../static/admin-panel/src/files/listWords';

const person = (accountId: string, email?: string): Person => ({
  accountId,
  displayName: `Name of ${accountId}`,
  ...(email !== undefined && { email }),
  ...{ accountType: 'person', lacksAccess: false, guest: false },
});

const LOADED = [person('a', 'a@x.com'), person('b', 'B@x.com'), person('c'), person('d', 'd@x.com')];
const NOBODY = new Map<string, MembershipAnswer>();
const REFUSED: AppError = { kind: 'invalid', status: 400 };

/** One entry a line; an excerpt begins with "?". */
function listOf(...lines: string[]): ParsedList {
  const entries: Entry[] = [];
  const unreadable: { line: number; excerpt: string }[] = [];
  lines.forEach((text, index) => {
    const line = index + 1;
    if (text.startsWith('?')) unreadable.push({ line, excerpt: text });
    else if (text.includes('@')) entries.push({ line, who: { by: 'email', email: text } });
    else entries.push({ line, who: { by: 'accountId', accountId: text } });
  });
  return { entries, unreadable };
}

const idsOf = (listed: Preview['inGroup']) => listed.map(({ person: { accountId } }) => accountId);

it('sorts by who is loaded, where everybody is, and does not know of others before it has asked', () => {
  const list = listOf('a', 'x', 'b@X.com', '? what', 'y@x.com', 'a@x.com', 'x', 'a');
  const preview = compareWithGroup(list, knownMembers(true, LOADED), NOBODY);
  expect(idsOf(preview.inGroup)).toEqual(['a', 'b']);
  expect(preview.inGroup[0]?.person).toBe(LOADED[0]);
  expect(preview.unknown).toEqual([{ line: 2, text: 'x', person: { accountId: 'x', isUnknown: true } }]);
  expect(preview.notInGroup).toEqual([]);
  expect(preview.unmatched).toEqual([
    { line: 4, text: '? what', why: 'unreadable' },
    { line: 5, text: 'y@x.com', why: 'noSuchEmail' },
  ]);
  expect(preview.repeated).toEqual([
    {
      ...{ name: 'Name of a', accountId: 'a', first: { line: 1, text: 'a' } },
      again: [
        { line: 6, text: 'a@x.com' },
        { line: 8, text: 'a' },
      ],
    },
    {
      ...{ name: 'x', accountId: 'x', first: { line: 2, text: 'x' } },
      again: [{ line: 7, text: 'x' }],
    },
  ]);
});

it('knows nothing of whoever is not loaded yet, where not everybody is', () => {
  const known = knownMembers(false, LOADED);
  const preview = compareWithGroup(listOf('a', 'x', 'y@x.com', 'd@x.com'), known, NOBODY);
  expect(idsOf(preview.inGroup)).toEqual(['a', 'd']);
  expect(idsOf(preview.unknown)).toEqual(['x']);
  expect(preview.notInGroup).toEqual([]);
  expect(preview.unmatched).toEqual([{ line: 3, text: 'y@x.com', why: 'emailNotRead' }]);
});

it('takes what Confluence said of who is not listed, also where everybody is loaded', () => {
  const answers = new Map<string, MembershipAnswer>([
    ['suspended', { accountId: 'suspended', member: true }],
    ['y', { accountId: 'y', member: false }],
  ]);
  const preview = compareWithGroup(listOf('a', 'suspended', 'y', 'w'), knownMembers(true, LOADED), answers);
  expect(idsOf(preview.inGroup)).toEqual(['a', 'suspended']);
  expect(idsOf(preview.notInGroup)).toEqual(['y']);
  expect(idsOf(preview.unknown)).toEqual(['w']);
});

it('takes what Confluence said of them', () => {
  const answers = new Map<string, MembershipAnswer>([
    ['x', { accountId: 'x', member: true }],
    ['y', { accountId: 'y', member: false }],
    ['z', { accountId: 'z', error: REFUSED }],
  ]);
  const preview = compareWithGroup(listOf('z', 'y', 'x', 'w'), knownMembers(false, LOADED), answers);
  expect(idsOf(preview.inGroup)).toEqual(['x']);
  expect(idsOf(preview.notInGroup)).toEqual(['y']);
  expect(idsOf(preview.unknown)).toEqual(['w']);
  expect(preview.unmatched).toEqual([{ line: 1, text: 'z', why: 'refused', accountId: 'z', error: REFUSED }]);
});

it('knows who those are whom it looked up, and of the others that it does not', () => {
  const answers = new Map<string, MembershipAnswer>([
    ['x', { accountId: 'x', member: true }],
    ['y', { accountId: 'y', member: true }],
  ]);
  const guest = { ...person('x'), guest: true };
  const { inGroup } = compareWithGroup(
    listOf('x', 'y'),
    knownMembers(false, LOADED),
    answers,
    new Map([['x', guest]]),
  );
  expect(inGroup.map((one) => one.person)).toEqual([guest, { accountId: 'y', isUnknown: true }]);
});

it('chooses nobody by an address that several show', () => {
  const loaded = [...LOADED, person('e', 'A@X.COM')];
  const preview = compareWithGroup(listOf('a@x.com'), knownMembers(true, loaded), NOBODY);
  expect(preview.inGroup).toEqual([]);
  expect(preview.unmatched).toEqual([{ line: 1, text: 'a@x.com', why: 'severalShowEmail' }]);
});

it('chooses nobody by the address of a member whom Confluence lists without an account id', () => {
  const hidden: Person = { ...person('row-7', 'h@x.com'), isUnidentified: true };
  const preview = compareWithGroup(listOf('h@x.com', 'row-7'), knownMembers(true, [hidden]), NOBODY);
  expect(preview.inGroup).toEqual([]);
  expect(preview.unmatched).toEqual([{ line: 1, text: 'h@x.com', why: 'withoutId' }]);
  expect(idsOf(preview.unknown)).toEqual(['row-7']);
});

it('tells account ids apart by case, and addresses not', () => {
  const answers = new Map<string, MembershipAnswer>([
    ['ABC', { accountId: 'ABC', error: REFUSED }],
    ['abc', { accountId: 'abc', member: true }],
  ]);
  const preview = compareWithGroup(
    listOf('ABC', 'abc', 'Y@x.com', 'y@X.com'),
    knownMembers(true, []),
    answers,
  );
  expect(idsOf(preview.inGroup)).toEqual(['abc']);
  expect(preview.unmatched.map(({ text }) => text)).toEqual(['ABC', 'Y@x.com']);
  expect(preview.repeated).toEqual([
    { name: 'y@X.com', first: { line: 3, text: 'Y@x.com' }, again: [{ line: 4, text: 'y@X.com' }] },
  ]);
});

it('takes account id and email of one person on one line for one mention', () => {
  const entries: Entry[] = [
    { line: 1, who: { by: 'accountId', accountId: 'a' } },
    { line: 1, who: { by: 'email', email: 'a@x.com' } },
    { line: 2, who: { by: 'accountId', accountId: 'b' } },
    { line: 2, who: { by: 'accountId', accountId: 'b' } },
  ];
  const preview = compareWithGroup({ entries, unreadable: [] }, knownMembers(true, LOADED), NOBODY);
  expect(idsOf(preview.inGroup)).toEqual(['a', 'b']);
  expect(preview.repeated).toEqual([
    {
      ...{ name: 'Name of b', accountId: 'b', first: { line: 2, text: 'b' } },
      again: [{ line: 2, text: 'b' }],
    },
  ]);
});

it('puts every entry into exactly one group, and everybody once', () => {
  const ids = ['a', 'b', 'c', 'd', 'v', 'w', 'x', 'y', 'z'];
  const line = fc.oneof(
    fc.constantFrom(...ids),
    fc.constantFrom(...ids).map((id) => `${id}@x.com`),
    fc.constant('?'),
  );
  const answer = (accountId: string) =>
    fc.constantFrom<MembershipAnswer[]>(
      { accountId, member: true },
      { accountId, member: false },
      { accountId, error: REFUSED },
    );
  const answersArb = fc
    .subarray(['v', 'w', 'x', 'y', 'z'])
    .chain((some) => fc.tuple(...some.map(answer)))
    .map((all) => new Map(all.map((one) => [one.accountId, one])));
  fc.assert(
    fc.property(
      fc.array(line),
      fc.boolean(),
      fc.subarray(LOADED),
      answersArb,
      (lines, isComplete, loaded, answers) => {
        const preview = compareWithGroup(listOf(...lines), knownMembers(isComplete, loaded), answers);
        const { inGroup, notInGroup, unknown, unmatched, repeated } = preview;
        const first = [...inGroup, ...notInGroup, ...unknown, ...unmatched].map((one) => one.line);
        const again = repeated.flatMap((one) => one.again.map((mention) => mention.line));
        expect([...first, ...again].sort((a, b) => a - b)).toEqual(lines.map((_, index) => index + 1));
        const people = idsOf([...inGroup, ...notInGroup, ...unknown]);
        expect(new Set(people).size).toBe(people.length);
        const members = new Set(loaded.map(({ accountId }) => accountId));
        const saidOf = (id: string) => {
          const said = answers.get(id);
          return said && 'member' in said ? said.member : undefined;
        };
        for (const id of idsOf(inGroup)) expect(members.has(id) || saidOf(id) === true).toBe(true);
        // That somebody is not in the group is said only where Confluence was asked.
        for (const id of idsOf(notInGroup)) expect([members.has(id), saidOf(id)]).toEqual([false, false]);
        for (const id of idsOf(unknown)) expect([members.has(id), answers.has(id)]).toEqual([false, false]);
      },
    ),
    { numRuns: 1_000 },
  );
});

it('sorts 50,000 people in a group of 50,000 at once', () => {
  const loaded = Array.from({ length: 50_000 }, (_, n) => person(`account-${n}`, `p${n}@x.com`));
  const list = listOf(...loaded.map(({ accountId, email = '' }, n) => (n % 2 === 0 ? accountId : email)));
  const preview = compareWithGroup(list, knownMembers(true, loaded), NOBODY);
  expect(preview.inGroup).toHaveLength(50_000);
});

it('says it in words', () => {
  const list = listOf('a', 'x', 'y@x.com', 'a', '?');
  const preview = compareWithGroup(list, knownMembers(false, LOADED), NOBODY);
  expect(summaryText(preview)).toBe(
    '1 in the group, 0 not in the group, 2 could not be matched, 1 repeated, 1 not known yet.',
  );
  const words = (areComing: boolean) =>
    preview.unmatched.map((one) => wordsOfUnmatched(one, LOADED.length, areComing));
  expect(words(false)).toEqual([
    'None of the 4 members shown so far has this address. Load everyone to compare it with all, or use the account ID.',
    'No account ID or email address can be made out.',
  ]);
  expect(words(true)[0]).toBe('The members of the group are still being read.');
});

it('names the first few lines', () => {
  expect(linesText([5])).toBe('Line 5');
  expect(linesText([1, 1_600])).toBe('Lines 1 and 1600');
  expect(linesText([1, 2, 3, 4, 5, 6, 7])).toBe('Lines 1, 2, 3, 4, 5, and 2 more');
});
