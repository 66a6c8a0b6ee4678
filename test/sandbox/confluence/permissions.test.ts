import { groupIds } from '../../../sandbox/confluence';
import { TestSite, app, errorWords } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});
beforeEach(() => site.confluence.reset());

const group = `group/userByGroupId?groupId=${groupIds.designTeam}`;
const removal = () => `${group}&accountId=${site.confluence.personas.member.accountId}`;
const accountId = () => site.confluence.personas['confluence-admin'].accountId;

describe.each([
  ['site-admin', true],
  ['new-admin', true],
  ['confluence-admin', false],
  ['member', false],
] as const)('%s', (as, allowed) => {
  it(`${allowed ? 'may' : 'may not'} change groups`, async () => {
    const before = await site.memberIds(groupIds.designTeam);
    const removed = await site.delete(removal(), { as });
    const added = await site.post(group, { accountId: accountId() }, { as });
    expect([removed.status, added.status]).toEqual(allowed ? [204, 201] : [403, 403]);
    const after = await site.memberIds(groupIds.designTeam);
    expect(after.length === before.length && after.every((id) => before.includes(id))).toBe(!allowed);
  });

  it('may through the app what they may themselves', async () => {
    expect((await site.delete(removal(), { caller: app(as) })).status).toBe(allowed ? 204 : 403);
  });

  it('may see groups and people', async () => {
    expect((await site.get('group', { as })).status).toBe(200);
    expect((await site.get(`group/${groupIds.designTeam}/membersByGroupId`, { as })).status).toBe(200);
    expect((await site.get('search/user?cql=user.fullname~a', { as })).status).toBe(200);
  });
});

it('lets the app as itself read, and change nothing', async () => {
  expect((await site.get('group', { caller: app(null) })).status).toBe(200);
  expect((await site.delete(removal(), { caller: app(null) })).status).toBe(403);
});

it('says why in the words for people', async () => {
  const reply = await site.delete(removal(), { as: 'member' });
  expect(errorWords(reply)).toMatch(/site administrators/);
  expect(reply.body).toMatchObject({ statusCode: 403, data: { authorized: false, valid: true } });
});

it('does not tell who lacks permission what exists', async () => {
  expect((await site.delete(`${group}&accountId=nobody`, { as: 'member' })).status).toBe(403);
  expect((await site.delete(`group/user?name=nope&accountId=nobody`, { as: 'member' })).status).toBe(403);
});

it('looks at what a request says before who says it', async () => {
  expect((await site.delete(group, { as: 'member' })).status).toBe(400);
});

describe('the XSRF guard', () => {
  const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' };

  it('refuses writes of a browser that do not say that they are meant', async () => {
    for (const reply of [
      await site.delete(removal(), { headers: browser }),
      await site.post(group, { accountId: accountId() }, { headers: browser }),
      await site.delete(removal(), { headers: { ...browser, 'x-atlassian-token': 'yes' } }),
    ]) {
      expect([reply.status, reply.text]).toEqual([403, 'XSRF check failed']);
    }
    expect(await site.memberIds(groupIds.designTeam)).toHaveLength(24);
  });

  it('lets through those that do', async () => {
    const headers = { ...browser, 'x-atlassian-token': 'no-check' };
    expect((await site.delete(removal(), { headers })).status).toBe(204);
  });

  it('lets through clients that are no browser', async () => {
    for (const agent of ['curl/8.5.0', 'PostmanRuntime/7.43.0']) {
      site.confluence.reset();
      expect((await site.delete(removal(), { headers: { 'user-agent': agent } })).status).toBe(204);
    }
  });

  it('leaves reading alone', async () => {
    expect((await site.get('group', { headers: browser })).status).toBe(200);
  });
});
