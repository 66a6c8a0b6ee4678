import type { AppError, Change, Outcome, RecordedChange, RunEvent } from '../../../src/contract';
import { Timeline } from '../../support/timeline';
import { changesOf, DONE, NOT_ATTEMPTED, outcomesOf, placesIn, placesUpTo } from './support/changes';
import { History, TICKET } from './support/history';
import {
  allDone,
  blockedFor,
  failed,
  lost,
  NONE,
  PACE,
  paces,
  planOf,
  SLICE_MS,
  Stage,
  type Script,
} from './support/stage';

describe('a run', () => {
  it('goes through every change, slice after slice, and hands the pace on', async () => {
    const stage = new Stage();
    expect(stage.state).toEqual({ name: 'running' });
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.places.flat()).toEqual(placesUpTo(60));
    expect(stage.asked.map((input) => ('paces' in input ? input.paces : undefined))).toEqual([
      undefined,
      paces,
    ]);
    expect(stage.counts).toEqual({ ...NONE, done: 60 });
  });

  it('has one invocation at a time', async () => {
    const stage = new Stage({ changes: changesOf(500) });
    await stage.pass(SLICE_MS / 2);
    expect(stage.asked).toHaveLength(1);
    await stage.pass(SLICE_MS);
    expect(stage.asked).toHaveLength(2);
  });

  it('tells of each change and of the whole, with the same object while nothing changes', async () => {
    const stage = await Stage.atFirstSlice();
    const { run } = stage;
    expect(run.standingOf(0)).toEqual({ status: 'underWay' });
    expect(run.standingOf(59)).toEqual({ status: 'waiting' });
    expect(run.standingOf(60)).toBeUndefined();
    const [snapshot, waiting] = [run.getSnapshot(), run.standingOf(59)];
    expect(run.getSnapshot()).toBe(snapshot);
    const onChange = vi.fn();
    const stopListening = run.subscribe(onChange);
    await stage.pass(SLICE_MS);
    expect(onChange).toHaveBeenCalled();
    expect(run.getSnapshot()).not.toBe(snapshot);
    expect(snapshot.counts.left).toBe(60);
    expect(run.standingOf(0)).toEqual({ status: 'done' });
    expect(run.standingOf(59)).not.toBe(waiting);
    stopListening();
    onChange.mockClear();
    await stage.pass(SLICE_MS);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('knows how fast it goes, and how long it will', async () => {
    const stage = new Stage({ changes: changesOf(225) });
    expect(stage.run.getSnapshot()).not.toHaveProperty('timeLeftMs');
    await stage.pass(SLICE_MS);
    expect(stage.run.getSnapshot()).toMatchObject({ perSecond: 25, timeLeftMs: 8_000 });
  });

  it('is done at once with nothing to change', async () => {
    const stage = await Stage.atFirstSlice({ changes: [] });
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.history.calledFor).toEqual([]);
  });

  it('asks again first for what the time did not reach', async () => {
    const stage = new Stage({
      script: (input, invocation) =>
        invocation > 0
          ? allDone(input, invocation)
          : { ok: true, outcomes: outcomesOf(input, (_, n) => (n === 0 ? DONE : NOT_ATTEMPTED)), paces },
    });
    await stage.pass(SLICE_MS * 10);
    expect(stage.places[1]?.slice(0, 2)).toEqual([1, 2]);
    expect(stage.counts.done).toBe(60);
  });

  it('counts what was so already apart', async () => {
    const stage = new Stage({
      script: (input) => ({
        ...{ ok: true, paces },
        outcomes: outcomesOf(input, (change) => ({ status: change < 2 ? 'unchanged' : 'done' })),
      }),
    });
    await stage.pass(SLICE_MS * 10);
    expect(stage.counts).toEqual({ ...NONE, done: 58, unchanged: 2 });
    expect(stage.run.standingOf(0)).toEqual({ status: 'unchanged' });
    expect(stage.run.changesToRetry({ withNotAttempted: true })).toEqual([]);
  });
});

describe('Pause', () => {
  it('takes effect after the slice under way, and Resume goes on', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.control('pause');
    expect(stage.state).toEqual({ name: 'pausing' });
    await stage.pass(SLICE_MS * 60);
    expect(stage.state).toEqual({ name: 'paused' });
    expect(stage.run.getSnapshot()).not.toHaveProperty('timeLeftMs');
    expect(stage.asked).toHaveLength(1);
    stage.run.control('run');
    expect(stage.state).toEqual({ name: 'running' });
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
  });

  it('taken back in time changes nothing', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.control('pause');
    stage.run.control('run');
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
    stage.run.control('pause');
    expect(stage.state).toEqual({ name: 'paused' });
    stage.run.control('run');
    stage.run.control('pause');
    stage.run.setOnline(true);
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'paused' });
    expect(stage.asked).toHaveLength(1);
  });

  it('Resume waits for it, and loses nobody to requests that were never made', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.control('pause');
    await stage.pass(SLICE_MS);
    stage.run.setOnline(false);
    expect(stage.state).toEqual({ name: 'paused' });
    stage.run.control('run');
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
    const stage = new Stage({
      script: (input, n) =>
        n === 0 ? { ok: false, error: quota, paces: blockedFor(600_000) } : allDone(input, n),
    });
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
    const stage = await Stage.atFirstSlice({ history: new History().next('endRun', down) });
    stage.run.setOnline(false);
    await stage.pass(SLICE_MS);
    stage.run.control('stop');
    await stage.pass(3_600_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.history.calledFor).toEqual([]);
    stage.run.setOnline(true);
    await stage.pass(60_000);
    expect(stage.history.calledFor).toEqual(['endRun', 'endRun']);
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });

  it('a run that has ended can be retried, when there is one again', async () => {
    const stage = new Stage({
      changes: changesOf(1),
      script: (input, n) =>
        n > 0
          ? allDone(input, n)
          : { ok: true, paces, outcomes: outcomesOf(input, () => failed({ kind: 'invalid' })) },
    });
    await stage.pass(500);
    stage.run.setOnline(false);
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'done' });
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: false }));
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
    stage.run.control('stop');
    expect(stage.state).toEqual({ name: 'stopping' });
    await stage.pass(SLICE_MS * 60);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.counts).toEqual({ ...NONE, done: 25, notAttempted: 35 });
    expect(stage.asked).toHaveLength(1);
  });

  it('ends a paused run, and neither Pause nor Resume takes it back', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.control('pause');
    await stage.pass(SLICE_MS);
    stage.run.control('stop');
    stage.run.control('run');
    await stage.pass(0);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    stage.run.control('pause');
    stage.run.control('run');
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
  });

  it('leaves open what a lost slice may have done, where the history does not tell', async () => {
    const history = new History().next('startRun', { ok: false, error: { kind: 'permission' } });
    const stage = await Stage.atFirstSlice({ script: lost, history });
    stage.run.control('stop');
    await stage.pass(SLICE_MS);
    expect(stage.counts).toEqual({ ...NONE, unconfirmed: 25, notAttempted: 35 });
    expect(stage.run.openChanges()).toEqual(placesUpTo(25));
  });

  it('learns what a lost slice did when the history hears of the end', async () => {
    const missed: RunEvent = {
      ...{ kind: 'slice', actorId: 'a', changes: [[0, 1]] },
      outcomes: [{ status: 'done' }, { status: 'failed', reason: 'invalid' }],
    };
    const history = new History().next('endRun', { ok: true, missed: [missed] });
    const stage = await Stage.atFirstSlice({ script: lost, history });
    stage.run.control('stop');
    await stage.pass(SLICE_MS);
    expect(stage.counts).toEqual({ ...NONE, done: 1, failed: 1, notAttempted: 58 });
    expect(stage.run.openChanges()).toEqual([]);
  });

  it('in the last slice comes too late: everything was asked for', async () => {
    const stage = await Stage.atFirstSlice({ changes: changesOf(5) });
    stage.run.control('stop');
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
            ...{ ok: false, error, paces: blockedFor(blockedMs) },
            outcomes: outcomesOf(input, (_, n) => (n === 0 ? failed(error) : NOT_ATTEMPTED)),
          }
        : allDone(input, invocation);

  it('of the hour pauses the run until it is over, and then it goes on', async () => {
    const stage = new Stage({ script: limited(quota, 600_000) });
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
    const stage = new Stage({ script: limited(quota, 600_000) });
    await stage.pass(SLICE_MS);
    stage.run.control('pause');
    expect(stage.state).toEqual({ name: 'paused' });
    stage.run.control('run');
    await stage.pass(1_000);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit' });
    stage.run.control('stop');
    await stage.pass(0);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.counts.notAttempted).toBe(60);
  });

  it('of a moment is part of running', async () => {
    const stage = new Stage({ script: limited({ kind: 'rateLimited', limit: 'burst' }, 2_000) });
    await stage.pass(SLICE_MS + 1_999);
    expect(stage.state).toEqual({ name: 'running' });
    expect(stage.asked).toHaveLength(1);
    await stage.pass(1);
    expect(stage.asked).toHaveLength(2);
  });

  it('met before anything was asked of Confluence is waited out by the page’s clock', async () => {
    // What is shown is by another clock, which is an hour behind.
    const retryAt = new Date(new Timeline().now() - 3_300_000).toISOString();
    const error = { ...quota, retryAfterMs: 300_000, retryAt };
    const stage = new Stage({
      script: (input, invocation) => (invocation === 0 ? { ok: false, error } : allDone(input, invocation)),
    });
    await stage.pass(SLICE_MS);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit', until: stage.timeline.now() + 300_000 });
    await stage.pass(310_000);
    expect(stage.state).toEqual({ name: 'done' });
  });
});

describe('a pace', () => {
  it('goes on from a slice whose outcomes could not be written, too', async () => {
    const cut = { remove: { ...PACE, rate: 7 } };
    const stage = new Stage({
      script: (input, n) =>
        n === 0 ? { ok: false, error: { kind: 'storage' }, run: TICKET, paces: cut } : allDone(input, n),
      changes: changesOf(5),
    });
    await stage.pass(60_000);
    expect(stage.asked[1]).toMatchObject({ paces: cut });
  });

  it('of an operation that a slice had nothing of holds nothing up', async () => {
    const changes = [...changesOf(10, 'add', 'to'), ...changesOf(300, 'remove', 'from')];
    const stage = new Stage({
      script: (input) => ({
        ...{ ok: true, outcomes: outcomesOf(input, () => DONE) },
        paces: { ...paces, add: { ...PACE, blockedMs: 30_000 } },
      }),
      changes,
    });
    await stage.pass(SLICE_MS + 29_999);
    expect(stage.asked).toHaveLength(1);
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
  });
});

describe('an error that concerns everything', () => {
  it('ends the run, the rest not attempted', async () => {
    const error: AppError = { kind: 'scopeMissing', status: 401 };
    const stage = new Stage({
      script: (input) => ({
        ...{ ok: false, error, paces },
        outcomes: outcomesOf(input, (_, n) => (n === 0 ? failed(error) : NOT_ATTEMPTED)),
      }),
    });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
    expect(stage.counts).toEqual({ ...NONE, failed: 1, notAttempted: 59 });
    await stage.pass(60_000);
    expect(stage.asked).toHaveLength(1);
  });
});

describe('an error that concerns a group', () => {
  const error: AppError = { kind: 'permission', status: 403 };
  const refusing = (groupId: string, changes: readonly Change[]): Script => {
    let isRefused = false;
    return (input) => ({
      ...{ ok: true, paces },
      outcomes: outcomesOf(input, (change) => {
        if (changes[change]?.groupId !== groupId) return DONE;
        const outcome = isRefused ? NOT_ATTEMPTED : failed(error);
        isRefused = true;
        return outcome;
      }),
      ...(placesIn(input).some((change) => changes[change]?.groupId === groupId) && {
        stopped: [{ groupId, error }],
      }),
    });
  };

  it('ends a run that is about this group alone', async () => {
    const stage = new Stage({ script: refusing('g', changesOf(60)) });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
    expect(stage.counts).toEqual({ ...NONE, failed: 1, notAttempted: 59 });
    await stage.pass(60_000);
    expect(stage.asked).toHaveLength(1);
  });

  it('leaves its changes and goes on with the others; a retry asks for them again', async () => {
    const changes = [...changesOf(40, 'remove', 'shut'), ...changesOf(40, 'remove', 'open')];
    let script = refusing('shut', changes);
    const stage = new Stage({ script: (input, n) => script(input, n), changes });
    await stage.pass(SLICE_MS * 20);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.run.getSnapshot().stopped).toEqual([{ groupId: 'shut', error }]);
    expect(stage.counts).toEqual({ ...NONE, done: 40, failed: 1, notAttempted: 39 });
    expect(stage.places.slice(1).flat()).toEqual(placesUpTo(80).slice(40));
    script = allDone;
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: true }));
    await stage.pass(SLICE_MS * 20);
    expect(stage.counts).toEqual({ ...NONE, done: 80 });
    expect(stage.run.getSnapshot().stopped).toEqual([]);
  });

  it('a retry asks for what it names only, and what stopped other groups is still so', async () => {
    const changes = [...changesOf(4, 'remove', 'shut'), ...changesOf(4, 'remove', 'open')];
    let isOver = false;
    const script: Script = (input) => ({
      ...{ ok: true, paces },
      outcomes: outcomesOf(input, (change) => {
        if (isOver || (change > 3 && change < 7)) return DONE;
        return change === 7 ? failed({ kind: 'userNotFound' }) : NOT_ATTEMPTED;
      }),
      ...(placesIn(input).some((change) => change < 4) && { stopped: [{ groupId: 'shut', error }] }),
    });
    const stage = new Stage({ script, changes });
    await stage.pass(SLICE_MS * 20);
    expect(stage.run.standingOf(7)).toMatchObject({ status: 'failed' });
    isOver = true;
    const asked = stage.asked.length;
    stage.run.retry([7, 7, 5]);
    await stage.pass(SLICE_MS * 20);
    expect(stage.places.slice(asked).flat()).toEqual([7]);
    expect(stage.run.getSnapshot().stopped).toEqual([{ groupId: 'shut', error }]);
    expect(stage.run.standingOf(1)).toEqual({ status: 'notAttempted' });
  });
});

describe('a move', () => {
  const changes: Change[] = [
    { groupId: 'from', accountId: 'p0', action: 'remove' },
    { groupId: 'from', accountId: 'p1', action: 'remove' },
    { groupId: 'to', accountId: 'p0', action: 'add' },
    { groupId: 'to', accountId: 'p1', action: 'add' },
  ];

  it('adds before it removes, and removes nobody who could not be added', async () => {
    const stage = new Stage({
      changes,
      script: (input) => ({
        ...{ ok: true, paces: {} },
        outcomes: outcomesOf(input, (change) => (change === 3 ? failed({ kind: 'invalid' }) : DONE)),
      }),
    });
    await stage.pass(SLICE_MS * 10);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.places.flat().sort()).toEqual([0, 2, 3]);
    expect(stage.run.standingOf(1)).toEqual({ status: 'notAttempted' });
    expect(stage.run.changesToRetry({ withNotAttempted: true })).toEqual([1, 3]);
  });
});

it('tells the end of a run that it may have begun, where the history had trouble', async () => {
  const stage = new Stage({ script: () => ({ ok: false, error: { kind: 'storage' } }) });
  await stage.pass(SLICE_MS);
  stage.run.control('stop');
  await stage.pass(0);
  expect(stage.history.calledFor).toEqual(['startRun', 'endRun']);
});

it('tells of Stop until that is heard, where the run would go on by itself', async () => {
  const down = Array.from({ length: 20 }, () => ({
    ok: false as const,
    error: { kind: 'storage' as const },
  }));
  const stage = new Stage({
    changes: changesOf(600),
    script: (input) => ({
      ...{ ok: true, paces, inBackground: true },
      outcomes: outcomesOf(input, () => DONE),
    }),
    history: new History().next('endRun', ...down).next('controlRun', ...down),
  });
  await stage.pass(SLICE_MS);
  stage.run.control('stop');
  await stage.pass(30 * 60_000);
  expect(stage.history.calledFor.filter((call) => call === 'endRun')).toHaveLength(21);
  expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
});

describe('an invocation of which nothing comes back', () => {
  it('is asked again after a while, with fewer changes', async () => {
    const stage = new Stage({ script: (input, n) => (n === 0 ? lost() : allDone(input, n)) });
    await stage.pass(SLICE_MS + 499);
    expect(stage.asked).toHaveLength(1);
    await stage.pass(SLICE_MS * 20);
    expect(stage.places[1]).toEqual(placesUpTo(12));
    expect(stage.counts.done).toBe(60);
  });

  it('four times in a row leaves its changes open, eight times ends the run', async () => {
    const history = new History().next('startRun', { ok: false, error: { kind: 'permission' } });
    const stage = new Stage({ script: lost, history });
    await stage.pass(600_000);
    expect(stage.asked).toHaveLength(8);
    expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unrecorded' } });
    // 25 were in the first, lost one: of none of them is anything known.
    expect(stage.counts).toEqual({ ...NONE, unconfirmed: 25, notAttempted: 35 });
  });

  it('four times in a row ends the run with that, however well the others go', async () => {
    const stage = new Stage({
      script: (input, n) => (n < 4 ? lost() : allDone(input, n)),
      history: new History().next('endRun', {
        ok: true,
        missed: [{ kind: 'slice', actorId: 'a', changes: [[0, 9]] }],
      }),
    });
    await stage.pass(600_000);
    expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unrecorded' } });
    expect(stage.counts.left).toBe(0);
    expect(stage.counts.done).toBeGreaterThanOrEqual(50);
  });

  it('makes a later refusal open where it may have made the change', async () => {
    const stage = new Stage({
      script: (input, n) => {
        if (n === 0) return lost();
        const missed: RunEvent[] = [{ kind: 'slice', actorId: 'a', changes: [[0, 24]] }];
        if (n === 1) return { ok: true, run: TICKET, missed };
        return {
          ...{ ok: true, paces },
          outcomes: outcomesOf(input, (change) =>
            failed({ kind: change === 1 ? 'userNotFound' : 'invalid' }),
          ),
        };
      },
    });
    await stage.pass(60_000);
    expect(stage.run.standingOf(0)).toMatchObject({ status: 'unconfirmed', error: { kind: 'unrecorded' } });
    expect(stage.run.standingOf(1)).toMatchObject({ status: 'failed', error: { kind: 'userNotFound' } });
    expect(stage.run.standingOf(59)).toMatchObject({ status: 'failed', error: { kind: 'invalid' } });
  });

  it('leaves nothing open where the history says that it did nothing', async () => {
    const stage = new Stage({
      script: (input, n) =>
        n === 0
          ? lost()
          : { ok: true, paces, outcomes: outcomesOf(input, () => failed({ kind: 'invalid' })) },
    });
    await stage.pass(60_000);
    expect(stage.counts).toEqual({ ...NONE, failed: 60 });
    expect(stage.run.openChanges()).toEqual([]);
  });

  it('has what it did taken from the history, and nothing of it is asked for again', async () => {
    const missed: RunEvent = {
      ...{ kind: 'slice', actorId: 'a', changes: [[0, 24]] },
      outcomes: placesUpTo(25).map((n) => ({ status: n < 20 ? 'done' : 'notAttempted' })),
    };
    const stage = new Stage({
      script: (input, n) => {
        if (n === 0) return lost();
        return n === 1 ? { ok: true, run: TICKET, missed: [missed] } : allDone(input, n);
      },
    });
    await stage.pass(60_000);
    expect(stage.counts.done).toBe(60);
    expect(stage.places.slice(2).flat()).toEqual(placesUpTo(60).slice(20));
  });
});

it('answers that settle nothing end the run in the end', async () => {
  const stage = new Stage({
    script: (input) => ({ ok: true, outcomes: outcomesOf(input, () => NOT_ATTEMPTED), paces }),
  });
  await stage.pass(600_000);
  expect(stage.asked).toHaveLength(6);
  expect(stage.state).toMatchObject({ name: 'stopped', by: 'error', error: { kind: 'unavailable' } });
  expect(stage.counts.notAttempted).toBe(60);
});

describe('after the end', () => {
  const outcomes: Outcome[] = [
    DONE,
    failed({ kind: 'unavailable', status: 500 }),
    { status: 'unconfirmed', error: { kind: 'unconfirmed' } },
  ];
  const mixed: Script = (input, invocation) =>
    invocation > 0
      ? allDone(input, invocation)
      : {
          ...{ ok: false, error: { kind: 'signedOut' }, paces },
          outcomes: outcomesOf(input, (_, n) => outcomes[n] ?? NOT_ATTEMPTED),
        };
  const check = (so: number[], notSo: number[]): RunEvent => ({
    ...{ kind: 'check', actorId: '' },
    so: so.map((n) => [n, n]),
    notSo: notSo.map((n) => [n, n]),
  });

  it.each([
    [false, [1], 2],
    [true, [1, 3], 3],
  ])(
    'a retry (of what was not attempted too: %s) asks for %j only',
    async (withNotAttempted, which, done) => {
      const stage = new Stage({ script: mixed, changes: changesOf(4) });
      await stage.pass(SLICE_MS);
      expect(stage.counts).toEqual({ ...NONE, done: 1, failed: 1, unconfirmed: 1, notAttempted: 1 });
      expect(stage.run.changesToRetry({ withNotAttempted })).toEqual(which);
      stage.run.retry(stage.run.changesToRetry({ withNotAttempted }));
      expect(stage.state).toEqual({ name: 'running' });
      await stage.pass(SLICE_MS);
      expect(stage.places[1]).toEqual(which);
      expect(stage.state).toEqual({ name: 'done' });
      expect(stage.counts).toMatchObject({ done, unconfirmed: 1 });
    },
  );

  it('a retry asks for what is open too, where that is named', async () => {
    const stage = new Stage({ script: mixed, changes: changesOf(4) });
    await stage.pass(SLICE_MS);
    stage.run.retry([0, 2]);
    await stage.pass(SLICE_MS);
    expect(stage.places[1]).toEqual([2]);
    expect(stage.counts).toEqual({ ...NONE, done: 2, failed: 1, notAttempted: 1 });
  });

  it('a check settles what is open, and nothing else', async () => {
    const stage = new Stage({ script: mixed, changes: changesOf(4) });
    await stage.pass(SLICE_MS);
    expect(stage.run.openChanges()).toEqual([1, 2]);
    const onChange = vi.fn();
    stage.run.subscribe(onChange);
    stage.run.apply(check([], [2]));
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(stage.run.standingOf(2)).toEqual({ status: 'failed', error: { kind: 'notMade' } });
    stage.run.apply(check([1, 3], []));
    expect(stage.counts).toEqual({ ...NONE, done: 2, failed: 1, notAttempted: 1 });
    // Who changes it later is somebody else.
    stage.run.apply(check([2], []));
    expect(stage.counts.done).toBe(2);
    expect(stage.run.openChanges()).toEqual([]);
  });

  it('nothing is retried before', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: true }));
    expect(stage.asked).toHaveLength(1);
  });
});

it('retries leave nothing behind: the queue holds each change once', async () => {
  const stage = new Stage({
    script: (_, n) => (n < 400 && n % 3 !== 2 ? lost() : { ok: true, outcomes: [], paces }),
  });
  await stage.pass(3_600_000);
  expect(stage.places.every((all) => new Set(all).size === all.length && all.length <= 25)).toBe(true);
  expect(stage.counts.notAttempted + stage.counts.unconfirmed).toBe(60);
});

describe('the history', () => {
  const storage: AppError = { kind: 'storage', detail: 'No answer within 6.0 s.' };
  const down = { ok: false as const, error: storage };

  it('has everyone with the first slice, and the end after the last', async () => {
    const stage = new Stage();
    await stage.pass(SLICE_MS * 10);
    expect(stage.asked.map((input) => ('run' in input ? input.run : input.newRun))).toEqual([
      { driver: 'd', plan: planOf(60), total: 60 },
      TICKET,
    ]);
    expect(stage.history.asked).toEqual([{ call: 'endRun', input: TICKET }]);
    expect(stage.run.runId).toBe('r');
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });

  it('gets each slice with the ticket of the one before', async () => {
    const stage = new Stage({
      script: (input, n) => ({
        ...{ ok: true, paces, run: { ...TICKET, next: n + 2 } },
        outcomes: outcomesOf(input, () => DONE),
      }),
      changes: changesOf(100),
    });
    await stage.pass(SLICE_MS * 10);
    expect(stage.asked.map((input) => ('run' in input ? input.run.next : undefined))).toEqual([
      undefined,
      2,
      3,
    ]);
    expect(stage.history.asked).toEqual([{ call: 'endRun', input: { ...TICKET, next: 4 } }]);
  });

  it('is told of changes in stretches of 5,000, and nothing is changed before it has all', async () => {
    const stage = new Stage({ changes: changesOf(12_000), history: new History().next('extendRun', down) });
    await stage.pass(0);
    expect(stage.asked).toHaveLength(0);
    expect(stage.state).toEqual({ name: 'pausedByLimit', until: stage.timeline.now() + 500, error: storage });
    await stage.pass(600);
    expect(stage.asked).toHaveLength(1);
    const named = stage.history.asked.map(({ input }) => [
      'from' in input ? input.from : 0,
      'plan' in input && 'blocks' in input.plan ? input.plan.blocks[0]?.accountIds.length : 0,
    ]);
    expect(named).toEqual([
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
    const stage = new Stage({
      script: (input, n) => (n < 2 ? answer : allDone(input, n)),
      changes: changesOf(5),
    });
    await stage.pass(60_000);
    expect(stage.asked).toHaveLength(3);
    expect(stage.asked.map((input) => ('newRun' in input ? input.newRun : undefined))).toEqual(
      Array(3).fill({ driver: 'd', plan: planOf(5), total: 5 }),
    );
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts.done).toBe(5);
  });

  it('that may know of a run is told of its end, also where the page never heard that it began', async () => {
    const stage = await Stage.atFirstSlice({ script: lost, changes: changesOf(5) });
    stage.run.control('stop');
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.history.calledFor).toEqual(['startRun', 'endRun']);
    expect(stage.history.asked[0]).toEqual({
      call: 'startRun',
      input: { driver: 'd', plan: planOf(5), total: 5 },
    });
  });

  it.each(['permission', 'groupNotFound', 'runTaken', 'tooManyRuns'] as const)(
    'that answers %s ends the run before anything was changed',
    async (kind) => {
      const history = new History().next('startRun', { ok: false, error: { kind } });
      const stage = new Stage({ changes: changesOf(5_001), history });
      await stage.pass(60_000);
      expect(stage.asked).toHaveLength(0);
      expect(stage.state).toEqual({ name: 'stopped', by: 'error', error: { kind } });
      expect(stage.counts.notAttempted).toBe(5_001);
      expect(history.calledFor).toEqual(['startRun']);
    },
  );

  it('holds the run while it cannot be written, however long, says why, and the run goes on by itself', async () => {
    let isDown = true;
    const stage = new Stage({
      script: (input, n) => (isDown ? down : allDone(input, n)),
      changes: changesOf(5),
    });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'pausedByLimit', until: stage.timeline.now() + 500, error: storage });
    await stage.pass(3_600_000);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit', error: storage });
    expect(stage.counts).toEqual({ ...NONE, left: 5 });
    isDown = false;
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts.done).toBe(5);
  });

  it('held by an outage, the run can be stopped', async () => {
    const stage = new Stage({ script: () => down, changes: changesOf(5) });
    await stage.pass(SLICE_MS);
    stage.run.control('stop');
    await stage.pass(0);
    expect(stage.state).toEqual({ name: 'stopped', by: 'admin' });
    expect(stage.counts.notAttempted).toBe(5);
  });

  it('that did not get the outcomes of a slice has those changes asked for again', async () => {
    const next = { ...TICKET, next: 2 };
    const stage = new Stage({
      script: (input, n) =>
        n > 0
          ? allDone(input, n)
          : {
              ...{ ...down, run: next, paces },
              outcomes: outcomesOf(input, (change) => (change < 2 ? DONE : NOT_ATTEMPTED)),
            },
      changes: changesOf(3),
    });
    await stage.pass(SLICE_MS);
    expect(stage.counts).toMatchObject({ done: 0, left: 3 });
    await stage.pass(10_000);
    expect(stage.asked[1]).toMatchObject({ changes: [[0, 2]], run: next, paces });
    expect(stage.counts.done).toBe(3);
  });

  it.each<[string, Parameters<History['next']>[1]]>([
    ['is still down', { ok: false, error: { kind: 'permission' } }],
    ['has no outcomes', { ok: true, missed: [{ kind: 'slice', actorId: 'a', changes: [[0, 2]] }] }],
  ])('that %s leaves the changes of a slice open when the run is stopped', async (_, ending) => {
    const stage = new Stage({
      script: (input) => ({
        ...{ ...down, run: TICKET },
        outcomes: outcomesOf(input, (change) => (change === 0 ? DONE : NOT_ATTEMPTED)),
      }),
      changes: changesOf(3),
      history: new History().next('endRun', ending),
    });
    await stage.pass(SLICE_MS);
    stage.run.control('stop');
    await stage.pass(0);
    expect(stage.run.standingOf(0)).toMatchObject({ status: 'unconfirmed', error: { kind: 'unrecorded' } });
    // What the record lacks of one slice it lacks of all of its changes.
    expect(stage.counts).toEqual({ ...NONE, unconfirmed: 3 });
  });

  it('that got the outcomes after all is believed', async () => {
    const missed: RunEvent = {
      ...{ kind: 'slice', actorId: 'a', changes: [[0, 2]] },
      outcomes: [{ status: 'done' }, { status: 'notAttempted' }, { status: 'notAttempted' }],
    };
    const stage = new Stage({
      script: (input) => ({ ...down, run: TICKET, outcomes: outcomesOf(input, () => DONE) }),
      changes: changesOf(3),
      history: new History().next('endRun', { ok: true, missed: [missed] }),
    });
    await stage.pass(SLICE_MS);
    stage.run.control('stop');
    await stage.pass(0);
    expect(stage.counts).toEqual({ ...NONE, done: 1, notAttempted: 2 });
  });

  it('waits where an earlier slice is still at work, and never gives the run up for it', async () => {
    const busy: AppError = { kind: 'runBusy', retryAfterMs: 4_000 };
    const stage = new Stage({
      script: (input, n) => (n < 30 ? { ok: false, error: busy } : allDone(input, n)),
      changes: changesOf(5),
    });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({ name: 'running' });
    expect(stage.counts).toEqual({ ...NONE, left: 5 });
    await stage.pass(SLICE_MS + 500);
    expect(stage.asked).toHaveLength(2);
    await stage.pass(600_000);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts.done).toBe(5);
  });

  it('that says the run is somebody else’s ends it here, and is not told of an end', async () => {
    const error: AppError = {
      kind: 'runTaken',
      takenBy: { accountId: 'other', until: '2026-03-01T10:00:30.000Z' },
    };
    const stage = new Stage({
      script: (input, n) => (n === 0 ? allDone(input, n) : { ok: false, error }),
    });
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
    expect(stage.counts).toEqual({ ...NONE, done: 25, notAttempted: 35 });
    expect(stage.history.calledFor).toEqual([]);
  });

  it('is told of the end five times, then the page is', async () => {
    const history = new History().next('endRun', down, new Error('killed'), down, down, down);
    const stage = new Stage({ changes: changesOf(5), history });
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
    const stage = new Stage({ changes: changesOf(5), history: new History().next('endRun', down) });
    await stage.pass(60_000);
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });

  it('has a run opened again that is retried after its end, and waits for that', async () => {
    const history = new History().next('resumeRun', down);
    const stage = new Stage({
      script: (input, n) =>
        n > 0
          ? allDone(input, n)
          : { ok: true, paces, outcomes: outcomesOf(input, () => failed({ kind: 'invalid' })) },
      changes: changesOf(1),
      history,
    });
    await stage.pass(SLICE_MS);
    expect(stage.counts.failed).toBe(1);
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: false }));
    await stage.pass(60_000);
    expect(history.calledFor).toEqual(['endRun', 'resumeRun', 'resumeRun', 'endRun']);
    // The worker would make what is left, and not what failed.
    expect(history.asked[1]).toEqual({ call: 'resumeRun', input: { runId: 'r', driver: 'd', isPart: true } });
    expect(stage.asked).toHaveLength(2);
    expect(stage.counts.done).toBe(1);
  });

  it.each([
    ['all that is left', 60, {}],
    ['a part of what is left', 59, { isPart: true }],
  ])('retried for %s, it says so', async (_, end, said) => {
    const history = new History();
    const stage = new Stage({ history });
    await stage.pass(SLICE_MS / 2);
    stage.run.control('stop');
    await stage.pass(SLICE_MS);
    expect(stage.counts.notAttempted).toBeGreaterThan(1);
    stage.run.retry(Array.from({ length: end }, (_place, n) => n));
    await stage.pass(SLICE_MS);
    const input = { runId: 'r', driver: 'd', ...said };
    expect(history.asked.find(({ call }) => call === 'resumeRun')).toEqual({ call: 'resumeRun', input });
  });

  it('so does one that was stopped before it had begun', async () => {
    const stage = new Stage();
    stage.run.control('stop');
    await stage.run.waitForEnd();
    stage.run.retry([3, 4]);
    await stage.pass(SLICE_MS);
    expect(stage.asked).toMatchObject([{ newRun: { total: 60, isPart: true }, changes: [[3, 4]] }]);
  });

  it('retried while its end is still being told of, a run is opened again too', async () => {
    const history = new History().next('endRun', down, down);
    const stage = new Stage({
      script: (input, n) => ({
        ...{ ok: true, paces },
        outcomes: outcomesOf(input, () => (n > 0 ? DONE : failed({ kind: 'invalid' }))),
      }),
      changes: changesOf(1),
      history,
    });
    await stage.pass(SLICE_MS);
    stage.run.retry(stage.run.changesToRetry({ withNotAttempted: false }));
    await stage.pass(60_000);
    expect(history.calledFor.filter((call) => call !== 'endRun')).toEqual(['resumeRun']);
    expect(stage.counts.done).toBe(1);
    expect(history.calledFor.at(-1)).toBe('endRun');
    expect(stage.run.getSnapshot()).not.toHaveProperty('notClosed');
  });
});

describe('a run that is taken up again', () => {
  const ticket = { ...TICKET, next: 7 };
  const resumed = (...records: Pick<RecordedChange, 'outcome' | 'reason'>[]) =>
    resumedAt(undefined, ...records);
  const resumedAt = (
    places: readonly number[] | undefined,
    ...records: Pick<RecordedChange, 'outcome' | 'reason'>[]
  ) => {
    const changes = changesOf(records.length);
    const recorded = changes.flatMap((change, index) =>
      records.slice(index, index + 1).map((record) => ({ ...change, ...record, index })),
    );
    return { changes, more: { resumed: { ticket, recorded, ...(places && { places }) } } };
  };

  it('asks for whatever the record does not settle, and nothing else', async () => {
    const stage = new Stage(
      resumed(
        { outcome: 'done' },
        { outcome: 'failed', reason: 'userNotFound' },
        { outcome: 'failed', reason: 'unavailable' },
        { outcome: 'unconfirmed', reason: 'unconfirmed' },
        { outcome: 'notAttempted' },
        { outcome: 'failed', reason: 'notMade' },
        { outcome: 'unconfirmed', reason: 'unrecorded' },
        { outcome: 'unconfirmed', reason: 'unattributed' },
        { outcome: 'unchanged' },
      ),
    );
    await stage.pass(SLICE_MS);
    expect(stage.history.calledFor).toEqual(['endRun']);
    expect(stage.asked).toEqual([
      {
        run: ticket,
        changes: [
          [2, 4],
          [6, 6],
        ],
      },
    ]);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts).toEqual({ ...NONE, done: 5, unchanged: 1, failed: 2, unconfirmed: 1 });
  });

  it('asks for what is named only, also for what failed, and leaves the others as they are', async () => {
    const stage = new Stage(
      resumedAt(
        [5, 0, 1, 2, 2, 9],
        { outcome: 'done' },
        { outcome: 'failed', reason: 'invalid' },
        { outcome: 'unconfirmed', reason: 'unconfirmed' },
        { outcome: 'failed', reason: 'invalid' },
        { outcome: 'notAttempted' },
        { outcome: 'notAttempted' },
        { outcome: 'unconfirmed', reason: 'unrecorded' },
      ),
    );
    await stage.pass(SLICE_MS);
    expect(stage.places).toEqual([[1, 2, 5]]);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts).toEqual({ ...NONE, done: 4, failed: 1, unconfirmed: 1, notAttempted: 1 });
  });

  it('only has its end written down where nothing of what is named may be asked for', async () => {
    const stage = new Stage(resumedAt([0], { outcome: 'done' }, { outcome: 'notAttempted' }));
    await stage.pass(0);
    expect(stage.asked).toHaveLength(0);
    expect(stage.counts).toEqual({ ...NONE, done: 1, notAttempted: 1 });
  });

  it('does not take a refusal for the answer to a request that was lost before', async () => {
    const stage = new Stage({
      ...resumed({ outcome: 'unconfirmed', reason: 'unconfirmed' }, { outcome: 'notAttempted' }),
      script: (input) => ({
        ...{ ok: true, paces },
        outcomes: outcomesOf(input, () => failed({ kind: 'invalid' })),
      }),
    });
    await stage.pass(SLICE_MS);
    expect(stage.run.standingOf(0)).toMatchObject({ status: 'unconfirmed' });
    expect(stage.run.standingOf(1)).toMatchObject({ status: 'failed' });
  });

  it('only has its end written down where everything was settled', async () => {
    const stage = new Stage(resumed({ outcome: 'done' }));
    await stage.pass(0);
    expect(stage.asked).toHaveLength(0);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.history.asked).toEqual([{ call: 'endRun', input: ticket }]);
  });
});
