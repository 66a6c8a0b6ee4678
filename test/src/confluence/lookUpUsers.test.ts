import fc from 'fast-check';
import { currentCaller, isAccount, usersById } from '../../../src/confluence/lookUpUsers';
import { MemoryConfluence } from './support/memoryConfluence';
import { Site } from './support/site';

describe('who asks', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.start();
  });
  beforeEach(() => site.sandbox.reset());

  it('is the person asked as', async () => {
    const { accountId } = site.sandbox.personas['confluence-admin'];
    expect(await currentCaller(site.as('confluence-admin'))).toMatchObject({ value: { accountId } });
    expect(site.points).toBe(3);
  });

  it.each([
    ['site-admin', true],
    ['confluence-admin', true],
    ['member', false],
  ] as const)('as %s may administer: %s', async (persona, may) => {
    expect(await currentCaller(site.as(persona))).toMatchObject({ value: { mayAdminister: may } });
    expect(site.points).toBe(3);
  });

  it('is not known after a 404, which is about nobody', async () => {
    site.fault({ path: 'user/current', status: 404 });
    expect(await currentCaller(site.as('member'))).toMatchObject({ error: { kind: 'unavailable' } });
  });

  it('finds whom the site has', async () => {
    const { accountId } = site.sandbox.personas.member;
    expect(await usersById(site.as('member'), [accountId, '5b10a2844c20165700ede000'])).toMatchObject({
      ok: true,
      value: [{ accountId }],
    });
  });
});

describe('usersById', () => {
  it('leaves out whom a 404 is about, and finds everyone else', async () => {
    const ids = fc.uniqueArray(fc.nat(400).map(String), { minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(ids, fc.array(fc.nat(), { maxLength: 3 }), async (accountIds, places) => {
        const site = new MemoryConfluence();
        for (const accountId of accountIds) site.accounts.set(accountId, 'atlassian');
        const gone = new Set(places.map((place) => accountIds[place % accountIds.length] ?? ''));
        for (const accountId of gone) {
          site.faults.push({ match: new RegExp(`accountId=${accountId}&`), answer: { status: 404 } });
        }
        const users = await usersById(site, accountIds);
        expect(users.ok && users.value.map(({ accountId }) => accountId)).toEqual(
          accountIds.filter((accountId) => !gone.has(accountId)),
        );
        expect(site.asked.length).toBeLessThanOrEqual(1 + 2 * 8 * gone.size);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [401, 'signedOut'],
    [429, 'rateLimited'],
    [500, 'unavailable'],
  ])('fails after a %i for all', async (status, kind) => {
    const site = new MemoryConfluence();
    site.faults.push({ match: /user\/bulk/, answer: { status } });
    expect(await usersById(site, ['ada', 'bob'])).toMatchObject({ ok: false, error: { kind } });
    expect(site.asked).toHaveLength(1);
  });

  it('fails where a half of the accounts cannot be asked about', async () => {
    const site = new MemoryConfluence();
    site.faults.push(
      { match: /accountId=ada&accountId=bob/, answer: { status: 404 } },
      { match: /accountId=bob/, answer: { status: 429 } },
    );
    expect(await usersById(site, ['ada', 'bob'])).toMatchObject({ error: { kind: 'rateLimited' } });
  });

  it('keeps each address within 6 KB, asks side by side, and answers in the order asked', async () => {
    const ids = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom('a', 'b', ':', '-', 'é', '~'), minLength: 1, maxLength: 128 }),
      {
        minLength: 1,
        maxLength: 400,
      },
    );
    await fc.assert(
      fc.asyncProperty(ids, async (accountIds) => {
        const site = new MemoryConfluence();
        for (const accountId of accountIds) site.accounts.set(accountId, 'atlassian');
        const users = await usersById(site, accountIds);
        expect(users.ok && users.value.map(({ accountId }) => accountId)).toEqual(accountIds);
        expect(Math.max(...site.paths.map((path) => path.length))).toBeLessThanOrEqual(6_000);
        const asked = site.asked.map((path) => path.split('accountId=').length - 1);
        expect(Math.max(...asked)).toBeLessThanOrEqual(200);
      }),
      { numRuns: 30 },
    );
  });

  it('needs five requests for 200 ids of 128 characters, and two for those of most accounts', async () => {
    const site = new MemoryConfluence();
    await usersById(
      site,
      Array.from({ length: 200 }, (_, n) => `${n}`.padEnd(128, 'x')),
    );
    expect(site.asked).toHaveLength(5);
    site.asked.length = 0;
    const usual = Array.from({ length: 200 }, (_, n) => `712020:${`${n}`.padStart(36, '0')}`);
    await usersById(site, usual);
    expect(site.asked).toHaveLength(2);
    site.asked.length = 0;
    await usersById(site, usual.slice(0, 90));
    expect(site.asked).toHaveLength(1);
  });

  it('asks for nobody without an account', async () => {
    const site = new MemoryConfluence();
    expect(await usersById(site, [])).toEqual({ ok: true, value: [] });
    expect(site.asked).toEqual([]);
  });

  it('asks again for those whom a page that was cut short does not have', async () => {
    const site = new MemoryConfluence();
    for (const accountId of ['a', 'b', 'c', 'd', 'e']) site.accounts.set(accountId, 'atlassian');
    site.pageSize = 2;
    const users = await usersById(site, ['a', 'gone', 'b', 'c', 'd', 'e']);
    expect(users.ok && users.value.map(({ accountId }) => accountId)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('leaves out what is no readable user', async () => {
    const site = new MemoryConfluence();
    const results = [null, 7, {}, { accountId: null }, { accountId: 7 }, { accountId: 'ada', email: 7 }];
    site.faults.push({ match: /user\/bulk/, answer: { status: 200, body: { results, totalSize: null } } });
    expect(await usersById(site, ['ada', 'bob'])).toMatchObject({ ok: true, value: [{ accountId: 'ada' }] });
  });
});

describe('isAccount', () => {
  it('knows whether there is one, for 3 points', async () => {
    const site = new MemoryConfluence();
    site.accounts.set('ada', 'atlassian');
    expect(await isAccount(site, 'ada')).toEqual({ ok: true, value: true });
    expect(site.points).toBe(3);
    expect(await isAccount(site, 'gone')).toEqual({ ok: true, value: false });
  });

  it.each([
    [404, '', { ok: true, value: false }],
    [404, '<html>Edge</html>', { ok: false, error: { kind: 'unavailable' } }],
    [500, '', { ok: false, error: { kind: 'unavailable' } }],
  ])('after a %i with %j is %j', async (status, body, expected) => {
    const site = new MemoryConfluence();
    site.faults.push({ match: /user\/bulk/, answer: { status, body } });
    expect(await isAccount(site, 'ada')).toMatchObject(expected);
  });
});

describe('who may administer', () => {
  const may = (operations: unknown) => {
    const site = new MemoryConfluence();
    site.faults.push({
      match: /user\/current/,
      answer: { status: 200, body: { accountId: 'a', operations } },
    });
    return currentCaller(site);
  };
  const administer = { operation: 'administer', targetType: 'application' };

  it.each([
    [[null, 7, {}, { operation: 7 }, administer], true],
    [[{ ...administer, targetType: 'space' }], false],
    [[], false],
    [null, false],
    ['all', false],
  ])('is told from %j: %s', async (operations, value) => {
    expect(await may(operations)).toEqual({ ok: true, value: { accountId: 'a', mayAdminister: value } });
  });
});
