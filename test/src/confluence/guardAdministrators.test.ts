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

  it('one member, for 3 points, where 25 stay whoever goes', async () => {
    confluence.addGroup('g', people(30), { access: 'site-admin' });
    expect(await guard(people(5))).toEqual(effect('ample'));
    expect(confluence.asked).toEqual([expect.stringContaining('start=29&limit=1&')]);
    expect(confluence.points).toBe(3);
  });

  it('one member more, for 4 points in all, in a smaller group', async () => {
    confluence.addGroup('g', people(30), { access: 'site-admin' });
    expect(await guard(people(6))).toEqual(effect('keepsSomebody'));
    expect(confluence.asked.map((asked) => /start=(\d+)/.exec(asked)?.[1])).toEqual(['30', '6']);
    expect(confluence.points).toBe(4);
    confluence.points = 0;
    confluence.addGroup('g', people(2), { access: 'site-admin' });
    expect(await guard(['p0'])).toEqual(effect('keepsSomebody'));
    expect(confluence.points).toBe(4);
  });

  it('does not have the group counted for that', async () => {
    confluence.addGroup('g', people(300));
    await guard(['p0']);
    await guard(people(290));
    expect(confluence.asked.filter((asked) => asked.includes('TotalSize=true'))).toEqual([]);
  });

  it('what the group grants, for 22 points at most, where nobody stays, and nobody’s name where it is ordinary', async () => {
    confluence.addGroup('g', people(3));
    for (let n = 0; n < 5; n++) confluence.addGroup(`admins ${n}`, [], { access: 'site-admin' });
    for (let n = 0; n < 4; n++) confluence.addGroup(`managers ${n}`, [], { access: 'admin' });
    expect(await guard(people(3))).toEqual(effect('ordinary'));
    expect(confluence.points).toBe(2 + 20);
  });

  it('the members up to the first who stays', async () => {
    confluence.addGroup('g', people(410), { access: 'admin' });
    const going = people(410).filter((_, n) => n !== 250 && n !== 251);
    expect(await guard(going)).toEqual(effect('keepsSomebody'));
    expect(confluence.asked.filter((asked) => asked.includes('limit=200'))).toHaveLength(2);
  });

  it('goes on where one who is looked at goes too', async () => {
    confluence.addGroup('g', people(60), { access: 'admin' });
    expect(await guard(['p26', 'p2'])).toEqual(effect('keepsSomebody'));
    expect(await guard(['p25', 'p1'])).toEqual(effect('ample'));
  });

  it('goes on where Confluence refuses an offset beyond the end', async () => {
    confluence.addGroup('g', people(3), { access: 'admin' });
    confluence.faults.push({ match: /start=25&/, answer: { status: 400 } });
    expect(await guard(['p0'])).toEqual(effect('keepsSomebody'));
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

  it('is not kept by apps, however many', async () => {
    const bots = people(60).map((id) => `bot ${id}`);
    for (const bot of bots) confluence.accounts.set(bot, 'app');
    confluence.addGroup('g', [...bots, 'ada'], { access: 'admin' });
    expect(await guard(['ada'])).toEqual(effect('emptied'));
    confluence.addGroup('g', ['ada', ...bots, 'bob'], { access: 'admin' });
    expect(await guard(['ada'])).toEqual(effect('keepsSomebody'));
  });

  const lists = (results: object[]) =>
    confluence.faults.push({
      match: /membersByGroupId/,
      answer: { status: 200, body: { results, totalSize: results.length } },
    });

  it('is kept by somebody without operations: that proves nothing', async () => {
    confluence.addGroup('g', ['ada', 'bob'], { access: 'admin' });
    lists(['ada', 'bob'].map((accountId) => ({ accountId, operations: [] })));
    expect(await guard(['ada'])).not.toEqual(effect('emptied'));
  });

  it.each([null, '', undefined, 7])('is not kept by somebody with the account id %j', async (accountId) => {
    confluence.addGroup('g', ['ada', 'bob'], { access: 'admin' });
    lists([{ accountId: 'ada' }, { accountId }]);
    expect(await guard(['ada'])).toEqual(effect('emptied'));
  });

  it('is not kept by somebody who is listed twice and goes', async () => {
    confluence.addGroup('g', ['ada'], { access: 'admin' });
    lists(Array.from({ length: 60 }, () => ({ accountId: 'ada' })));
    expect(await guard(['ada'])).toEqual(effect('emptied'));
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

it('never lets the last person of an administrators’ group go, and keeps nobody else from going', async () => {
  const member = fc.record({
    isApp: fc.boolean(),
    goes: fc.boolean(),
    times: fc.integer({ min: 1, max: 2 }),
  });
  const members = fc.oneof(
    fc.array(member, { maxLength: 8 }),
    fc.array(member, { minLength: 20, maxLength: 70 }),
    // Almost everybody goes, or is an app.
    fc.array(
      fc.record({
        ...{ isApp: fc.nat(4).map((n) => n > 0), times: fc.constant(1) },
        goes: fc.nat(9).map((n) => n > 0),
      }),
      {
        maxLength: 70,
      },
    ),
  );
  const outsiders = fc.array(fc.constantFrom('x', 'y', 'z'));
  await fc.assert(
    fc.asyncProperty(members, outsiders, fc.integer({ min: 1, max: 50 }), async (rows, others, pageSize) => {
      const site = new MemoryConfluence();
      site.pageSize = pageSize;
      for (const [n, { isApp }] of rows.entries()) site.accounts.set(`p${n}`, isApp ? 'app' : 'atlassian');
      site.addGroup('g', people(rows.length), { access: 'site-admin' });
      site.listsAs = (accountIds) =>
        accountIds.flatMap((id) => Array<string>(rows[Number(id.slice(1))]?.times ?? 1).fill(id));
      const gone = people(rows.length).filter((_, n) => rows[n]?.goes);
      const before = rows.filter(({ isApp }) => !isApp);
      const isEmptied = before.length > 0 && before.every(({ goes }) => goes);
      const answer = await guard([...gone, ...others], false, site);
      // A page of nobody but people who were listed before ends it.
      if (rows.every(({ times }) => times === 1)) expect(answer).toMatchObject({ ok: true });
      expect(answer.ok && answer.value === 'emptied').toBe(answer.ok && isEmptied);
    }),
    { seed: 20_26, numRuns: 300 },
  );
});

describe('where it cannot be found out what a group grants', () => {
  const going = people(410).filter((_, n) => n !== 250);
  beforeEach(() => {
    confluence.addGroup('g', people(410), { access: 'admin' });
    confluence.faults.push({ match: /accessType/, answer: { status: 500 } });
  });

  it('a person who stays is enough', async () => {
    expect(await guard(going)).toEqual(effect('keepsSomebody'));
  });

  it('nobody is removed as long as nobody stays', async () => {
    expect(await guard(people(410))).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it('the members are counted once', async () => {
    await guard(going);
    const pages = confluence.asked.filter((asked) => asked.includes('limit=200'));
    expect(pages.map((asked) => asked.includes('TotalSize=true'))).toEqual([true, false]);
  });
});
