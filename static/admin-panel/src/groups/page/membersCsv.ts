import type { Group, Person } from '../../../../../src/contract';
import { csvOf, GROUP_COLUMNS, PERSON_COLUMNS } from '../../csv/csv';
import { csvMessages } from '../../csv/csvMessages';
import { membersMessages } from '../../members/membersMessages';
import { statusesOf } from '../../members/status';
import { nameOrId } from '../../ui/visibleText';

/** Members of a group as a CSV file, from which a list of people is read that still knows the group. */
export function membersCsv(people: readonly Person[], group: Group): string {
  return csvOf(
    [
      ...PERSON_COLUMNS,
      membersMessages.text('statusColumn'),
      ...GROUP_COLUMNS,
      csvMessages.text('groupColumn'),
    ],
    people.map((person) => [
      ...[idOf(person), person.displayName, person.email ?? '', statusOf(person)],
      ...[group.id, nameOrId(group)],
    ]),
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
