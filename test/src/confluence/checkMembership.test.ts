import fc from 'fast-check';
import { areMembers, isMember } from '../../../src/confluence/checkMembership';
import { MemoryConfluence } from './support/memoryConfluence';

let confluence: MemoryConfluence;
beforeEach(() => {
  confluence = new MemoryConfluence();
});

const page = (ids: string[], next?: string) => ({
  status: 200,
  body: { results: ids.map((id) => ({ id, name: id })), _links: { next } },
});
const answers = (start: number, ids: string[], next?: string) =>
  confluence.faults.push({ match: new RegExp(`memberof.*start=${start}&`), answer: page(ids, next) });

describe('isMember', () => {
  it('finds a group on any page, however short Confluence makes the pages', async () => {
    const groups = fc.integer({ min: 1, max: 60 });
    await fc.assert(
      fc.asyncProperty(groups, fc.integer({ min: 1, max: 70 }), fc.nat(), async (count, pageSize, place) => {
        const site = new MemoryConfluence();
        site.pageSize = pageSize;
        for (let n = 0; n < count; n++) site.addGroup(`g${n}`, ['ada']);
        site.addGroup('other', ['bob']);
        expect(await isMember(site, `g${place % count}`, 'ada')).toEqual({ ok: true, value: true });
        site.asked.length = 0;
        expect(await isMember(site, 'other', 'ada')).toEqual({ ok: true, value: false });
        expect(site.asked).toHaveLength(Math.ceil(count / pageSize));
      }),
    );
  });

  it('goes on where a page that was shorter than asked for ended', async () => {
    answers(0, ['a', 'b'], '/more');
    answers(2, ['c'], '/more');
    answers(3, ['d']);
    expect(await isMember(confluence, 'd', 'ada')).toEqual({ ok: true, value: true });
    expect(confluence.asked.map((asked) => /start=(\d+)/.exec(asked)?.[1])).toEqual(['0', '2', '3']);
  });

  it.each([
    ['an empty page', []],
    ['the same page again', ['a', 'b']],
  ])('ends without a claim where Confluence says there is more, and brings %s', async (_, ids) => {
    answers(0, ['a', 'b'], '/more');
    answers(2, ids, '/more');
    expect(await isMember(confluence, 'd', 'ada')).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
    expect(confluence.asked).toHaveLength(2);
  });

  it('goes on where the next page is said to begin', async () => {
    answers(0, ['a', 'b'], '/rest/api/user/memberof?accountId=ada&start=200&limit=200');
    answers(200, ['d']);
    expect(await isMember(confluence, 'd', 'ada')).toEqual({ ok: true, value: true });
    expect(confluence.asked).toHaveLength(2);
  });

  it('goes past pages of groups that are not shown, and ends where there is no end of them', async () => {
    for (let start = 0; start < 800; start += 200) answers(start, [], `/more?start=${start + 200}`);
    answers(800, ['d']);
    expect(await isMember(confluence, 'd', 'ada')).toEqual({ ok: true, value: true });
    const endless = new MemoryConfluence();
    let start = 0;
    endless.onRequest = () => {
      start += 200;
      endless.faults.splice(0, 1, { match: /memberof/, answer: page([], `/more?start=${start}`) });
    };
    expect(await isMember(endless, 'd', 'ada')).toMatchObject({ error: { kind: 'unavailable' } });
    expect(endless.asked).toHaveLength(5);
  });

  it('ends where the same groups come on every page', async () => {
    let start = 0;
    confluence.onRequest = () => {
      start += 2;
      confluence.faults.splice(0, 1, { match: /memberof/, answer: page(['a', 'b'], `/more?start=${start}`) });
    };
    expect(await isMember(confluence, 'd', 'ada')).toMatchObject({ error: { kind: 'unavailable' } });
    expect(confluence.asked).toHaveLength(2);
  });

  it.each([
    [[null, 'x', {}, { id: 7, name: 'd' }, { id: 'd', name: null }], true],
    [[null, { id: null }, { name: 'd' }], false],
  ])('is not thrown off by odd groups: %j', async (results, value) => {
    const body = { results, totalSize: 'many', _links: null };
    confluence.faults.push({ match: /memberof/, answer: { status: 200, body } });
    expect(await isMember(confluence, 'd', 'ada')).toEqual({ ok: true, value });
  });

  it.each([401, 403, 404])('learns nothing from a web page with the status %i', async (status) => {
    confluence.faults.push({ match: /memberof/, answer: { status, body: '<html>Edge</html>' } });
    expect(await isMember(confluence, 'g', 'ada')).toMatchObject({ error: { kind: 'unavailable', status } });
  });

  it('takes an empty last page for the end', async () => {
    answers(0, ['a', 'b'], '/more');
    answers(2, []);
    expect(await isMember(confluence, 'd', 'ada')).toEqual({ ok: true, value: false });
  });

  it('has a 404 be about the account: the path names no group', async () => {
    confluence.faults.push({ match: /memberof/, answer: { status: 404 } });
    expect(await isMember(confluence, 'g', 'ada')).toMatchObject({
      ok: false,
      error: { kind: 'userNotFound', status: 404 },
    });
  });

  it('costs a point and 2 a group', async () => {
    for (const groupId of ['a', 'b', 'c']) confluence.addGroup(groupId, ['ada']);
    await isMember(confluence, 'other', 'ada');
    expect(confluence.points).toBe(7);
  });
});

describe('areMembers', () => {
  it('answers for each person, in the order asked', async () => {
    confluence.addGroup('g', ['ada', 'cy']);
    expect(await areMembers(confluence, 'g', ['cy', 'bob', 'ada'])).toEqual([
      { accountId: 'cy', member: true },
      { accountId: 'bob', member: false },
      { accountId: 'ada', member: true },
    ]);
  });

  it.each([
    [401, 'signedOut'],
    [403, 'permission'],
    [404, 'userNotFound'],
    [429, 'rateLimited'],
    [500, 'unavailable'],
  ])('leaves the others theirs where one ends in %i', async (status, kind) => {
    confluence.addGroup('g', ['ada', 'bob', 'cy']);
    confluence.faults.push({ match: /accountId=bob/, answer: { status } });
    expect(await areMembers(confluence, 'g', ['ada', 'bob', 'cy'])).toMatchObject([
      { accountId: 'ada', member: true },
      { accountId: 'bob', error: { kind } },
      { accountId: 'cy', member: true },
    ]);
  });

  it('has ten requests under way at a time', async () => {
    const people = Array.from({ length: 25 }, (_, n) => `p${n}`);
    const answer = areMembers(confluence, 'g', people);
    expect(confluence.asked).toHaveLength(10);
    expect(await answer).toHaveLength(25);
    expect(confluence.asked).toHaveLength(25);
  });
});
