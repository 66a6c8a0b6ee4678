import type { AppError, Outcome, Pace, RemoveMembersAnswer, RemoveMembersInput } from '../../../src/contract';
import { Run, type RunOptions } from '../../../static/admin-panel/src/run/run';
import { Timeline } from '../../support/timeline';
import { History, TICKET } from './support/history';

const PACE: Pace = { at: 0, rate: 50, tokens: 0, concurrency: 100, blockedMs: 0, latencyMs: 100 };
const SLICE_MS = 1_000;
const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);

type Script = (input: RemoveMembersInput, invocation: number) => RemoveMembersAnswer | Error;

const allRemoved: Script = ({ accountIds }) => ({
  ok: true,
  outcomes: accountIds.map((accountId): Outcome => ({ accountId, status: 'removed' })),
  pace: PACE,
});
const noneAttempted = (accountIds: readonly string[]) =>
  accountIds.map((accountId): Outcome => ({ accountId, status: 'notAttempted' }));
const lost = () => new Error('killed');

/** A run over 60 people on a clock of its own; each slice takes a second and ends as the script says, the history none. */
class Stage {
  readonly timeline = new Timeline();
  readonly asked: RemoveMembersInput[] = [];
  readonly run: Run;

  constructor(
    script: Script = allRemoved,
    accountIds = people(60),
    readonly history = new History(),
    resumed?: RunOptions['resumed'],
  ) {
    this.run = Run.start({
      ...{ action: 'remove', groupId: 'g', accountIds, driver: 'd', clock: this.timeline, random: () => 0 },
      ...(resumed && { resumed }),
      calls: {
        ...history.calls,
        change: async (input) => {
          const invocation = this.asked.push(input) - 1;
          await this.timeline.sleep(SLICE_MS);
          const answer = script(input, invocation);
          if (answer instanceof Error) throw answer;
          return answer.outcomes ? { run: TICKET, ...answer } : answer;
        },
      },
    });
  }

  /** The history knows everyone, and the first slice is under way. */
  static async atFirstSlice(...options: ConstructorParameters<typeof Stage>): Promise<Stage> {
    const stage = new Stage(...options);
    await stage.pass(0);
    return stage;
  }

  get state() {
    return this.run.getSnapshot().state;
  }

  get counts() {
    return this.run.getSnapshot().counts;
  }

  pass(ms: number) {
    return this.timeline.pass(ms);
  }
}

describe('a run', () => {
  it('goes through everyone, slice after slice, and hands the pace on', async () => {
    const stage = new Stage();
    expect(stage.state).toEqual({ name: 'running' });
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.asked.flatMap(({ accountIds }) => accountIds)).toEqual(people(60));
    expect(stage.asked.map(({ pace }) => pace)).toEqual([undefined, PACE]);
    expect(stage.counts).toEqual({ done: 60, failed: 0, unconfirmed: 0, notAttempted: 0, left: 0 });
  });

  it('has one invocation at a time', async () => {
    const stage = new Stage(allRemoved, people(500));
    await stage.pass(SLICE_MS / 2);
    expect(stage.asked).toHaveLength(1);
    await stage.pass(SLICE_MS);
    expect(stage.asked).toHaveLength(2);
  });

  it('tells of each person and of the whole, with the same object while nothing changes', async () => {
    const stage = await Stage.atFirstSlice();
    const { run } = stage;
    expect(run.standingOf('p0')).toEqual({ status: 'underWay' });
    expect(run.standingOf('p59')).toEqual({ status: 'waiting' });
    expect(run.standingOf('somebody')).toBeUndefined();
    const [snapshot, waiting] = [run.getSnapshot(), run.standingOf('p59')];
    expect(run.getSnapshot()).toBe(snapshot);
    const onChange = jest.fn();
    const stopListening = run.subscribe(onChange);
    await stage.pass(SLICE_MS);
    expect(onChange).toHaveBeenCalled();
    expect(run.getSnapshot()).not.toBe(snapshot);
    expect(snapshot.counts.left).toBe(60);
    expect(run.standingOf('p0')).toEqual({ status: 'done' });
    expect(run.standingOf('p59')).not.toBe(waiting);
    stopListening();
    onChange.mockClear();
    await stage.pass(SLICE_MS);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('knows how fast it goes, and how long it will', async () => {
    const stage = new Stage(allRemoved, people(225));
    expect(stage.run.getSnapshot()).not.toHaveProperty('timeLeftMs');
    await stage.pass(SLICE_MS);
    expect(stage.run.getSnapshot()).toMatchObject({ perSecond: 25, timeLeftMs: 8_000 });
  });

  it('counts a person once who is named twice, and is done at once with nobody', async () => {
    expect(new Stage(allRemoved, ['a', 'a', 'b']).counts.left).toBe(2);
    const stage = await Stage.atFirstSlice(allRemoved, []);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.history.calledFor).toEqual([]);
  });

  it('asks again first about those whom the time did not reach', async () => {
    const stage = new Stage((input, invocation) => {
      const [first = '', ...rest] = input.accountIds;
      return invocation > 0
        ? allRemoved(input, invocation)
        : {
            ok: true,
            outcomes: [{ accountId: first, status: 'removed' }, ...noneAttempted(rest)],
            pace: PACE,
          };
    });
    await stage.pass(SLICE_MS * 10);
    expect(stage.asked[1]?.accountIds.slice(0, 2)).toEqual(['p1', 'p2']);
    expect(stage.counts.done).toBe(60);
  });
});

describe('Pause', () => {
  it('takes effect after the slice under way, and Resume goes on', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.pause();
    expect(stage.state).toEqual({ name: 'pausing' });
    await stage.pass(SLICE_MS * 60);
    expect(stage.state).toEqual({ name: 'paused' });
    expect(stage.run.getSnapshot()).not.toHaveProperty('timeLeftMs');
    expect(stage.asked).toHaveLength(1);
    stage.run.resume();
    expect(stage.state).toEqual({ name: 'running' });
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
  });

  it('taken back in time changes nothing', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.pause();
    stage.run.resume();
    expect(stage.state).toEqual({ name: 'running' });
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
  });
});

describe('without a network', () => {
  const down = { ok: false as const, error: { kind: 'storage' as const } };

  it('asks nothing after the slice under way, and goes on by itself', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.setOnline(false);
    expect(stage.state).toEqual({ name: 'offline' });
    await stage.pass(3_600_000);
    expect(stage.state).toEqual({ name: 'offline' });
    expect(stage.run.getSnapshot()).not.toHaveProperty('timeLeftMs');
    expect(stage.asked).toHaveLength(1);
    stage.run.setOnline(true);
    expect(stage.state).toEqual({ name: 'running' });
    await stage.pass(SLICE_MS * 2);
    expect(stage.run.getSnapshot().perSecond).toBeGreaterThan(10);
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts.done).toBe(60);
  });

  it('from the start asks nothing at all', async () => {
    const stage = new Stage();
    stage.run.setOnline(false);
    await stage.pass(3_600_000);
    expect([stage.asked, stage.history.asked]).toEqual([[], []]);
  });

  it('Pause wins over a network that is back', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.setOnline(false);
    await stage.pass(SLICE_MS);
    stage.run.pause();
    expect(stage.state).toEqual({ name: 'paused' });
    stage.run.resume();
    stage.run.pause();
    stage.run.setOnline(true);
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'paused' });
    expect(stage.asked).toHaveLength(1);
  });

  it('Resume waits for it, and loses nobody to requests that were never made', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.pause();
    await stage.pass(SLICE_MS);
    stage.run.setOnline(false);
    expect(stage.state).toEqual({ name: 'paused' });
    stage.run.resume();
    expect(stage.state).toEqual({ name: 'offline' });
    await stage.pass(3_600_000);
    expect(stage.asked).toHaveLength(1);
    expect(stage.counts).toMatchObject({ unconfirmed: 0, left: 35 });
    stage.run.setOnline(true);
    await stage.pass(SLICE_MS * 10);
    expect(stage.counts.done).toBe(60);
  });

  it('a limit that is over is waited with, and one that is not is still waited out', async () => {
    const quota: AppError = { kind: 'rateLimited', limit: 'quota' };
    const stage = new Stage((input, n) =>
      n === 0 ? { ok: false, error: quota, pace: { ...PACE, blockedMs: 600_000 } } : allRemoved(input, n),
    );
    await stage.pass(SLICE_MS);
    stage.run.setOnline(false);
    await stage.pass(300_000);
    stage.run.setOnline(true);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit' });
    stage.run.setOnline(false);
    await stage.pass(600_000);
    expect(stage.state).toEqual({ name: 'offline' });
    expect(stage.asked).toHaveLength(1);
    stage.run.setOnline(true);
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
  });

  it('Stop ends the run at once, and the history hears of it later', async () => {
    const stage = await Stage.atFirstSlice(allRemoved, people(60), new History().next('endRun', down));
    stage.run.setOnline(false);
    await stage.pass(SLICE_MS);
    stage.run.stop();
    await stage.pass(3_600_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.history.calledFor).toEqual([]);
    stage.run.setOnline(true);
    await stage.pass(60_000);
    expect(stage.history.calledFor).toEqual(['endRun', 'endRun']);
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });

  it('a run that has ended can be retried, when there is one again', async () => {
    const failed: AppError = { kind: 'invalid' };
    const stage = new Stage(
      (input, n) =>
        n > 0
          ? allRemoved(input, n)
          : { ok: true, pace: PACE, outcomes: [{ accountId: 'p0', status: 'failed', error: failed }] },
      people(1),
    );
    await stage.pass(500);
    stage.run.setOnline(false);
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'done' });
    stage.run.retryFailed({ withNotAttempted: false });
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'offline' });
    expect([stage.asked.length, stage.history.calledFor]).toEqual([1, []]);
    stage.run.setOnline(true);
    await stage.pass(60_000);
    expect(stage.counts.done).toBe(1);
    expect(stage.history.calledFor).toEqual(['endRun']);
  });
});

describe('Stop', () => {
  it('takes effect after the slice under way; the rest is not attempted', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.stop();
    expect(stage.state).toEqual({ name: 'stopping' });
    await stage.pass(SLICE_MS * 60);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.counts).toEqual({ done: 25, failed: 0, unconfirmed: 0, notAttempted: 35, left: 0 });
    expect(stage.asked).toHaveLength(1);
  });

  it('ends a paused run, and neither Pause nor Resume takes it back', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.pause();
    await stage.pass(SLICE_MS);
    stage.run.stop();
    stage.run.resume();
    await stage.pass(0);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    stage.run.pause();
    stage.run.resume();
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
  });

  it('leaves open what a lost slice may have done', async () => {
    const stage = await Stage.atFirstSlice(lost);
    stage.run.stop();
    await stage.pass(SLICE_MS);
    expect(stage.counts).toEqual({ done: 0, failed: 0, unconfirmed: 25, notAttempted: 35, left: 0 });
  });

  it('in the last slice comes too late: everyone was asked about', async () => {
    const stage = await Stage.atFirstSlice(allRemoved, people(5));
    stage.run.stop();
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'done' });
  });
});

describe('a limit', () => {
  const quota: AppError = { kind: 'rateLimited', limit: 'quota' };
  const limited =
    (error: AppError, blockedMs: number): Script =>
    (input, invocation) =>
      invocation === 0
        ? {
            ...{ ok: false, error, pace: { ...PACE, blockedMs } },
            outcomes: input.accountIds.map((accountId, n): Outcome =>
              n === 0 ? { accountId, status: 'failed', error } : { accountId, status: 'notAttempted' },
            ),
          }
        : allRemoved(input, invocation);

  it('of the hour pauses the run until it is over, and then it goes on', async () => {
    const stage = new Stage(limited(quota, 600_000));
    await stage.pass(SLICE_MS);
    const until = stage.timeline.now() + 600_000;
    expect(stage.state).toEqual({ name: 'pausedByLimit', until, error: quota });
    expect(stage.counts.left).toBe(60);
    await stage.pass(599_999);
    expect(stage.asked).toHaveLength(1);
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts.done).toBe(60);
  });

  it('holds through Pause and Resume, and ends with Stop', async () => {
    const stage = new Stage(limited(quota, 600_000));
    await stage.pass(SLICE_MS);
    stage.run.pause();
    expect(stage.state).toEqual({ name: 'paused' });
    stage.run.resume();
    await stage.pass(1_000);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit' });
    stage.run.stop();
    await stage.pass(0);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.counts.notAttempted).toBe(60);
  });

  it('of a moment is part of running', async () => {
    const stage = new Stage(limited({ kind: 'rateLimited', limit: 'burst' }, 2_000));
    await stage.pass(SLICE_MS + 1_999);
    expect(stage.state).toEqual({ name: 'running' });
    expect(stage.asked).toHaveLength(1);
    await stage.pass(1);
    expect(stage.asked).toHaveLength(2);
  });

  it('met before anyone was asked about is waited out by the page’s clock', async () => {
    const retryAt = new Date(new Timeline().now() + 300_000).toISOString();
    const stage = new Stage((input, invocation) =>
      invocation === 0 ? { ok: false, error: { ...quota, retryAt } } : allRemoved(input, invocation),
    );
    await stage.pass(SLICE_MS);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit', until: Date.parse(retryAt) });
    await stage.pass(310_000);
    expect(stage.state).toEqual({ name: 'done' });
  });
});

describe('an error that concerns everyone', () => {
  it('ends the run, the rest not attempted', async () => {
    const error: AppError = { kind: 'permission', status: 403 };
    const stage = new Stage(({ accountIds: [first = '', ...rest] }) => ({
      ...{ ok: false, error, pace: PACE },
      outcomes: [{ accountId: first, status: 'failed', error }, ...noneAttempted(rest)],
    }));
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
    expect(stage.counts).toEqual({ done: 0, failed: 1, unconfirmed: 0, notAttempted: 59, left: 0 });
    await stage.pass(60_000);
    expect(stage.asked).toHaveLength(1);
  });
});

describe('an invocation of which nothing comes back', () => {
  it('is asked again after a while, with fewer people', async () => {
    const stage = new Stage((input, n) => (n === 0 ? lost() : allRemoved(input, n)));
    await stage.pass(SLICE_MS + 499);
    expect(stage.asked).toHaveLength(1);
    await stage.pass(SLICE_MS * 20);
    expect(stage.asked[1]?.accountIds).toEqual(people(12));
    expect(stage.counts.done).toBe(60);
  });

  it('four times in a row leaves its people open, eight times ends the run', async () => {
    const stage = new Stage(lost);
    await stage.pass(600_000);
    expect(stage.asked).toHaveLength(8);
    expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unconfirmed' } });
    // 25 were in the first, lost one: none of them is known about.
    expect(stage.counts).toEqual({ done: 0, failed: 0, unconfirmed: 25, notAttempted: 35, left: 0 });
  });

  it('makes a later refusal open: the lost one may have done it', async () => {
    const stage = new Stage((input, n) =>
      n === 0
        ? lost()
        : {
            ...{ ok: true, pace: PACE },
            outcomes: input.accountIds.map((accountId): Outcome => ({
              ...{ accountId, status: 'failed' },
              error: { kind: accountId === 'p1' ? 'userNotFound' : 'invalid' },
            })),
          },
    );
    await stage.pass(60_000);
    expect(stage.run.standingOf('p0')).toMatchObject({ status: 'unconfirmed', error: { detail: 'killed' } });
    expect(stage.run.standingOf('p1')).toMatchObject({ status: 'failed', error: { kind: 'userNotFound' } });
    expect(stage.run.standingOf('p59')).toMatchObject({ status: 'failed', error: { kind: 'invalid' } });
  });
});

it('answers that settle nobody end the run in the end', async () => {
  const stage = new Stage(({ accountIds }) => ({
    ok: true,
    outcomes: noneAttempted(accountIds),
    pace: PACE,
  }));
  await stage.pass(600_000);
  expect(stage.asked).toHaveLength(6);
  expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unavailable' } });
  expect(stage.counts.notAttempted).toBe(60);
});

describe('after the end', () => {
  const statuses: Outcome['status'][] = ['removed', 'failed', 'unconfirmed', 'notAttempted'];
  const mixed: Script = (input, invocation) => {
    if (invocation > 0) return allRemoved(input, invocation);
    const error: AppError = { kind: 'unavailable', status: 500 };
    return {
      ...{ ok: false, error: { kind: 'permission' }, pace: PACE },
      outcomes: input.accountIds.map((accountId, n): Outcome => {
        const status = statuses[n] ?? 'notAttempted';
        return status === 'failed' || status === 'unconfirmed'
          ? { accountId, status, error: status === 'failed' ? error : { kind: 'unconfirmed' } }
          : { accountId, status };
      }),
    };
  };

  it.each([
    [false, ['p1'], 2],
    [true, ['p1', 'p3'], 3],
  ])(
    'Retry failed (not attempted too: %s) asks again about %j only',
    async (withNotAttempted, who, removed) => {
      const stage = new Stage(mixed, people(4));
      await stage.pass(SLICE_MS);
      expect(stage.counts).toEqual({ done: 1, failed: 1, unconfirmed: 1, notAttempted: 1, left: 0 });
      stage.run.retryFailed({ withNotAttempted });
      expect(stage.state).toEqual({ name: 'running' });
      await stage.pass(SLICE_MS);
      expect(stage.asked[1]?.accountIds).toEqual(who);
      expect(stage.state).toEqual({ name: 'done' });
      expect(stage.counts).toMatchObject({ done: removed, unconfirmed: 1 });
    },
  );

  it('Check settles what is open, and nothing else', async () => {
    const stage = new Stage(mixed, people(4));
    await stage.pass(SLICE_MS);
    const onChange = jest.fn();
    stage.run.subscribe(onChange);
    stage.run.applyCheck('p2', true);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(stage.run.standingOf('p2')).toEqual({ status: 'notChanged' });
    stage.run.applyCheck('p1', false);
    stage.run.applyCheck('p3', false);
    expect(stage.counts).toEqual({ done: 2, failed: 1, unconfirmed: 0, notAttempted: 1, left: 0 });
    // Who changes it later is somebody else.
    stage.run.applyCheck('p2', false);
    expect(stage.counts.done).toBe(2);
  });

  it('nothing is retried before', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.retryFailed({ withNotAttempted: true });
    expect(stage.asked).toHaveLength(1);
  });
});

it('retries leave nothing behind: the queue holds each person once', async () => {
  const stage = new Stage((_, n) =>
    n < 400 && n % 3 !== 2 ? lost() : { ok: true, outcomes: [], pace: PACE },
  );
  await stage.pass(3_600_000);
  const asked = stage.asked.map(({ accountIds }) => accountIds);
  expect(asked.every((ids) => new Set(ids).size === ids.length && ids.length <= 25)).toBe(true);
  expect(stage.counts.notAttempted + stage.counts.unconfirmed).toBe(60);
});

describe('the history', () => {
  const storage: AppError = { kind: 'storage', detail: 'No answer within 6.0 s.' };
  const down = { ok: false as const, error: storage };

  it('has everyone with the first slice, and the end after the last', async () => {
    const stage = new Stage();
    await stage.pass(SLICE_MS * 10);
    expect(stage.asked.map(({ run, newRun }) => ({ run, newRun }))).toEqual([
      { run: undefined, newRun: { driver: 'd', accountIds: people(60), total: 60 } },
      { run: TICKET, newRun: undefined },
    ]);
    expect(stage.history.asked).toEqual([{ call: 'endRun', input: TICKET }]);
    expect(stage.run.runId).toBe('r');
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });

  it('gets each slice with the ticket of the one before', async () => {
    const stage = new Stage(
      ({ accountIds }, n) => ({
        ...{ ok: true, pace: PACE, run: { ...TICKET, next: n + 2 } },
        outcomes: accountIds.map((accountId) => ({ accountId, status: 'removed' })),
      }),
      people(100),
    );
    await stage.pass(SLICE_MS * 10);
    expect(stage.asked.map(({ run }) => run?.next)).toEqual([undefined, 2, 3]);
    expect(stage.history.asked).toEqual([{ call: 'endRun', input: { ...TICKET, next: 4 } }]);
  });

  it('is told of people in stretches of 5,000, and nothing is changed before it has all', async () => {
    const stage = new Stage(allRemoved, people(12_000), new History().next('extendRun', down));
    await stage.pass(0);
    expect(stage.asked).toHaveLength(0);
    expect(stage.state).toEqual({ name: 'pausedByLimit', until: stage.timeline.now() + 500, error: storage });
    await stage.pass(600);
    expect(stage.asked).toHaveLength(1);
    expect(
      stage.history.asked.map(({ input }) => [
        'from' in input ? input.from : 0,
        'accountIds' in input ? input.accountIds.length : 0,
      ]),
    ).toEqual([
      [0, 5_000],
      [5_000, 5_000],
      [5_000, 5_000],
      [10_000, 2_000],
    ]);
  });

  it.each([
    ['an answer that was lost', new Error('killed')],
    ['a storage that is down', down],
  ])('is asked to begin again after %s, as the same driver', async (_, answer) => {
    const stage = new Stage((input, n) => (n < 2 ? answer : allRemoved(input, n)), people(5));
    await stage.pass(60_000);
    expect(stage.asked).toHaveLength(3);
    expect(stage.asked.map(({ newRun }) => newRun)).toEqual(
      Array(3).fill({ driver: 'd', accountIds: people(5), total: 5 }),
    );
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts.done).toBe(5);
  });

  it('that may know of a run is told of its end, also where the page never heard that it began', async () => {
    const stage = await Stage.atFirstSlice(lost, people(5));
    stage.run.stop();
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.history.calledFor).toEqual(['startRun', 'endRun']);
    expect(stage.history.asked[0]).toMatchObject({ input: { driver: 'd', accountIds: people(5), total: 5 } });
  });

  it.each(['permission', 'groupNotFound', 'runTaken'] as const)(
    'that answers %s ends the run before anything was changed',
    async (kind) => {
      const history = new History().next('startRun', { ok: false, error: { kind } });
      const stage = new Stage(allRemoved, people(5_001), history);
      await stage.pass(60_000);
      expect(stage.asked).toHaveLength(0);
      expect(stage.state).toEqual({ name: 'stopped', by: 'error', error: { kind } });
      expect(stage.counts.notAttempted).toBe(5_001);
      expect(history.calledFor).toEqual(['startRun']);
    },
  );

  it('holds the run while it cannot be written, however long, says why, and the run goes on by itself', async () => {
    let isDown = true;
    const stage = new Stage((input, n) => (isDown ? down : allRemoved(input, n)), people(5));
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'pausedByLimit', until: stage.timeline.now() + 500, error: storage });
    await stage.pass(3_600_000);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit', error: storage });
    expect(stage.counts).toEqual({ done: 0, failed: 0, unconfirmed: 0, notAttempted: 0, left: 5 });
    isDown = false;
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts.done).toBe(5);
  });

  it('held by an outage, the run can be stopped', async () => {
    const stage = new Stage(() => down, people(5));
    await stage.pass(SLICE_MS);
    stage.run.stop();
    await stage.pass(0);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.counts.notAttempted).toBe(5);
  });

  it('that did not get the outcomes of a slice has those people asked about again', async () => {
    const next = { ...TICKET, next: 2 };
    const stage = new Stage(
      (input, n) =>
        n > 0
          ? allRemoved(input, n)
          : {
              ...{ ...down, run: next, pace: PACE },
              outcomes: [
                { accountId: 'p0', status: 'removed' },
                { accountId: 'p1', status: 'removed' },
                { accountId: 'p2', status: 'notAttempted' },
              ],
            },
      people(3),
    );
    await stage.pass(SLICE_MS);
    expect(stage.counts).toMatchObject({ done: 0, left: 3 });
    await stage.pass(10_000);
    expect(stage.asked[1]).toMatchObject({ accountIds: people(3), run: next, pace: PACE });
    expect(stage.counts.done).toBe(3);
  });

  it('without the outcomes of a slice leaves its people open when the run is stopped', async () => {
    const stage = new Stage(
      ({ accountIds: [first = '', ...rest] }) => ({
        ...{ ...down, run: TICKET },
        outcomes: [{ accountId: first, status: 'removed' }, ...noneAttempted(rest)],
      }),
      people(3),
    );
    await stage.pass(SLICE_MS);
    stage.run.stop();
    await stage.pass(0);
    expect(stage.run.standingOf('p0')).toMatchObject({ status: 'unconfirmed' });
    expect(stage.counts).toMatchObject({ unconfirmed: 1, notAttempted: 2 });
  });

  it('that says the run is somebody else’s ends it here, and is not told of an end', async () => {
    const error: AppError = {
      kind: 'runTaken',
      takenBy: { accountId: 'other', until: '2026-03-01T10:00:30.000Z' },
    };
    const stage = new Stage((input, n) => (n === 0 ? allRemoved(input, n) : { ok: false, error }));
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
    expect(stage.counts).toEqual({ done: 25, failed: 0, unconfirmed: 0, notAttempted: 35, left: 0 });
    expect(stage.history.calledFor).toEqual([]);
  });

  it('is told of the end five times, then the page is', async () => {
    const history = new History().next('endRun', down, new Error('killed'), down, down, down);
    const stage = new Stage(allRemoved, people(5), history);
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.run.getSnapshot().notClosed).toEqual(storage);
    await stage.pass(600);
    expect(stage.run.getSnapshot().notClosed).toEqual({ kind: 'unavailable', detail: 'killed' });
    await stage.pass(600_000);
    expect(history.calledFor.filter((call) => call === 'endRun')).toHaveLength(5);
    expect(stage.run.getSnapshot().notClosed).toEqual(storage);
  });

  it('that hears of the end at the second try leaves nothing to tell', async () => {
    const stage = new Stage(allRemoved, people(5), new History().next('endRun', down));
    await stage.pass(60_000);
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });

  it('has a run opened again that is retried after its end, and waits for that', async () => {
    const history = new History().next('resumeRun', down);
    const failed: AppError = { kind: 'invalid' };
    const stage = new Stage(
      (input, n) =>
        n > 0
          ? allRemoved(input, n)
          : { ok: true, pace: PACE, outcomes: [{ accountId: 'p0', status: 'failed', error: failed }] },
      people(1),
      history,
    );
    await stage.pass(SLICE_MS);
    expect(stage.counts.failed).toBe(1);
    stage.run.retryFailed({ withNotAttempted: false });
    await stage.pass(60_000);
    expect(history.calledFor).toEqual(['endRun', 'resumeRun', 'resumeRun', 'endRun']);
    expect(history.asked[1]).toEqual({ call: 'resumeRun', input: { runId: 'r', driver: 'd' } });
    expect(stage.asked).toHaveLength(2);
    expect(stage.counts.done).toBe(1);
  });

  it('retried while its end is still being told of, a run is opened again too', async () => {
    const history = new History().next('endRun', down, down);
    const stage = new Stage(
      ({ accountIds: [first = ''] }, n) => ({
        ...{ ok: true, pace: PACE },
        outcomes: [
          n > 0
            ? { accountId: first, status: 'removed' }
            : { accountId: first, status: 'failed', error: { kind: 'invalid' } },
        ],
      }),
      people(1),
      history,
    );
    await stage.pass(SLICE_MS);
    stage.run.retryFailed({ withNotAttempted: false });
    await stage.pass(60_000);
    expect(history.calledFor.filter((call) => call !== 'endRun')).toEqual(['resumeRun']);
    expect(stage.counts.done).toBe(1);
    expect(history.calledFor.at(-1)).toBe('endRun');
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });
});

describe('a run that is taken up again', () => {
  const ticket = { ...TICKET, next: 7 };

  it('asks about whoever the record does not settle, and nobody else', async () => {
    const stage = new Stage(allRemoved, people(6), new History(), {
      ticket,
      people: [
        { accountId: 'p0', status: 'done' },
        { accountId: 'p1', status: 'failed', reason: 'userNotFound' },
        { accountId: 'p2', status: 'failed', reason: 'unavailable' },
        { accountId: 'p3', status: 'unconfirmed', reason: 'unconfirmed' },
        { accountId: 'p4', status: 'notAttempted' },
        { accountId: 'p5', status: 'notChanged' },
      ],
    });
    await stage.pass(SLICE_MS);
    expect(stage.history.calledFor).toEqual(['endRun']);
    expect(stage.asked).toEqual([{ groupId: 'g', accountIds: ['p2', 'p3', 'p4'], run: ticket }]);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts).toEqual({ done: 4, failed: 2, unconfirmed: 0, notAttempted: 0, left: 0 });
  });

  it('does not take a refusal for the answer to a request that was lost before', async () => {
    const stage = new Stage(
      ({ accountIds }) => ({
        ...{ ok: true, pace: PACE },
        outcomes: accountIds.map((accountId) => ({
          accountId,
          status: 'failed',
          error: { kind: 'invalid' },
        })),
      }),
      people(2),
      new History(),
      {
        ticket,
        people: [
          { accountId: 'p0', status: 'unconfirmed', reason: 'unconfirmed' },
          { accountId: 'p1', status: 'notAttempted' },
        ],
      },
    );
    await stage.pass(SLICE_MS);
    expect(stage.run.standingOf('p0')).toMatchObject({ status: 'unconfirmed' });
    expect(stage.run.standingOf('p1')).toMatchObject({ status: 'failed' });
  });

  it('only has its end written down where everyone was settled', async () => {
    const stage = new Stage(allRemoved, people(1), new History(), {
      ticket,
      people: [{ accountId: 'p0', status: 'done' }],
    });
    await stage.pass(0);
    expect(stage.asked).toHaveLength(0);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.history.asked).toEqual([{ call: 'endRun', input: ticket }]);
  });
});
