import { isKnown, type Chosen } from '../people/chosen';

/** What to call a person; their account id where Confluence hides the name or nobody told it. */
export function displayNameOf(person: Chosen): string {
  return (isKnown(person) && person.displayName) || person.accountId;
}
