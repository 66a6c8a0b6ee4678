import fc from 'fast-check';
import type { Action, AppError, MembershipAnswer, Person } from '../../../src/contract';
import { compareWithGroup, knownMembers } from '../../../static/admin-panel/src/files/compareWithGroup';
import { peopleIn, planOf } from '../../../static/admin-panel/src/files/listPlan';
import { parseList } from '../../../static/admin-panel/src/files/parseList';

const id = (n: number) => `5c3a1f9be0d7426a91b8c0${String(n).padStart(2, '0')}`;
const person = (n: number): Person => ({
  ...{ accountId: id(n), displayName: `Person ${n}`, email: `p${n}@x.com` },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
});
/** In the group and listed: 0 to 4; 5 shows the address of 4, 6 has no account id. */
const MEMBERS: Person[] = [
  ...[0, 1, 2, 3, 4].map(person),
  { ...person(5), email: 'P4@x.com' },
  { ...person(6), isUnidentified: true },
];
const failed = (kind: AppError['kind']) => ({ accountId: '', error: { kind } satisfies AppError });

async function previewOf(text: string, answers: ReadonlyMap<string, MembershipAnswer>, isComplete = true) {
  const result = await parseList(text, () => Promise.resolve());
  return result.ok ? compareWithGroup(result.list, knownMembers(isComplete, MEMBERS), answers) : undefined;
}

const ANSWERS = new Map<string, MembershipAnswer>([
  [id(10), { accountId: id(10), member: true }],
  [id(11), { accountId: id(11), member: false }],
  [id(12), { ...failed('userNotFound'), accountId: id(12) }],
  [id(13), { ...failed('invalid'), accountId: id(13) }],
  [id(14), { ...failed('unavailable'), accountId: id(14) }],
]);

const LIST = [
  id(0), // 1
  'p1@x.com',
  id(10),
  id(11),
  id(12), // 5
  id(13),
  id(14),
  id(15),
  '',
  'p4@x.com', // 10
  'nobody@x.com',
  'what is this?',
  'p0@x.com',
  'P6@x.com',
];

it('removes who is in the group, and says of every other line why it does not', async () => {
  const preview = await previewOf(LIST.join('\n'), ANSWERS);
  if (!preview) throw new Error('It was not read.');
  const { changes, leftOut, lines } = planOf(preview, 'remove', 'g');
  expect(changes).toEqual([
    { groupId: 'g', accountId: id(0), action: 'remove', line: 1 },
    { groupId: 'g', accountId: id(1), action: 'remove', line: 2 },
    { groupId: 'g', accountId: id(10), action: 'remove', line: 3 },
  ]);
  expect(leftOut.every(({ groupId }) => groupId === 'g')).toBe(true);
  expect(leftOut.map(({ line, reason, text, accountId }) => [line, reason, text, accountId])).toEqual([
    [4, 'unchanged', id(11), id(11)],
    [5, 'accountGone', id(12), id(12)],
    [6, 'notMatched', id(13), id(13)],
    [7, 'notAnswered', id(14), id(14)],
    [8, 'notAnswered', id(15), id(15)],
    [10, 'ambiguous', 'p4@x.com', undefined],
    [11, 'notMatched', 'nobody@x.com', undefined],
    [12, 'notMatched', 'what is this?', undefined],
    [13, 'duplicate', 'p0@x.com', id(0)],
    [14, 'notMatched', 'P6@x.com', undefined],
  ]);
  expect(lines).toBe(13);
  expect(peopleIn(preview).map(({ accountId }) => accountId)).toEqual([0, 1, 10, 11, 15].map(id));
});

it('adds who is not in the group, and leaves out those who are', async () => {
  const preview = await previewOf([id(0), id(10), id(11)].join('\n'), ANSWERS);
  if (!preview) throw new Error('It was not read.');
  expect(planOf(preview, 'add', 'g')).toEqual({
    ...{ kind: 'chosen', lines: 3 },
    changes: [{ groupId: 'g', accountId: id(11), action: 'add', line: 3 }],
    leftOut: [
      { reason: 'unchanged', line: 1, text: id(0), accountId: id(0), groupId: 'g' },
      { reason: 'unchanged', line: 2, text: id(10), accountId: id(10), groupId: 'g' },
    ],
  });
});

it('does not call people lines where several stand on one', async () => {
  const preview = await previewOf(`${id(0)}, ${id(1)}\n${id(2)}`, ANSWERS);
  if (!preview) throw new Error('It was not read.');
  const plan = planOf(preview, 'remove', 'g');
  expect(plan.changes).toHaveLength(3);
  expect(plan.lines).toBeUndefined();
});

const word = fc.oneof(
  fc.integer({ min: 0, max: 15 }).map(id),
  fc.integer({ min: 0, max: 15 }).map((n) => `p${n}@x.com`),
  fc.integer({ min: 0, max: 15 }).map((n) => `Person ${n} <p${n}@X.com>`),
  fc.constantFrom('nonsense', 'not@an', '12345', 'ä'),
);
/** One or several on a line, as people write lists; blank lines too. */
const bareLine = fc.array(word, { maxLength: 3 }).map((words) => words.join('; '));
const row = fc.tuple(
  fc.constantFrom('', ...[0, 1, 2, 10, 11, 15].map(id)),
  fc.constantFrom('', 'p0@x.com', 'P1@X.com', 'p4@x.com', 'none', '"a ""quoted""\nname"'),
);
const text = fc.oneof(
  fc.array(bareLine).map((all) => ({ text: all.join('\n'), isTable: false })),
  fc.array(row).map((rows) => ({
    text: ['User id,email', ...rows.map((cells) => cells.join(','))].join('\n'),
    isTable: true,
  })),
);

it('ends every line in a change or in what is left out, and the numbers add up', async () => {
  const answer = fc.constantFrom<MembershipAnswer[]>(
    { accountId: '', member: true },
    { accountId: '', member: false },
    failed('userNotFound'),
    failed('permission'),
  );
  const answersArb = fc
    .dictionary(fc.integer({ min: 5, max: 15 }).map(id), answer)
    .map((all) => new Map(Object.entries(all).map(([accountId, one]) => [accountId, { ...one, accountId }])));
  await fc.assert(
    fc.asyncProperty(
      text,
      answersArb,
      fc.boolean(),
      fc.constantFrom<Action[]>('remove', 'add'),
      async (file, answers, isComplete, action) => {
        const preview = await previewOf(file.text, answers, isComplete);
        if (!preview) return;
        const { changes, leftOut, lines } = planOf(preview, action, 'g');
        const accountIds = changes.map(({ accountId }) => accountId);
        expect(new Set(accountIds).size).toBe(accountIds.length);
        const all = [...changes, ...leftOut].map(({ line }) => line ?? NaN);
        if (lines !== undefined) expect([all.length, new Set(all).size]).toEqual([lines, lines]);
        // Everybody else the list names is left out: of nobody it is said twice or not at all.
        const ofOthers = leftOut.filter(({ reason, accountId }) => reason !== 'duplicate' && accountId);
        expect(ofOthers.some(({ accountId = '' }) => accountIds.includes(accountId))).toBe(false);
        if (file.isTable) return; // A row may take up several lines.
        const written = file.text
          .split('\n')
          .flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]));
        expect([...new Set(all)].sort((a, b) => a - b)).toEqual(written);
      },
    ),
    { numRuns: 1_000 },
  );
});

it('counts the rows of a table', async () => {
  const rows = [`${id(0)},p0@x.com`, `,p1@x.com`, `"${id(2)}","two\nlines"`, ',', 'x y,nonsense'];
  const preview = await previewOf(['User id,email', ...rows].join('\n'), ANSWERS);
  if (!preview) throw new Error('It was not read.');
  const { changes, leftOut, lines } = planOf(preview, 'remove', 'g');
  expect(changes.map(({ line }) => line)).toEqual([2, 3, 4]);
  expect(leftOut).toEqual([{ reason: 'notMatched', line: 7, text: 'x y, nonsense', groupId: 'g' }]);
  expect(lines).toBe(4);
});
