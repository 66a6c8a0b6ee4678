import { createHash } from 'node:crypto';
import { createConfluence, groupIds } from '../../../sandbox/confluence';
import { personas, type PersonaKey } from '../../../sandbox/confluence/personas';
import { createSeed } from '../../../sandbox/confluence/seed';
import type { Person, Seed } from '../../../sandbox/confluence/site';

const seed = createSeed(50_000);

function members(of: Seed, groupId: string): Person[] {
  const group = of.groups.find(({ id }) => id === groupId);
  return (group?.memberIds ?? []).flatMap((id) => of.people.get(id) ?? []);
}
/** The groups that are none of the six at the beginning. */
const departments = (groups: Seed['groups']) => groups.slice(6);

const digest = (of: Seed) =>
  createHash('sha256')
    .update(JSON.stringify([[...of.people], of.groups]))
    .digest('hex');

describe('groups', () => {
  it('are told with who is in them, whatever is changed later', async () => {
    const confluence = await createConfluence({ scale: 300 });
    const { contractors } = groupIds;
    const [first] = confluence.seededMembers(contractors);
    const { status } = await confluence.handle({
      method: 'DELETE',
      path: `/wiki/rest/api/group/userByGroupId?groupId=${contractors}&accountId=${first?.accountId ?? ''}`,
      headers: { authorization: 'Bearer site-admin' },
      caller: { kind: 'client' },
    });
    expect(status).toBe(204);
    expect(confluence.seededMembers(contractors)).toEqual(members(createSeed(300), contractors));
    expect(() => confluence.seededMembers('none')).toThrow(RangeError);
  });

  it('have the ids, names and sizes that are promised', () => {
    const facts = seed.groups.map(({ id, name }) => [id, name, members(seed, id).length]);
    expect(facts).toEqual([
      ['3f1c8a52-6d0e-4b7a-9a41-0c5e7d2b1f01', 'design-team', 24],
      ['7b2d9e63-1f4a-4c8b-8b52-1d6f8e3c2a02', 'contractors', 240],
      ['a93eaf74-205b-4d9c-9c63-2e70af4d3b03', 'all-staff', 50_000],
      ['c84fb085-316c-4ead-ad74-3f81b05e4c04', 'site-admins', 3],
      ['d950c196-427d-4fbe-be85-4092c16f5d05', 'empty-group', 0],
      ['e061d2a7-538e-40cf-8f96-51a3d2706e06', 'R&D / Zürich (北)', 12],
      ['139405da-86b1-43f2-8c29-84d605a39109', 'dept-engineering', 52],
      ['ac2d9e63-1f4a-4c8b-95b2-1d6f9e3c2a18', 'okta-engineering', 40],
      ['f172e3b8-649f-41d0-8a07-62b4e3817f07', 'dept-customer-support', 36],
      ['9b1c8d52-0e39-4b7a-84a1-0c5e8d2b1917', 'dept-sales', 32],
      ['68e95a2f-db06-4847-917e-d92b5af8e614', 'dept-marketing', 26],
      ['79fa6b30-ec17-4958-828f-ea3c6b09f715', 'dept-operations', 24],
      ['24a516eb-97c2-4403-9d3a-95e716b4a210', 'dept-finance', 20],
      ['8a0b7c41-fd28-4a69-9390-fb4d7c1a0816', 'dept-product', 18],
      ['0283f4c9-75a0-42e1-9b18-73c5f4928008', 'dept-data', 16],
      ['46c7380d-b9e4-4625-9f5c-b70938d6c412', 'dept-it', 14],
      ['35b627fc-a8d3-4514-8e4b-a6f827c5b311', 'dept-human-resources', 12],
      ['57d8491e-caf5-4736-806d-c81a49e7d513', 'dept-legal', 8],
    ]);
    expect(new Set(seed.groups.map(({ id }) => id))).toEqual(new Set(Object.values(groupIds)));
  });

  it('are changed by admins, but for what an identity provider and two teams own', () => {
    const others = seed.groups.filter(({ managedBy }) => managedBy !== 'ADMINS');
    expect(others.map(({ name, managedBy, usageType }) => [name, managedBy, usageType])).toEqual([
      ['okta-engineering', 'EXTERNAL', 'USERBASE_GROUP'],
      ['dept-marketing', 'OPEN', 'TEAM_COLLABORATION'],
      ['dept-product', 'TEAM_MEMBERS', 'TEAM_COLLABORATION'],
    ]);
  });

  it('hold nobody twice', () => {
    for (const { memberIds } of seed.groups) expect(new Set(memberIds).size).toBe(memberIds.length);
  });

  it('have all their members in all-staff, but for four of the departments', () => {
    const staff = new Set(members(seed, groupIds.allStaff));
    const rest = seed.groups.flatMap(({ id }) => members(seed, id).filter((person) => !staff.has(person)));
    expect([...new Set(rest)].map(({ displayName }) => displayName).sort()).toEqual([
      'Imogen Prescott',
      'Imogen Prescott',
      'Rowan Thackeray',
      'svc-backup',
    ]);
  });

  it.each([0, 1, 24, 100, 276, 1000])('make all-staff exactly %i if asked', (scale) => {
    const small = createSeed(scale);
    expect(members(small, groupIds.allStaff)).toHaveLength(scale);
    expect(members(small, groupIds.designTeam)).toHaveLength(24);
    expect(members(small, groupIds.contractors)).toEqual(members(seed, groupIds.contractors));
    const sizes = ({ groups }: Seed) => departments(groups).map(({ memberIds }) => memberIds.length);
    expect(sizes(small)).toEqual(sizes(seed));
  });

  it('have the members they had before there were departments', () => {
    const earlier = seed.groups.slice(0, 6).map(({ name, memberIds }) => [name, memberIds]);
    const hash = createHash('sha256').update(JSON.stringify(earlier)).digest('hex');
    expect(hash).toBe('6a99df6335aa63f3a2725e709f9c855a28d8183bb949ec222cc70ef6c19f72f8');
  });

  it.each([-1, 1.5, Number.NaN, Infinity])('cannot have %p members', async (scale) => {
    await expect(createConfluence({ scale })).rejects.toThrow(RangeError);
  });
});

describe('people', () => {
  const everybody = [...seed.people.values()];
  const shareOf = (people: Person[], is: (person: Person) => boolean) =>
    people.filter(is).length / people.length;

  it('are the same every time', () => {
    expect(digest(createSeed(3000))).toBe(digest(createSeed(3000)));
    const others = members(createSeed(3000), groupIds.allStaff);
    expect(members(seed, groupIds.allStaff).slice(0, 3000)).toEqual(others);
  });

  it('have distinct account ids in two formats', () => {
    const formats = [/^[0-9a-f]{24}$/, /^\d{6}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/];
    const shares = formats.map((format) => shareOf(everybody, ({ accountId }) => format.test(accountId)));
    expect(seed.people.size).toBe(50_005);
    expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBe(1);
    for (const share of shares) expect(share).toBeGreaterThan(0.2);
  });

  it('have distinct emails at example.com, or none', () => {
    const emails = everybody.map(({ email }) => email).filter((email) => email !== '');
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails.filter((email) => !/^[a-z0-9.-]+@example\.com$/.test(email))).toEqual([]);
    expect(emails.length / everybody.length).toBeLessThan(0.95);
  });

  it('half of them have a picture', () => {
    const share = shareOf(everybody, ({ hasPicture }) => hasPicture);
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  });

  it('have names that fit and are not often shared', () => {
    const names = everybody.map(({ displayName }) => displayName);
    expect(names.filter((name) => name === '' || name.length > 255)).toEqual([]);
    expect(new Set(names).size).toBeGreaterThan(10_000);
  });

  it('of contractors are mostly guests, of the older and the newer kind', () => {
    const contractors = members(seed, groupIds.contractors);
    expect(shareOf(contractors, (p) => p.isGuest || p.isExternalCollaborator)).toBeGreaterThan(0.7);
    expect(contractors.some((p) => p.isGuest && !p.isExternalCollaborator)).toBe(true);
    expect(contractors.some((p) => !p.isGuest && p.isExternalCollaborator)).toBe(true);
  });
});

describe('design-team', () => {
  const team = members(seed, groupIds.designTeam);
  const names = team.map(({ displayName }) => displayName);

  it('has one deactivated person, one guest and one app', () => {
    expect(team.filter(({ deactivated }) => deactivated)).toHaveLength(1);
    expect(team.filter((p) => p.isGuest && p.isExternalCollaborator)).toHaveLength(1);
    expect(team.filter(({ accountType }) => accountType === 'app')).toHaveLength(1);
  });

  it.each(['Latin', 'Arabic', 'Hebrew', 'Han', 'Hiragana', 'Cyrillic', 'Devanagari', 'Hangul'])(
    'has a name in %s',
    (script) => {
      expect(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))).toBe(true);
    },
  );

  it('has a name with markup, the longest possible name, a namesake and people without email', () => {
    expect(names).toContain('<img src=x onerror=alert(1)> <b>Bold</b>');
    expect(names.filter((name) => name.length === 255)).toHaveLength(1);
    expect(new Set(names).size).toBe(23);
    expect(team.filter(({ email }) => email === '').length).toBeGreaterThanOrEqual(3);
  });

  it('has two of the personas', () => {
    const ids = team.map(({ accountId }) => accountId);
    const present = Object.entries(personas).filter(([, { accountId }]) => ids.includes(accountId));
    expect(present.map(([key]) => key)).toEqual(['site-admin', 'member']);
  });
});

describe('departments', () => {
  const groups = departments(seed.groups);
  const countOf = ({ accountId }: Person) =>
    groups.filter(({ memberIds }) => memberIds.includes(accountId)).length;
  const inDepartments = [...seed.people.values()].filter((person) => countOf(person) > 0);

  it('are twelve of 8 to 60 people', () => {
    expect(groups).toHaveLength(12);
    const sizes = groups.map(({ memberIds }) => memberIds.length);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([8, 52]);
  });

  it('overlap: many are in two to six, nobody in more', () => {
    const counts = inDepartments.map(countOf);
    expect(counts.filter((count) => count >= 2).length).toBeGreaterThanOrEqual(60);
    expect(counts.filter((count) => count >= 4).length).toBeGreaterThanOrEqual(10);
    expect(Math.max(...counts)).toBeLessThanOrEqual(6);
  });

  it('are the same for every scale that has their people', () => {
    expect(departments(createSeed(400).groups)).toEqual(groups);
  });

  it('have a service account, which is a person to Confluence, in three of them', () => {
    const account = inDepartments.find(({ displayName }) => displayName === 'svc-backup');
    expect(account).toMatchObject({ accountType: 'atlassian', email: 'svc-backup@example.com' });
    expect(account && countOf(account)).toBe(3);
  });

  it('have two people of one name in one of them, whom only their emails tell apart', () => {
    const two = members(seed, groupIds.deptMarketing).filter(
      ({ displayName }) => displayName === 'Imogen Prescott',
    );
    expect(two.map(({ email }) => email)).toEqual([
      'imogen.prescott@example.com',
      'imogen.prescott.hr@example.com',
    ]);
  });

  it('have the one person who is suspended', () => {
    expect([...seed.people.values()].filter(({ suspended }) => suspended)).toMatchObject([
      { displayName: 'Rowan Thackeray' },
    ]);
    expect(inDepartments.some(({ suspended }) => suspended)).toBe(true);
  });

  it('have the personas in departments that are named', () => {
    const of = (key: PersonaKey) =>
      groups
        .filter(({ memberIds }) => memberIds.includes(personas[key].accountId))
        .map(({ name }) => name)
        .sort();
    expect(of('site-admin')).toEqual(['dept-it']);
    expect(of('new-admin')).toEqual(['dept-it']);
    expect(of('confluence-admin')).toEqual(['dept-it', 'dept-operations']);
    expect(of('member')).toEqual(['dept-engineering', 'dept-product', 'okta-engineering']);
  });

  it('have of the engineers those whom the identity provider knows', () => {
    const engineers = members(seed, groupIds.deptEngineering);
    expect(engineers).toEqual(expect.arrayContaining(members(seed, groupIds.oktaEngineering)));
  });
});

it('has the acting site admins in site-admins', () => {
  expect(members(seed, groupIds.siteAdmins).map(({ displayName, role }) => [displayName, role])).toEqual([
    ['Sasha Whitfield', 'site-admin'],
    ['Noor El-Amin', 'site-admin'],
    ['Mateo Villanueva', 'site-admin'],
  ]);
});
