import { groupIds } from '../../../sandbox/confluence';
import { loadSpecification } from './support/conformance';
import { TestSite, allScopes, app } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});
beforeEach(() => site.confluence.reset());

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const statusFor = async (authorization: string) =>
  (await site.get('user/current', { as: null, headers: { authorization } })).status;

it.each(['Bearer member', 'bearer member', basic('member:any-token'), basic('member')])(
  'signs in with %s',
  async (authorization) => {
    const reply = await site.get('user/current', { as: null, headers: { authorization } });
    expect(reply.body).toMatchObject({ displayName: 'Jonas Berg' });
  },
);

it.each([
  '',
  'Bearer',
  'Bearer ',
  'Bearer nobody',
  'Bearer Member',
  'member',
  basic('nobody:x'),
  'Basic %%%',
  'Digest member',
])('answers 401 for %p', async (authorization) => {
  expect(await statusFor(authorization)).toBe(401);
});

it('answers 401 without an Authorization header', async () => {
  const reply = await site.get('user/current', { as: null });
  expect([reply.status, reply.body]).toEqual([401, { code: 401, message: 'Unauthorized' }]);
});

it('does not let a header say whom the app acts as', async () => {
  const headers = { authorization: 'Bearer site-admin' };
  const reply = await site.get('user/current', { caller: app('member'), headers });
  expect(reply.body).toMatchObject({ displayName: 'Jonas Berg' });
});

describe('scopes', () => {
  const account = 'accountId=5b10a2844c20165700ede21f';
  const requests: [string, string, string][] = [
    ['GET', 'group', 'read:confluence-groups'],
    ['GET', 'group/picker?query=a', 'read:confluence-groups'],
    ['GET', `group/by-id?id=${groupIds.designTeam}`, 'read:confluence-groups'],
    ['GET', 'group/by-name?name=design-team', 'read:confluence-groups'],
    ['GET', `group/${groupIds.designTeam}/membersByGroupId`, 'read:confluence-groups'],
    ['DELETE', `group/userByGroupId?groupId=${groupIds.designTeam}&${account}`, 'write:confluence-groups'],
    ['DELETE', `group/user?name=design-team&${account}`, 'write:confluence-groups'],
    ['GET', 'user/current', 'read:confluence-user'],
    ['GET', `user?${account}`, 'read:confluence-user'],
    ['GET', `user/memberof?${account}`, 'read:confluence-user'],
    ['GET', `user/bulk?${account}`, 'read:confluence-user'],
    ['GET', 'search/user?cql=user.fullname~a', 'read:content-details:confluence'],
  ];

  it.each(requests)('%s %s needs %s', async (method, path, scope) => {
    const others = allScopes.filter((other) => other !== scope);
    const without = await site.send(method, path, { caller: app('site-admin', others) });
    expect([without.status, without.body]).toEqual([
      401,
      { code: 401, message: 'Unauthorized; scope does not match' },
    ]);
    const withIt = await site.send(method, path, { caller: app('site-admin', [scope]) });
    expect(withIt.status).toBeLessThan(300);
  });

  it('are named by every operation', async () => {
    const api = await loadSpecification();
    for (const { security, operationId } of api.getOperations()) {
      const scopes = (security ?? []).flatMap((requirement) => requirement.oAuthDefinitions ?? []);
      expect([operationId, scopes.length]).toEqual([operationId, 1]);
    }
  });

  it('change nothing without the one for writing', async () => {
    const before = await site.memberIds(groupIds.designTeam);
    const caller = app('site-admin', ['read:confluence-groups']);
    await site.delete(`group/userByGroupId?groupId=${groupIds.designTeam}&${account}`, { caller });
    expect(await site.memberIds(groupIds.designTeam)).toEqual(before);
  });

  it('come before anything the request says', async () => {
    const caller = app('member', []);
    expect((await site.delete('group/userByGroupId', { caller })).status).toBe(401);
  });
});
