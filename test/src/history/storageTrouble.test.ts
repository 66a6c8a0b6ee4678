import { App, CONTRACTORS, succeeded } from '../support/app';
import { hurry } from '../support/hastyClock';

let app: App;
let accountIds: string[];
beforeAll(async () => {
  app = await App.start({ invocationLimitMs: 3_000 });
});
beforeEach(async () => {
  app.host.reset();
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 3);
  app.host.confluence.requestLog.clear();
  hurry();
});
afterAll(() => app.host.close());

const remove = (more: object = {}) =>
  app.call('site-admin', 'removeMembers', { groupId: CONTRACTORS, accountIds, ...more });
const deletes = () => app.asked.filter((request) => request.startsWith('DELETE')).length;
const outOf = (status: number) => ({ service: 'storage', status });

describe.each([
  ['is down', outOf(503)],
  ['answers 429', outOf(429)],
  ['does not answer', { service: 'storage', drop: 'before' }],
  ['is slow beyond use', { service: 'storage', delayMs: 10_000 }],
])('a storage that %s', (_, fault) => {
  it('keeps a removal from being made', async () => {
    app.fault(fault);
    expect(await remove()).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(deletes()).toBe(0);
  });

  it('keeps the next slice from being made', async () => {
    const newRun = { driver: 'driver-0000000000001', accountIds, total: 3 };
    const { run } = succeeded(await remove({ accountIds: accountIds.slice(0, 1), newRun }));
    app.host.confluence.requestLog.clear();
    app.fault(fault);
    const rest = { accountIds: accountIds.slice(1), run };
    expect(await remove(rest)).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(deletes()).toBe(0);
    app.fault();
    expect(await remove(rest)).toMatchObject({ ok: true });
  });
});

it('tries again to write what became of people, and says so when that failed', async () => {
  const down = { service: 'storage', key: '^(run|log):', path: 'transaction|set', status: 503 };
  app.fault({ ...down, path: 'nothing' }, { method: 'DELETE', delayMs: 50 });
  const [ada = ''] = accountIds;
  const answering = remove({ accountIds: [ada] });
  while (deletes() === 0) await new Promise((resolve) => setImmediate(resolve));
  app.fault(down);
  expect(await answering).toMatchObject({
    ok: false,
    error: { kind: 'storage' },
    outcomes: [{ accountId: ada, status: 'removed' }],
  });
  app.fault();
  const { runs } = succeeded(await app.call('site-admin', 'listUnfinishedRuns'));
  expect(runs).toMatchObject([{ counts: { unconfirmed: 1 } }]);
});

it('does not take an answer that was lost for a change that was not made', async () => {
  app.fault({ service: 'storage', path: '/set$', drop: 'after', times: 1 });
  const newRun = { driver: 'driver-0000000000001', accountIds, total: 3 };
  const answer = succeeded(await remove({ newRun }));
  expect(answer.run?.next).toBe(2); // The entry it claimed was its own.
});

it('lets a run that is read say that the history did not answer', async () => {
  app.fault(outOf(500));
  expect(await app.call('site-admin', 'listRuns', { limit: 5 })).toMatchObject({
    ok: false,
    error: { kind: 'storage' },
  });
});
