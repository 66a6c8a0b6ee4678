import type { Change, RunEvent } from '../../../src/contract';
import { changesOf, DONE, NOT_ATTEMPTED, outcomesOf, placesUpTo } from './support/changes';
import { History } from './support/history';
import { allDone, failed, lost, NONE, paces, SLICE_MS, Stage } from './support/stage';

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
