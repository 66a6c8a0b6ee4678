import { groupIds } from '../../../sandbox/confluence';
import { administrationOf, listAccessGroups } from '../../../src/confluence/readGroupAccess';
import { Site } from './support/site';

const CONTRACTORS = groupIds.contractors;

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.sandbox.reset());

const administration = (groupId: string) => administrationOf(site.as('site-admin'), groupId);

it('costs 20 points where the site has more such groups than are read, and does not guess then', async () => {
  const pageOf = (limit: number) => ({
    results: Array.from({ length: limit }, (_, n) => ({
      type: 'group',
      id: `group-${n}`,
      name: `Group ${n}`,
    })),
    start: 0,
    limit,
    size: limit,
    _links: { next: '/rest/api/group?start=5' },
  });
  site.fault(
    { path: 'accessType=site-admin', status: 200, body: pageOf(5) },
    { path: 'accessType=admin', status: 200, body: pageOf(4) },
  );
  expect(await administration(CONTRACTORS)).toEqual({ ok: true, value: 'unknown' });
  expect(await administration('group-4')).toEqual({ ok: true, value: 'yes' });
  const asked = site.asked.slice(0, 2).map((request) => Number(/limit=(\d+)/.exec(request)?.[1]));
  expect(asked.reduce((sum, limit) => sum + 1 + 2 * limit, 0)).toBeLessThanOrEqual(20);
});

it('says why it could not be found out', async () => {
  site.fault({ path: 'accessType=admin', status: 403 });
  expect(await administration(CONTRACTORS)).toMatchObject({ ok: false, error: { kind: 'permission' } });
});

it('knows whether a group grants administration for at most 20 points', async () => {
  for (const [groupId, value] of [
    [groupIds.siteAdmins, 'yes'],
    [groupIds.allStaff, 'no'],
    [CONTRACTORS, 'no'],
  ] as const) {
    site.sandbox.requestLog.clear();
    expect(await administration(groupId)).toEqual({ ok: true, value });
    expect(site.requests).toHaveLength(2);
    expect(site.points).toBeLessThanOrEqual(20);
  }
});

it.each([
  ['site-admin', groupIds.siteAdmins],
  ['user', groupIds.allStaff],
] as const)('lists every group that gives %s', async (accessType, groupId) => {
  const listed = await listAccessGroups(site.as('site-admin'), accessType);
  expect(listed).toMatchObject({ ok: true, value: { isWhole: true } });
  const ids = listed.ok ? listed.value.groups.map(({ id }) => id) : [];
  expect(ids).toContain(groupId);
  expect(ids).not.toContain(CONTRACTORS);
});
