import type { Person } from '../../../../src/contract';
import { csvOf } from '../csv/csv';

/** The first column and `email` are what a list of people to remove is read by, and what Atlassian's own export calls them. */
const COLUMNS = ['User id', 'User name', 'email', 'Status'];

/** The people as a CSV file, which a list of people to remove can be read from. */
export function membersCsv(people: readonly Person[]): string {
  return csvOf(
    COLUMNS,
    people.map((person) => [person.accountId, person.displayName, person.email ?? '', statusOf(person)]),
  );
}

function statusOf({ accountType, deactivated, guest }: Person): string {
  if (accountType === 'app') return 'App';
  return [deactivated && 'Deactivated', guest && 'Guest'].filter(Boolean).join(', ') || 'Active';
}
