import { groupIds } from '../../../sandbox/confluence';
import { RequestLog } from '../../../sandbox/confluence/requestLog';
import { TestSite, app, bridge } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});
beforeEach(() => site.confluence.reset());

it('holds what was asked, by whom, when, and what came of it', async () => {
  await site.get('user/current?expand=operations', { as: 'member' });
  const at = new Date(site.clock.now()).toISOString();
  expect(site.confluence.requestLog.entries()).toEqual([
    {
      at,
      method: 'GET',
      path: '/wiki/rest/api/user/current?expand=operations',
      principal: { type: 'user', persona: 'member' },
      status: 200,
      points: 3,
    },
  ]);
});

it('tells people, the app as itself and strangers apart', async () => {
  await site.get('group', { as: 'site-admin' });
  await site.get('group', { caller: app('new-admin') });
  await site.get('group', { caller: app(null) });
  await site.get('group', { as: null });
  expect(site.confluence.requestLog.entries().map(({ principal }) => principal)).toEqual([
    { type: 'user', persona: 'site-admin' },
    { type: 'user', persona: 'new-admin' },
    { type: 'app' },
    { type: 'anonymous' },
  ]);
});

it('tells the app’s function, the app’s page and other clients apart, by the way they take', async () => {
  await site.get('user/current');
  await site.get('user/current', { caller: app() });
  await site.get('user/current', { caller: bridge() });
  const [client, ...ofApp] = site.confluence.requestLog.entries();
  expect(client).not.toHaveProperty('via');
  expect(ofApp.map(({ via, points }) => [via, points])).toEqual([
    ['function', 3],
    ['bridge', 0],
  ]);
});

it('holds every request that reached Confluence, in order, refused ones too', async () => {
  const removal = `group/userByGroupId?groupId=${groupIds.designTeam}&accountId=x`;
  await site.delete(removal);
  await site.delete(removal, { as: 'member' });
  await site.delete(removal, { as: null });
  await site.delete('group/userByGroupId');
  for (let sent = 0; sent < 50; sent += 1) await site.sendAtOnce('DELETE', removal);
  const statuses = site.confluence.requestLog.entries().map(({ status }) => status);
  expect(statuses.slice(0, 4)).toEqual([404, 403, 401, 400]);
  expect(statuses.at(-1)).toBe(429);
  expect(statuses).toHaveLength(54);
});

describe('a request that is not answered yet', () => {
  it('is there from its arrival, with status 0, in the order of arrival', async () => {
    const slow = await TestSite.start({ latencyMs: 120 });
    const arrived = new Date(slow.clock.now()).toISOString();
    const first = slow.sendAtOnce('GET', 'user/current');
    const second = slow.sendAtOnce('GET', 'nothing', { faulted: true });
    const inFlight = slow.confluence.requestLog.entries();
    expect(inFlight).toMatchObject([
      { at: arrived, path: '/wiki/rest/api/user/current', status: 0, points: 0 },
      { at: arrived, path: '/wiki/rest/api/nothing', status: 0, points: 0 },
    ]);
    await slow.clock.pass(120);
    await Promise.all([first, second]);
    expect(slow.confluence.requestLog.entries()).toMatchObject([
      { at: arrived, status: 200, points: 3 },
      { at: arrived, status: 404, points: 1 },
    ]);
    expect(inFlight.map(({ status }) => status)).toEqual([0, 0]);
  });

  it('does not come back when the log was emptied', async () => {
    const slow = await TestSite.start({ latencyMs: 120 });
    const reply = slow.sendAtOnce('GET', 'user/current');
    slow.confluence.requestLog.clear();
    await slow.clock.pass(120);
    expect((await reply).status).toBe(200);
    expect(slow.confluence.requestLog.entries()).toEqual([]);
  });
});

it('is emptied by clear and by reset', async () => {
  await site.get('group');
  site.confluence.requestLog.clear();
  expect(site.confluence.requestLog.entries()).toEqual([]);
  await site.get('group');
  site.confluence.reset();
  expect(site.confluence.requestLog.entries()).toEqual([]);
});

it('is a copy that later requests do not change', async () => {
  const entries = site.confluence.requestLog.entries();
  await site.get('group');
  expect(entries).toEqual([]);
});

it('keeps the latest when it is full', () => {
  const log = new RequestLog(3);
  const add = (status: number) =>
    log.add({ at: '', method: 'GET', path: '/', principal: { type: 'app' }, status, points: 0 });
  const kept = () => log.entries().map(({ status }) => status);
  [1, 2, 3].forEach(add);
  expect(kept()).toEqual([1, 2, 3]);
  add(4);
  expect(kept()).toEqual([2, 3, 4]);
  [5, 6, 7, 8].forEach(add);
  expect(kept()).toEqual([6, 7, 8]);
  log.clear();
  add(9);
  expect(kept()).toEqual([9]);
});
