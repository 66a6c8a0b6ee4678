import type { AppError, Outcome, Pace, RemoveMembersAnswer, RemoveMembersInput } from '../../../src/contract';
import { RemovalRun } from '../../../static/admin-panel/src/run/run';
import { Timeline } from '../../support/timeline';

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

/** A run over 60 people on a clock of its own; each invocation takes a second and ends as the script says. */
class Stage {
  readonly timeline = new Timeline();
  readonly asked: RemoveMembersInput[] = [];
  readonly run: RemovalRun;

  constructor(script: Script = allRemoved, accountIds = people(60)) {
    this.run = RemovalRun.start({
      ...{ groupId: 'g', accountIds, clock: this.timeline, random: () => 0 },
      removeMembers: async (input) => {
        const invocation = this.asked.push(input) - 1;
        await this.timeline.sleep(SLICE_MS);
        const answer = script(input, invocation);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
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
    expect(stage.counts).toEqual({ removed: 60, failed: 0, unconfirmed: 0, notAttempted: 0, left: 0 });
  });

  it('has one invocation at a time', async () => {
    const stage = new Stage(allRemoved, people(500));
    await stage.pass(SLICE_MS / 2);
    expect(stage.asked).toHaveLength(1);
    await stage.pass(SLICE_MS);
    expect(stage.asked).toHaveLength(2);
  });

  it('tells of each person and of the whole, with the same object while nothing changes', async () => {
    const stage = new Stage();
    const { run } = stage;
    expect(run.standingOf('p0')).toEqual({ status: 'removing' });
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
    expect(run.standingOf('p0')).toEqual({ status: 'removed' });
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

  it('counts a person once who is named twice, and is done at once with nobody', () => {
    expect(new Stage(allRemoved, ['a', 'a', 'b']).counts.left).toBe(2);
    expect(new Stage(allRemoved, []).state).toEqual({ name: 'done' });
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
    expect(stage.counts.removed).toBe(60);
  });
});

describe('Pause', () => {
  it('takes effect after the slice under way, and Resume goes on', async () => {
    const stage = new Stage();
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
    const stage = new Stage();
    stage.run.pause();
    stage.run.resume();
    expect(stage.state).toEqual({ name: 'running' });
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
  });
});

describe('Stop', () => {
  it('takes effect after the slice under way; the rest is not attempted', async () => {
    const stage = new Stage();
    stage.run.stop();
    expect(stage.state).toEqual({ name: 'stopping' });
    await stage.pass(SLICE_MS * 60);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.counts).toEqual({ removed: 25, failed: 0, unconfirmed: 0, notAttempted: 35, left: 0 });
    expect(stage.asked).toHaveLength(1);
  });

  it('ends a paused run, and neither Pause nor Resume takes it back', async () => {
    const stage = new Stage();
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
    const stage = new Stage(lost);
    stage.run.stop();
    await stage.pass(SLICE_MS);
    expect(stage.counts).toEqual({ removed: 0, failed: 0, unconfirmed: 25, notAttempted: 35, left: 0 });
  });

  it('in the last slice comes too late: everyone was asked about', async () => {
    const stage = new Stage(allRemoved, people(5));
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
    expect(stage.counts.removed).toBe(60);
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
    expect(stage.counts).toEqual({ removed: 0, failed: 1, unconfirmed: 0, notAttempted: 59, left: 0 });
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
    expect(stage.counts.removed).toBe(60);
  });

  it('four times in a row leaves its people open, eight times ends the run', async () => {
    const stage = new Stage(lost);
    await stage.pass(600_000);
    expect(stage.asked).toHaveLength(8);
    expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unconfirmed' } });
    // 25 were in the first, lost one: none of them is known about.
    expect(stage.counts).toEqual({ removed: 0, failed: 0, unconfirmed: 25, notAttempted: 35, left: 0 });
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
      expect(stage.counts).toEqual({ removed: 1, failed: 1, unconfirmed: 1, notAttempted: 1, left: 0 });
      stage.run.retryFailed({ withNotAttempted });
      expect(stage.state).toEqual({ name: 'running' });
      await stage.pass(SLICE_MS);
      expect(stage.asked[1]?.accountIds).toEqual(who);
      expect(stage.state).toEqual({ name: 'done' });
      expect(stage.counts).toMatchObject({ removed, unconfirmed: 1 });
    },
  );

  it('Check settles what is open, and nothing else', async () => {
    const stage = new Stage(mixed, people(4));
    await stage.pass(SLICE_MS);
    const onChange = jest.fn();
    stage.run.subscribe(onChange);
    stage.run.applyCheck('p2', true);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(stage.run.standingOf('p2')).toEqual({ status: 'stillMember' });
    stage.run.applyCheck('p1', false);
    stage.run.applyCheck('p3', false);
    expect(stage.counts).toEqual({ removed: 2, failed: 1, unconfirmed: 0, notAttempted: 1, left: 0 });
    stage.run.applyCheck('p2', false);
    expect(stage.counts.removed).toBe(3);
  });

  it('nothing is retried before', () => {
    const stage = new Stage();
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
