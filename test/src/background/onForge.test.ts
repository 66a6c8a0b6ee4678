import type { ImpersonationMode } from '../../../sandbox';
import type { BackgroundState } from '../../../src/contract/runs';
import { App, CONTRACTORS, succeeded } from '../support/app';
import { beginRun, blockOf, detailOf, newRunOf, unfinished } from '../support/runs';

/** Page, queue and worker through Forge's own packages. */

const apps: App[] = [];
afterEach(() => {
  for (const app of apps.splice(0)) app.host.close();
});

async function startSite(impersonation: ImpersonationMode): Promise<App> {
  const app = await App.start({ limits: false, impersonation });
  apps.push(app);
  return app;
}

const attempt = async (app: App): Promise<BackgroundState> =>
  succeeded(await app.call('site-admin', 'tryBackground')).background;

/** Tries it, and lets the worker answer. */
async function tryOn(app: App): Promise<BackgroundState> {
  expect(await attempt(app)).toEqual({ state: 'trying' });
  await app.host.queue.deliver();
  return attempt(app);
}

it.each([
  ['on', { state: 'possible' }],
  ['off', { state: 'impossible', reason: 'actorUnavailable' }],
  ['ineffective', { state: 'impossible', reason: 'notInEffect' }],
] as const)('with impersonation %s a trial finds %j', async (impersonation, background) => {
  expect(await tryOn(await startSite(impersonation))).toEqual(background);
});

it('a trial asks Confluence once, as the admin, and changes nothing', async () => {
  const app = await startSite('on');
  await attempt(app);
  app.host.confluence.requestLog.clear();
  await app.host.queue.deliver();
  expect(app.asked).toEqual(['GET /wiki/rest/api/user/current?expand=operations']);
  expect(app.requests[0]?.principal).toEqual({ type: 'user', persona: 'site-admin' });
  expect([...app.stored.keys()]).toEqual(['background']);
});

it('a run whose page is gone goes on as its admin', async () => {
  const app = await startSite('on');
  await tryOn(app);
  const accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 6);
  const newRun = newRunOf([blockOf(CONTRACTORS, accountIds)]);
  const { run, inBackground } = succeeded(
    await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 1]] }),
  );
  expect(inBackground).toBe(true);
  const runId = run?.runId ?? '';
  expect(app.host.queue.waiting()).toMatchObject([
    { queue: 'runs', body: { kind: 'run', runId, driver: newRun.driver } },
  ]);
  app.host.confluence.requestLog.clear();
  await app.host.advance(11_000);
  await app.host.queue.deliver();
  const { run: record, changes } = await detailOf(app, runId);
  expect(record).toMatchObject({
    counts: { done: 6 },
    inBackground: 4,
    endedAt: expect.any(String) as string,
  });
  expect(changes.map(({ inBackground: by = false }) => by)).toEqual([false, false, true, true, true, true]);
  const removals = app.requests.filter(({ method }) => method === 'DELETE');
  expect(removals.map(({ principal }) => principal)).toEqual(
    Array(4).fill({ type: 'user', persona: 'site-admin' }),
  );
});

it('without a trial nothing waits in the queue', async () => {
  const app = await startSite('on');
  const [accountId = '', other = ''] = await app.memberIds(CONTRACTORS);
  await beginRun(app, [blockOf(CONTRACTORS, [accountId, other])], [[0, 0]]);
  expect(app.host.queue.waiting()).toEqual([]);
});

it('a queue that refuses leaves a run to its page', async () => {
  const app = await startSite('on');
  await tryOn(app);
  app.fault({ service: 'queue', status: 503 });
  const accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 2);
  const newRun = newRunOf([blockOf(CONTRACTORS, accountIds)]);
  const answer = succeeded(await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 0]] }));
  expect(answer).not.toHaveProperty('inBackground');
  expect(answer.outcomes).toMatchObject([{ outcome: { status: 'done' } }]);
  expect(await unfinished(app)).toMatchObject([{ wish: 'run', run: { counts: { done: 1 } } }]);
});
