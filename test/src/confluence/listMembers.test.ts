import { groupIds } from '../../../sandbox/confluence';
import { listMemberPages, listMembers } from '../../../src/confluence/listMembers';
import { VirtualClock } from '../../support/virtualClock';
import { MemoryConfluence } from './support/memoryConfluence';
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
const pagesOf = (groupId: string, asked: ReturnType<typeof page>[]) =>
  listMemberPages(site.as('member', clock), groupId, asked);

function idsOn(pages: Awaited<ReturnType<typeof pagesOf>>): string[][] {
  return pages.map((answer) => (answer.ok ? answer.value.members.map(({ accountId }) => accountId) : []));
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

  it('goes on where a page ended that was shorter than asked for', async () => {
    const confluence = new MemoryConfluence();
    confluence.pageSize = 2;
    confluence.addGroup('g', ['ada', 'bob', 'cy']);
    expect(await listMembers(confluence, 'g', page(0))).toMatchObject({ value: { nextStart: 2 } });
    expect(await listMembers(confluence, 'g', page(2))).not.toHaveProperty('value.nextStart');
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

describe('listMemberPages', () => {
  it('answers each page in the order asked, as listMembers would', async () => {
    const asked = [{ ...page(200), withTotal: true }, page(0, 50), page(230, 5), page(9_000)];
    const pages = await pagesOf(CONTRACTORS, asked);
    const alone = await Promise.all(asked.map((one) => membersOf(CONTRACTORS, one)));
    expect(pages).toEqual(alone);
    expect(pages).toMatchObject([
      { ok: true, value: { total: 240 } },
      { ok: true, value: { nextStart: 50 } },
      { ok: true, value: { nextStart: 235 } },
      { ok: true, value: { members: [] } },
    ]);
  });

  it('reads a group whole, one request a page, 1 point and 2 a member', async () => {
    const pages = await pagesOf(
      ALL_STAFF,
      [0, 200, 400, 600, 800].map((start) => page(start)),
    );
    expect(new Set(idsOn(pages).flat()).size).toBe(1_000);
    expect(site.requests.map(({ points }) => points)).toEqual([401, 401, 401, 401, 401]);
  });

  it('has the requests under way at the same time', async () => {
    site.fault({ path: 'membersByGroupId', delayMs: 500 });
    const pages = pagesOf(ALL_STAFF, [page(0), page(200), page(400)]);
    await clock.pass(500);
    expect(idsOn(await pages).map(({ length }) => length)).toEqual([200, 200, 200]);
  });

  it('keeps the order when the first page is the last to come', async () => {
    site.fault({ path: 'start=0&', delayMs: 500, times: 1 });
    const pages = pagesOf(CONTRACTORS, [page(0, 3), page(3, 3)]);
    await clock.pass(500);
    const [whole] = idsOn(await pagesOf(CONTRACTORS, [page(0, 6)]));
    expect(idsOn(await pages).flat()).toEqual(whole);
  });

  it.each([
    [{ status: 500 }, 'unavailable'],
    [{ status: 429 }, 'rateLimited'],
    [{ status: 403 }, 'permission'],
    [{ drop: 'before' }, 'unavailable'],
  ])('a page that ends in %j leaves the others theirs', async (fault, kind) => {
    site.fault({ path: 'start=50&', ...fault });
    expect(await pagesOf(CONTRACTORS, [page(0, 50), page(50, 50), page(100, 50)])).toMatchObject([
      { ok: true },
      { ok: false, error: { kind } },
      { ok: true },
    ]);
  });

  it('says of each page that the group is gone', async () => {
    expect(await pagesOf('gone', [page(0), page(200)])).toMatchObject([
      { ok: false, error: { kind: 'groupNotFound' } },
      { ok: false, error: { kind: 'groupNotFound' } },
    ]);
  });
});

describe('the warning that a limit is near', () => {
  const tenPages = Array.from({ length: 10 }, () => page(0));

  it('comes with the first answer that leaves under 20 % of the hour’s points, and goes with the hour', async () => {
    let spent = 0;
    while (spent <= 52_000) {
      const before = spent;
      const pages = await pagesOf(ALL_STAFF, tenPages);
      spent = site.requests.reduce((sum, { points }) => sum + points, 0);
      const warned = pages.filter((answer) => answer.ok && answer.value.nearLimit?.limit === 'quota').length;
      expect(warned).toBe(tenPages.filter((_, index) => before + 401 * (index + 1) > 52_000).length);
      clock.advance(1_000);
    }
    expect(await membersOf(EMPTY_GROUP, page(0))).toMatchObject({ value: { nearLimit: { limit: 'quota' } } });
    clock.advance(3_600_000);
    expect(await membersOf(EMPTY_GROUP, page(0))).not.toHaveProperty('value.nearLimit');
  });

  it('names the burst limit and when it is whole again, where Confluence does', async () => {
    site.fault({
      status: 200,
      headers: {
        'X-RateLimit-NearLimit': 'true',
        'X-RateLimit-Limit': '100',
        'X-RateLimit-Remaining': '12',
        'X-RateLimit-Reset': '2030-01-01T00:00:01Z',
      },
      body: { results: [] },
    });
    expect(await pagesOf(CONTRACTORS, [page(0)])).toEqual([
      {
        ok: true,
        value: { members: [], nearLimit: { limit: 'burst', resetAt: '2030-01-01T00:00:01.000Z' } },
      },
    ]);
  });

  it('is not told of an answer that is an error', async () => {
    site.fault({ status: 500, headers: { 'X-RateLimit-NearLimit': 'true' } });
    const [answer] = await pagesOf(CONTRACTORS, [page(0)]);
    expect(answer).toMatchObject({ ok: false });
  });
});

describe('an answer that is odd in part', () => {
  const listed = async (user: object, rest: object = {}) => {
    const confluence = new MemoryConfluence();
    const body = { results: [{ accountId: 'ada', ...user }], ...rest };
    confluence.faults.push({ match: /membersByGroupId/, answer: { status: 200, body } });
    return listMembers(confluence, 'g', page(0));
  };

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

  it.each([{ _links: null }, { _links: { next: null } }, { totalSize: null }, {}])(
    'is as if it said nothing where it has null: %j',
    async (rest) => {
      expect(await listed({}, rest)).toEqual({
        ok: true,
        value: { members: [expect.objectContaining({ accountId: 'ada' })] },
      });
    },
  );
});
