import fc from 'fast-check';
import type { LeftOut, PlanSource } from '../../../static/admin-panel/src/plan/plan';
import { keyOfChange } from '../../../static/admin-panel/src/plan/plan';
import { actionText, reckoningText, summarize } from '../../../static/admin-panel/src/plan/planSummary';
import type { PlanEntry } from '../../../static/admin-panel/src/plan/preparedPlan';

const GROUPS = new Map(['g', 'h'].map((id) => [id, { id, name: `group ${id}` }]));
const entryOf = (accountId: string, groupId = 'g', action: PlanEntry['action'] = 'remove', line?: number) => {
  const change = { groupId, accountId, action };
  return { ...change, key: keyOfChange(change), ...(line !== undefined && { line }) };
};
const crowd = (size: number, groupId = 'g', action: PlanEntry['action'] = 'remove') =>
  Array.from({ length: size }, (_, n) => entryOf(`p${n}`, groupId, action, n + 1));

interface Over {
  entries: PlanEntry[];
  active?: PlanEntry[];
  leftOut?: LeftOut[];
  lines?: number;
  isUndo?: boolean;
}
function summaryOf({ entries, active = entries, leftOut = [], lines, isUndo = false }: Over) {
  const source: PlanSource = {
    kind: 'chosen',
    changes: entries,
    leftOut: leftOut.filter(({ line }) => line !== undefined),
    ...(lines !== undefined && { lines }),
  };
  return summarize({
    ...{ source, active, entries, leftOut, isUndo, groups: GROUPS },
    takenOut: entries.length - active.length,
  });
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
