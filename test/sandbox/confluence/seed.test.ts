import { createHash } from 'node:crypto';
import { createConfluence, groupIds } from '../../../sandbox/confluence';
import { createSeed } from '../../../sandbox/confluence/seed';
import type { Person, Seed } from '../../../sandbox/confluence/site';
import { personas } from '../../../sandbox/confluence/personas';

const seed = createSeed(50_000);

function members(of: Seed, groupId: string): Person[] {
  const group = of.groups.find(({ id }) => id === groupId);
  return (group?.memberIds ?? []).flatMap((id) => of.people.get(id) ?? []);
}
const digest = (of: Seed) =>
  createHash('sha256')
    .update(JSON.stringify([[...of.people], of.groups]))
    .digest('hex');

describe('groups', () => {
  it('have the ids, names and sizes that are promised', () => {
    const facts = seed.groups.map(({ id, name }) => [id, name, members(seed, id).length]);
    expect(facts).toEqual([
      ['3f1c8a52-6d0e-4b7a-9a41-0c5e7d2b1f01', 'design-team', 24],
      ['7b2d9e63-1f4a-4c8b-8b52-1d6f8e3c2a02', 'contractors', 240],
      ['a93eaf74-205b-4d9c-9c63-2e70af4d3b03', 'all-staff', 50_000],
      ['c84fb085-316c-4ead-ad74-3f81b05e4c04', 'site-admins', 3],
      ['d950c196-427d-4fbe-be85-4092c16f5d05', 'empty-group', 0],
      ['e061d2a7-538e-40cf-8f96-51a3d2706e06', 'R&D / Zürich (北)', 12],
    ]);
  });

  it('hold nobody twice', () => {
    for (const { memberIds } of seed.groups) expect(new Set(memberIds).size).toBe(memberIds.length);
  });

  it('are all in all-staff', () => {
    const staff = new Set(members(seed, groupIds.allStaff));
    for (const { id } of seed.groups) {
      expect(members(seed, id).filter((person) => !staff.has(person))).toEqual([]);
    }
  });

  it.each([0, 1, 24, 100, 276, 1000])('make all-staff exactly %i if asked', (scale) => {
    const small = createSeed(scale);
    expect(members(small, groupIds.allStaff)).toHaveLength(scale);
    expect(members(small, groupIds.designTeam)).toHaveLength(24);
    expect(members(small, groupIds.contractors)).toEqual(members(seed, groupIds.contractors));
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
    expect(seed.people.size).toBe(50_001);
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

it('has the acting site admins in site-admins', () => {
  expect(members(seed, groupIds.siteAdmins).map(({ displayName, role }) => [displayName, role])).toEqual([
    ['Sasha Whitfield', 'site-admin'],
    ['Noor El-Amin', 'site-admin'],
    ['Mateo Villanueva', 'site-admin'],
  ]);
});
