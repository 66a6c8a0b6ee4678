import fc from 'fast-check';
import type { Action, AppError, Change, ErrorKind, Pace, Paces } from '../../../src/contract';
import { burstAt } from '../../../src/contract/paces';
import { ACTIONS } from '../../../src/membership/actions';
import type { MadeChange } from '../../../src/membership/madeChange';
import { makeSlice, type PlannedChange } from '../../../src/run/makeSlice';
import { Timeline } from '../../support/timeline';
import { expectWithinBucket } from '../support/windows';
import { changesOf } from './support/changes';

const OK: MadeChange = { ok: true, status: 'done' };
const failure = (kind: ErrorKind, more: Partial<AppError> = {}): MadeChange => ({
  ok: false,
  error: { kind, ...more },
});
const statusesOf = ({ outcomes }: { outcomes: { outcome: { status: string } }[] }) =>
  outcomes.map(({ outcome }) => outcome.status);
const planned = (changes: readonly Change[]): PlannedChange[] =>
  changes.map((change, index) => ({ ...change, index }));
const removals = (count: number) => planned(changesOf(count));
const times = (count: number, result: MadeChange) => Array.from({ length: count }, () => result);

interface SliceOptions {
  latencyMs?: number;
  timeMs?: number;
  paces?: Paces;
}

/** A slice on a clock of its own, whose requests take `latencyMs` and end as `results` says, one after the other. */
class Slice {
  readonly timeline = new Timeline();
  readonly starts: (Change & { at: number })[] = [];
  readonly startedAt = this.timeline.now();
  mostAtOnce = 0;
  #atOnce = 0;

  /** @param results by account id, or by group id, action and account id */
  constructor(
    readonly results: Record<string, MadeChange[]> = {},
    readonly options: SliceOptions = {},
  ) {}

  run(changes: readonly PlannedChange[]) {
    const { timeline } = this;
    const { latencyMs = 100, timeMs = 25_000, paces } = this.options;
    const makeChange = async (change: Change) => {
      this.starts.push({ ...change, at: timeline.now() });
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
      await timeline.sleep(latencyMs);
      this.#atOnce -= 1;
      const { groupId, action, accountId } = change;
      return (this.results[`${groupId} ${action} ${accountId}`] ?? this.results[accountId])?.shift() ?? OK;
    };
    return timeline.until(
      makeSlice(changes, {
        ...{ makeChange, clock: timeline, random: () => 0.5, paces },
        timeLeftMs: () => timeMs - this.elapsedMs,
      }),
    );
  }

  get elapsedMs(): number {
    return this.timeline.now() - this.startedAt;
  }

  /** ms from the beginning at which a person was asked about. */
  timesOf(accountId: string): number[] {
    return this.starts.filter((start) => start.accountId === accountId).map(({ at }) => at - this.startedAt);
  }
}

/** At most one request a second. */
const SLOW: Paces = {
  remove: { at: new Timeline().now(), rate: 1, tokens: 1, concurrency: 100, blockedMs: 0, latencyMs: 100 },
};

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
  expect(statusesOf(await slice.run(removals(3)))).toEqual(['done', 'unchanged', 'done']);
});

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
        await slice.run(planned(changesOf(120, action)));
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
      planned([...changesOf(3, 'add', 'to'), ...changesOf(3, 'remove', 'from')]),
    );
    expect(both.paces).toMatchObject({ add: { rate: 100 }, remove: { rate: 50 } });
    const none = await new Slice().run(planned(changesOf(3, 'add')));
    expect(none.paces).not.toHaveProperty('remove');
  });

  it('waits as long as a 429 says before anything is asked for again', async () => {
    const slice = new Slice({ p0: [failure('rateLimited', { limit: 'burst', retryAfterMs: 3_000 })] });
    const result = await slice.run(removals(5));
    expect(statusesOf(result)).toEqual(removals(5).map(() => 'done'));
    expect(slice.starts.filter(({ at }) => at > slice.startedAt && at < slice.startedAt + 3_100)).toEqual([]);
  });
});

describe('time', () => {
  it('starts nothing when under 5 s remain, and says so of each', async () => {
    const slice = new Slice({}, { latencyMs: 1_000, timeMs: 7_500, paces: SLOW });
    const result = await slice.run(removals(6));
    const last = slice.starts.at(-1)?.at ?? 0;
    expect(last - slice.startedAt).toBeLessThanOrEqual(2_500);
    expect(result.stoppedBy).toBeUndefined();
    expect(statusesOf(result)).toEqual([
      ...slice.starts.map(() => 'done'),
      ...removals(6 - slice.starts.length).map(() => 'notAttempted'),
    ]);
  });

  it('tries the first change however little time is left', async () => {
    const slice = new Slice({}, { timeMs: 0 });
    expect(statusesOf(await slice.run(removals(2)))).toEqual(['done', 'notAttempted']);
  });

  it('does not wait for a retry that would come too late', async () => {
    const slice = new Slice({ p0: times(9, failure('unconfirmed')) }, { timeMs: 5_200 });
    expect(statusesOf(await slice.run(removals(1)))).toEqual(['unconfirmed']);
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
    expect(statusesOf(await slice.run(removals(2)))).toEqual(['notAttempted', 'notAttempted']);
    expect(slice.starts).toEqual([]);
  });
});

describe('what passes', () => {
  it.each(['rateLimited', 'unavailable', 'unconfirmed'] as const)('%s is tried five times', async (kind) => {
    const four = new Slice({ p0: times(4, failure(kind)) });
    expect(statusesOf(await four.run(removals(1)))).toEqual(['done']);
    const five = new Slice({ p0: times(5, failure(kind)) });
    const result = await five.run(removals(1));
    expect(statusesOf(result)).toEqual([kind === 'unconfirmed' ? 'unconfirmed' : 'failed']);
    expect(five.timesOf('p0')).toHaveLength(5);
    expect(result.stoppedBy?.kind).toBe(kind === 'rateLimited' ? kind : undefined);
  });

  it('that was not made, although all that it needs is there, has failed after five times', async () => {
    const refused: MadeChange = { ok: false, error: { kind: 'notMade', status: 404 }, changedNothing: true };
    const four = new Slice({ p0: times(4, refused) });
    expect(statusesOf(await four.run(removals(1)))).toEqual(['done']);
    const five = new Slice({ p0: times(5, refused) });
    const { outcomes } = await five.run(removals(1));
    expect(outcomes).toMatchObject([
      { outcome: { status: 'failed', error: { kind: 'notMade', status: 404 } } },
    ]);
    expect(five.timesOf('p0')).toHaveLength(5);
  });

  it('is tried again after longer and longer, before changes not asked for yet', async () => {
    const at = new Timeline().now();
    const remove: Pace = { at, rate: 10, tokens: 6, concurrency: 100, blockedMs: 0, latencyMs: 100 };
    const slice = new Slice({ p0: times(3, failure('unavailable')) }, { paces: { remove } });
    await slice.run(removals(40));
    const [first = 0, second = 0, third = 0, fourth = 0] = slice.timesOf('p0');
    expect(second - first).toBeGreaterThanOrEqual(100 + 250);
    expect(third - second).toBeGreaterThanOrEqual(100 + 500);
    expect(fourth - third).toBeGreaterThanOrEqual(100 + 1_000);
    expect(slice.starts.at(-1)?.accountId).not.toBe('p0');
  });
});

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
    const changes = planned([...changesOf(1, 'remove', 'shut'), ...changesOf(60, 'remove', 'open')]);
    const alone = new Slice();
    await alone.run(planned(changesOf(61, 'remove', 'open')));
    const slice = new Slice({ 'shut remove p0': [failure(kind)] });
    const rest = planned([...changesOf(61, 'remove', 'shut'), ...changesOf(60, 'remove', 'open')]);
    const result = await slice.run(rest);
    expect(result.stopped).toEqual([{ groupId: 'shut', error: { kind } }]);
    const ofGroup = (groupId: string) =>
      result.outcomes
        .filter(({ change }) => rest[change]?.groupId === groupId)
        .map(({ outcome }) => outcome.status);
    expect(ofGroup('shut')).toEqual(['failed', ...times(60, OK).map(() => 'notAttempted')]);
    expect(ofGroup('open')).toEqual(times(60, OK).map(() => 'done'));
    // As many requests as there would be without the rest of the group, and as soon.
    expect(slice.starts).toHaveLength(changes.length);
    expect(slice.elapsedMs).toBe(alone.elapsedMs);
  });

  it('is said once of each group, and not of those that go on', async () => {
    const changes = planned(['a', 'b', 'c'].flatMap((groupId) => changesOf(20, 'remove', groupId)));
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
    const changes = planned([
      ...changesOf(2, 'remove', 'a'),
      ...changesOf(2, 'remove', 'b'),
      ...changesOf(2, 'add', 'c'),
    ]);
    const slice = new Slice({ 'a remove p0': [failure(kind)], 'c add p0': times(9, failure('unavailable')) });
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
      'to add p0': times(9, failure('unconfirmed')),
      'from remove p1': [failure('signedOut')],
    });
    const result = await slice.run(
      planned([
        { groupId: 'to', accountId: 'p0', action: 'add' },
        { groupId: 'from', accountId: 'p1', action: 'remove' },
      ]),
    );
    expect(statusesOf(result)).toEqual(['unconfirmed', 'failed']);
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
    const slice = new Slice({ p1: times(4, failure('unconfirmed')), p2: [OK], p3: [failure('signedOut')] });
    const result = await slice.run(removals(4));
    expect(statusesOf(result)).toEqual(['done', 'unconfirmed', 'done', 'failed']);
    expect(slice.timesOf('p1')).toHaveLength(1);
  });
});

describe('a person who is added and removed', () => {
  const move = (accountId: string): Change[] => [
    { groupId: 'from', accountId, action: 'remove' },
    { groupId: 'to', accountId, action: 'add' },
  ];
  const actionsOf = (slice: Slice, accountId: string): Action[] =>
    slice.starts.filter((start) => start.accountId === accountId).map(({ action }) => action);

  it('is removed once they are added, wherever the plan has it', async () => {
    const slice = new Slice({ 'to add p0': times(2, failure('unavailable')) });
    const result = await slice.run(planned([...move('p0'), ...move('p1')]));
    expect(statusesOf(result)).toEqual(times(4, OK).map(() => 'done'));
    expect(actionsOf(slice, 'p0')).toEqual(['add', 'add', 'add', 'remove']);
    expect(actionsOf(slice, 'p1')).toEqual(['add', 'remove']);
    const [added = 0, removed = 0] = slice.timesOf('p1');
    expect(removed).toBeGreaterThanOrEqual(added + 100);
  });

  it('is removed where they were in the other group already', async () => {
    const slice = new Slice({ 'to add p0': [{ ok: true, status: 'unchanged' }] });
    expect(statusesOf(await slice.run(planned(move('p0'))))).toEqual(['done', 'unchanged']);
  });

  it.each([
    ['is refused', failure('invalid')],
    ['is not confirmed', failure('unconfirmed')],
    ['is not reached', failure('permission')],
  ])('is not removed where one addition %s', async (_, result) => {
    const slice = new Slice({ 'to add p0': times(9, result) });
    const changes = planned([
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

describe('after an attempt that may have made the change', () => {
  it.each([
    [['unconfirmed', 'permission'], 'unconfirmed', 'unconfirmed'],
    [['unconfirmed', 'groupNotFound'], 'unconfirmed', 'unconfirmed'],
    [['unconfirmed', 'invalid'], 'unconfirmed', 'unconfirmed'],
    [['unavailable', 'invalid'], 'failed', 'unavailable'],
    [['unconfirmed', 'unavailable', 'invalid'], 'unconfirmed', 'unconfirmed'],
    [['unavailable', 'unconfirmed', 'invalid'], 'unconfirmed', 'unconfirmed'],
    [['unconfirmed', 'userNotFound'], 'failed', 'userNotFound'],
    [['rateLimited', 'invalid'], 'failed', 'invalid'],
  ] as const)('%j is %s: %s', async (kinds, status, kind) => {
    const slice = new Slice({ p0: kinds.map((each, n) => failure(each, { detail: `${each} ${n}` })) });
    const { outcomes } = await slice.run(removals(1));
    expect(outcomes).toMatchObject([{ outcome: { status, error: { kind } } }]);
    // The error is the one that says so, not the last that came.
    expect(outcomes).toMatchObject([
      { outcome: { error: { detail: `${kind} ${kinds.lastIndexOf(kind as never)}` } } },
    ]);
  });

  it('one that changed nothing leaves nothing open, and is made again', async () => {
    const nothing: MadeChange = { ok: false, error: { kind: 'unavailable' }, changedNothing: true };
    const never = new Slice({ p0: times(9, nothing) });
    expect(statusesOf(await never.run(removals(1)))).toEqual(['notAttempted']);
    expect(never.timesOf('p0')).toHaveLength(5);
    const refused = new Slice({ p0: [nothing, failure('invalid')] });
    expect((await refused.run(removals(1))).outcomes).toMatchObject([
      { outcome: { error: { kind: 'invalid' } } },
    ]);
    const later = new Slice({ p0: [failure('unconfirmed'), nothing, failure('invalid')] });
    expect(statusesOf(await later.run(removals(1)))).toEqual(['unconfirmed']);
  });

  it('a success is one, and so is finding it so already', async () => {
    const lost = [failure('unconfirmed'), failure('unavailable')];
    const done = new Slice({ p0: [...lost, OK] });
    expect(statusesOf(await done.run(removals(1)))).toEqual(['done']);
    const already = new Slice({ p0: [...lost, { ok: true, status: 'unchanged' }] });
    expect(statusesOf(await already.run(removals(1)))).toEqual(['done']);
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

/** Two requests start before either is answered. */
const PACE_AT_ONCE: Pace = {
  ...{ at: 0, rate: 50, tokens: 10, concurrency: 100 },
  ...{ blockedMs: 0, latencyMs: 100 },
};

describe('an error that says more than of its change', () => {
  it('that the admin’s sign-in cannot be used leaves the change to who goes on, and stops the slice', async () => {
    const slice = new Slice({ p0: [failure('actorUnavailable')] }, { paces: SLOW });
    const result = await slice.run(removals(3));
    expect(statusesOf(result)).toEqual(['notAttempted', 'notAttempted', 'notAttempted']);
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
    const slice = new Slice({ p0: times(5, failure('unavailable')) }, { timeMs: 4_000 });
    const result = await slice.run(removals(1));
    expect(result).not.toHaveProperty('stoppedBy');
    expect(statusesOf(result)).toEqual(['failed']);
  });
});
