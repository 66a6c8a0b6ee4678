import { groupIds } from '../../../sandbox/confluence';
import { getGroup, searchGroups } from '../../../src/confluence/findGroups';
import { MemoryConfluence } from './support/memoryConfluence';
import { Site } from './support/site';

let site: Site;
beforeAll(async () => {
  site = await Site.start();
});
beforeEach(() => site.sandbox.reset());

describe('searchGroups', () => {
  const search = (query: string, limit: number) => searchGroups(site.as('member'), query, limit);

  it('finds groups by any part of the name, in any case', async () => {
    expect(await search('TEAM', 20)).toMatchObject({
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
    expect(await getGroup(site.as('member'), groupIds.designTeam)).toMatchObject({
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

describe('an answer that is odd in part', () => {
  const found = (body: object, query = 'x') => {
    const confluence = new MemoryConfluence();
    confluence.faults.push({ match: /./, answer: { status: 200, body } });
    return searchGroups(confluence, query, 20);
  };
  const groups = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `g${n}`, name: `G${n}` }));

  it('leaves out what is no group, and has a group without a name', async () => {
    const results = [null, 7, {}, { id: '' }, { id: 3, name: 'x' }, { id: 'g', name: null, managedBy: 4 }];
    expect(await found({ results, _links: null, totalSize: null })).toEqual({
      ok: true,
      value: { groups: [{ id: 'g', name: '' }], more: false },
    });
  });

  it.each([
    [17, undefined, false],
    [20, 20, false],
    [37, 37, true],
    [-1, undefined, false],
    ['20', undefined, false],
  ])('of 20 groups with the total %s has the total %s, and more: %s', async (totalSize, total, more) => {
    expect(await found({ results: groups(20), totalSize })).toEqual({
      ok: true,
      value: { groups: groups(20), more, ...(total !== undefined && { total }) },
    });
  });

  it('has no total that a next page contradicts', async () => {
    const answer = await found({ results: groups(20), totalSize: 20, _links: { next: '/more' } });
    expect(answer).toEqual({ ok: true, value: { groups: groups(20), more: true } });
  });
});

describe('who may change who is in a group', () => {
  it.each(['EXTERNAL', 'ADMINS', 'something new'])('is as Confluence says it: %s', async (managedBy) => {
    const confluence = new MemoryConfluence();
    confluence.addGroup('g', [], { managedBy });
    expect(await getGroup(confluence, 'g')).toEqual({ ok: true, value: { id: 'g', name: 'g', managedBy } });
  });

  it.each([null, '', 7])('is not known with %j', async (managedBy) => {
    const confluence = new MemoryConfluence();
    const body = { id: 'g', name: 'g', managedBy };
    confluence.faults.push({ match: /by-id/, answer: { status: 200, body } });
    expect(await getGroup(confluence, 'g')).toEqual({ ok: true, value: { id: 'g', name: 'g' } });
  });
});

it.each([{}, { name: 'x' }, { id: null, name: 'x' }, { id: 7 }])(
  'a group without an id, %j, is none',
  async (body) => {
    const confluence = new MemoryConfluence();
    confluence.faults.push({ match: /by-id/, answer: { status: 200, body } });
    expect(await getGroup(confluence, 'g')).toMatchObject({ error: { kind: 'unavailable', status: 200 } });
  },
);
