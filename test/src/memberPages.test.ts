import { groupIds } from '../../sandbox/confluence';
import { VirtualClock } from '../support/virtualClock';
import { App, CONTRACTORS, EMPTY_GROUP } from './support/app';

const ALL_STAFF = groupIds.allStaff;
const clock = new VirtualClock();

let app: App;
beforeAll(async () => {
  app = await App.start({ clock });
});
beforeEach(() => app.host.reset());
afterAll(() => app.host.close());

const page = (start: number, limit = 200) => ({ start, limit, withTotal: false });

async function pagesOf(groupId: string, pages: readonly object[]) {
  const answer = await app.call('member', 'listMemberPages', { groupId, pages });
  if (!answer.ok) throw new Error(answer.error.kind);
  return answer.pages;
}

function idsOn(pages: Awaited<ReturnType<typeof pagesOf>>): string[][] {
  return pages.map((answer) => (answer.ok ? answer.members.map(({ accountId }) => accountId) : []));
}

describe('listMemberPages', () => {
  it('answers each page in the order asked, as listMembers would', async () => {
    const asked = [{ ...page(200), withTotal: true }, page(0, 50), page(230, 5), page(9_000)];
    const pages = await pagesOf(CONTRACTORS, asked);
    const alone = await Promise.all(
      asked.map((one) => app.call('member', 'listMembers', { groupId: CONTRACTORS, ...one })),
    );
    expect(pages).toEqual(alone);
    expect(pages).toMatchObject([
      { ok: true, total: 240 },
      { ok: true, nextStart: 50 },
      { ok: true, nextStart: 235 },
      { ok: true, members: [] },
    ]);
  });

  it('reads a group whole, one request a page, 1 point and 2 a member', async () => {
    const pages = await pagesOf(
      ALL_STAFF,
      [0, 200, 400, 600, 800].map((start) => page(start)),
    );
    expect(new Set(idsOn(pages).flat()).size).toBe(1_000);
    expect(app.requests.map(({ points }) => points)).toEqual([401, 401, 401, 401, 401]);
  });

  it('has the requests under way at the same time', async () => {
    app.fault({ path: 'membersByGroupId', delayMs: 500 });
    const pages = pagesOf(ALL_STAFF, [page(0), page(200), page(400)]);
    await clock.pass(500);
    expect(idsOn(await pages).map(({ length }) => length)).toEqual([200, 200, 200]);
  });

  it('keeps the order when the first page is the last to come', async () => {
    app.fault({ path: 'start=0&', delayMs: 500, times: 1 });
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
    app.fault({ path: 'start=50&', ...fault });
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
      spent = app.requests.reduce((sum, { points }) => sum + points, 0);
      const warned = pages.filter((answer) => answer.ok && answer.nearLimit?.limit === 'quota').length;
      expect(warned).toBe(tenPages.filter((_, index) => before + 401 * (index + 1) > 52_000).length);
      clock.advance(1_000);
    }
    const first = { groupId: EMPTY_GROUP, ...page(0) };
    expect(await app.call('member', 'listMembers', first)).toMatchObject({ nearLimit: { limit: 'quota' } });
    clock.advance(3_600_000);
    expect(await app.call('member', 'listMembers', first)).not.toHaveProperty('nearLimit');
  });

  it('names the burst limit and when it is whole again, where Confluence does', async () => {
    app.fault({
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
      { ok: true, members: [], nearLimit: { limit: 'burst', resetAt: '2030-01-01T00:00:01.000Z' } },
    ]);
  });

  it('is not told of an answer that is an error', async () => {
    app.fault({ status: 500, headers: { 'X-RateLimit-NearLimit': 'true' } });
    const [answer] = await pagesOf(CONTRACTORS, [page(0)]);
    expect(answer).not.toHaveProperty('nearLimit');
  });
});
