import { groupIds } from '../../../sandbox/confluence';
import { administrationOf, groupAccess } from '../../../src/confluence/readGroupAccess';
import { Site } from './support/site';

const CONTRACTORS = groupIds.contractors;

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.sandbox.reset());

const access = (groupId: string) => groupAccess(site.as('site-admin'), groupId);

it.each([
  ['site-admins', groupIds.siteAdmins, { administration: 'yes', use: 'no' }],
  ['all-staff', groupIds.allStaff, { administration: 'no', use: 'yes' }],
  ['contractors', CONTRACTORS, { administration: 'no', use: 'no' }],
])('knows what %s gives', async (_, groupId, expected) => {
  expect(await access(groupId)).toEqual({ ok: true, value: expected });
  expect(site.points).toBeLessThanOrEqual(30);
});

it('costs 29 points where the site has more such groups than are read, and does not guess then', async () => {
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
    { path: 'accessType=user', status: 200, body: pageOf(4) },
  );
  expect(await access(CONTRACTORS)).toEqual({
    ok: true,
    value: { administration: 'unknown', use: 'unknown' },
  });
  expect(await access('group-4')).toEqual({ ok: true, value: { administration: 'yes', use: 'unknown' } });
  const asked = site.asked.slice(0, 3).map((request) => Number(/limit=(\d+)/.exec(request)?.[1]));
  expect(asked.reduce((sum, limit) => sum + 1 + 2 * limit, 0)).toBeLessThanOrEqual(30);
});

it('says why it could not be found out', async () => {
  site.fault({ path: 'accessType=admin', status: 403 });
  expect(await access(CONTRACTORS)).toMatchObject({ ok: false, error: { kind: 'permission' } });
});

it('knows whether a group grants administration for at most 20 points', async () => {
  for (const [groupId, value] of [
    [groupIds.siteAdmins, 'yes'],
    [groupIds.allStaff, 'no'],
  ] as const) {
    site.sandbox.requestLog.clear();
    expect(await administrationOf(site.as('site-admin'), groupId)).toEqual({ ok: true, value });
    expect(site.requests).toHaveLength(2);
    expect(site.points).toBeLessThanOrEqual(20);
  }
});
