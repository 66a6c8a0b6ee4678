import fc from 'fast-check';
import type { Pace } from '../../../src/contract';
import { burstAt } from '../../../src/contract/paces';
import { ACTIONS } from '../../../src/membership/actions';
import { Timeline } from '../../support/timeline';
import { expectWithinBucket } from '../support/windows';
import { changesOf } from './support/changes';
import { failure, inPlan, outcomeStatuses, removals, repeat, Slice, SLOW_PACES } from './support/slice';

describe('pace', () => {
  it('asks for one change alone first, then for many at once', async () => {
    const slice = new Slice();
    await slice.run(removals(60));
    expect(slice.starts.filter(({ at }) => at < slice.startedAt + 100)).toHaveLength(1);
    expect(slice.mostAtOnce).toBe(10);
  });

  it.each([
    ['add', 30],
    ['remove', 100],
  ] as const)('never goes faster than %s allows, whatever pace the page claims', async (action, numRuns) => {
    const limit = ACTIONS[action].requestsPerSecond;
    const claimed: fc.Arbitrary<Pace> = fc.record({
      at: fc.integer({ min: 0, max: 8.64e15 }),
      rate: fc.double({ min: 1, max: limit, noNaN: true }),
      tokens: fc.double({ min: 0, max: burstAt(limit), noNaN: true }),
      concurrency: fc.double({ min: 1, max: 100, noNaN: true }),
      blockedMs: fc.nat(5_000),
      latencyMs: fc.nat(25_000),
    });
    await fc.assert(
      fc.asyncProperty(claimed, fc.nat(400), async (pace, latencyMs) => {
        const slice = new Slice({}, { paces: { [action]: pace }, latencyMs });
        await slice.run(inPlan(changesOf(120, action)));
        expectWithinBucket(
          slice.starts.map(({ at }) => at - slice.startedAt),
          limit,
        );
      }),
      { seed: 20_26, numRuns },
    );
  });

  it('is each operation’s own, and that of one the slice has nothing of is handed on', async () => {
    const add: Pace = { at: 1, rate: 7, tokens: 3, concurrency: 2, blockedMs: 0 };
    const removing = await new Slice({}, { paces: { add } }).run(removals(3));
    expect(removing.paces).toMatchObject({ add, remove: { rate: 50 } });
    const both = await new Slice().run(
      inPlan([...changesOf(3, 'add', 'to'), ...changesOf(3, 'remove', 'from')]),
    );
    expect(both.paces).toMatchObject({ add: { rate: 100 }, remove: { rate: 50 } });
    const none = await new Slice().run(inPlan(changesOf(3, 'add')));
    expect(none.paces).not.toHaveProperty('remove');
  });

  it('waits as long as a 429 says before anything is asked for again', async () => {
    const slice = new Slice({ p0: [failure('rateLimited', { limit: 'burst', retryAfterMs: 3_000 })] });
    const result = await slice.run(removals(5));
    expect(outcomeStatuses(result)).toEqual(removals(5).map(() => 'done'));
    expect(slice.starts.filter(({ at }) => at > slice.startedAt && at < slice.startedAt + 3_100)).toEqual([]);
  });
});

describe('time', () => {
  it('starts nothing when under 5 s remain, and says so of each', async () => {
    const slice = new Slice({}, { latencyMs: 1_000, timeMs: 7_500, paces: SLOW_PACES });
    const result = await slice.run(removals(6));
    const last = slice.starts.at(-1)?.at ?? 0;
    expect(last - slice.startedAt).toBeLessThanOrEqual(2_500);
    expect(result.stoppedBy).toBeUndefined();
    expect(outcomeStatuses(result)).toEqual([
      ...slice.starts.map(() => 'done'),
      ...removals(6 - slice.starts.length).map(() => 'notAttempted'),
    ]);
  });

  it('tries the first change however little time is left', async () => {
    const slice = new Slice({}, { timeMs: 0 });
    expect(outcomeStatuses(await slice.run(removals(2)))).toEqual(['done', 'notAttempted']);
  });

  it('does not wait for a retry that would come too late', async () => {
    const slice = new Slice({ p0: repeat(9, failure('unconfirmed')) }, { timeMs: 5_200 });
    expect(outcomeStatuses(await slice.run(removals(1)))).toEqual(['unconfirmed']);
    expect(slice.elapsedMs).toBe(100);
  });

  it('ends at once when Confluence wants to be left alone for longer than that', async () => {
    const error = { kind: 'rateLimited', limit: 'burst', retryAfterMs: 60_000 } as const;
    const slice = new Slice({ p0: [failure('rateLimited', error)] });
    const result = await slice.run(removals(3));
    expect(result).toMatchObject({ stoppedBy: error, paces: { remove: { blockedMs: 60_000 } } });
    expect(result.outcomes.map(({ outcome }) => outcome)).toEqual([
      { status: 'failed', error },
      { status: 'notAttempted' },
      { status: 'notAttempted' },
    ]);
    expect(slice.elapsedMs).toBe(100);
  });

  it('does nothing when the pace handed in says so for longer than that', async () => {
    const at = new Timeline().now();
    const remove: Pace = { at, rate: 50, tokens: 0, concurrency: 100, blockedMs: 60_000, latencyMs: 100 };
    const slice = new Slice({}, { paces: { remove } });
    expect(outcomeStatuses(await slice.run(removals(2)))).toEqual(['notAttempted', 'notAttempted']);
    expect(slice.starts).toEqual([]);
  });
});
