import {
  findUndone,
  newToEach,
  runsIn,
  unreadableIn,
} from '../../../static/admin-panel/src/history/runPages';
import { NOTHING, recordOf } from './support/records';

const run = (runId: string) => recordOf({ runId });

it('shows a run once, though two pages have it', () => {
  const pages = [
    { runs: [run('1'), run('2')], unreadable: 0, cursor: 'next' },
    { runs: [], unreadable: 0 },
    { runs: [run('2'), run('3')], unreadable: 0 },
  ];
  expect(runsIn(pages).map(({ runId }) => runId)).toEqual(['1', '2', '3']);
});

it('counts the entries of all pages that cannot be read', () => {
  expect(unreadableIn([])).toBe(0);
  expect(unreadableIn([{ unreadable: 2 }, { unreadable: 1 }])).toBe(3);
});

it('asks about nobody twice, and about the same people as before when more pages come', () => {
  expect(newToEach([['a', 'b', 'a'], ['b'], ['c', 'a']])).toEqual([['a', 'b'], [], ['c']]);
});

it('knows of a run that others took it back, as a whole or in part', () => {
  const done = (count: number) => ({ counts: { ...NOTHING, done: count } });
  const runs = [
    recordOf({ runId: 'undo-1', undoes: 'whole', ...done(2) }),
    recordOf({ runId: 'undo-2', undoes: 'whole', ...done(1) }),
    recordOf({ runId: 'undo-3', undoes: 'part', ...done(1) }),
    recordOf({ runId: 'undo-4', undoes: 'tried', ...done(0) }),
    recordOf({ runId: 'undo-5', undoes: 'not read', ...done(1) }),
    ...['whole', 'part', 'tried', 'stands'].map((runId) => recordOf({ runId, ...done(3) })),
  ];
  expect([...findUndone(runs)]).toEqual([
    ['whole', 'undone'],
    ['part', 'undoneInPart'],
  ]);
});
