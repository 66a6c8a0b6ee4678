import type { Pace } from '../../../src/contract';
import { Timeline } from '../../support/timeline';
import { changesOf } from './support/changes';
import { failure, inPlan, OK, outcomeStatuses, removals, repeat, Slice, SLOW_PACES } from './support/slice';

describe('what concerns one change', () => {
  it.each(['userNotFound', 'invalid'] as const)('%s fails it, and is not tried again', async (kind) => {
    const slice = new Slice({ p1: [failure(kind)] });
    const result = await slice.run(removals(3));
    expect(result.stoppedBy).toBeUndefined();
    expect(result).toMatchObject({
      stopped: [],
      outcomes: [
        { outcome: { status: 'done' } },
        { outcome: { status: 'failed', error: { kind } } },
        { outcome: { status: 'done' } },
      ],
    });
    expect(slice.starts).toHaveLength(3);
  });
});

describe('what concerns a group', () => {
  const stops = ['permission', 'groupNotFound', 'lastAdministrators', 'managedExternally'] as const;

  it.each(stops)('%s stops its changes at once', async (kind) => {
    const slice = new Slice({ p0: [failure(kind)] });
    const result = await slice.run(removals(3));
    expect(result.stoppedBy).toBeUndefined();
    expect(result.stopped).toEqual([{ groupId: 'g', error: { kind } }]);
    expect(result.outcomes.map(({ outcome }) => outcome)).toEqual([
      { status: 'failed', error: { kind } },
      { status: 'notAttempted' },
      { status: 'notAttempted' },
    ]);
    expect(slice.starts).toHaveLength(1);
  });

  it.each(stops)('%s leaves the changes of other groups, which get all of the pace', async (kind) => {
    const changes = inPlan([...changesOf(1, 'remove', 'shut'), ...changesOf(60, 'remove', 'open')]);
    const alone = new Slice();
    await alone.run(inPlan(changesOf(61, 'remove', 'open')));
    const slice = new Slice({ 'shut remove p0': [failure(kind)] });
    const rest = inPlan([...changesOf(61, 'remove', 'shut'), ...changesOf(60, 'remove', 'open')]);
    const result = await slice.run(rest);
    expect(result.stopped).toEqual([{ groupId: 'shut', error: { kind } }]);
    const ofGroup = (groupId: string) =>
      result.outcomes
        .filter(({ change }) => rest[change]?.groupId === groupId)
        .map(({ outcome }) => outcome.status);
    expect(ofGroup('shut')).toEqual(['failed', ...repeat(60, OK).map(() => 'notAttempted')]);
    expect(ofGroup('open')).toEqual(repeat(60, OK).map(() => 'done'));
    // As many requests as there would be without the rest of the group, and as soon.
    expect(slice.starts).toHaveLength(changes.length);
    expect(slice.elapsedMs).toBe(alone.elapsedMs);
  });

  it('is said once of each group, and not of those that go on', async () => {
    const changes = inPlan(['a', 'b', 'c'].flatMap((groupId) => changesOf(20, 'remove', groupId)));
    const slice = new Slice({
      'a remove p0': [failure('permission')],
      'c remove p3': [failure('groupNotFound')],
      'c remove p4': [failure('groupNotFound')],
    });
    const { stopped } = await slice.run(changes);
    expect(stopped.map(({ groupId, error }) => [groupId, error.kind])).toEqual([
      ['a', 'permission'],
      ['c', 'groupNotFound'],
    ]);
  });
});

describe('what concerns everything', () => {
  const stops = ['signedOut', 'scopeMissing'] as const;
  it.each(stops)('%s stops at once, in every group and of every kind', async (kind) => {
    const changes = inPlan([
      ...changesOf(2, 'remove', 'a'),
      ...changesOf(2, 'remove', 'b'),
      ...changesOf(2, 'add', 'c'),
    ]);
    const slice = new Slice({
      'a remove p0': [failure(kind)],
      'c add p0': repeat(9, failure('unavailable')),
    });
    // An addition of the same person has to come first.
    const result = await slice.run(changes.filter(({ groupId }) => groupId !== 'c'));
    expect(result).toMatchObject({ stoppedBy: { kind }, stopped: [] });
    expect(result.outcomes.map(({ outcome }) => outcome)).toEqual([
      { status: 'failed', error: { kind } },
      { status: 'notAttempted' },
      { status: 'notAttempted' },
      { status: 'notAttempted' },
    ]);
    expect(slice.starts).toHaveLength(1);
  });

  it('ends what waits for the other operation too', async () => {
    const slice = new Slice({
      'to add p0': repeat(9, failure('unconfirmed')),
      'from remove p1': [failure('signedOut')],
    });
    const result = await slice.run(
      inPlan([
        { groupId: 'to', accountId: 'p0', action: 'add' },
        { groupId: 'from', accountId: 'p1', action: 'remove' },
      ]),
    );
    expect(outcomeStatuses(result)).toEqual(['unconfirmed', 'failed']);
    expect(slice.timesOf('p0')).toHaveLength(1);
  });

  it('the quota stops at once, however soon it is over', async () => {
    const slice = new Slice({ p0: [failure('rateLimited', { limit: 'quota', retryAfterMs: 1_000 })] });
    expect(await slice.run(removals(2))).toMatchObject({
      stoppedBy: { limit: 'quota', retryAfterMs: 1_000 },
    });
    expect(slice.starts).toHaveLength(1);
  });

  it('lets the requests under way come back, and says what became of each', async () => {
    const slice = new Slice({ p3: [failure('signedOut')], p5: [failure('userNotFound')] });
    const changes = removals(60);
    const result = await slice.run(changes);
    const asked = new Set(slice.starts.map(({ accountId }) => accountId));
    expect(asked.size).toBeLessThan(60);
    for (const { change, outcome } of result.outcomes) {
      const { accountId = '' } = changes[change] ?? {};
      const isRefused = accountId === 'p3' || accountId === 'p5';
      expect(outcome.status).toBe(isRefused ? 'failed' : asked.has(accountId) ? 'done' : 'notAttempted');
    }
  });

  it('does not wait for retries any more', async () => {
    const slice = new Slice({ p1: repeat(4, failure('unconfirmed')), p2: [OK], p3: [failure('signedOut')] });
    const result = await slice.run(removals(4));
    expect(outcomeStatuses(result)).toEqual(['done', 'unconfirmed', 'done', 'failed']);
    expect(slice.timesOf('p1')).toHaveLength(1);
  });
});

/** Two requests start before either is answered. */
const PACE_AT_ONCE: Pace = {
  ...{ at: 0, rate: 50, tokens: 10, concurrency: 100 },
  ...{ blockedMs: 0, latencyMs: 100 },
};

describe('an error that says more than of its change', () => {
  it('that the admin’s sign-in cannot be used leaves the change to who goes on, and stops the slice', async () => {
    const slice = new Slice({ p0: [failure('actorUnavailable')] }, { paces: SLOW_PACES });
    const result = await slice.run(removals(3));
    expect(outcomeStatuses(result)).toEqual(['notAttempted', 'notAttempted', 'notAttempted']);
    expect(result.stoppedBy).toEqual({ kind: 'actorUnavailable' });
    expect(slice.starts).toHaveLength(1);
  });

  it('is told of a group as it came first', async () => {
    const results = { p0: [failure('permission', { status: 403 })], p1: [failure('groupNotFound')] };
    const { stopped } = await new Slice(results, {
      paces: { remove: { ...PACE_AT_ONCE, at: new Timeline().now() } },
    }).run(removals(2));
    expect(stopped).toEqual([{ groupId: 'g', error: { kind: 'permission', status: 403 } }]);
  });

  it('ends a slice early only where it says how long to wait', async () => {
    const slice = new Slice({ p0: repeat(5, failure('unavailable')) }, { timeMs: 4_000 });
    const result = await slice.run(removals(1));
    expect(result).not.toHaveProperty('stoppedBy');
    expect(outcomeStatuses(result)).toEqual(['failed']);
  });
});
