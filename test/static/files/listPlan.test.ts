import * as fc from 'fast-check';
import { knownById } from '../../../static/admin-panel/src/directory/chosen';
import {
  canDo,
  targetOf,
  tooManyChanges,
  type ListChoice,
  type ListTarget,
} from '../../../static/admin-panel/src/files/listChoice';
import { countPeople, planOfList } from '../../../static/admin-panel/src/files/listPlan';
import { countUncertain, keyOfUncertain } from '../../../static/admin-panel/src/lists/match/countUncertain';
import type { MatchedList } from '../../../static/admin-panel/src/lists/match/matchedList';
import type { GroupMeant } from '../../../static/admin-panel/src/lists/match/useNamedGroups';
import type { Mention, OmissionReason } from '../../../static/admin-panel/src/lists/mention';

const GROUP = { id: 'g', name: 'contractors' };
const OTHER = { id: 'h', name: 'design' };
const NOTHING: MatchedList = {
  ...{
    found: [],
    choices: [],
    chosen: [],
    unmatched: [],
    repeated: [],
    pending: [],
    omissions: [],
    lines: 0,
  },
};
const at = (line: number, more: Partial<Mention> = {}): Mention => ({
  ...{ file: 0, line, text: `line ${line}` },
  ...more,
});
const found = (line: number, accountId: string, more: Partial<Mention> = {}) => ({
  ...{ person: knownById(accountId), mention: at(line, more), by: 'accountId' as const },
});
const noPause = () => Promise.resolve();
const REMOVE: ListTarget = {
  kind: 'named',
  change: { kind: 'groups', action: 'remove', groupIds: ['g'] },
};
/** Groups are called by their id or name, or by why there is none. */
const groupOf = (id: string | undefined, name: string | undefined): GroupMeant => {
  const reason = (['tooMany', 'notAnswered', 'notListed'] as const).find((one) => one === name);
  return reason ?? [GROUP, OTHER].find((group) => group.id === id || group.name === name) ?? 'notFound';
};
const reasons = ({ leftOut }: Awaited<ReturnType<typeof planOfList>>) =>
  leftOut.map(({ line, reason }) => [line, reason]);

it('has each person of the list by their line, and everything else with the reason', async () => {
  const plan = await planOfList(
    {
      found: [found(1, 'ada'), found(2, 'ben')],
      choices: [{ mention: at(3), candidates: [], chosen: null, why: 'sameName' }],
      chosen: [],
      unmatched: [
        { mention: at(4), why: 'noSuchId' },
        { mention: at(5), why: 'noSuchEmail' },
        { mention: at(6), why: 'notAnswered', error: { kind: 'unavailable', detail: '' } },
        { mention: at(7), why: 'notAsked' },
        { mention: at(8), why: 'withoutId' },
      ],
      repeated: [{ mention: at(9), accountId: 'ada' }],
      pending: [],
      omissions: [
        { ...at(10), why: 'unreadable' },
        { ...at(11), why: 'filtered' },
        { ...at(12), why: 'notAPerson' },
      ],
      lines: 12,
    },
    REMOVE,
    noPause,
  );
  expect(plan.people).toEqual([
    { accountId: 'ada', file: 0, line: 1 },
    { accountId: 'ben', file: 0, line: 2 },
  ]);
  expect(plan.change).toEqual({ kind: 'groups', action: 'remove', groupIds: ['g'] });
  expect(reasons(plan)).toEqual([
    ...[
      [3, 'ambiguous'],
      [4, 'accountGone'],
      [5, 'notMatched'],
      [6, 'notAnswered'],
      [7, 'notAsked'],
      [8, 'notMatched'],
      [9, 'duplicate'],
      [10, 'unreadable'],
      [11, 'filtered'],
      [12, 'notAPerson'],
    ],
  ]);
  expect(plan.leftOut[0]).toEqual({ file: 0, line: 3, text: 'line 3', reason: 'ambiguous' });
});

it('changes each row’s own group, and leaves out rows whose group is not there or not named', async () => {
  const plan = await planOfList(
    {
      ...NOTHING,
      found: [
        found(1, 'ada', { groupId: 'g' }),
        found(2, 'ada', { groupName: 'design' }),
        found(3, 'ada', { groupName: 'contractors' }),
        found(4, 'ben', { groupName: 'gone' }),
        found(5, 'cleo'),
        ...(['tooMany', 'notAnswered', 'notListed'] as const).map((groupName, n) =>
          found(6 + n, 'cleo', { groupName }),
        ),
      ],
      lines: 8,
    },
    { kind: 'rows', groupOf, action: 'add' },
    noPause,
  );
  expect(plan.change).toEqual({ kind: 'rows', action: 'add' });
  expect(plan.people).toEqual([
    { accountId: 'ada', file: 0, line: 1, groupId: 'g', action: 'add' },
    { accountId: 'ada', file: 0, line: 2, groupId: 'h', action: 'add' },
  ]);
  expect(reasons(plan)).toEqual([
    [3, 'duplicate'],
    [4, 'groupGone'],
    [5, 'groupGone'],
    [6, 'notAsked'],
    [7, 'notAnswered'],
    [8, 'notAnswered'],
  ]);
});

it('does what each row says, and neither of two rows that contradict each other', async () => {
  const plan = await planOfList(
    {
      ...NOTHING,
      found: [
        found(1, 'ada', { groupId: 'g', action: 'remove' }),
        found(2, 'ben', { groupId: 'g', action: 'add' }),
        found(3, 'cleo', { groupId: 'g' }),
        found(4, 'dora', { groupId: 'g', action: 'add' }),
        found(5, 'dora', { groupName: 'contractors', action: 'remove' }),
      ],
      lines: 5,
    },
    { kind: 'rows', groupOf, action: 'byRow' },
    noPause,
  );
  expect(plan.people.map(({ accountId, action }) => [accountId, action])).toEqual([
    ['ada', 'remove'],
    ['ben', 'add'],
  ]);
  expect(reasons(plan)).toEqual([
    [3, 'actionUnclear'],
    [4, 'actionUnclear'],
    [5, 'actionUnclear'],
  ]);
});

it('counts lines that may name somebody who would be removed, and people once', async () => {
  const omitted = (why: OmissionReason, line: number) => ({ ...at(line), why });
  const matched: MatchedList = {
    ...NOTHING,
    found: [found(1, 'ada', { groupId: 'g' }), found(2, 'ada', { groupId: 'h' })],
    choices: [{ mention: at(3), candidates: [], chosen: null, why: 'sameName' }],
    unmatched: [{ mention: at(4), why: 'noSuchName' }],
    omissions: [
      omitted('unreadable', 5),
      omitted('otherProduct', 6),
      omitted('notAPerson', 7),
      omitted('filtered', 8),
    ],
    lines: 8,
  };
  expect(countUncertain(matched)).toBe(4);
  expect(await countPeople(matched.found, noPause)).toBe(1);
});

it('tells the lines that were not matched from as many others', async () => {
  const key = (files: readonly string[], ...lines: number[]) =>
    keyOfUncertain(
      {
        ...{
          ...NOTHING,
          unmatched: lines.map((line) => ({ mention: at(line), why: 'noSuchName' as const })),
        },
        omissions: [
          { ...at(9), why: 'unreadable' },
          { ...at(10 + lines.length), why: 'filtered' },
        ],
      },
      files,
      noPause,
    );
  const known = await key(['a.csv'], 1, 2);
  expect(await key(['a.csv'], 1, 2)).toBe(known);
  expect(await key(['a.csv'], 1, 3)).not.toBe(known);
  expect(await key(['b.csv'], 1, 2)).not.toBe(known);
});

describe('a choice of groups and action', () => {
  const choice = (changed: Partial<ListChoice>): ListChoice => ({
    ...{ where: 'group', wanted: 'remove', groups: [] },
    ...changed,
  });
  const target = (changed: Partial<ListChoice>) => targetOf(choice(changed), GROUP, groupOf);

  it('is a change of the groups that are named', () => {
    expect(target({})).toEqual(REMOVE);
    expect(target({ where: 'chosen', wanted: 'add', groups: [GROUP, OTHER] })).toEqual({
      kind: 'named',
      change: { kind: 'groups', action: 'add', groupIds: ['g', 'h'] },
    });
    expect(target({ where: 'allGroups' })).toEqual({ kind: 'named', change: { kind: 'allGroups' } });
    expect(target({ wanted: 'equal' })).toEqual({ kind: 'named', change: { kind: 'equal', groupId: 'g' } });
    expect(target({ where: 'file', wanted: 'byRow' })).toEqual({ kind: 'rows', groupOf, action: 'byRow' });
  });

  it('is none while a group is missing, or where it cannot be done', () => {
    expect(target({ where: 'chosen' })).toBeUndefined();
    expect(target({ where: 'chosen', wanted: 'equal', groups: [GROUP, OTHER] })).toBeUndefined();
    expect(target({ where: 'allGroups', wanted: 'add' })).toBeUndefined();
    expect(target({ where: 'file', wanted: 'equal' })).toBeUndefined();
    expect(target({ wanted: 'byRow' })).toBeUndefined();
    expect(canDo('equal', 'allGroups')).toBe(false);
  });
});

it('has every line of every list in people or left out, whatever is done with it', async () => {
  const id = fc.constantFrom('ada', 'ben', 'cleo');
  const group = fc.constantFrom({}, { groupId: 'g' }, { groupName: 'contractors' }, { groupName: 'gone' });
  const action = fc.constantFrom({}, { action: 'add' as const }, { action: 'remove' as const });
  const bin = fc.constantFrom('found', 'choices', 'unmatched', 'repeated', 'pending', 'omissions');
  const target = fc.constantFrom<ListTarget>(
    REMOVE,
    { kind: 'named', change: { kind: 'allGroups' } },
    { kind: 'rows', groupOf, action: 'remove' },
    { kind: 'rows', groupOf, action: 'byRow' },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(bin, id, group, action)), target, async (rows, wanted) => {
      const matched = { ...NOTHING, lines: rows.length };
      rows.forEach(([name, accountId, ofGroup, ofAction], index) => {
        const mention = at(index + 1, { ...ofGroup, ...ofAction });
        const one = { ...found(index + 1, accountId), mention };
        if (name === 'found') matched.found = [...matched.found, one];
        else if (name === 'choices')
          matched.choices = [...matched.choices, { mention, candidates: [], chosen: null, why: 'sameName' }];
        else if (name === 'unmatched')
          matched.unmatched = [...matched.unmatched, { mention, why: 'noSuchName' }];
        else if (name === 'repeated') matched.repeated = [...matched.repeated, { mention, accountId }];
        else if (name === 'pending')
          matched.pending = [...matched.pending, { mention, need: { of: 'members' } }];
        else matched.omissions = [...matched.omissions, { ...mention, why: 'filtered' }];
      });
      const { people, leftOut, lines } = await planOfList(matched, wanted, noPause);
      const listed = [...people, ...leftOut].map(({ line = 0 }) => line).sort((a, b) => a - b);
      expect(listed).toEqual(rows.map((_, index) => index + 1));
      expect(lines).toBe(rows.length);
    }),
  );
});

it.each<[title: string, where: ListChoice['where'], people: number, groups: number, changes?: number]>([
  ['10,000 people in 200 groups', 'chosen', 10_000, 200, 2_000_000],
  ['100,000 people in one group', 'group', 100_000, 1],
  ['100,000 rows with their own groups', 'file', 100_000, 0],
  ['5,000 people in 50 groups, of whom few may be in each', 'chosen', 5_000, 50],
])('are far too many changes or not: %s', (...[, where, people, groups, changes]) => {
  expect(tooManyChanges({ where, wanted: 'remove', groups: [] }, people, groups)).toBe(changes);
});
