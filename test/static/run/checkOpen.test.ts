import type { AppError, Membership, Outcome } from '../../../src/contract';
import type { CheckTools } from '../../../static/admin-panel/src/membership/membershipCheck';
import { checkOpen } from '../../../static/admin-panel/src/run/checkOpen';
import { Run } from '../../../static/admin-panel/src/run/run';
import { Timeline } from '../../support/timeline';
import { History } from './support/history';

const QUOTA: AppError = { kind: 'rateLimited', limit: 'quota', retryAt: '2026-03-01T11:00:00.000Z' };
const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);

/** What Confluence says when asked about somebody. */
type Answering = (accountId: string) => Membership;

/** A run that has ended with everyone open, and a check whose requests take a second. */
async function openRun(count: number, answering: Answering) {
  const clock = new Timeline();
  const random = () => 0.5;
  const run = Run.start({
    ...{ action: 'remove', groupId: 'g', accountIds: people(count), driver: 'd', clock, random },
    calls: {
      ...new History().calls,
      change: ({ accountIds }) =>
        Promise.resolve({
          ok: true,
          outcomes: accountIds.map((accountId): Outcome => ({
            ...{ accountId, status: 'failed' },
            error: { kind: 'unavailable', status: 503 },
          })),
        }),
    },
  });
  await clock.pass(0);
  expect(run.getSnapshot().state).toEqual({ name: 'done' });
  const asked: string[][] = [];
  const tools: Omit<CheckTools, 'onAnswers'> = {
    ...{ clock, random, batchesAtOnce: 1 },
    checkMemberships: async (accountIds) => {
      asked.push(accountIds);
      await clock.sleep(1_000);
      return { ok: true, memberships: accountIds.map(answering) };
    },
  };
  const progress: [done: number, count: number][] = [];
  const check = () => checkOpen(run, tools, (done, of) => progress.push([done, of]));
  return { clock, run, asked, progress, check };
}

const gone: Answering = (accountId) => ({ accountId, member: false });

it('asks about everyone who is open, one request at a time, and tells the run', async () => {
  const { clock, run, asked, progress, check } = await openRun(120, (accountId) => ({
    ...{ accountId, member: accountId === 'p7' },
  }));
  const { end } = check();
  await clock.pass(500);
  expect(asked).toHaveLength(1);
  expect(await clock.until(end)).toEqual({ status: 'complete' });
  expect(asked.flat()).toEqual(people(120));
  expect(progress).toEqual([
    [0, 120],
    [50, 120],
    [100, 120],
    [120, 120],
  ]);
  expect(run.getSnapshot().counts.done).toBe(119);
  expect(run.standingOf('p7')).toEqual({ status: 'notChanged' });
});

it('makes one request where the hourly limit is used up, however many are open, and says until when', async () => {
  const { clock, run, asked, check } = await openRun(5_000, (accountId) => ({ accountId, error: QUOTA }));
  expect(await clock.until(check().end)).toEqual({ status: 'failed', error: QUOTA });
  expect(asked).toHaveLength(1);
  expect(run.getSnapshot().counts.failed).toBe(5_000);
});

it('stops when told to, and keeps what is known', async () => {
  const { clock, run, asked, check } = await openRun(500, gone);
  const { stop, end } = check();
  await clock.pass(1_500);
  stop();
  expect(await clock.until(end)).toEqual({ status: 'stopped' });
  await clock.pass(600_000);
  expect(run.getSnapshot().counts.done).toBe(asked.length * 50);
  expect(asked.length).toBeLessThanOrEqual(2);
});

it('asks about the others where Confluence has nothing to say of one, and says so', async () => {
  const error: AppError = { kind: 'invalid' };
  const { clock, run, check } = await openRun(120, (accountId) =>
    accountId === 'p7' ? { accountId, error } : { accountId, member: false },
  );
  expect(await clock.until(check().end)).toEqual({ status: 'failed', error });
  expect(run.getSnapshot().counts).toMatchObject({ done: 119, failed: 1 });
});
