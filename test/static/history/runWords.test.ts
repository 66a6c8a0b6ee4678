import type { RunRecord } from '../../../src/contract';
import {
  countsText,
  groupNameOf,
  partText,
  readText,
  runTitle,
} from '../../../static/admin-panel/src/history/runWords';

const NOBODY = { done: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };
const run = (over: Partial<RunRecord> = {}): RunRecord => ({
  ...{ runId: 'run', action: 'remove', groupId: 'g-1', groupName: 'contractors', actorId: 'me', total: 240 },
  startedAt: '2026-03-01T10:00:00.000Z',
  ended: { at: '2026-03-01T10:01:00.000Z', counts: { ...NOBODY, done: 240 } },
  ...over,
});
const ended = (counts: Partial<typeof NOBODY>) => ({ at: '', counts: { ...NOBODY, ...counts } });

it.each<[string, Partial<RunRecord>]>([
  ['Removed 240 people', {}],
  ['Removed 238 of 240 people', { ended: ended({ done: 238, failed: 2 }) }],
  ['Removed 0 of 1 person', { total: 1, ended: ended({ failed: 1 }) }],
  ['Added back 1 person', { action: 'restore', total: 1, ended: ended({ done: 1 }) }],
  ['Undo of a removal: added back 240 people', { action: 'restore', undoes: 'other' }],
  ['Undo of adding people back: removed 240 people', { undoes: 'other' }],
])('%s', (title, over) => expect(runTitle(run(over))).toBe(title));

it('does not say that a run without an end did anything', () => {
  const open = run();
  delete open.ended;
  expect(runTitle(open)).toBe('Removing 240 people');
  expect(countsText(open)).toBe('Not finished');
});

it('counts in words, and leaves out what there is none of', () => {
  expect(countsText(run())).toBe('240 removed');
  expect(
    countsText(
      run({
        action: 'restore',
        ended: ended({ done: 1_234, failed: 2, unconfirmed: 1, notAttempted: 3 }),
      }),
    ),
  ).toBe('1,234 added back, 2 failed, 1 not confirmed, 3 not attempted');
});

it('calls a group by its id where its name is not known', () => {
  const nameless = run();
  delete nameless.groupName;
  expect(groupNameOf(nameless)).toBe('g-1');
});

it('says how many people are shown, and how many are read', () => {
  expect(partText(50, 50_000)).toBe('50 of 50,000 people');
  expect(partText(1, 1)).toBe('1 person');
  expect(readText(10_000, 50_000, false)).toBe('Reading this run: 10,000 of 50,000 people…');
  expect(readText(10_000, 50_000, true)).toBe('Only 10,000 of 50,000 people could be read so far.');
});
