import type { OutcomeCounts, RunRecord } from '../../../src/contract';
import {
  otherDriversOf,
  outcomeText,
  partText,
  readText,
  timeText,
  runTitle,
  unreadableText,
} from '../../../static/admin-panel/src/history/runWords';
import { wordsOfPlan, wordsOfRun } from '../../../static/admin-panel/src/run/actionWords';
import { NOTHING, recordOf } from './support/records';

const counts = (some: Partial<OutcomeCounts>) => ({ counts: { ...NOTHING, ...some } });
const ADDS = { actions: { add: 240, remove: 0 } };
const TWO_GROUPS = { groups: [{ groupId: 'g-1', name: 'contractors' }, { groupId: 'g-2' }] };

function unfinished(over: Partial<RunRecord> = {}): RunRecord {
  const run = recordOf(over);
  delete run.endedAt;
  return run;
}

it.each<[string, Partial<RunRecord>]>([
  ['Removed 240 people', {}],
  ['Removed 238 of 240 people', counts({ done: 238, failed: 2 })],
  ['Removed 0 of 1 person', { total: 1, ...counts({ failed: 1 }) }],
  ['Added 240 people', ADDS],
  ['Undo of a removal: added back 1 person', { ...ADDS, undoes: 'other', total: 1, ...counts({ done: 1 }) }],
  ['Undo of a removal: added back 240 people', { ...ADDS, undoes: 'other' }],
  ['Undo of adding people back: removed 240 people', { undoes: 'other' }],
  ['Made 200 of 240 changes', { actions: { add: 40, remove: 200 }, ...counts({ done: 200 }) }],
  ['Made 240 changes', TWO_GROUPS],
  ['Undo of changes: made 240 changes', { ...TWO_GROUPS, undoes: 'other' }],
])('%s', (title, over) => expect(runTitle(recordOf(over))).toBe(title));

it('does not say that a run without an end did anything', () => {
  expect(runTitle(unfinished())).toBe('Removing 240 people');
  expect(runTitle(unfinished({ ...ADDS, undoes: 'other' }))).toBe(
    'Undo of a removal: adding back 240 people',
  );
  expect(outcomeText(unfinished())).toBe('Not finished');
});

it('counts in words, and leaves out what there is none of', () => {
  expect(outcomeText(recordOf())).toBe('240 removed');
  expect(
    outcomeText(
      recordOf({
        ...{ ...ADDS, undoes: 'other' },
        ...counts({ done: 1_234, unchanged: 4, failed: 2, unconfirmed: 1, notAttempted: 3 }),
      }),
    ),
  ).toBe('1,234 added back, 4 in the group already, 2 failed, 1 not confirmed, 3 not attempted');
  expect(outcomeText(recordOf({ ...TWO_GROUPS, ...counts({ done: 12 }) }))).toBe('12 made');
});

it('counts apart what was so already, in the words of what was asked for', () => {
  expect(outcomeText(recordOf(counts({ done: 3, unchanged: 1 })))).toBe('3 removed, 1 not in the group');
  expect(outcomeText(recordOf({ ...TWO_GROUPS, ...counts({ unchanged: 2 }) }))).toBe('0 made, 2 not needed');
});

it('has words for a time that is none', () => {
  expect(timeText('2026-03-01T10:00:00.000Z')).toMatch(/2026/);
  for (const iso of ['', 'yesterday', 'Invalid Date']) expect(timeText(iso)).toBe('Unknown');
});

it('says how many people are shown, and how many are read', () => {
  const words = wordsOfRun(recordOf());
  expect(partText(50, 50_000, words)).toBe('50 of 50,000 people');
  expect(partText(1, 1, words)).toBe('1 person');
  expect(readText(10_000, 50_000, false, words)).toBe('Reading this run: 10,000 of 50,000 people…');
  expect(readText(10_000, 50_000, true, words)).toBe('Only 10,000 of 50,000 people could be read so far.');
  expect(partText(1, 2, wordsOfPlan({ add: 1, remove: 1 }, 1, false))).toBe('1 of 2 changes');
});

it('names as other drivers those who did not begin it', () => {
  expect(otherDriversOf(recordOf())).toEqual([]);
  expect(otherDriversOf(recordOf({ drivers: ['me', 'priya'] }))).toEqual(['priya']);
});

it('says that some entries are for a newer version to show', () => {
  expect(unreadableText(1)).toBe(
    '1 entry was written by a newer version of this app and can’t be shown here.',
  );
  expect(unreadableText(1_200)).toBe(
    '1,200 entries were written by a newer version of this app and can’t be shown here.',
  );
});
