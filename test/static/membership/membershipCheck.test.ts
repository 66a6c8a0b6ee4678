import fc from 'fast-check';
import type { AppError, MembershipAnswer } from '../../../src/contract';
import type { Tools } from '../../../static/admin-panel/src/host/tools';
import {
  MembershipCheck,
  secondsToCheck,
  type CheckListener,
  type Questions,
} from '../../../static/admin-panel/src/membership/membershipCheck';
import { Timeline } from '../../support/timeline';

type Options = Questions<string, MembershipAnswer> & CheckListener<MembershipAnswer> & Tools;
/** What Confluence says of one person the nth time they are asked about; nothing where it answers. */
type Failing = (accountId: string, time: number) => AppError | undefined;

const people = (count: number) => Array.from({ length: count }, (_, n) => `account-${n}`);
const isMember = (accountId: string) => accountId.endsWith('7');

const BURST: AppError = { kind: 'rateLimited', limit: 'burst' };
const QUOTA: AppError = { kind: 'rateLimited', limit: 'quota', retryAfterMs: 3_600_000 };
const UNAVAILABLE: AppError = { kind: 'unavailable', status: 503 };

function checking(accountIds: readonly string[], failing: Failing = () => undefined) {
  const timeline = new Timeline();
  const start = timeline.now();
  const answers: MembershipAnswer[] = [];
  const stopping = new AbortController();
  const asked: { at: number; accountIds: string[] }[] = [];
  const times = new Map<string, number>();
  let underWay = 0;
  let most = 0;
  const answerOf = (accountId: string): MembershipAnswer => {
    const time = (times.get(accountId) ?? 0) + 1;
    times.set(accountId, time);
    const error = failing(accountId, time);
    return error ? { accountId, error } : { accountId, member: isMember(accountId) };
  };
  const options: Options = {
    ask: async (ids) => {
      asked.push({ at: timeline.now() - start, accountIds: ids });
      underWay += 1;
      most = Math.max(most, underWay);
      await timeline.sleep(400);
      underWay -= 1;
      return { ok: true, answers: ids.map(answerOf) };
    },
    keyOf: ({ accountId }) => accountId,
    errorOf: (answer) => ('error' in answer ? answer.error : undefined),
    batchesAtOnce: 2,
    clock: timeline,
    random: () => 0.5,
    onChecked: (checked) => answers.push(...checked),
    signal: stopping.signal,
  };
  return {
    ...{ timeline, answers, asked, options },
    check: new MembershipCheck(accountIds, options),
    stop: () => stopping.abort(),
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

it('asks about at most 50 at once, in two batches at a time, and 90 people a second', async () => {
  const { timeline, check, asked, mostUnderWay } = checking(people(2_000));
  await timeline.until(check.run());
  expect(Math.max(...asked.map(({ accountIds }) => accountIds.length))).toBe(50);
  expect(mostUnderWay()).toBeLessThanOrEqual(2);
  for (const { at } of asked) {
    const within = asked.filter((other) => other.at >= at && other.at < at + 10_000);
    expect(within.reduce((sum, { accountIds }) => sum + accountIds.length, 0)).toBeLessThanOrEqual(900 + 50);
  }
  expect(timeline.now() - Date.parse('2026-03-01T10:00:00.000Z')).toBeLessThan(
    secondsToCheck(2_000) * 1_000 + 1_000,
  );
});

it('asks about as many at once as one request has room for, at the pace of the requests', async () => {
  const { timeline, options, asked, answers } = checking(people(1_000));
  const check = new MembershipCheck(people(1_000), { ...options, batchSize: 200, requestsFor: () => 2 });
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  expect(asked.map(({ accountIds }) => accountIds.length)).toEqual(Array(5).fill(200));
  expect(answers).toHaveLength(1_000);
  // Two batches at a time, which take 400 ms each.
  expect(asked.at(-1)?.at).toBeLessThan(1_000);
});

it('waits out a burst, then asks about those again who had no answer, more slowly', async () => {
  const { timeline, check, answers, asked } = checking(people(50), (accountId, time) =>
    time === 1 && accountId.endsWith('3')
      ? { ...BURST, retryAfterMs: accountId === 'account-13' ? 20_000 : 1_000 }
      : undefined,
  );
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  // From when the answer came, as long as the longest.
  expect(asked.map(({ at }) => at)).toEqual([0, 20_400]);
  expect(asked[1]?.accountIds).toEqual(people(50).filter((id) => id.endsWith('3')));
  expect([...answers].sort(byId)).toEqual(right(people(50)).sort(byId));
});

it.each<AppError>([
  QUOTA,
  { kind: 'permission', status: 403 },
  { kind: 'signedOut', status: 401 },
  { kind: 'scopeMissing', status: 401 },
  { kind: 'groupNotFound', status: 404 },
  { ...BURST, retryAfterMs: 86_000_000 },
  { ...UNAVAILABLE, retryAfterMs: 3_600_000 },
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
  const { timeline, options } = checking([]);
  const error: AppError = { kind: 'invalid', field: 'groupId' };
  const check = new MembershipCheck(['a'], {
    ...options,
    ask: () => Promise.resolve({ ok: false, error }),
  });
  expect(await timeline.until(check.run())).toEqual({ status: 'failed', error });
});

it('ends where the history did not get the answers, which count all the same', async () => {
  const { timeline, options, answers } = checking([]);
  const notRecorded: AppError = { kind: 'storage', detail: 'The storage is down.' };
  const ask = vi.fn((ids: string[]) =>
    Promise.resolve({ ok: true as const, answers: right(ids), notRecorded }),
  );
  const check = new MembershipCheck(people(120), { ...options, ask, batchesAtOnce: 1 });
  expect(await timeline.until(check.run())).toEqual({ status: 'failed', error: notRecorded });
  expect(answers).toEqual(right(people(50)));
  expect(ask).toHaveBeenCalledTimes(1);
});

it('asks again about whom an answer leaves out', async () => {
  const { timeline, options, answers } = checking([]);
  const check = new MembershipCheck(['a', 'b'], {
    ...options,
    ask: ([accountId = '']) => Promise.resolve({ ok: true, answers: [{ accountId, member: true }] }),
  });
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  expect(answers.map(({ accountId }) => accountId)).toEqual(['a', 'b']);
});

it('stops when told to, with the answers under way', async () => {
  const { timeline, check, stop, answers, asked } = checking(people(1_000));
  const end = check.run();
  await timeline.pass(1_000);
  stop();
  expect(await timeline.until(end)).toEqual({ status: 'stopped' });
  expect(answers).toHaveLength(asked.length * 50);
  expect(asked.length).toBeLessThanOrEqual(2);
});

it('stops at once while it waits', async () => {
  const { timeline, check, stop } = checking(people(10), () => ({ ...BURST, retryAfterMs: 100_000 }));
  const end = check.run();
  await timeline.pass(1_000);
  stop();
  await timeline.until(end, 1_000);
  expect(timeline.now() - Date.parse('2026-03-01T10:00:00.000Z')).toBeLessThan(2_000);
});

it('asks nothing where it was stopped before it began', async () => {
  const { timeline, check, stop, asked } = checking(people(10));
  stop();
  expect(await timeline.until(check.run())).toEqual({ status: 'stopped' });
  expect(asked).toEqual([]);
});

it('waits as long as the resolver says where the run is busy, and asks again where the storage did not answer', async () => {
  const { timeline, options, asked, answers } = checking([]);
  const errors: AppError[] = [{ kind: 'runBusy', retryAfterMs: 12_000 }, { kind: 'storage' }];
  const check = new MembershipCheck(people(10), {
    ...options,
    ask: (ids) => {
      const error = errors.shift();
      if (!error) return options.ask(ids);
      asked.push({ at: timeline.now() - Date.parse('2026-03-01T10:00:00.000Z'), accountIds: ids });
      return Promise.resolve({ ok: false, error });
    },
  });
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  expect(asked.map(({ at }) => at)).toEqual([0, 12_000, 12_750]);
  expect(answers).toEqual(right(people(10)));
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

it('asks no clock but the one it is given', async () => {
  const jumps = [3_600_000, -3_600_000, 0];
  const now = Date.now();
  const date = vi.spyOn(Date, 'now').mockImplementation(() => now + (jumps[date.mock.calls.length % 3] ?? 0));
  const even = vi.spyOn(performance, 'now');
  const { timeline, check, answers, asked } = checking(people(200), (_, time) =>
    time === 1 ? { ...BURST, retryAfterMs: 1_000, retryAt: '2026-03-01T12:00:00.000Z' } : undefined,
  );
  expect(await timeline.until(check.run())).toEqual({ status: 'complete' });
  expect(answers).toHaveLength(200);
  expect(asked.at(-1)?.at).toBeLessThan(20_000);
  expect(date).not.toHaveBeenCalled();
  expect(even).not.toHaveBeenCalled();
});

function byId(a: MembershipAnswer, b: MembershipAnswer): number {
  return a.accountId < b.accountId ? -1 : 1;
}
