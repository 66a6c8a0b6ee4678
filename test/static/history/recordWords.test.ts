import type { OutcomeCounts, Person, RunRecord } from '../../../src/contract';
import { recordOutcomeText, recordTitle } from '../../../static/admin-panel/src/history/recordWords';
import { NOTHING, recordOf } from './support/records';

const caleb: Person = {
  ...{ accountId: 'caleb', displayName: 'Caleb Norris' },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
};
const personOf = (accountId: string) => (accountId === 'caleb' ? caleb : undefined);
const knowsNobody = () => undefined;

const counts = (some: Partial<OutcomeCounts>) => ({ counts: { ...NOTHING, ...some } });
const removalOf = (total: number, over: Partial<RunRecord> = {}) =>
  recordOf({
    ...{ total, actions: { add: 0, remove: total }, ...counts({ done: total }) },
    firstAccountIds: ['caleb', 'b', 'c'].slice(0, total),
    ...over,
  });
const additionOf = (total: number, over: Partial<RunRecord> = {}) =>
  removalOf(total, { actions: { add: total, remove: 0 }, ...over });
const inGroups = (count: number) => ({
  groups: Array.from({ length: count }, (_, n) => ({ groupId: `g-${n}`, name: `group-${n}` })),
});
const BOTH = { actions: { add: 1, remove: 2 } };

function unfinished(run: RunRecord): RunRecord {
  const open = { ...run };
  delete open.endedAt;
  return open;
}

it.each<[string, RunRecord]>([
  ['Removed Caleb Norris from contractors', removalOf(1)],
  ['Removed Caleb Norris and 1 other from contractors', removalOf(2)],
  ['Removed Caleb Norris and 239 others from contractors', removalOf(240)],
  ['Added Caleb Norris and 2 others to contractors', additionOf(3)],
  ['Added Caleb Norris back to contractors', additionOf(1, { undoes: 'other' })],
  ['Removed Caleb Norris from contractors', removalOf(1, { undoes: 'other' })],
  ['Removed Caleb Norris from 6 groups', removalOf(6, { ...inGroups(6), firstAccountIds: ['caleb'] })],
  ['Changed the groups of Caleb Norris', removalOf(3, { ...BOTH, firstAccountIds: ['caleb'] })],
  [
    'Changed the groups of Caleb Norris and 1 other',
    removalOf(3, { ...BOTH, ...inGroups(2), firstAccountIds: ['caleb', 'b'] }),
  ],
])('%s', (title, run) => expect(recordTitle(run, personOf)).toBe(title));

it.each<[string, RunRecord]>([
  ['Removed 238 of 240 people from contractors', removalOf(240, counts({ done: 238, failed: 2 }))],
  ['Added 1 of 2 people to contractors', additionOf(2, counts({ done: 1, failed: 1 }))],
  ['Made 5 of 6 removals in 6 groups', removalOf(6, { ...inGroups(6), ...counts({ done: 5, failed: 1 }) })],
  ['Made 5 of 6 additions in 6 groups', additionOf(6, { ...inGroups(6), ...counts({ done: 5, failed: 1 }) })],
  ['Made 1 of 3 changes in contractors', removalOf(3, { ...BOTH, ...counts({ done: 1, unchanged: 2 }) })],
])('%s, where not all of it was made', (title, run) => expect(recordTitle(run, personOf)).toBe(title));

it.each<[string, RunRecord]>([
  ['Removed 1 person from contractors', removalOf(1)],
  ['Removed 1,240 people from contractors', removalOf(1_240)],
  ['Added 3 people back to contractors', additionOf(3, { undoes: 'other' })],
  ['Made 6 removals in 6 groups', removalOf(6, inGroups(6))],
  ['Made 3 changes in contractors', removalOf(3, BOTH)],
  ['Made 3 changes in 2 groups', removalOf(3, { ...BOTH, ...inGroups(2) })],
])('%s, where no name is known', (title, run) => expect(recordTitle(run, knowsNobody)).toBe(title));

it('counts changes where it is unknown how many people they are of', () => {
  expect(recordTitle(removalOf(6, inGroups(3)), personOf)).toBe('Made 6 removals in 3 groups');
  expect(recordTitle(removalOf(3, BOTH), personOf)).toBe('Made 3 changes in contractors');
  expect(recordTitle(removalOf(2, { firstAccountIds: [] }), personOf)).toBe(
    'Removed 2 people from contractors',
  );
});

it('calls nobody by a name that cannot be seen, and a group without a name by its ID', () => {
  const run = removalOf(1, { groups: [{ groupId: 'g-9' }] });
  expect(recordTitle(run, () => ({ ...caleb, displayName: '\u200b' }))).toBe('Removed 1 person from g-9');
});

it.each<[string, RunRecord]>([
  ['Removal of Caleb Norris and 239 others from contractors', unfinished(removalOf(240))],
  ['Removal of Caleb Norris from contractors', removalOf(1, counts({ failed: 1 }))],
  [
    'Addition of Caleb Norris back to contractors',
    additionOf(1, { undoes: 'x', ...counts({ unchanged: 1 }) }),
  ],
  ['Addition of 2 people to contractors', unfinished(additionOf(2, { firstAccountIds: [] }))],
  ['6 removals in 6 groups', unfinished(removalOf(6, inGroups(6)))],
])('%s: nothing is claimed of what has not ended or made no change', (title, run) =>
  expect(recordTitle(run, personOf)).toBe(title),
);

it('counts what became of it, and leaves out what there is none of', () => {
  expect(recordOutcomeText(removalOf(240))).toBe('240 done');
  expect(recordOutcomeText(removalOf(2, counts({ failed: 2 })))).toBe('2 failed');
  expect(recordOutcomeText(removalOf(1, counts({})))).toBe('0 done');
  const all = counts({ done: 1_234, unchanged: 4, failed: 2, unconfirmed: 1, notAttempted: 3 });
  expect(recordOutcomeText(removalOf(1_244, all))).toBe(
    '1,234 done, 4 not needed, 2 failed, 1 not confirmed, and 3 not attempted',
  );
  expect(recordOutcomeText(unfinished(removalOf(3, counts({ done: 1, notAttempted: 2 }))))).toBe(
    '1 done and 2 left',
  );
});
