import type { AppError } from '../../../src/contract';
import { Timeline } from '../../support/timeline';
import { changesOf, DONE, NOT_ATTEMPTED, outcomesOf } from './support/changes';
import { TICKET } from './support/history';
import { allDone, blockedFor, failed, PACE, paces, SLICE_MS, Stage, type Script } from './support/stage';

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
