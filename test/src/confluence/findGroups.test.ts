import { groupIds } from '../../../sandbox/confluence';
import { getGroup, searchGroups } from '../../../src/confluence/findGroups';
import { Site } from './support/site';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.sandbox.reset());

describe('searchGroups', () => {
  const search = (query: string, limit: number) => searchGroups(site.as('member'), query, limit);

  it('finds groups by any part of the name, in any case', async () => {
    expect(await search('TEAM', 20)).toEqual({
      ok: true,
      value: { groups: [{ id: groupIds.designTeam, name: 'design-team' }], more: false, total: 1 },
    });
    expect(site.points).toBe(3);
  });

  it('lists the first groups by name where nothing was typed', async () => {
    expect(await search(' ', 2)).toMatchObject({
      value: { groups: [{ name: 'all-staff' }, { name: 'contractors' }], more: true },
    });
    expect(site.points).toBe(5);
  });

  it('takes what was typed as text, not as part of the URL', async () => {
    expect(await search('R&D / Zürich (北)', 20)).toMatchObject({
      value: { groups: [{ id: groupIds.research }] },
    });
  });

  it('has a 404 be about no group: the path names none', async () => {
    site.fault({ status: 404 });
    expect(await search('team', 5)).toMatchObject({ error: { kind: 'unavailable', status: 404 } });
    expect(await search('', 5)).toMatchObject({ error: { kind: 'unavailable', status: 404 } });
  });
});

describe('getGroup', () => {
  it('knows the group, for 3 points', async () => {
    expect(await getGroup(site.as('member'), groupIds.designTeam)).toEqual({
      ok: true,
      value: { id: groupIds.designTeam, name: 'design-team' },
    });
    expect(site.points).toBe(3);
  });

  it('says that there is none', async () => {
    expect(await getGroup(site.as('member'), 'gone')).toMatchObject({
      error: { kind: 'groupNotFound', status: 404 },
    });
  });
});
