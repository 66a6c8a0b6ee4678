/** A file of Atlassian Administration about the people of the sandbox's largest group. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeed, groupIds } from '../../sandbox/confluence/seed';
import { administrationUsers } from '../../test/support/lists/atlassianFiles';
import { dayInWords, type SamplePerson } from '../../test/support/lists/sampleFile';

/** Who the seed made special is at the start of the group. */
const ORDINARY_FROM = 1_000;

/** People of the group as Atlassian Administration knows them, ordinary ones first; @param scale members of the group */
export function peopleOfGroup(scale: number): SamplePerson[] {
  const { people, groups } = createSeed(scale);
  const memberIds = groups.find(({ id }) => id === groupIds.allStaff)?.memberIds ?? [];
  const ordered = [...memberIds.slice(ORDINARY_FROM), ...memberIds.slice(0, ORDINARY_FROM)];
  return ordered.flatMap((accountId, index) => {
    const person = people.get(accountId);
    if (!person) return [];
    const seen = new Date(Date.UTC(2025, index % 12, 1 + (index % 28)));
    return [{ accountId, name: person.displayName, email: person.email, lastSeen: dayInWords(seen) }];
  });
}

/** The same with the address alone in every other row, as far as there is one. */
export function withAddressesAlone(people: readonly SamplePerson[]): SamplePerson[] {
  return people.map((person, index) =>
    index % 2 === 1 && person.email !== '' ? { ...person, accountId: '' } : person,
  );
}

/** People whom the site does not know: by address, and by account id. */
export function strangers(count: number): SamplePerson[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(4, '0');
    const person = { name: `Quill Nonesuch${number}`, email: `quill.nonesuch${number}@example.com` };
    return { ...person, accountId: index % 2 === 0 ? '' : `5b10ffffffffffffffff${number}` };
  });
}

/**
 * Writes a file about these people, and deletes it when `use` is done. The browser reads it from there: what Playwright hands
 * over itself costs the page a task.
 */
export async function withExport<T>(
  people: readonly SamplePerson[],
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'group-members-'));
  try {
    const { name, bytes } = administrationUsers(people);
    const path = join(folder, name);
    await writeFile(path, bytes);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
