import { groupIds, type Confluence } from '../../../sandbox/confluence';
import { loadSpecification } from './support/conformance';
import { TestSite, type Ask } from './support/testSite';

/** How to get each status of an operation out of the site: the request, and what differs from a good one. */
interface Example {
  method: string;
  /** A request that succeeds. */
  good: string;
  body?: object;
  /** Paths that end otherwise. */
  other: Record<number, string>;
}

const design = groupIds.designTeam;
const account = '5b10a2844c20165700ede21f';

const examples: Record<string, Example> = {
  listGroups: { method: 'GET', good: 'group', other: { 400: 'group?start=x' } },
  searchGroups: { method: 'GET', good: 'group/picker?query=a', other: { 400: 'group/picker' } },
  getGroupById: {
    method: 'GET',
    good: `group/by-id?id=${design}`,
    other: { 400: 'group/by-id', 404: 'group/by-id?id=x' },
  },
  getGroupByName: {
    method: 'GET',
    good: 'group/by-name?name=design-team',
    other: { 400: 'group/by-name', 404: 'group/by-name?name=x' },
  },
  listMembers: {
    method: 'GET',
    good: `group/${design}/membersByGroupId`,
    other: { 400: `group/${design}/membersByGroupId?limit=201` },
  },
  addMember: {
    method: 'POST',
    good: `group/userByGroupId?groupId=${design}`,
    body: { accountId: account },
    other: { 400: 'group/userByGroupId', 404: 'group/userByGroupId?groupId=x' },
  },
  removeMember: {
    method: 'DELETE',
    good: `group/userByGroupId?groupId=${design}&accountId=${account}`,
    other: {
      400: `group/userByGroupId?groupId=${design}`,
      404: `group/userByGroupId?groupId=x&accountId=${account}`,
    },
  },
  addMemberByGroupName: {
    method: 'POST',
    good: 'group/user?name=design-team',
    body: { accountId: account },
    other: { 400: 'group/user', 404: 'group/user?name=x' },
  },
  removeMemberByGroupName: {
    method: 'DELETE',
    good: `group/user?name=design-team&accountId=${account}`,
    other: { 400: 'group/user?name=design-team', 404: `group/user?name=x&accountId=${account}` },
  },
  getUser: {
    method: 'GET',
    good: `user?accountId=${account}`,
    other: { 400: 'user', 404: 'user?accountId=x' },
  },
  getCurrentUser: { method: 'GET', good: 'user/current', other: { 400: 'user/current?expand=x' } },
  listGroupsOfUser: {
    method: 'GET',
    good: `user/memberof?accountId=${account}`,
    other: { 400: 'user/memberof' },
  },
  listUsersById: { method: 'GET', good: `user/bulk?accountId=${account}`, other: { 400: 'user/bulk' } },
  searchUsers: {
    method: 'GET',
    good: 'search/user?cql=user.fullname~a',
    other: { 400: 'search/user?cql=x' },
  },
};

/** The status of a request that has none of the reasons to fail. */
const successes = [200, 201, 204];

let site: TestSite;
/** Answers changes that change nothing as a vendor reports it. */
let strict: TestSite;
beforeAll(async () => {
  site = await TestSite.start({ nonMember: 204 });
  strict = await TestSite.start({ nonMember: 404 });
});
beforeEach(() => site.confluence.reset());

/** Everybody may read here, so that only a fault makes Confluence refuse it. */
function forbidReading(faults: Confluence['faults']): void {
  faults.set([{ method: 'GET', status: 403 }]);
}

async function provoke(status: number, { method, good, body, other }: Example): Promise<number> {
  const ask: Ask = body === undefined ? {} : { body };
  if (status === 401) return (await site.send(method, good, { ...ask, as: null })).status;
  if (status === 403 && method === 'GET') forbidReading(site.confluence.faults);
  if (status === 403) return (await site.send(method, good, { ...ask, as: 'member' })).status;
  if (status === 429) return lastOfBurst(method, good, ask);
  if (status === 409) return (await strict.send(method, good, ask)).status;
  return (await site.send(method, other[status] ?? good, ask)).status;
}

async function lastOfBurst(method: string, path: string, ask: Ask): Promise<number> {
  for (let sent = 0; sent < 100; sent += 1) await site.sendAtOnce(method, path, ask);
  return (await site.sendAtOnce(method, path, ask)).status;
}

/** Every answer the site gives is checked against the document by `TestSite`; here each one is given once. */
it('answers every documented status of every operation, and as documented', async () => {
  const api = await loadSpecification();
  const documented = api
    .getOperations()
    .map(
      ({ operationId = '', responses }) => [operationId, Object.keys(responses ?? {}).map(Number)] as const,
    );
  expect(documented.map(([operationId]) => operationId).sort()).toEqual(Object.keys(examples).sort());

  for (const [operationId, statuses] of documented) {
    const example = examples[operationId];
    if (example === undefined) throw new Error(`No example for ${operationId}`);
    for (const status of statuses) {
      site.confluence.reset();
      expect([operationId, await provoke(status, example)]).toEqual([operationId, status]);
    }
    expect(statuses.filter((status) => successes.includes(status))).toHaveLength(1);
  }
});

it('answers 404 for what the sandbox does not have, to those signed in', async () => {
  const send = (method: string, path: string, authorization = 'Bearer member') =>
    site.confluence.handle({ method, path, headers: { authorization }, caller: { kind: 'client' } });
  expect((await send('GET', '/wiki/rest/api/space')).status).toBe(404);
  expect((await send('PATCH', '/wiki/rest/api/space')).status).toBe(404);
  expect((await send('GET', '/wiki/rest/api/space', '')).status).toBe(401);
});

it.each([
  ['DELETE', `group/by-id?id=${design}`, 'GET, HEAD'],
  ['PATCH', 'user/current', 'GET, HEAD'],
  ['GET', 'group/user?name=design-team', 'POST, DELETE'],
  ['HEAD', `group/userByGroupId?groupId=${design}`, 'POST, DELETE'],
  ['OPTIONS', `group/${design}/membersByGroupId`, 'GET, HEAD'],
])('answers 405 to %s %s, naming %s', async (method, path, allow) => {
  const send = (authorization: string) =>
    site.confluence.handle({
      method,
      path: `/wiki/rest/api/${path}`,
      headers: { authorization },
      caller: { kind: 'client' },
    });
  const { status, headers, body } = await send('Bearer member');
  expect([status, headers.allow]).toEqual([405, allow]);
  if (method !== 'HEAD')
    expect(JSON.parse(body)).toMatchObject({ statusCode: 405, data: { successful: false } });
  expect((await send('')).status).toBe(401);
});

describe('HEAD', () => {
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    site.confluence.handle({
      method,
      path,
      headers: { authorization: 'Bearer member', ...headers },
      caller: { kind: 'client' },
    });

  it.each([
    '/wiki/rest/api/user/current',
    '/wiki/rest/api/group/by-id?id=nope',
    '/wiki/rest/api/nothing',
    `/wiki/aa-avatar/${account}`,
  ])('to %s is answered like GET, without body', async (path) => {
    const [get, head] = [await ask('GET', path), await ask('HEAD', path, { 'user-agent': 'Mozilla/5.0' })];
    expect(get.body).not.toBe('');
    expect([head.status, head.headers['content-type'], head.body]).toEqual([
      get.status,
      get.headers['content-type'],
      '',
    ]);
  });

  it('is logged as what it is', async () => {
    site.confluence.reset();
    await ask('HEAD', '/wiki/rest/api/user/current');
    expect(site.confluence.requestLog.entries()).toMatchObject([{ method: 'HEAD', status: 200, points: 3 }]);
  });
});
