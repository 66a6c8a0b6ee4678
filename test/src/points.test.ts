import { ALL_STAFF, App, DESIGN_TEAM, EMPTY_GROUP, SITE_ADMINS, succeeded } from './support/app';
import { blockOf, newRunOf, startRun } from './support/runs';

/** What the app spends of the points an hour that all its customers share. */

let app: App;
beforeAll(async () => {
  app = await App.start();
});
beforeEach(() => app.host.reset());
afterAll(() => app.host.close());

/** What the page of an admin reads over the bridge. */
async function read(path: string): Promise<void> {
  const restPath = `/wiki/rest/api/${path}`;
  const answer = await app.host.requestProduct('site-admin', { product: 'confluence', restPath });
  expect(answer).toMatchObject({ result: { status: 200 } });
}

async function viewGroup(groupId: string): Promise<void> {
  await Promise.all([
    read(`group/by-id?id=${groupId}`),
    read(`group/${groupId}/membersByGroupId?start=0&limit=50&expand=operations`),
    app.call('site-admin', 'listUnfinishedRuns'),
  ]);
}

it('a first view of a group spends nothing', async () => {
  await viewGroup(ALL_STAFF);
  expect(app.host.confluence.requestLog.entries()).toHaveLength(2);
  expect(app.points).toBe(0);
});

it('a first view of a group while a run has not ended asks who looks, for 3 points', async () => {
  await startRun(app, [blockOf(DESIGN_TEAM, ['abc'])]);
  app.host.confluence.requestLog.clear();
  await viewGroup(ALL_STAFF);
  expect(app.points).toBe(3);
});

it('a look for what should have ended spends nothing where no membership has an end, else asks who looks', async () => {
  expect(await app.call('site-admin', 'listDue', {})).toEqual({ ok: true, due: [] });
  expect(await app.call('member', 'listDue', {})).toEqual({ ok: true, due: [] });
  expect(app.points).toBe(0);
  const until = app.host.now() + 24 * 3_600_000;
  const newRun = { ...newRunOf([blockOf(EMPTY_GROUP, [app.accountOf('member')], 'add')]), until };
  succeeded(await app.call('site-admin', 'startRun', newRun));
  app.host.confluence.requestLog.clear();
  succeeded(await app.call('site-admin', 'listDue', {}));
  expect(app.points).toBe(3);
});

describe.each([
  ['a large group', ALL_STAFF, 'all-staff'],
  ['a small group', DESIGN_TEAM, 'design-team'],
  ['a group that gives administration', SITE_ADMINS, 'site-admins'],
])('finding one person in %s and removing them', (_, groupId, name) => {
  async function findAndRemove(groups?: { id: string; name: string }[]): Promise<void> {
    const accountId = (await app.memberIds(groupId)).at(-1) ?? '';
    app.host.confluence.requestLog.clear();
    await viewGroup(groupId);
    await read('search/user?cql=user.fullname~"a"&limit=25');
    await read(`user/memberof?accountId=${accountId}&limit=200`);
    const newRun = newRunOf([blockOf(groupId, [accountId])], groups && { groups });
    const slice = { newRun, changes: [[0, 0]], ends: true };
    const answer = succeeded(await app.call('site-admin', 'makeChanges', slice));
    expect(answer.outcomes).toMatchObject([{ outcome: { status: 'done' } }]);
    expect(await app.isMember(groupId, accountId)).toBe(false);
  }

  it('spends 8 points at most', async () => {
    await findAndRemove([{ id: groupId, name }]);
    expect(app.points).toBeLessThanOrEqual(8);
  });

  it('spends 3 more where the page does not say what the group is called', async () => {
    await findAndRemove();
    expect(app.points).toBeLessThanOrEqual(11);
  });
});
