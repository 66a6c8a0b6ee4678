import type { AppError, RunEvent } from '../../../src/contract';
import { changesOf, DONE, NOT_ATTEMPTED, outcomesOf } from './support/changes';
import { DOWN, History, STORAGE_DOWN, TICKET } from './support/history';
import { allDone, NONE, paces, planOf, SLICE_MS, Stage } from './support/stage';

describe('the history', () => {
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
    const stage = new Stage({ changes: changesOf(12_000), history: new History().next('extendRun', DOWN) });
    await stage.pass(0);
    expect(stage.asked).toHaveLength(0);
    expect(stage.state).toEqual({
      name: 'pausedByLimit',
      until: stage.timeline.now() + 500,
      error: STORAGE_DOWN,
    });
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
    ['a storage that is down', DOWN],
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
      script: (input, n) => (isDown ? DOWN : allDone(input, n)),
      changes: changesOf(5),
    });
    await stage.pass(SLICE_MS);
    expect(stage.state).toEqual({
      name: 'pausedByLimit',
      until: stage.timeline.now() + 500,
      error: STORAGE_DOWN,
    });
    await stage.pass(3_600_000);
    expect(stage.state).toMatchObject({ name: 'pausedByLimit', error: STORAGE_DOWN });
    expect(stage.counts).toEqual({ ...NONE, left: 5 });
    isDown = false;
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'done' });
    expect(stage.counts.done).toBe(5);
  });

  it('held by an outage, the run can be stopped', async () => {
    const stage = new Stage({ script: () => DOWN, changes: changesOf(5) });
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
              ...{ ...DOWN, run: next, paces },
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
        ...{ ...DOWN, run: TICKET },
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
      script: (input) => ({ ...DOWN, run: TICKET, outcomes: outcomesOf(input, () => DONE) }),
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
});
