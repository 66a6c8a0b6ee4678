import fc from 'fast-check';
import type { AppError, ErrorKind, Pace } from '../../../src/contract';
import { changeMembers, type ChangeTools } from '../../../src/removal/changeMembers';
import { burstAt } from '../../../src/removal/limits';
import { Timeline } from '../../support/timeline';
import { expectWithinBucket } from './support/windows';

type Result = Awaited<ReturnType<ChangeTools['change']>>;

const OK: Result = { ok: true };
const failure = (kind: ErrorKind, more: Partial<AppError> = {}): Result => ({
  ok: false,
  error: { kind, ...more },
});
const statusesOf = (answer: { outcomes?: { status: string }[] }) =>
  answer.outcomes?.map(({ status }) => status);

/** A slice on a clock of its own, whose requests take `latencyMs` and end as `results` says, one after the other. */
class Slice {
  readonly timeline = new Timeline();
  readonly starts: { accountId: string; at: number }[] = [];
  readonly startedAt = this.timeline.now();
  mostAtOnce = 0;
  #atOnce = 0;

  constructor(
    readonly results: Record<string, Result[]> = {},
    readonly options: { latencyMs?: number; timeMs?: number; pace?: Pace; limit?: number } = {},
  ) {}

  run(accountIds: readonly string[]) {
    const { timeline } = this;
    const { latencyMs = 100, timeMs = 25_000, pace, limit = 50 } = this.options;
    const change = async (accountId: string) => {
      this.starts.push({ accountId, at: timeline.now() });
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
      await timeline.sleep(latencyMs);
      this.#atOnce -= 1;
      return this.results[accountId]?.shift() ?? OK;
    };
    return timeline.until(
      changeMembers(
        accountIds,
        { done: 'removed', limit },
        {
          ...{ change, clock: timeline, random: () => 0.5, pace },
          timeLeftMs: () => timeMs - this.elapsedMs,
        },
      ),
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

const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const times = (count: number, result: Result) => Array.from({ length: count }, () => result);

it('asks about everyone once, and answers in the order asked', async () => {
  const slice = new Slice();
  const answer = await slice.run(['c', 'a', 'b']);
  expect(answer).toMatchObject({
    ok: true,
    outcomes: ['c', 'a', 'b'].map((accountId) => ({ accountId, status: 'removed' })),
    pace: { rate: 50, latencyMs: 100 },
  });
  expect(slice.starts).toHaveLength(3);
});

it('calls it what the direction calls it, at the direction’s limit', async () => {
  const timeline = new Timeline();
  const answer = await changeMembers(
    ['a'],
    { done: 'restored', limit: 100 },
    {
      ...{ change: () => Promise.resolve(OK), timeLeftMs: () => 25_000, clock: timeline, random: () => 0 },
    },
  );
  expect(answer).toMatchObject({ outcomes: [{ accountId: 'a', status: 'restored' }], pace: { rate: 100 } });
});

describe('pace', () => {
  it('asks about one person alone first, then about many at once', async () => {
    const slice = new Slice();
    await slice.run(people(60));
    expect(slice.starts.filter(({ at }) => at < slice.startedAt + 100)).toHaveLength(1);
    expect(slice.mostAtOnce).toBe(10);
  });

  it('never goes faster than the limit, whatever pace the page claims', async () => {
    const claimed: fc.Arbitrary<Pace> = fc.record({
      at: fc.integer({ min: 0, max: 8.64e15 }),
      rate: fc.double({ min: 1, max: 50, noNaN: true }),
      tokens: fc.double({ min: 0, max: burstAt(50), noNaN: true }),
      concurrency: fc.double({ min: 1, max: 100, noNaN: true }),
      blockedMs: fc.nat(5_000),
      latencyMs: fc.nat(25_000),
    });
    await fc.assert(
      fc.asyncProperty(claimed, fc.nat(400), async (pace, latencyMs) => {
        const slice = new Slice({}, { pace, latencyMs });
        await slice.run(people(120));
        expectWithinBucket(
          slice.starts.map(({ at }) => at - slice.startedAt),
          50,
        );
      }),
      { seed: 20_26, numRuns: 200 },
    );
  });

  it('waits as long as a 429 says before anyone is asked about again', async () => {
    const retryAt = new Date(new Timeline().now() + 3_100).toISOString();
    const slice = new Slice({ p0: [failure('rateLimited', { limit: 'burst', retryAt })] });
    const answer = await slice.run(people(5));
    expect(statusesOf(answer)).toEqual(people(5).map(() => 'removed'));
    expect(slice.starts.filter(({ at }) => at > slice.startedAt && at < slice.startedAt + 3_100)).toEqual([]);
  });
});

describe('time', () => {
  it('starts nobody when under 5 s remain, and says so of each', async () => {
    const slice = new Slice({}, { latencyMs: 1_000, timeMs: 7_500, limit: 1 });
    const answer = await slice.run(people(6));
    const last = slice.starts.at(-1)?.at ?? 0;
    expect(last - slice.startedAt).toBeLessThanOrEqual(2_500);
    expect(answer.ok).toBe(true);
    expect(statusesOf(answer)).toEqual([
      ...slice.starts.map(() => 'removed'),
      ...people(6 - slice.starts.length).map(() => 'notAttempted'),
    ]);
  });

  it('tries the first person however little time is left', async () => {
    const slice = new Slice({}, { timeMs: 0 });
    expect(statusesOf(await slice.run(people(2)))).toEqual(['removed', 'notAttempted']);
  });

  it('does not wait for a retry that would come too late', async () => {
    const slice = new Slice({ p0: times(9, failure('unconfirmed')) }, { timeMs: 5_200 });
    expect(statusesOf(await slice.run(['p0']))).toEqual(['unconfirmed']);
    expect(slice.elapsedMs).toBe(100);
  });

  it('ends at once when Confluence wants to be left alone for longer than that', async () => {
    const retryAt = new Date(new Timeline().now() + 60_000).toISOString();
    const error = { kind: 'rateLimited', limit: 'burst', retryAt } as const;
    const slice = new Slice({ p0: [failure('rateLimited', error)] });
    expect(await slice.run(people(3))).toMatchObject({
      ok: false,
      error,
      outcomes: [{ status: 'failed', error }, { status: 'notAttempted' }, { status: 'notAttempted' }],
      pace: { blockedMs: 59_900 },
    });
    expect(slice.elapsedMs).toBe(100);
  });

  it('does nothing when the pace handed in says so for longer than that', async () => {
    const at = new Timeline().now();
    const pace = { at, rate: 50, tokens: 0, concurrency: 100, blockedMs: 60_000, latencyMs: 100 };
    const slice = new Slice({}, { pace });
    expect(statusesOf(await slice.run(people(2)))).toEqual(['notAttempted', 'notAttempted']);
    expect(slice.starts).toEqual([]);
  });
});

describe('what passes', () => {
  it.each(['rateLimited', 'unavailable', 'unconfirmed'] as const)('%s is tried five times', async (kind) => {
    const four = new Slice({ p0: times(4, failure(kind)) });
    expect(statusesOf(await four.run(['p0']))).toEqual(['removed']);
    const five = new Slice({ p0: times(5, failure(kind)) });
    const answer = await five.run(['p0']);
    expect(statusesOf(answer)).toEqual([kind === 'unconfirmed' ? 'unconfirmed' : 'failed']);
    expect(five.timesOf('p0')).toHaveLength(5);
    expect(answer.ok).toBe(kind !== 'rateLimited');
  });

  it('is tried again after longer and longer, before people not asked about yet', async () => {
    const slice = new Slice({ p0: times(3, failure('unavailable')) }, { limit: 10 });
    await slice.run(people(40));
    const [first = 0, second = 0, third = 0, fourth = 0] = slice.timesOf('p0');
    expect(second - first).toBeGreaterThanOrEqual(100 + 250);
    expect(third - second).toBeGreaterThanOrEqual(100 + 500);
    expect(fourth - third).toBeGreaterThanOrEqual(100 + 1_000);
    expect(slice.starts.at(-1)?.accountId).not.toBe('p0');
  });
});

describe('what concerns one person', () => {
  it.each(['userNotFound', 'invalid'] as const)('%s fails them, and is not tried again', async (kind) => {
    const slice = new Slice({ p1: [failure(kind)] });
    expect(await slice.run(people(3))).toMatchObject({
      ok: true,
      outcomes: [{ status: 'removed' }, { status: 'failed', error: { kind } }, { status: 'removed' }],
    });
    expect(slice.starts).toHaveLength(3);
  });
});

describe('what concerns everyone', () => {
  const stops = ['permission', 'groupNotFound', 'signedOut', 'scopeMissing'] as const;
  it.each(stops)('%s stops at once', async (kind) => {
    const slice = new Slice({ p0: [failure(kind)] });
    expect(await slice.run(people(3))).toMatchObject({
      ok: false,
      error: { kind },
      outcomes: [
        { status: 'failed', error: { kind } },
        { status: 'notAttempted' },
        { status: 'notAttempted' },
      ],
    });
    expect(slice.starts).toHaveLength(1);
  });

  it('the quota stops at once, however soon it is over', async () => {
    const retryAt = new Date(new Timeline().now() + 1_000).toISOString();
    const slice = new Slice({ p0: [failure('rateLimited', { limit: 'quota', retryAt })] });
    expect(await slice.run(people(2))).toMatchObject({ ok: false, error: { limit: 'quota', retryAt } });
    expect(slice.starts).toHaveLength(1);
  });

  it('lets the requests under way come back, and says what became of each', async () => {
    const slice = new Slice({ p3: [failure('permission')], p5: [failure('userNotFound')] });
    const answer = await slice.run(people(60));
    const asked = new Set(slice.starts.map(({ accountId }) => accountId));
    expect(asked.size).toBeLessThan(60);
    for (const { accountId, status } of answer.outcomes ?? []) {
      const refused = accountId === 'p3' || accountId === 'p5';
      expect(status).toBe(refused ? 'failed' : asked.has(accountId) ? 'removed' : 'notAttempted');
    }
  });

  it('does not wait for retries any more', async () => {
    const slice = new Slice({ p1: times(4, failure('unconfirmed')), p2: [OK], p3: [failure('permission')] });
    const answer = await slice.run(people(4));
    expect(statusesOf(answer)).toEqual(['removed', 'unconfirmed', 'removed', 'failed']);
    expect(slice.timesOf('p1')).toHaveLength(1);
  });
});

describe('after an attempt that may have done it', () => {
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
    const slice = new Slice({ p0: kinds.map((each) => failure(each)) });
    expect((await slice.run(['p0'])).outcomes).toMatchObject([{ status, error: { kind } }]);
  });

  it('a success is one', async () => {
    const slice = new Slice({ p0: [failure('unconfirmed'), failure('unavailable'), OK] });
    expect(statusesOf(await slice.run(['p0']))).toEqual(['removed']);
  });
});

it('what is thrown passes through, and nobody else is asked about', async () => {
  const timeline = new Timeline();
  const consent = new Error('consent');
  const change = jest.fn(() => Promise.reject(consent));
  const answer = changeMembers(
    people(3),
    { done: 'removed', limit: 50 },
    {
      ...{ change, clock: timeline, random: () => 0.5, timeLeftMs: () => 25_000 },
    },
  );
  await expect(timeline.until(answer)).rejects.toBe(consent);
  await timeline.pass(60_000);
  expect(change).toHaveBeenCalledTimes(1);
});
