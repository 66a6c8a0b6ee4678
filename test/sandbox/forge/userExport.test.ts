import type { Person } from '../../../sandbox/confluence';
import { createSeed, groupIds } from '../../../sandbox/confluence/seed';
import { userExport } from '../../../sandbox/forge/userExport';

const NOW = Date.UTC(2026, 2, 1, 12);
const seed = createSeed(1_000);
const contractors = seed.groups.find(({ id }) => id === groupIds.contractors)?.memberIds ?? [];
const people = contractors.flatMap((accountId) => seed.people.get(accountId) ?? []);

const linesOf = (given: readonly Person[]): string[] => userExport(given, NOW).split('\r\n');

it('has a row for each of the first people, with the days counted from that of the export', () => {
  const [header, first, second, third] = linesOf(people);
  expect(header).toBe('User id,User name,email,User status,Added to org,Last seen in Confluence - acme');
  const whoIn = (index: number) => {
    const { accountId = '', displayName = '', email = '' } = people[index] ?? {};
    return [accountId, displayName, email].join(',');
  };
  expect(first).toBe(`${whoIn(0)},Active,25 Jan 2025,22 Feb 2026`);
  expect(second).toBe(`${whoIn(1)},Active,12 Jan 2025,27 Feb 2026`);
  expect(third).toBe(`${whoIn(2)},Active,30 Dec 2024,Never accessed`);
  // With the header, somebody who is not on the site, and the end of the last line.
  expect(linesOf(people)).toHaveLength(24 + 3);
});

it('has somebody last whom the site does not know', () => {
  const last = linesOf(people).at(-2) ?? '';
  const [accountId, name, email] = last.split(',');
  expect([accountId, name]).toEqual(['', 'Wren Halloway']);
  const known = [...seed.people.values()].flatMap((person) => [person.displayName, person.email]);
  expect(known).not.toContain(name);
  expect(known).not.toContain(email);
});

it('quotes what would end a cell', () => {
  const [somebody] = people;
  if (!somebody) throw new Error('There is nobody in the group.');
  const [, line = ''] = linesOf([{ ...somebody, displayName: 'Ann "The Axe", Jr.' }]);
  expect(line).toContain(',"Ann ""The Axe"", Jr.",');
});
