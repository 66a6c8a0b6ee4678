import fc from 'fast-check';
import { currentUser, mayAdminister, usersById } from '../../../src/confluence/lookUpUsers';
import { MemoryConfluence } from './support/memoryConfluence';
import { Site } from './support/site';

describe('who asks', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.start();
  });
  beforeEach(() => site.sandbox.reset());

  it('is the person asked as', async () => {
    const { accountId, displayName } = site.sandbox.personas['confluence-admin'];
    expect(await currentUser(site.as('confluence-admin'))).toMatchObject({
      ok: true,
      value: { accountId, displayName },
    });
    expect(site.points).toBe(3);
  });

  it.each([
    ['site-admin', true],
    ['confluence-admin', true],
    ['member', false],
  ] as const)('as %s may administer: %s', async (persona, may) => {
    expect(await mayAdminister(site.as(persona))).toEqual({ ok: true, value: may });
    expect(site.points).toBe(3);
  });

  it('is not known after a 404, which is about nobody', async () => {
    site.fault({ path: 'user/current', status: 404 });
    expect(await mayAdminister(site.as('member'))).toMatchObject({ error: { kind: 'unavailable' } });
    expect(await currentUser(site.as('member'))).toMatchObject({ error: { kind: 'unavailable' } });
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
});
