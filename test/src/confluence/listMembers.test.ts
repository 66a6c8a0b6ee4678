import { groupIds } from '../../../sandbox/confluence';
import { listMembers } from '../../../src/confluence/listMembers';
import { VirtualClock } from '../../support/virtualClock';
import { MemoryConfluence, type Answer } from './support/memoryConfluence';
import { Site } from './support/site';

const ALL_STAFF = groupIds.allStaff;
const CONTRACTORS = groupIds.contractors;
const EMPTY_GROUP = groupIds.emptyGroup;
const clock = new VirtualClock();

let site: Site;
beforeAll(async () => {
  site = await Site.start({ clock });
});
beforeEach(() => site.sandbox.reset());

const page = (start: number, limit = 200) => ({ start, limit, withTotal: false });

const membersOf = (groupId: string, asked: ReturnType<typeof page>) =>
  listMembers(site.as('member', clock), groupId, asked);

/** What `listMembers` makes of a body. */
async function answered(body: object, request = page(0)) {
  const confluence = new MemoryConfluence();
  confluence.faults.push({ match: /membersByGroupId/, answer: { status: 200, body } });
  return listMembers(confluence, 'g', request);
}

describe('listMembers', () => {
  it('goes on where the page before ended, and asks for the total only when told to', async () => {
    expect(await membersOf(CONTRACTORS, { ...page(0), withTotal: true })).toMatchObject({
      value: { total: 240, nextStart: 200 },
    });
    const last = await membersOf(CONTRACTORS, page(200));
    expect(last).toMatchObject({ ok: true, value: { members: { length: 40 } } });
    expect(last).not.toHaveProperty('value.total');
    expect(last).not.toHaveProperty('value.nextStart');
    expect(site.points).toBe(401 + 81);
  });

  it('costs 1 point and 2 a member', async () => {
    for (const start of [0, 200, 400, 600, 800]) await membersOf(ALL_STAFF, page(start));
    expect(site.requests.map(({ points }) => points)).toEqual([401, 401, 401, 401, 401]);
  });

  it('goes on where a page ended that was shorter than asked for', async () => {
    const confluence = new MemoryConfluence();
    confluence.pageSize = 2;
    confluence.addGroup('g', ['ada', 'bob', 'cy']);
    expect(await listMembers(confluence, 'g', page(0))).toMatchObject({ value: { nextStart: 2 } });
    expect(await listMembers(confluence, 'g', page(2))).not.toHaveProperty('value.nextStart');
  });

  it('goes on where the next page is said to begin, for people can be left out of one', async () => {
    expect(
      await answered({ results: [{ accountId: 'ada' }], _links: { next: '/x?start=200&limit=200' } }),
    ).toMatchObject({ value: { members: [{ accountId: 'ada' }], nextStart: 200 } });
  });

  it('shows an empty group as empty', async () => {
    expect(await membersOf(EMPTY_GROUP, { ...page(0), withTotal: true })).toEqual({
      ok: true,
      value: { members: [], total: 0 },
    });
  });

  it('says that the group is gone, although the operation has no answer for it', async () => {
    expect(await membersOf('gone', page(0))).toMatchObject({ error: { kind: 'groupNotFound', status: 404 } });
  });

  it('passes on a 400 that is not about the group', async () => {
    site.fault({ path: 'membersByGroupId', status: 400, body: { message: 'No such expand' } });
    expect(await membersOf(CONTRACTORS, page(0))).toMatchObject({
      error: { kind: 'invalid', detail: 'No such expand' },
    });
  });

  it.each(['a/b', 'a?b#c', 'a b', '%2e%2e', '北', 'x\\y'])(
    'asks for a group with the id %s without leaving the path',
    async (groupId) => {
      expect(await membersOf(groupId, page(0))).toMatchObject({ error: { kind: 'groupNotFound' } });
      expect(site.asked[0]).toContain(`/wiki/rest/api/group/${encodeURIComponent(groupId)}/membersByGroupId`);
    },
  );

  it('asks for no members of an id that would leave the path', async () => {
    expect(await membersOf('..', page(0))).toMatchObject({ error: { kind: 'groupNotFound' } });
    expect(site.asked.filter((asked) => asked.includes('members'))).toEqual([]);
  });
});

describe('the warning that a limit is near', () => {
  it('comes with the first answer that leaves under 20 % of the hour’s points, and goes with the hour', async () => {
    for (let spent = 0; spent <= 52_000;) {
      const pages = await Promise.all(Array.from({ length: 10 }, () => membersOf(ALL_STAFF, page(0))));
      const before = spent;
      spent = site.requests.reduce((sum, { points }) => sum + points, 0);
      const warned = pages.filter((answer) => answer.ok && answer.value.nearLimit?.limit === 'quota').length;
      expect(warned).toBe(pages.filter((_, index) => before + 401 * (index + 1) > 52_000).length);
      clock.advance(1_000);
    }
    expect(await membersOf(EMPTY_GROUP, page(0))).toMatchObject({ value: { nearLimit: { limit: 'quota' } } });
    clock.advance(3_600_000);
    expect(await membersOf(EMPTY_GROUP, page(0))).not.toHaveProperty('value.nearLimit');
  });

  it.each([
    [
      { 'X-RateLimit-NearLimit': 'true', 'X-RateLimit-Limit': '100', 'X-RateLimit-Reset': '1' },
      'burst',
      1_000,
    ],
    [{ 'Beta-RateLimit': '"q";r=100;t=600' }, 'quota', 600_000],
    [
      {
        RateLimit: '"global-app-quota";r=130;t=600',
        'RateLimit-Policy': '"global-app-quota";q=65000;w=3600',
      },
      'quota',
      600_000,
    ],
  ])('is read from %j', async (headers, limit, resetAfterMs) => {
    site.fault({ status: 200, headers, body: { results: [] } });
    expect(await membersOf(CONTRACTORS, page(0))).toEqual({
      ok: true,
      value: { members: [], nearLimit: { limit, resetAfterMs } },
    });
  });

  it('is not told of an answer that is an error', async () => {
    site.fault({ status: 500, headers: { 'X-RateLimit-NearLimit': 'true' } });
    expect(await membersOf(CONTRACTORS, page(0))).toMatchObject({ ok: false });
  });
});

describe('a page that lists nobody', () => {
  const empty = { results: [], totalSize: 240, _links: { next: '/more' } };
  const body = { results: [{ accountId: 'ada' }, { accountId: 'bob' }] };

  const askedFor = async (first: object, then: Answer = { status: 200, body }, start = 0) => {
    const confluence = new MemoryConfluence();
    confluence.faults.push(
      { match: /membersByGroupId/, answer: { status: 200, body: first }, times: 1 },
      { match: /membersByGroupId/, answer: then },
    );
    const answer = await listMembers(confluence, 'g', { ...page(start), withTotal: true });
    return { answer, requests: confluence.asked.length };
  };

  it.each([
    [empty, 0],
    [{ ...empty, totalSize: null }, 0],
    [{ results: [], totalSize: 1 }, 0],
    [{ results: [], totalSize: 240 }, 200],
  ])('although there are more, %j, is asked for once more', async (first, start) => {
    expect(await askedFor(first, undefined, start)).toMatchObject({
      answer: { ok: true, value: { members: [{}, {}] } },
      requests: 2,
    });
  });

  it('again is no empty group: what is known is said', async () => {
    expect(await askedFor(empty, { status: 200, body: empty })).toEqual({
      answer: { ok: true, value: { members: [], total: 240, isCutShort: true } },
      requests: 2,
    });
  });

  it('goes on where the next page is said to begin', async () => {
    const first = { ...empty, _links: { next: '/more?start=200' } };
    expect(await askedFor(first, { status: 200, body: first })).toMatchObject({
      answer: { value: { members: [], nextStart: 200, isCutShort: true } },
    });
  });

  it('and then fails says what the first time said', async () => {
    expect(await askedFor(empty, { status: 429 })).toEqual({
      answer: { ok: true, value: { members: [], total: 240, isCutShort: true } },
      requests: 2,
    });
  });

  it.each([
    [{ results: [], totalSize: 0 }, 0],
    [{ results: [] }, 0],
    [{ results: [], totalSize: 240 }, 240],
    [{ results: [], totalSize: 240 }, 9_000],
  ])('and no more are said to be, %j from %i, is the end', async (first, start) => {
    const { answer, requests } = await askedFor(first, undefined, start);
    expect(answer).toMatchObject({ ok: true, value: { members: [] } });
    expect(answer).not.toHaveProperty('value.isCutShort');
    expect(requests).toBe(1);
  });
});

describe('an answer that is odd in part', () => {
  const listed = (user: object, rest: object = {}) =>
    answered({ results: [{ accountId: 'ada', ...user }], ...rest });

  it.each([
    { path: '/ada.png' },
    { isDefault: false },
    { path: null, isDefault: false },
    { path: '/ada.png', isDefault: 'no' },
    'ada.png',
    7,
  ])('costs nobody more than the picture: %j', async (profilePicture) => {
    const answer = await listed({ profilePicture });
    expect(answer).toMatchObject({ ok: true, value: { members: [{ accountId: 'ada' }] } });
    expect(answer).not.toHaveProperty('value.members.0.avatarUrl');
  });

  it('has a picture where it can be read', async () => {
    expect(await listed({ profilePicture: { path: '/ada.png', isDefault: false } })).toMatchObject({
      value: { members: [{ avatarUrl: '/ada.png' }] },
    });
  });

  it.each([
    ...[
      { _links: null },
      { _links: { next: null } },
      { _links: [] },
      { _links: 'x' },
      { _links: { next: {} } },
    ],
    ...[{ totalSize: null }, { totalSize: -1 }, { totalSize: '10' }, { totalSize: 1.5 }, { totalSize: 0 }],
    ...[{ start: null, limit: 'x', size: -1 }, {}],
  ])('is as if it did not have what is odd: %j', async (rest) => {
    expect(await listed({}, rest)).toEqual({
      ok: true,
      value: { members: [expect.objectContaining({ accountId: 'ada' })] },
    });
  });

  it.each([
    { displayName: null, publicName: 7, email: null },
    { displayName: {}, email: '' },
    { operations: null },
    { operations: {} },
    { accountType: null },
    { isGuest: 'yes', isExternalCollaborator: 1 },
  ])('costs nobody more than what is odd of them: %j', async (user) => {
    expect(await listed(user)).toEqual({
      ok: true,
      value: {
        members: [
          { accountId: 'ada', displayName: '', accountType: 'person', lacksAccess: false, guest: false },
        ],
      },
    });
  });

  it('has a row for everybody whom nothing can be done with, told apart by their place', async () => {
    const results = [
      { accountId: null, displayName: 'Ada' },
      { accountId: 'bob' },
      { accountId: 7, publicName: 'Cy' },
      { accountId: '', accountType: 'app' },
      ...[{}, null, 'x', []],
    ];
    const answer = await answered({ results, _links: { next: '/more' } }, page(40));
    expect(answer).toMatchObject({
      ok: true,
      value: {
        nextStart: 48,
        members: [
          { accountId: 'unidentified:40', displayName: 'Ada', isUnidentified: true },
          { accountId: 'bob' },
          { accountId: 'unidentified:42', displayName: 'Cy', isUnidentified: true },
          { accountId: 'unidentified:43', accountType: 'app', isUnidentified: true },
          ...[44, 45, 46, 47].map((place) => ({ accountId: `unidentified:${place}`, displayName: '' })),
        ],
      },
    });
    expect(answer).not.toHaveProperty('value.members.1.isUnidentified');
  });

  it.each([
    [{ results: Array.from({ length: 75 }, (_, n) => ({ accountId: `p${n}` })), totalSize: 10 }],
    [{ results: [{ accountId: 'ada' }], totalSize: 1, _links: { next: '/more' } }],
  ])('has no total that what is seen contradicts', async (body) => {
    expect(await answered(body)).not.toHaveProperty('value.total');
  });

  it('has a total beyond what is listed, for that is what Confluence counts', async () => {
    const results = Array.from({ length: 23 }, (_, n) => ({ accountId: `p${n}` }));
    const answer = await answered({ results, totalSize: 24 });
    expect(answer).toMatchObject({ value: { members: { length: 23 }, total: 24 } });
    expect(answer).not.toHaveProperty('value.nextStart');
  });

  it.each([{}, { results: null }, { results: {} }, [], 7, 'x'])(
    'says nothing without a list: %j',
    async (body) => {
      const confluence = new MemoryConfluence();
      confluence.faults.push({
        match: /membersByGroupId/,
        answer: { status: 200, body: JSON.stringify(body) },
      });
      expect(await listMembers(confluence, 'g', page(0))).toMatchObject({ error: { kind: 'unavailable' } });
    },
  );
});
