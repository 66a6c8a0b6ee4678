import type { AppError, RunTicket } from '../../../src/contract';
import { changesOf, DONE, NOT_ATTEMPTED, outcomesOf } from './support/changes';
import { History, TICKET } from './support/history';
import {
  allDone,
  blockedFor,
  failed,
  lost,
  NONE,
  paces,
  SLICE_MS,
  Stage,
  type Script,
} from './support/stage';

const RELEASING = { onInterruption: 'release' } as const;

describe('a run that is released', () => {
  it('finishes the slice under way, and its end is not told', async () => {
    const stage = await Stage.atFirstSlice();
    stage.run.release();
    expect(stage.state).toEqual({ name: 'running' });
    await stage.pass(60_000);
    expect(await stage.run.waitForEnd()).toEqual({ name: 'released' });
    expect(stage.state).toEqual({ name: 'released' });
    expect(stage.counts).toEqual({ ...NONE, done: 25, notAttempted: 35 });
    expect(stage.asked).toHaveLength(1);
    expect(stage.history.calledFor).toEqual([]);
  });

  it('lets go at once where it waits', async () => {
    const quota: AppError = { kind: 'rateLimited', limit: 'quota' };
    const stage = new Stage({ script: () => ({ ok: false, error: quota, paces: blockedFor(600_000) }) });
    await stage.pass(SLICE_MS);
    stage.run.release();
    await stage.pass(0);
    expect(stage.state).toEqual({ name: 'released' });
    expect(stage.counts).toEqual({ ...NONE, notAttempted: 60 });
  });

  it('ends where nothing is left, or the admin stops it', async () => {
    const last = await Stage.atFirstSlice({ changes: changesOf(5) });
    last.run.release();
    await last.pass(SLICE_MS);
    expect(last.state).toEqual({ name: 'done' });
    const stopped = await Stage.atFirstSlice();
    stopped.run.release();
    stopped.run.control('stop');
    await stopped.pass(SLICE_MS);
    expect(stopped.state).toEqual({ name: 'stopped', by: 'admin' });
    expect([last, stopped].map(({ history }) => history.calledFor)).toEqual([['endRun'], ['endRun']]);
  });

  it('after its end is as it ended', async () => {
    const stage = new Stage({ changes: changesOf(5) });
    await stage.pass(60_000);
    stage.run.release();
    await stage.pass(60_000);
    expect(await stage.run.waitForEnd()).toEqual({ name: 'done' });
  });
});

describe('an interruption', () => {
  const pausedElsewhere: Script = (input, n) =>
    n === 0 ? allDone(input, n) : { ok: true, missed: [], wish: 'pause', run: TICKET };

  it('by an admin elsewhere releases it', async () => {
    const stage = new Stage({ script: pausedElsewhere, more: RELEASING });
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'released', isPaused: true });
    expect(stage.counts).toEqual({ ...NONE, done: 25, notAttempted: 35 });
    expect(stage.history.calledFor).toEqual([]);
  });

  it.each<AppError['kind']>(['signedOut', 'actorUnavailable', 'permission', 'unreadable'])(
    'by %s releases it with that',
    async (kind) => {
      const stage = new Stage({
        script: (input, n) => (n === 0 ? allDone(input, n) : { ok: false, error: { kind } }),
        more: RELEASING,
      });
      await stage.pass(60_000);
      expect(stage.state).toEqual({ name: 'released', error: { kind } });
      expect(stage.history.calledFor).toEqual([]);
    },
  );

  it('by invocations of which nothing comes back releases it', async () => {
    const ticket: RunTicket = TICKET;
    const changes = changesOf(60);
    const stage = new Stage({
      ...{ script: lost, changes },
      more: { ...RELEASING, resumed: { ticket, recorded: [] } },
    });
    await stage.pass(600_000);
    expect(stage.state).toMatchObject({ name: 'released', error: { kind: 'unrecorded' } });
  });

  it('by an error of the last changes ends it: nothing is left to go on with', async () => {
    const error: AppError = { kind: 'scopeMissing' };
    const stage = new Stage({
      script: (input) => ({
        ...{ ok: false, error, paces },
        outcomes: outcomesOf(input, () => failed(error)),
      }),
      ...{ changes: changesOf(5), more: RELEASING },
    });
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
    expect(stage.history.calledFor).toEqual(['endRun']);
  });

  it('by another driver ends it here', async () => {
    const error: AppError = { kind: 'runTaken' };
    const stage = new Stage({
      script: (input, n) => (n === 0 ? allDone(input, n) : { ok: false, error }),
      more: RELEASING,
    });
    await stage.pass(60_000);
    expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
  });

  it.each<[AppError['kind'], object, string[]]>([
    ['groupNotFound', { name: 'stopped', by: 'error' }, ['endRun']],
    // Another admin may be allowed to.
    ['permission', { name: 'released' }, []],
  ])('of every group by %s: %j', async (kind, end, calledFor) => {
    const error: AppError = { kind };
    const stage = new Stage({
      script: (input) => ({
        ...{ ok: true, paces, stopped: [{ groupId: 'g', error }] },
        outcomes: outcomesOf(input, (_, n) => (n === 0 ? DONE : NOT_ATTEMPTED)),
      }),
      more: RELEASING,
    });
    await stage.pass(60_000);
    expect(stage.state).toEqual({ ...end, error });
    expect(stage.history.calledFor).toEqual(calledFor);
  });
});

it('memberships that are to end are registered with their date', async () => {
  const history = new History();
  const stage = new Stage({ history, changes: changesOf(5, 'add'), more: { until: 1_800_000_000_000 } });
  await stage.pass(0);
  expect(stage.asked[0]).toMatchObject({ newRun: { until: 1_800_000_000_000 } });
});
