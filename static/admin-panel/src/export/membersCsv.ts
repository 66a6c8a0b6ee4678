import type { Person } from '../../../../src/contract';
import { csvOf } from '../csv/csv';
import { isKnown, type Chosen } from '../people/chosen';

/** The first column and `email` are what a list of people to remove is read by, and what Atlassian's own export calls them. */
const COLUMNS = ['User id', 'User name', 'email', 'Status'];

/** The people as a CSV file, which a list of people to remove can be read from. */
export function membersCsv(people: readonly Chosen[]): string {
  return csvOf(
    COLUMNS,
    people.map((person) =>
      isKnown(person)
        ? [idOf(person), person.displayName, person.email ?? '', statusOf(person)]
        : [person.accountId, '', '', ''],
    ),
  );
}

/** Empty for an account that Confluence listed without one. */
function idOf({ accountId, isUnidentified }: Person): string {
  return isUnidentified ? '' : accountId;
}

function statusOf({ accountType, lacksAccess, guest }: Person): string {
  if (accountType === 'app') return 'App';
  return [lacksAccess && 'No Confluence access', guest && 'Guest'].filter(Boolean).join(', ') || 'Active';
}
