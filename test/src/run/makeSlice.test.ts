import type { Action, Change } from '../../../src/contract';
import { makeSlice } from '../../../src/run/makeSlice';
import { Timeline } from '../../support/timeline';
import { failure, inPlan, OK, outcomeStatuses, removals, repeat, Slice } from './support/slice';

it('asks for each change once, and answers in the order asked', async () => {
  const slice = new Slice();
  const changes = removals(9).filter(({ index }) => [2, 5, 8].includes(index));
  const result = await slice.run([...changes].reverse());
  expect(result).toMatchObject({
    outcomes: [8, 5, 2].map((change) => ({ change, outcome: { status: 'done' } })),
    stopped: [],
    paces: { remove: { rate: 50, latencyMs: 100 } },
  });
  expect(result).not.toHaveProperty('stoppedBy');
  expect(slice.starts).toHaveLength(3);
});

it('says which changes were not needed', async () => {
  const slice = new Slice({ p1: [{ ok: true, status: 'unchanged' }] });
  expect(outcomeStatuses(await slice.run(removals(3)))).toEqual(['done', 'unchanged', 'done']);
});

describe('a person who is added and removed', () => {
  const move = (accountId: string): Change[] => [
    { groupId: 'from', accountId, action: 'remove' },
    { groupId: 'to', accountId, action: 'add' },
  ];
  const actionsOf = (slice: Slice, accountId: string): Action[] =>
    slice.starts.filter((start) => start.accountId === accountId).map(({ action }) => action);

  it('is removed once they are added, wherever the plan has it', async () => {
    const slice = new Slice({ 'to add p0': repeat(2, failure('unavailable')) });
    const result = await slice.run(inPlan([...move('p0'), ...move('p1')]));
    expect(outcomeStatuses(result)).toEqual(repeat(4, OK).map(() => 'done'));
    expect(actionsOf(slice, 'p0')).toEqual(['add', 'add', 'add', 'remove']);
    expect(actionsOf(slice, 'p1')).toEqual(['add', 'remove']);
    const [added = 0, removed = 0] = slice.timesOf('p1');
    expect(removed).toBeGreaterThanOrEqual(added + 100);
  });

  it('is removed where they were in the other group already', async () => {
    const slice = new Slice({ 'to add p0': [{ ok: true, status: 'unchanged' }] });
    expect(outcomeStatuses(await slice.run(inPlan(move('p0'))))).toEqual(['done', 'unchanged']);
  });

  it.each([
    ['is refused', failure('invalid')],
    ['is not confirmed', failure('unconfirmed')],
    ['is not reached', failure('permission')],
  ])('is not removed where one addition %s', async (_, result) => {
    const slice = new Slice({ 'to add p0': repeat(9, result) });
    const changes = inPlan([
      ...move('p0'),
      { groupId: 'other', accountId: 'p0', action: 'add' },
      { groupId: 'from', accountId: 'p1', action: 'remove' },
    ]);
    const { outcomes } = await slice.run(changes);
    expect(outcomes[0]?.outcome).toEqual({ status: 'notAttempted' });
    expect(actionsOf(slice, 'p0')).not.toContain('remove');
    // Nobody else is held up by it.
    expect([outcomes[2]?.outcome.status, outcomes[3]?.outcome.status]).toEqual(['done', 'done']);
  });
});

it('what is thrown passes through, and nothing else is asked for', async () => {
  const timeline = new Timeline();
  const consent = new Error('consent');
  const makeChange = vi.fn(() => Promise.reject(consent));
  const result = makeSlice(removals(3), {
    ...{ makeChange, clock: timeline, random: () => 0.5, timeLeftMs: () => 25_000 },
  });
  await expect(timeline.until(result)).rejects.toBe(consent);
  await timeline.pass(60_000);
  expect(makeChange).toHaveBeenCalledTimes(1);
});
