import fc from 'fast-check';
import type { AppError, MembershipAnswer, Person } from '../../../src/contract';
import type { Entry, ParsedList } from '../../../static/admin-panel/src/list/entry';
import { knownMembers, previewOf, type Preview } from '../../../static/admin-panel/src/list/preview';
import { summaryText, unmatchedWords } from '../../../static/admin-panel/src/list/words';

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
  const preview = previewOf(list, knownMembers(true, LOADED), NOBODY);
  expect(idsOf(preview.inGroup)).toEqual(['a', 'b']);
  expect(preview.inGroup[0]?.person).toBe(LOADED[0]);
  expect(preview.unknown).toEqual([{ line: 2, person: { accountId: 'x', isUnknown: true } }]);
  expect(preview.notInGroup).toEqual([]);
  expect(preview.unmatched).toEqual([
    { line: 4, text: '? what', why: 'unreadable' },
    { line: 5, text: 'y@x.com', why: 'noSuchEmail' },
  ]);
  expect(preview.twice).toEqual([
    { text: 'Name of a', lines: [1, 6, 8] },
    { text: 'x', lines: [2, 7] },
  ]);
});

it('knows nothing of whoever is not loaded yet, where not everybody is', () => {
  const known = knownMembers(false, LOADED);
  const preview = previewOf(listOf('a', 'x', 'y@x.com', 'd@x.com'), known, NOBODY);
  expect(idsOf(preview.inGroup)).toEqual(['a', 'd']);
  expect(idsOf(preview.unknown)).toEqual(['x']);
  expect(preview.notInGroup).toEqual([]);
  expect(preview.unmatched).toEqual([{ line: 3, text: 'y@x.com', why: 'emailNotLoaded' }]);
});

it('takes what Confluence said of who is not listed, also where everybody is loaded', () => {
  const answers = new Map<string, MembershipAnswer>([
    ['suspended', { accountId: 'suspended', member: true }],
    ['y', { accountId: 'y', member: false }],
  ]);
  const preview = previewOf(listOf('a', 'suspended', 'y', 'w'), knownMembers(true, LOADED), answers);
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
  const preview = previewOf(listOf('z', 'y', 'x', 'w'), knownMembers(false, LOADED), answers);
  expect(idsOf(preview.inGroup)).toEqual(['x']);
  expect(idsOf(preview.notInGroup)).toEqual(['y']);
  expect(idsOf(preview.unknown)).toEqual(['w']);
  expect(preview.unmatched).toEqual([{ line: 1, text: 'z', why: 'refused', error: REFUSED }]);
});

it('knows who those are whom it looked up, and of the others that it does not', () => {
  const answers = new Map<string, MembershipAnswer>([
    ['x', { accountId: 'x', member: true }],
    ['y', { accountId: 'y', member: true }],
  ]);
  const guest = { ...person('x'), guest: true };
  const { inGroup } = previewOf(
    listOf('x', 'y'),
    knownMembers(false, LOADED),
    answers,
    new Map([['x', guest]]),
  );
  expect(inGroup.map((one) => one.person)).toEqual([guest, { accountId: 'y', isUnknown: true }]);
});

it('chooses nobody by an address that several show', () => {
  const loaded = [...LOADED, person('e', 'A@X.COM')];
  const preview = previewOf(listOf('a@x.com'), knownMembers(true, loaded), NOBODY);
  expect(preview.inGroup).toEqual([]);
  expect(preview.unmatched).toEqual([{ line: 1, text: 'a@x.com', why: 'severalShowEmail' }]);
});

it('takes account id and email of one person on one line for one mention', () => {
  const entries: Entry[] = [
    { line: 1, who: { by: 'accountId', accountId: 'a' } },
    { line: 1, who: { by: 'email', email: 'a@x.com' } },
    { line: 2, who: { by: 'accountId', accountId: 'b' } },
    { line: 2, who: { by: 'accountId', accountId: 'b' } },
  ];
  const preview = previewOf({ entries, unreadable: [] }, knownMembers(true, LOADED), NOBODY);
  expect(idsOf(preview.inGroup)).toEqual(['a', 'b']);
  expect(preview.twice).toEqual([{ text: 'Name of b', lines: [2, 2] }]);
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
        const preview = previewOf(listOf(...lines), knownMembers(isComplete, loaded), answers);
        const { inGroup, notInGroup, unknown, unmatched, twice } = preview;
        const first = [...inGroup, ...notInGroup, ...unknown, ...unmatched].map((one) => one.line);
        const again = twice.flatMap((one) => one.lines.slice(1));
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
  const preview = previewOf(list, knownMembers(true, loaded), NOBODY);
  expect(preview.inGroup).toHaveLength(50_000);
});

it('says it in words', () => {
  const list = listOf('a', 'x', 'y@x.com', 'a', '?');
  const preview = previewOf(list, knownMembers(false, LOADED), NOBODY);
  expect(summaryText(preview)).toBe(
    '1 in the group, 0 not in the group, 2 could not be matched, 1 listed twice, 1 not known yet.',
  );
  expect(preview.unmatched.map((one) => unmatchedWords(one, LOADED.length))).toEqual([
    expect.stringContaining('None of the 4 members loaded so far') as string,
    expect.stringContaining('can be made out') as string,
  ]);
});
