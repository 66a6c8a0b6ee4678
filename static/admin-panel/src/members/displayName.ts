import type { Person } from '../../../../src/contract';

/** What to call a person; their account id where Confluence hides the name. */
export function displayNameOf(person: Person): string {
  return person.displayName || person.accountId;
}
