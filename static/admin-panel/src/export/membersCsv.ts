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
        ? [person.accountId, person.displayName, person.email ?? '', statusOf(person)]
        : [person.accountId, '', '', ''],
    ),
  );
}

function statusOf({ accountType, deactivated, guest }: Person): string {
  if (accountType === 'app') return 'App';
  return [deactivated && 'Deactivated', guest && 'Guest'].filter(Boolean).join(', ') || 'Active';
}
