import fc from 'fast-check';
import type { Answer, AppError, Membership } from '../../../src/contract';
import { costOfCheck } from '../../../static/admin-panel/src/list/cost';
import { MembershipCheck, type CheckTools } from '../../../static/admin-panel/src/membership/membershipCheck';
import { Timeline } from '../../support/timeline';

type Batch = Answer<{ memberships: Membership[] }>;
/** What Confluence says of one person the nth time they are asked about; nothing where it answers. */
type Failing = (accountId: string, time: number) => AppError | undefined;

const people = (count: number) => Array.from({ length: count }, (_, n) => `account-${n}`);
const isMember = (accountId: string) => accountId.endsWith('7');

const BURST: AppError = { kind: 'rateLimited', limit: 'burst' };
const QUOTA: AppError = { kind: 'rateLimited', limit: 'quota', retryAt: '2026-03-01T11:00:00.000Z' };
const UNAVAILABLE: AppError = { kind: 'unavailable', status: 503 };

function checking(accountIds: readonly string[], failing: Failing = () => undefined) {
  const timeline = new Timeline();
  const start = timeline.now();
  const answers: Membership[] = [];
  const asked: { at: number; accountIds: string[] }[] = [];
  const times = new Map<string, number>();
  let underWay = 0;
  let most = 0;
  const answerOf = (accountId: string): Membership => {
    const time = (times.get(accountId) ?? 0) + 1;
    times.set(accountId, time);
    const error = failing(accountId, time);
    return error ? { accountId, error } : { accountId, member: isMember(accountId) };
  };
  const tools: CheckTools = {
    checkMemberships: async (ids): Promise<Batch> => {
      asked.push({ at: timeline.now() - start, accountIds: ids });
      underWay += 1;
      most = Math.max(most, underWay);
      await timeline.sleep(400);
      underWay -= 1;
      return { ok: true, memberships: ids.map(answerOf) };
    },
    clock: timeline,
    random: () => 0.5,
    onAnswers: (memberships) => answers.push(...memberships),
  };
  return {
    ...{ timeline, answers, asked, tools },
    check: new MembershipCheck(accountIds, tools),
    mostUnderWay: () => most,
  };
}

const right = (accountIds: readonly string[]) =>
  accountIds.map((accountId) => ({ accountId, member: isMember(accountId) }));

it.each([0, 1, 49, 50, 51, 1_234])('asks once about each of %i people', async (count) => {
  const { timeline, check, answers, asked } = checking(people(count));
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  expect(answers).toEqual(right(people(count)));
  expect(asked.flatMap(({ accountIds }) => accountIds)).toEqual(people(count));
});

it('asks about at most 50 at once, in two invocations at a time, and 90 people a second', async () => {
  const { timeline, check, asked, mostUnderWay } = checking(people(2_000));
  await timeline.until(check.run());
  expect(Math.max(...asked.map(({ accountIds }) => accountIds.length))).toBe(50);
  expect(mostUnderWay()).toBeLessThanOrEqual(2);
  for (const { at } of asked) {
    const within = asked.filter((other) => other.at >= at && other.at < at + 10_000);
    expect(within.reduce((sum, { accountIds }) => sum + accountIds.length, 0)).toBeLessThanOrEqual(900 + 50);
  }
  expect(timeline.now() - Date.parse('2026-03-01T10:00:00.000Z')).toBeLessThan(
    costOfCheck(2_000).seconds * 1_000 + 1_000,
  );
});

it('waits out a burst, then asks about those again who had no answer, more slowly', async () => {
  const retryAt = '2026-03-01T10:00:20.000Z';
  const { timeline, check, answers, asked } = checking(people(50), (accountId, time) =>
    time === 1 && accountId.endsWith('3') ? { ...BURST, retryAt } : undefined,
  );
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  expect(asked.map(({ at }) => at)).toEqual([0, 20_000]);
  expect(asked[1]?.accountIds).toEqual(people(50).filter((id) => id.endsWith('3')));
  expect([...answers].sort(byId)).toEqual(right(people(50)).sort(byId));
});

it.each<AppError>([
  QUOTA,
  { kind: 'permission', status: 403 },
  { kind: 'signedOut', status: 401 },
  { kind: 'scopeMissing', status: 401 },
  { kind: 'groupNotFound', status: 404 },
])('stops at $kind, and keeps what is known', async (error) => {
  const { timeline, check, answers, asked } = checking(people(500), (accountId) =>
    accountId === 'account-120' ? error : accountId === 'account-121' ? UNAVAILABLE : undefined,
  );
  expect(await timeline.until(check.run())).toEqual({ status: 'failed', error });
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(answers.length).toBeGreaterThanOrEqual(148);
  expect([...answers].sort(byId)).toEqual(right(answers.map(({ accountId }) => accountId)).sort(byId));
});

it('asks again about those Confluence did not answer for, and gives up after five times', async () => {
  const passing = checking(people(60), (_, time) => (time < 5 ? UNAVAILABLE : undefined));
  expect(await passing.timeline.until(passing.check.run())).toEqual({ status: 'complete' });
  expect(passing.answers).toHaveLength(60);
  const lasting = checking(people(60), () => UNAVAILABLE);
  expect(await lasting.timeline.until(lasting.check.run())).toEqual({ status: 'failed', error: UNAVAILABLE });
  expect(lasting.asked.filter(({ accountIds }) => accountIds.includes('account-0'))).toHaveLength(5);
});

it('gives up on a burst that does not end', async () => {
  const { timeline, check } = checking(people(10), () => BURST);
  expect(await timeline.until(check.run())).toEqual({ status: 'failed', error: BURST });
});

it.each(['userNotFound', 'invalid'] as const)('takes %s for the answer about that person', async (kind) => {
  const { timeline, check, answers } = checking(people(3), (accountId) =>
    accountId === 'account-1' ? { kind } : undefined,
  );
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  expect(answers[1]).toEqual({ accountId: 'account-1', error: { kind } });
});

it('ends where the whole request was not accepted', async () => {
  const { timeline, tools } = checking([]);
  const error: AppError = { kind: 'invalid', field: 'groupId' };
  const check = new MembershipCheck(['a'], {
    ...tools,
    checkMemberships: () => Promise.resolve({ ok: false, error }),
  });
  expect(await timeline.until(check.run())).toEqual({ status: 'failed', error });
});

it('ends where the history did not get the answers, which count all the same', async () => {
  const { timeline, tools, answers } = checking([]);
  const notRecorded: AppError = { kind: 'storage', detail: 'The storage is down.' };
  const checkMemberships = jest.fn((ids: string[]) =>
    Promise.resolve({ ok: true as const, memberships: right(ids), notRecorded }),
  );
  const check = new MembershipCheck(people(120), { ...tools, checkMemberships, batchesAtOnce: 1 });
  expect(await timeline.until(check.run())).toEqual({ status: 'failed', error: notRecorded });
  expect(answers).toEqual(right(people(50)));
  expect(checkMemberships).toHaveBeenCalledTimes(1);
});

it('asks again about whom an answer leaves out', async () => {
  const { timeline, tools, answers } = checking([]);
  const check = new MembershipCheck(['a', 'b'], {
    ...tools,
    checkMemberships: ([accountId = '']) =>
      Promise.resolve({ ok: true, memberships: [{ accountId, member: true }] }),
  });
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  expect(answers.map(({ accountId }) => accountId)).toEqual(['a', 'b']);
});

it('stops when told to, with the answers under way', async () => {
  const { timeline, check, answers, asked } = checking(people(1_000));
  const end = check.run();
  await timeline.pass(1_000);
  check.stop();
  expect(await timeline.until(end)).toEqual({ status: 'stopped' });
  expect(answers).toHaveLength(asked.length * 50);
  expect(asked.length).toBeLessThanOrEqual(2);
});

it('stops at once while it waits', async () => {
  const retryAt = '2026-03-01T10:30:00.000Z';
  const { timeline, check } = checking(people(10), () => ({ ...BURST, retryAt }));
  const end = check.run();
  await timeline.pass(1_000);
  check.stop();
  await timeline.until(end, 1_000);
  expect(timeline.now() - Date.parse('2026-03-01T10:00:00.000Z')).toBeLessThan(2_000);
});

it('answers about everybody once and truly, whatever passes meanwhile', async () => {
  const passing = fc.constantFrom<(AppError | undefined)[]>(undefined, undefined, BURST, UNAVAILABLE);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 300 }),
      fc.array(passing, { minLength: 1, maxLength: 40 }),
      async (count, errors) => {
        let turn = 0;
        const { timeline, check, answers } = checking(people(count), (_, time) => {
          turn += 1;
          return time < 4 ? errors[turn % errors.length] : undefined;
        });
        expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
        expect([...answers].sort(byId)).toEqual(right(people(count)).sort(byId));
      },
    ),
    { numRuns: 60 },
  );
});

function byId(a: Membership, b: Membership): number {
  return a.accountId < b.accountId ? -1 : 1;
}
