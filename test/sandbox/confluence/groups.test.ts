import { groupIds } from '../../../sandbox/confluence';
import { TestSite, column, errorWords, pageOf } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});

const allNames = [
  'all-staff',
  'contractors',
  'dept-customer-support',
  'dept-data',
  'dept-engineering',
  'dept-finance',
  'dept-human-resources',
  'dept-it',
  'dept-legal',
  'dept-marketing',
  'dept-operations',
  'dept-product',
  'dept-sales',
  'design-team',
  'empty-group',
  'okta-engineering',
  'R&D / Zürich (北)',
  'site-admins',
];

describe('GET group', () => {
  it('lists all groups A to Z', async () => {
    const reply = await site.get('group');
    expect(column(reply, 'name')).toEqual(allNames);
    expect(reply.body).toMatchObject({ start: 0, limit: 200, size: 18 });
  });

  it('shows a group with id, type and a link to itself', async () => {
    const reply = await site.get('group?limit=1', { headers: { host: 'localhost:4000' } });
    const self = `http://localhost:4000/wiki/rest/api/group/by-id?id=${groupIds.allStaff}`;
    expect(pageOf(reply).results).toEqual([
      {
        ...{ type: 'group', name: 'all-staff', id: groupIds.allStaff, _links: { self } },
        ...{ managedBy: 'ADMINS', usageType: 'USERBASE_GROUP' },
      },
    ]);
  });

  it('tells who changes a group, and what it is for', async () => {
    const { results } = pageOf(await site.get('group'));
    const of = (id: string) => results.find((group) => group.id === id);
    expect(of(groupIds.oktaEngineering)).toMatchObject({
      managedBy: 'EXTERNAL',
      usageType: 'USERBASE_GROUP',
    });
    expect(of(groupIds.deptMarketing)).toMatchObject({ managedBy: 'OPEN', usageType: 'TEAM_COLLABORATION' });
  });

  it('follows next through all pages and ends', async () => {
    const names: unknown[] = [];
    for (let next: string | undefined = 'group?limit=7'; next !== undefined;) {
      const reply = await site.get(next);
      names.push(...column(reply, 'name'));
      next = pageOf(reply)._links.next?.replace('/rest/api/', '');
    }
    expect(names).toEqual(allNames);
  });

  it.each([
    ['user', ['all-staff']],
    ['admin', ['site-admins']],
    ['site-admin', ['site-admins']],
  ])('filters by accessType=%s', async (accessType, names) => {
    expect(column(await site.get(`group?accessType=${accessType}`), 'name')).toEqual(names);
  });

  it('keeps the filter in the link to the next page', async () => {
    const page = pageOf(await site.get('group?limit=2&start=1'));
    expect(page._links.next).toBe('/rest/api/group?limit=2&start=3');
  });

  it.each([
    'accessType=owner',
    'start=-1',
    'start=abc',
    'start=',
    'limit=-1',
    'limit=1.5',
    'limit=1&limit=2',
    'start=0x10',
    'limit=1e3',
    'start=%205',
    'limit=5.0',
    'limit=%2B5',
  ])('refuses %s and names the parameter', async (query) => {
    const reply = await site.get(`group?${query}`);
    expect(reply.status).toBe(400);
    expect(errorWords(reply)).toContain(query.split('=')[0]);
  });

  it.each(['start=%', 'other=%zz', 'start=0&x=%E0%A4%A'])(
    'refuses %s, which does not decode',
    async (query) => {
      const reply = await site.get(`group?${query}`);
      expect(reply.status).toBe(400);
      expect(errorWords(reply)).toBe('The query is not valid percent-encoding');
    },
  );

  it('caps a larger limit at 200 and ignores unknown parameters', async () => {
    const reply = await site.get('group?limit=1000&cursor=x');
    expect(reply.body).toMatchObject({ limit: 200, size: 18 });
  });

  it('answers an empty page for limit 0 and past the end, without next', async () => {
    for (const query of ['limit=0', 'start=18', 'start=100']) {
      const page = pageOf(await site.get(`group?${query}`));
      expect(page.results).toEqual([]);
      expect(page._links.next).toBeUndefined();
    }
  });
});

describe('GET group/picker', () => {
  it.each([
    ['TEAM', ['design-team']],
    ['ÜRI', ['R&D / Zürich (北)']],
    ['北', ['R&D / Zürich (北)']],
    ['r&d /', ['R&D / Zürich (北)']],
    ['ff', ['all-staff']],
    ['nothing like it', []],
  ])('finds %s anywhere in a name, in any case', async (query, names) => {
    expect(column(await site.get(`group/picker?query=${encodeURIComponent(query)}`), 'name')).toEqual(names);
  });

  it('tells the total only when asked', async () => {
    const query = 'group/picker?query=s&limit=2';
    expect(pageOf(await site.get(query)).totalSize).toBeUndefined();
    expect(pageOf(await site.get(`${query}&shouldReturnTotalSize=false`)).totalSize).toBeUndefined();
    expect(pageOf(await site.get(`${query}&shouldReturnTotalSize=true`))).toMatchObject({ totalSize: 8 });
  });

  it('finds all for an empty query, and refuses none', async () => {
    expect(column(await site.get('group/picker?query='), 'name')).toEqual(allNames);
    const reply = await site.get('group/picker');
    expect(reply.status).toBe(400);
    expect(errorWords(reply)).toBe('query is required');
  });
});

describe('GET group/by-id', () => {
  it('answers the group', async () => {
    const reply = await site.get(`group/by-id?id=${groupIds.research}`);
    expect(reply.body).toMatchObject({ id: groupIds.research, name: 'R&D / Zürich (北)' });
  });

  it('answers 404 for an unknown id and 400 for none', async () => {
    expect((await site.get('group/by-id?id=nope')).status).toBe(404);
    expect((await site.get('group/by-id')).status).toBe(400);
    expect((await site.get('group/by-id?id=')).status).toBe(400);
  });
});

describe('GET group/by-name', () => {
  it('answers the group in any case', async () => {
    const reply = await site.get(`group/by-name?name=${encodeURIComponent('r&d / zürich (北)')}`);
    expect(reply.body).toMatchObject({ id: groupIds.research });
  });

  it('answers 404 for an unknown name and 400 for none', async () => {
    expect((await site.get('group/by-name?name=design')).status).toBe(404);
    expect((await site.get('group/by-name')).status).toBe(400);
    expect((await site.get('group/by-name?name=')).status).toBe(400);
  });
});
