import type { RunRecord } from '../../../src/contract';
import { newToEach, runsIn } from '../../../static/admin-panel/src/history/runPages';

const run = (runId: string): RunRecord => ({
  ...{ runId, action: 'remove', groupId: 'g', actorId: 'me', startedAt: '', total: 1 },
});

it('shows a run once, though two pages have it', () => {
  const pages = [
    { runs: [run('1'), run('2')], cursor: 'next' },
    { runs: [] },
    { runs: [run('2'), run('3')] },
  ];
  expect(runsIn(pages).map(({ runId }) => runId)).toEqual(['1', '2', '3']);
});

it('asks about nobody twice, and about the same people as before when more pages come', () => {
  expect(newToEach([['a', 'b', 'a'], ['b'], ['c', 'a']])).toEqual([['a', 'b'], [], ['c']]);
});
