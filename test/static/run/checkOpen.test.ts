import type { AppError, CheckedChange } from '../../../src/contract';
import { RunDriver } from '../../../src/run/runDriver';
import type { CheckEnd } from '../../../static/admin-panel/src/membership/membershipCheck';
import { checkOpen, type CheckChanges } from '../../../static/admin-panel/src/run/checkOpen';
import { changesOf, outcomesOf, placesUpTo } from '../../src/run/support/changes';
import { History, TICKET } from '../../src/run/support/history';
import { Timeline } from '../../support/timeline';

const QUOTA: AppError = { kind: 'rateLimited', limit: 'quota', retryAt: '2026-03-01T11:00:00.000Z' };
const BATCH = 50;

/** What Confluence says when asked about a change. */
type Answering = (change: number) => CheckedChange;

/** A run that has ended with every change open, and a check of it whose batches take a second each. */
async function openRun(count: number, answering: Answering, end: CheckEnd = { status: 'complete' }) {
  const clock = new Timeline();
  const run = RunDriver.start({
    ...{ changes: changesOf(count), driver: 'd', clock, random: () => 0.5 },
    calls: {
      ...new History().calls,
      makeChanges: (input) =>
        Promise.resolve({
          ...{ ok: true, run: TICKET },
          outcomes: outcomesOf(input, () => ({
            ...{ status: 'failed', error: { kind: 'unavailable', status: 503 } },
          })),
        }),
    },
  });
  await clock.pass(0);
  expect(run.getSnapshot().state).toEqual({ name: 'done' });
  const asked: number[] = [];
  const checking: CheckChanges = async (changes, { onChecked, signal }) => {
    for (let from = 0; from < changes.length; from += BATCH) {
      if (signal.aborted) return { status: 'stopped' };
      const batch = changes.slice(from, from + BATCH);
      asked.push(...batch);
      await clock.sleep(1_000);
      onChecked(batch.map(answering));
    }
    return end;
  };
  const progress: [done: number, count: number][] = [];
  const stopping = new AbortController();
  const check = () => checkOpen(run, checking, (done, of) => progress.push([done, of]), stopping.signal);
  return { clock, run, asked, progress, check, stop: () => stopping.abort() };
}

const gone: Answering = (change) => ({ change, isMember: false });

it('asks about every open change, and tells the run of each', async () => {
  const { clock, run, asked, progress, check } = await openRun(120, (change) => ({
    ...{ change, isMember: change === 7 },
  }));
  expect(await clock.until(check())).toEqual({ status: 'complete' });
  expect(asked).toEqual(placesUpTo(120));
  expect(progress).toEqual([
    [0, 120],
    [50, 120],
    [100, 120],
    [120, 120],
  ]);
  expect(run.getSnapshot().counts).toMatchObject({ done: 119, failed: 1 });
  expect(run.standingOf(7)).toEqual({ status: 'failed', error: { kind: 'notMade' } });
  expect(run.openChanges()).toEqual([]);
});

it('takes a person who is in the group for added', async () => {
  const clock = new Timeline();
  const lost = { kind: 'unconfirmed' } as const;
  const run = RunDriver.start({
    ...{ changes: changesOf(2, 'add'), driver: 'd', clock, random: () => 0.5 },
    calls: {
      ...new History().calls,
      makeChanges: (input) =>
        Promise.resolve({
          ...{ ok: true, run: TICKET },
          outcomes: outcomesOf(input, () => ({ status: 'unconfirmed', error: lost })),
        }),
    },
  });
  await clock.pass(0);
  const answering: CheckChanges = (changes, { onChecked }) => {
    onChecked(changes.map((change) => ({ change, isMember: change === 0 })));
    return Promise.resolve({ status: 'complete' });
  };
  await checkOpen(run, answering, () => undefined, new AbortController().signal);
  expect([run.standingOf(0), run.standingOf(1)]).toEqual([
    { status: 'done' },
    { status: 'failed', error: { kind: 'notMade' } },
  ]);
});

it('says how the check failed, and keeps what is known', async () => {
  const end: CheckEnd = { status: 'failed', error: QUOTA };
  const { clock, run, check } = await openRun(60, gone, end);
  expect(await clock.until(check())).toEqual(end);
  expect(run.getSnapshot().counts.done).toBe(60);
});

it('stops when told to, and keeps what is known', async () => {
  const { clock, run, asked, check, stop } = await openRun(500, gone);
  const end = check();
  await clock.pass(1_500);
  stop();
  expect(await clock.until(end)).toEqual({ status: 'stopped' });
  await clock.pass(600_000);
  expect(run.getSnapshot().counts.done).toBe(asked.length);
  expect(asked.length).toBeLessThanOrEqual(2 * BATCH);
});

it('asks about the others where Confluence has nothing to say of one, and says so', async () => {
  const error: AppError = { kind: 'invalid' };
  const { clock, run, check } = await openRun(120, (change) =>
    change === 7 ? { change, error } : { change, isMember: false },
  );
  expect(await clock.until(check())).toEqual({ status: 'failed', error });
  expect(run.getSnapshot().counts).toMatchObject({ done: 119, failed: 1 });
});
