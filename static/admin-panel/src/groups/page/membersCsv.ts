import type { Person } from '../../../../../src/contract';
import { csvOf, PERSON_COLUMNS } from '../../csv/csv';
import { membersMessages } from '../../members/membersMessages';
import { statusesOf } from '../../members/status';

/** The people as a CSV file, which a list of people to remove can be read from. */
export function membersCsv(people: readonly Person[]): string {
  return csvOf(
    [...PERSON_COLUMNS, membersMessages.text('statusColumn')],
    people.map((person) => [idOf(person), person.displayName, person.email ?? '', statusOf(person)]),
  );
}

/** Empty for an account that Confluence listed without one. */
function idOf({ accountId, isUnidentified }: Person): string {
  return isUnidentified ? '' : accountId;
}

function statusOf(person: Person): string {
  return statusesOf(person)
    .map((status) => membersMessages.text(status))
    .join(', ');
}
