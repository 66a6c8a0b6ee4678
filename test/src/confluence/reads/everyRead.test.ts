import fc from 'fast-check';
import { groupIds } from '../../../../sandbox/confluence';
import { isMember } from '../../../../src/confluence/checkMembership';
import type { Confluence } from '../../../../src/confluence/confluence';
import { getGroup, searchGroups } from '../../../../src/confluence/findGroups';
import { findPeople } from '../../../../src/confluence/findPeople';
import { listMembers } from '../../../../src/confluence/listMembers';
import { currentCaller, isAccount, usersById } from '../../../../src/confluence/lookUpUsers';
import { administrationOf, listAccessGroups } from '../../../../src/confluence/readGroupAccess';
import type { Result } from '../../../../src/confluence/request';
import { Site } from '../support/site';

/** What is so of all that is read, whoever asks: the page over its bridge, or the function. */

const MEMBER = '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713';
const groupId = groupIds.designTeam;
const page = { start: 0, limit: 200, withTotal: true };

type Read = (confluence: Confluence) => Promise<Result<unknown>>;

/** Each with what it may cost at most. */
const READS: [name: string, mostPoints: number, read: Read][] = [
  ['groups by name', 3, (site) => searchGroups(site, 'TEAM', 5)],
  ['the first groups', 11, (site) => searchGroups(site, ' ', 5)],
  ['a group', 3, (site) => getGroup(site, groupId)],
  ['members', 49, (site) => listMembers(site, groupId, page)],
  ['groups that give use of Confluence', 29, (site) => listAccessGroups(site, 'user')],
  ['what a group gives of administration', 20, (site) => administrationOf(site, groupId)],
  ['people by name', 11, (site) => findPeople(site, 'jonas', 5)],
  ['people by address', 101, (site) => findPeople(site, 'jonas.berg@example.com', 5)],
  ['people by account id', 3, (site) => findPeople(site, MEMBER, 5)],
  ['who accounts are', 3, (site) => usersById(site, [MEMBER, 'gone'])],
  ['whether there is an account', 3, (site) => isAccount(site, MEMBER)],
  ['whether somebody is a member', 11, (site) => isMember(site, groupId, MEMBER)],
  ['who asks, and whether they may administer', 3, (site) => currentCaller(site)],
];

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.sandbox.reset());

describe.each(READS)('%s', (_, mostPoints, read) => {
  it.each(['member', 'site-admin'] as const)(
    'can be read as %s, and is asked for as them',
    async (persona) => {
      expect(await read(site.as(persona))).toMatchObject({ ok: true });
      expect(site.requests.length).toBeGreaterThan(0);
      for (const { method, principal } of site.requests) {
        expect([method, principal]).toEqual(['GET', { type: 'user', persona }]);
      }
    },
  );

  it(`costs the function at most ${mostPoints} points`, async () => {
    await read(site.as('member'));
    expect(site.points).toBeGreaterThan(0);
    expect(site.points).toBeLessThanOrEqual(mostPoints);
  });

  it.each([
    [{ status: 400 }, 'invalid'],
    [{ status: 401 }, 'signedOut'],
    [{ status: 401, body: { message: 'Unauthorized; scope does not match' } }, 'scopeMissing'],
    [{ status: 403 }, 'permission'],
    [{ status: 429, headers: { 'ratelimit-reason': 'confluence-quota-global-based' } }, 'rateLimited'],
    [{ status: 500 }, 'unavailable'],
    [{ status: 503, body: '<html>Down</html>' }, 'unavailable'],
    [{ status: 200, body: '7' }, 'unavailable'],
    [{ status: 200, body: '<html>Log in</html>' }, 'signedOut'],
    [{ status: 200, body: '<html>Hello</html>' }, 'unavailable'],
    [{ status: 200, body: '' }, 'unavailable'],
    [{ drop: 'before' }, 'unavailable'],
    [{ drop: 'after' }, 'unavailable'],
  ])('that ends in %j is %s', async (fault, kind) => {
    site.fault(fault);
    expect(await read(site.as('member'))).toMatchObject({ ok: false, error: { kind } });
  });
});

it.each<[string, Read]>([
  ['groups', (on) => searchGroups(on, 'TEAM', 5)],
  ['members', (on) => listMembers(on, groupId, page)],
  ['people', (on) => findPeople(on, 'jonas', 5)],
  ['accounts', (on) => usersById(on, [MEMBER])],
  ['memberships', (on) => isMember(on, groupId, MEMBER)],
  ['groups that give use of Confluence', (on) => listAccessGroups(on, 'user')],
  ['what a group gives of administration', (on) => administrationOf(on, groupId)],
])('a list of %s that is none says nothing', async (_, read) => {
  for (const body of [{}, { results: 'none' }, { results: null }, []]) {
    site.fault({ status: 200, body });
    expect(await read(site.as('member'))).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  }
});

describe('whatever text it is about', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
  const ABOUT: [
    name: string,
    path: RegExp,
    read: (site: Confluence, text: string) => Promise<Result<unknown>>,
  ][] = [
    ['a group', /^group\/by-id$/, getGroup],
    ['members', /^group\/(?:[^/]+\/membersByGroupId|by-id)$/, (on, id) => listMembers(on, id, page)],
    ['what a group gives of administration', /^group$/, administrationOf],
    ['groups by name', /^group(?:\/picker)?$/, (on, query) => searchGroups(on, query, 5)],
    ['people', /^search\/user$|^user\/bulk$/, (on, query) => findPeople(on, query, 5)],
    ['who accounts are', /^user\/bulk$/, (on, id) => usersById(on, [id, MEMBER])],
    ['the memberships of an account', /^user\/memberof$/, (on, id) => isMember(on, groupId, id)],
  ];

  it.each(ABOUT)('%s is asked for at its own address, and nothing is thrown', async (_, path, read) => {
    await fc.assert(
      fc.asyncProperty(text, async (about) => {
        site.sandbox.reset();
        await read(site.as('member'), about);
        for (const { path: asked } of site.requests) {
          const { pathname } = new URL(asked, 'https://site.example');
          expect(pathname.replace('/wiki/rest/api/', '')).toMatch(path);
        }
      }),
      { seed: 20_26, numRuns: 150 },
    );
  });

  it('an account or a group of that id is what Confluence is asked about', async () => {
    await fc.assert(
      fc.asyncProperty(
        text.filter((id) => id.isWellFormed()),
        async (id) => {
          site.sandbox.reset();
          const confluence = site.as('member');
          await isMember(confluence, groupId, id);
          await usersById(confluence, [id]);
          await getGroup(confluence, id);
          const [memberOf, bulk, byId] = site.requests.map(
            ({ path }) => new URL(path, 'https://site.example').searchParams,
          );
          expect(memberOf?.getAll('accountId')).toEqual([id]);
          expect(bulk?.getAll('accountId')).toEqual([id]);
          expect(byId?.getAll('id')).toEqual([id]);
        },
      ),
      { seed: 20_26, numRuns: 150 },
    );
  });
});
