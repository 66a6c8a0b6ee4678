import type { AppError } from '../../../src/contract';
import { changesOf, outcomesOf } from './support/changes';
import { History } from './support/history';
import { allDone, blockedFor, failed, paces, SLICE_MS, Stage } from './support/stage';

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
