import { groupIds } from '../../sandbox/confluence';
import { App, CONTRACTORS } from './support/app';

let app: App;
beforeAll(async () => {
  app = await App.start();
});
beforeEach(() => app.host.reset());
afterAll(() => app.host.close());

const access = (groupId: string) => app.call('site-admin', 'groupAccess', { groupId });
const points = () => app.requests.reduce((sum, request) => sum + request.points, 0);

it.each([
  ['site-admins', groupIds.siteAdmins, { administration: 'yes', use: 'no' }],
  ['all-staff', groupIds.allStaff, { administration: 'no', use: 'yes' }],
  ['contractors', CONTRACTORS, { administration: 'no', use: 'no' }],
])('knows what %s gives', async (_, groupId, expected) => {
  expect(await access(groupId)).toEqual({ ok: true, access: expected });
  expect(points()).toBeLessThanOrEqual(30);
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
  app.fault(
    { path: 'accessType=site-admin', status: 200, body: pageOf(5) },
    { path: 'accessType=admin', status: 200, body: pageOf(4) },
    { path: 'accessType=user', status: 200, body: pageOf(4) },
  );
  expect(await access(CONTRACTORS)).toEqual({
    ok: true,
    access: { administration: 'unknown', use: 'unknown' },
  });
  expect(await access('group-4')).toEqual({ ok: true, access: { administration: 'yes', use: 'unknown' } });
  const asked = app.asked.slice(0, 3).map((request) => Number(/limit=(\d+)/.exec(request)?.[1]));
  expect(asked.reduce((sum, limit) => sum + 1 + 2 * limit, 0)).toBeLessThanOrEqual(30);
});

it('says why it could not be found out', async () => {
  app.fault({ path: 'accessType=admin', status: 403 });
  expect(await access(CONTRACTORS)).toMatchObject({ ok: false, error: { kind: 'permission' } });
});
