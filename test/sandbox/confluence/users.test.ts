import { groupIds } from '../../../sandbox/confluence';
import { TestSite, app, column } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});

const suspendedId = '5d21c0899a4b3f0c8e61d2a5';

const bulk = (ids: readonly string[]) => `user/bulk?${ids.map((id) => `accountId=${id}`).join('&')}`;

describe('GET user', () => {
  it('answers a person', async () => {
    const { accountId, displayName } = site.confluence.personas.member;
    const reply = await site.get(`user?accountId=${encodeURIComponent(accountId)}`);
    expect(reply.body).toMatchObject({
      type: 'known',
      accountId,
      accountType: 'atlassian',
      displayName,
      email: 'jonas.berg@example.com',
      profilePicture: { path: `/wiki/aa-avatar/${encodeURIComponent(accountId)}`, isDefault: false },
    });
  });

  it('answers 404 for an unknown account and 400 for none', async () => {
    expect((await site.get('user?accountId=nobody')).status).toBe(404);
    expect((await site.get('user')).status).toBe(400);
    expect((await site.get('user?accountId=')).status).toBe(400);
  });
});

describe('GET user/current', () => {
  it.each(['site-admin', 'confluence-admin', 'member', 'new-admin'] as const)('answers %s', async (as) => {
    const { accountId, displayName } = site.confluence.personas[as];
    expect((await site.get('user/current', { as })).body).toMatchObject({ accountId, displayName });
  });

  it.each([
    ['site-admin', ['use', 'administer']],
    ['new-admin', ['use', 'administer']],
    ['confluence-admin', ['use', 'administer']],
    ['member', ['use']],
  ] as const)('lets %s %p the application', async (as, operations) => {
    const reply = await site.get('user/current?expand=operations', { as });
    expect(reply.body).toMatchObject({
      operations: operations.map((operation) => ({ operation, targetType: 'application' })),
    });
  });

  it('answers the app when it asks as itself', async () => {
    const reply = await site.get('user/current', { caller: app(null) });
    expect(reply.body).toMatchObject({ accountType: 'app', displayName: 'Group Members' });
  });
});

it.each([
  ['user/current', ''],
  ['user?accountId=5b10a2844c20165700ede21f', ''],
  ['user/bulk?accountId=5b10a2844c20165700ede21f', 'results.0.'],
  [`group/${groupIds.designTeam}/membersByGroupId`, 'results.0.'],
  ['search/user?cql=user.fullname~jonas', 'results.0.user.'],
])('GET %s takes an expand that is empty, or has spaces and a comma too many', async (path, person) => {
  const body = async (expand: string) =>
    (await site.get(`${path}${path.includes('?') ? '&' : '?'}${expand}`)).body;
  expect(await body('expand=')).not.toHaveProperty(`${person}operations`);
  expect(await body('expand=%20operations%20,')).toHaveProperty(`${person}operations`);
});

describe('GET user/memberof', () => {
  it('lists the groups of a person by name', async () => {
    const path = `user/memberof?accountId=${site.confluence.personas['site-admin'].accountId}`;
    expect(column(await site.get(path), 'name')).toEqual([
      'all-staff',
      'dept-it',
      'design-team',
      'site-admins',
    ]);
    expect(column(await site.get(`${path}&start=2&limit=1`), 'name')).toEqual(['design-team']);
  });

  it('lists those of somebody who is suspended', async () => {
    const groups = await site.get(`user/memberof?accountId=${suspendedId}`);
    expect(column(groups, 'name')).toEqual(['dept-finance', 'dept-sales']);
  });

  it('follows changes', async () => {
    const { accountId } = site.confluence.personas.member;
    await site.post(`group/userByGroupId?groupId=${groupIds.emptyGroup}`, { accountId });
    expect(column(await site.get(`user/memberof?accountId=${accountId}`), 'name')).toContain('empty-group');
    site.confluence.reset();
    expect(column(await site.get(`user/memberof?accountId=${accountId}`), 'name')).not.toContain(
      'empty-group',
    );
  });

  it('lists no groups for an unknown account', async () => {
    expect(column(await site.get('user/memberof?accountId=nobody'), 'name')).toEqual([]);
  });

  it('refuses no account id', async () => {
    expect((await site.get('user/memberof')).status).toBe(400);
  });
});

describe('GET user/bulk', () => {
  it('answers known people in the order asked, once each', async () => {
    const [a = '', b = ''] = await site.memberIds(groupIds.designTeam);
    const reply = await site.get(bulk([b, 'nobody', a, b]));
    expect(column(reply, 'accountId')).toEqual([b, a]);
    expect(reply.body).toMatchObject({ start: 0, limit: 200, size: 2 });
  });

  it('takes a list with commas, as confluence.js sends it, besides repetition', async () => {
    const [a = '', b = '', c = ''] = await site.memberIds(groupIds.designTeam);
    for (const query of [
      `accountId=${a},${b}&accountId=${c}`,
      `accountId=${a}%2C%20${b}%2C&accountId=${c}`,
    ]) {
      expect(column(await site.get(`user/bulk?${query}`), 'accountId')).toEqual([a, b, c]);
    }
    const ids = await site.memberIds(groupIds.contractors);
    const reply = await site.get(`user/bulk?accountId=${ids.join(',')}`);
    expect(column(reply, 'accountId')).toEqual(ids.slice(0, 200));
  });

  it('answers a single account', async () => {
    const { accountId } = site.confluence.personas.member;
    const reply = await site.get(`${bulk([encodeURIComponent(accountId)])}&expand=operations`);
    expect(column(reply, 'operations')).toEqual([[{ operation: 'use', targetType: 'application' }]]);
  });

  it('answers somebody who is suspended, with no operations', async () => {
    const reply = await site.get(`${bulk([suspendedId])}&expand=operations`);
    expect(column(reply, 'displayName')).toEqual(['Rowan Thackeray']);
    expect(column(reply, 'operations')).toEqual([[]]);
  });

  it('looks up the first 200 only', async () => {
    const ids = await site.memberIds(groupIds.contractors);
    expect(ids).toHaveLength(240);
    expect(column(await site.get(bulk(ids)), 'accountId')).toEqual(ids.slice(0, 200));
    const unknown = Array.from({ length: 200 }, (_, index) => `nobody${index}`);
    expect(column(await site.get(bulk([...unknown, ...ids])), 'accountId')).toEqual([]);
  });

  it('answers as many as limit says', async () => {
    const ids = await site.memberIds(groupIds.designTeam);
    expect(column(await site.get(`${bulk(ids)}&limit=3`), 'accountId')).toEqual(ids.slice(0, 3));
  });

  it.each(['limit=201', 'limit=0', 'limit=x'])('refuses %s', async (query) => {
    expect((await site.get(`${bulk(['a'])}&${query}`)).status).toBe(400);
  });

  it('refuses no account id', async () => {
    expect((await site.get('user/bulk')).status).toBe(400);
    expect((await site.get('user/bulk?accountId=')).status).toBe(400);
    expect((await site.get('user/bulk?accountId=,')).status).toBe(400);
  });
});
