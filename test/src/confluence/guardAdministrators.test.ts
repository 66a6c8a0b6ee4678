import fc from 'fast-check';
import { guardAdministrators } from '../../../src/confluence/guardAdministrators';
import { MemoryConfluence } from './support/memoryConfluence';

let confluence: MemoryConfluence;
beforeEach(() => {
  confluence = new MemoryConfluence();
});

const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const guard = (accountIds: readonly string[], isKnownOrdinary = false, site = confluence) =>
  guardAdministrators(site, { groupId: 'g', accountIds: new Set(accountIds), isKnownOrdinary });
const effect = (value: string) => ({ ok: true, value });

describe('asks no more than it has to', () => {
  it('nothing about a group that is known to be ordinary', async () => {
    expect(await guard(['p0'], true)).toEqual(effect('ordinary'));
    expect(confluence.asked).toEqual([]);
  });

  it('the size alone, for 3 points, where 25 would stay', async () => {
    confluence.addGroup('g', people(30), { access: 'site-admin' });
    expect(await guard(people(5))).toEqual(effect('ample'));
    expect(confluence.points).toBe(3);
    expect(await guard(people(6))).toEqual(effect('keepsSomebody'));
  });

  it('what the group grants, for 20 points at most, and nobody’s name where it is ordinary', async () => {
    confluence.addGroup('g', people(3));
    for (let n = 0; n < 5; n++) confluence.addGroup(`admins ${n}`, [], { access: 'site-admin' });
    for (let n = 0; n < 4; n++) confluence.addGroup(`managers ${n}`, [], { access: 'admin' });
    expect(await guard(people(3))).toEqual(effect('ordinary'));
    expect(confluence.points).toBe(3 + 20);
  });

  it('the members up to the first who stays', async () => {
    confluence.addGroup('g', people(410), { access: 'admin' });
    expect(await guard(people(390))).toEqual(effect('keepsSomebody'));
    expect(confluence.asked.filter((asked) => asked.includes('limit=200'))).toHaveLength(2);
  });
});

describe('a group that grants administration', () => {
  it.each(['site-admin', 'admin'] as const)('as %s is emptied where everybody goes', async (access) => {
    confluence.addGroup('g', people(3), { access });
    expect(await guard(people(2))).toEqual(effect('keepsSomebody'));
    expect(await guard(people(3))).toEqual(effect('emptied'));
    expect(await guard([...people(3), 'not a member'])).toEqual(effect('emptied'));
  });

  it('may be any where Confluence has more of them than are read', async () => {
    confluence.addGroup('g', people(2));
    for (let n = 0; n < 6; n++) confluence.addGroup(`admins ${n}`, [], { access: 'site-admin' });
    expect(await guard(people(2))).toEqual(effect('emptied'));
    expect(await guard(people(1))).toEqual(effect('keepsSomebody'));
  });

  it('is not kept by an app', async () => {
    confluence.accounts.set('bot', 'app');
    confluence.addGroup('g', ['bot', 'ada'], { access: 'admin' });
    expect(await guard(['ada'])).toEqual(effect('emptied'));
    expect(await guard(['bot'])).toEqual(effect('keepsSomebody'));
  });

  it('is kept by somebody without operations: that proves nothing', async () => {
    confluence.addGroup('g', ['ada', 'bob'], { access: 'admin' });
    const results = ['ada', 'bob'].map((accountId) => ({ accountId, operations: [] }));
    confluence.faults.push({
      match: /membersByGroupId/,
      answer: { status: 200, body: { results, totalSize: 2 } },
    });
    expect(await guard(['ada'])).toEqual(effect('keepsSomebody'));
  });

  it.each([
    ['nobody', []],
    ['an app', ['bot']],
  ])('that had %s before is not emptied by a removal of nobody listed', async (_, members) => {
    confluence.accounts.set('bot', 'app');
    confluence.addGroup('g', members, { access: 'admin' });
    expect(await guard(['bot', 'ada'])).toEqual(effect('keepsSomebody'));
  });

  it('is emptied where those who would stay are counted and not listed', async () => {
    confluence.addGroup('g', people(3), { access: 'admin', totalSize: 5 });
    expect(await guard(people(3))).toEqual(effect('emptied'));
  });
});

describe('does not know', () => {
  it('where members are counted and none is listed', async () => {
    confluence.addGroup('g', [], { access: 'admin', totalSize: 3 });
    expect(await guard(['p0'])).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it('where Confluence neither counts nor lists', async () => {
    confluence.addGroup('g', people(3), { access: 'admin' });
    confluence.faults.push({
      match: /membersByGroupId/,
      answer: { status: 200, body: { results: [], _links: { next: '/more' } } },
    });
    expect(await guard(people(3))).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it('where a page brings the members of the page before', async () => {
    confluence.addGroup('g', people(3), { access: 'admin' });
    const results = people(2).map((accountId) => ({ accountId }));
    confluence.faults.push({
      match: /membersByGroupId/,
      answer: { status: 200, body: { results, totalSize: 3, _links: { next: '/more' } } },
    });
    expect(await guard(people(3))).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it.each([
    [/limit=1&/, 403, 'permission'],
    [/accessType=site-admin/, 500, 'unavailable'],
    [/accessType=admin/, 429, 'rateLimited'],
    [/limit=200/, 401, 'signedOut'],
  ])('where %s answers %i, and says why', async (match, status, kind) => {
    confluence.addGroup('g', people(2), { access: 'admin' });
    confluence.faults.push({ match, answer: { status } });
    expect(await guard(people(2))).toMatchObject({ ok: false, error: { kind, status } });
  });

  it('and need not, what the group grants, where somebody stays', async () => {
    confluence.addGroup('g', people(3), { access: 'admin' });
    confluence.faults.push({ match: /accessType/, answer: { status: 403 } });
    expect(await guard(people(2))).toEqual(effect('keepsSomebody'));
  });

  it('of a group that is gone', async () => {
    expect(await guard(['p0'])).toMatchObject({ error: { kind: 'groupNotFound' } });
  });
});

it('never lets the last person of an administrators’ group go, however they are listed', async () => {
  const member = fc.record({ isApp: fc.boolean(), goes: fc.boolean() });
  const members = fc.array(member, { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(members, fc.integer({ min: 1, max: 50 }), async (rows, pageSize) => {
      const site = new MemoryConfluence();
      site.pageSize = pageSize;
      for (const [n, { isApp }] of rows.entries()) site.accounts.set(`p${n}`, isApp ? 'app' : 'atlassian');
      site.addGroup('g', people(rows.length), { access: 'site-admin' });
      const gone = people(rows.length).filter((_, n) => rows[n]?.goes);
      const before = rows.filter(({ isApp }) => !isApp);
      const isEmptied = before.length > 0 && before.every(({ goes }) => goes);
      const answer = await guard(gone, false, site);
      expect(answer.ok && answer.value === 'emptied').toBe(isEmptied && rows.length - gone.length < 25);
    }),
    { seed: 20_26, numRuns: 100 },
  );
});
