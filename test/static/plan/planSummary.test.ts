import fc from 'fast-check';
import { runAtOnce } from '../../../static/admin-panel/src/host/work';
import type { LeftOut, PlanSource } from '../../../static/admin-panel/src/plan/plan';
import { keyOfChange } from '../../../static/admin-panel/src/plan/plan';
import { actionText, reckoningText, summarize } from '../../../static/admin-panel/src/plan/planSummary';
import type { PlanEntry } from '../../../static/admin-panel/src/plan/preparedPlan';

const GROUPS = new Map(['g', 'h'].map((id) => [id, { id, name: `group ${id}` }]));
const entryOf = (accountId: string, groupId = 'g', action: PlanEntry['action'] = 'remove', line?: number) => {
  const change = { groupId, accountId, action };
  return { ...change, key: keyOfChange(change), ...(line !== undefined && { line, file: 0 }) };
};
const crowd = (size: number, groupId = 'g', action: PlanEntry['action'] = 'remove') =>
  Array.from({ length: size }, (_, n) => entryOf(`p${n}`, groupId, action, n + 1));

interface Over {
  entries: PlanEntry[];
  active?: PlanEntry[];
  leftOut?: LeftOut[];
  lines?: number;
  isUndo?: boolean;
  takenOut?: number;
}
function summaryOf(over: Over) {
  const { entries, active = entries, leftOut = [], lines, isUndo = false } = over;
  const { takenOut = entries.length - active.length } = over;
  const source: PlanSource =
    lines === undefined
      ? { kind: 'chosen', changes: entries }
      : {
          ...{ kind: 'list', people: [], leftOut, lines },
          change: { kind: 'groups', action: 'remove', groupIds: ['g'] },
        };
  return runAtOnce(
    summarize({
      ...{ source, active, entries, leftOut, isUndo, groups: GROUPS },
      takenOut,
    }),
  );
}
const said = (over: Over) => {
  const summary = summaryOf(over);
  return summary.reckonings.map((reckoning) => reckoningText(reckoning, summary.kind));
};

it('adds up to the lines of a file', () => {
  const leftOut: LeftOut[] = [
    { reason: 'notMatched', line: 241 },
    { reason: 'duplicate', line: 242, accountId: 'p0' },
  ];
  expect(said({ entries: crowd(240), leftOut, lines: 242 })).toEqual([
    '242 lines → 240 to remove · 1 not matched · 1 listed twice',
  ]);
  expect(said({ entries: crowd(240), active: crowd(237), leftOut, lines: 242 })).toEqual([
    '242 lines → 237 to remove · 3 taken out · 1 not matched · 1 listed twice',
  ]);
});

it('tells lines and changes apart where a line has several', () => {
  const leftOut: LeftOut[] = [
    { reason: 'notMatched', line: 21 },
    { reason: 'managedExternally', accountId: 'p1', groupId: 'h' },
  ];
  const entries = [...crowd(20), ...crowd(20, 'h').slice(2)];
  expect(said({ entries, leftOut, lines: 21 })).toEqual([
    '21 lines → 20 with changes · 1 not matched',
    '39 changes → 38 to make · 1 owned by an identity provider',
  ]);
});

it('puts each line into one bin: made, else taken out, else its first reason', () => {
  const at = (file: number, line: number) => ({ file, line });
  const of = (accountId: string, groupId: string, spot: object) => ({
    ...entryOf(accountId, groupId),
    ...spot,
  });
  const entries = [
    of('a', 'g', at(0, 2)),
    of('a', 'h', at(0, 2)),
    of('b', 'g', at(0, 3)),
    of('b', 'h', at(0, 3)),
    of('c', 'g', at(1, 2)),
    of('d', 'g', at(1, 3)),
  ];
  const leftOut: LeftOut[] = [
    { reason: 'unchanged', accountId: 'a', groupId: 'i', action: 'remove', ...at(0, 2) },
    { reason: 'unchanged', accountId: 'b', groupId: 'i', action: 'remove', ...at(0, 3) },
    { reason: 'otherProduct', ...at(1, 4) },
    { reason: 'filtered', ...at(1, 4) },
    { reason: 'protected', accountId: 'd', groupId: 'g', action: 'remove', ...at(1, 3) },
    { reason: 'accountGone', accountId: 'e', action: 'remove', ...at(1, 5) },
  ];
  const active = entries.slice(0, 1);
  const summary = summaryOf({ entries, active, leftOut, lines: 6, takenOut: 4 });
  const [ofLines, ofChanges] = summary.reckonings;
  expect(ofLines?.bins).toEqual([
    { id: 'lines', count: 1 },
    { id: 'takenOut', count: 2 },
    { id: 'otherProduct', count: 1 },
    { id: 'protected', count: 1 },
    { id: 'accountGone', count: 1 },
  ]);
  expect(ofChanges?.bins).toEqual([
    { id: 'make', count: 1 },
    { id: 'takenOut', count: 4 },
    { id: 'unchanged', count: 2 },
    { id: 'protected', count: 1 },
  ]);
});

it('tells lines and changes apart where some changes come from no line', () => {
  const entries = [...crowd(2, 'g', 'add'), entryOf('z', 'g')];
  expect(
    said({ entries, leftOut: [{ reason: 'unchanged', line: 3, accountId: 'y', groupId: 'g' }], lines: 3 }),
  ).toEqual(['3 lines → 2 with changes · 1 not needed', '4 changes → 3 to make · 1 not needed']);
});

it('has a name where everything was left out', () => {
  const leftOut: LeftOut[] = [
    { reason: 'managedExternally', accountId: 'a', groupId: 'g', action: 'remove', file: 0, line: 2 },
  ];
  expect(summaryOf({ entries: [], leftOut, lines: 1 })).toMatchObject({
    kind: 'remove',
    group: { id: 'g' },
    changes: 0,
  });
  expect(said({ entries: [], leftOut, lines: 1 })).toEqual([
    '1 line → 0 to remove · 1 owned by an identity provider',
  ]);
});

it('reckons 100,000 lines', () => {
  const entries = crowd(50_000);
  const leftOut = Array.from({ length: 50_000 }, (_, n): LeftOut => ({
    reason: 'notMatched',
    file: 0,
    line: 60_000 + n,
  }));
  const { reckonings } = summaryOf({ entries, active: entries.slice(1), leftOut, lines: 100_000 });
  expect(reckonings[0]?.total).toBe(100_000);
});

it('says nothing of lines that do not add up', () => {
  expect(said({ entries: crowd(3), lines: 7 })).toEqual([]);
});

it('says of whom it is so already in the words of what is done', () => {
  const leftOut: LeftOut[] = [{ reason: 'unchanged', accountId: 'x', groupId: 'g' }];
  const of = (action: PlanEntry['action'], isUndo = false) =>
    said({ entries: crowd(1, 'g', action), leftOut, isUndo });
  expect(of('remove')).toEqual(['2 people → 1 to remove · 1 not in the group']);
  expect(of('add')).toEqual(['2 people → 1 to add · 1 in the group already']);
  expect(of('add', true)).toEqual(['2 people → 1 to add back · 1 in the group already']);
});

it('says of members who stay in a group made equal to a list that they are in it', () => {
  const leftOut = ['x', 'y'].map((accountId, n): LeftOut => ({
    ...{ reason: 'unchanged', accountId, groupId: 'g', action: 'add', file: 0, line: n + 1 },
  }));
  expect(said({ entries: [entryOf('z')], leftOut, lines: 2 })).toEqual([
    '2 lines → 0 with changes · 2 in the group already',
    '3 people → 1 to remove · 2 in the group already',
  ]);
  const gone: LeftOut = { reason: 'unchanged', accountId: 'w', groupId: 'g', action: 'remove' };
  expect(said({ entries: [entryOf('z')], leftOut: [...leftOut, gone] })).toEqual([
    '4 people → 1 to remove · 3 not needed',
  ]);
});

it('counts changes, and no people, where somebody is left out in several groups', () => {
  const leftOut = ['g', 'h'].map((groupId): LeftOut => ({
    ...{ reason: 'unchanged', accountId: 'x', groupId, action: 'remove', file: 0, line: 2 },
  }));
  expect(said({ entries: crowd(1), leftOut, lines: 2 })).toEqual([
    '2 lines → 1 with changes · 1 not needed',
    '3 changes → 1 to remove · 2 not needed',
  ]);
});

it('says what the button does', () => {
  const button = (over: Over) => actionText(summaryOf(over));
  expect(button({ entries: crowd(240) })).toBe('Remove 240 people');
  expect(button({ entries: crowd(1, 'g', 'add') })).toBe('Add 1 person');
  expect(button({ entries: crowd(12, 'g', 'add'), isUndo: true })).toBe('Add 12 people back');
  expect(button({ entries: [...crowd(36), entryOf('p0', 'h')] })).toBe('Make 37 changes');
  expect(button({ entries: [...crowd(36), entryOf('q', 'g', 'add')] })).toBe('Make 37 changes');
  expect(button({ entries: crowd(5), active: [] })).toBe('Remove 0 people');
});

it('has bins that add up, whatever the plan', () => {
  const entry = fc
    .record({
      accountId: fc.constantFrom('a', 'b', 'c', 'd'),
      groupId: fc.constantFrom('g', 'h'),
      action: fc.constantFrom('add' as const, 'remove' as const),
      line: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    })
    .map(({ accountId, groupId, action, line }) => entryOf(accountId, groupId, action, line));
  const left = fc.record({
    reason: fc.constantFrom<LeftOut['reason']>('notMatched', 'unchanged', 'protected', 'accountGone'),
    line: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(
      fc.array(entry),
      fc.nat(9),
      fc.array(left),
      fc.option(fc.nat(20), { nil: undefined }),
      (entries, kept, leftOut, lines) => {
        const over = { entries, active: entries.slice(kept), leftOut, ...(lines !== undefined && { lines }) };
        for (const { of, total, bins } of summaryOf(over).reckonings) {
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(total);
          if (of === 'lines') expect(total).toBe(lines);
        }
      },
    ),
  );
});
