import { newToEach, runsIn, unreadableIn } from '../../../static/admin-panel/src/history/runPages';
import { recordOf } from './support/records';

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
  expect(
    unreadableIn([
      { runs: [run('1')], unreadable: 2, cursor: 'next' },
      { runs: [], unreadable: 1 },
    ]),
  ).toBe(3);
});

it('asks about nobody twice, and about the same people as before when more pages come', () => {
  expect(newToEach([['a', 'b', 'a'], ['b'], ['c', 'a']])).toEqual([['a', 'b'], [], ['c']]);
});
