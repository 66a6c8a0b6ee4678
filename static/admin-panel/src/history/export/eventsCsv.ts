import type { PersonEvent } from '../../../../../src/contract';
import { CHANGE_COLUMNS, csvOf } from '../../csv/csv';
import { csvMessages } from '../../csv/csvMessages';
import type { Known } from '../../directory/usePeopleById';
import { eventOutcome, eventText } from '../../run/eventWords';
import { historyFileMessages as messages } from './historyFileMessages';

const COLUMNS = [
  ...(['group', 'what', 'outcome', 'details'] as const),
  ...(['started', 'admin', 'adminId', 'changeId', 'undoOf', 'inBackground'] as const),
];

/** Changes of people as a CSV file, one a row. */
export function eventsCsv(events: readonly PersonEvent[], personOf: (accountId: string) => Known): string {
  return csvOf(
    [...CHANGE_COLUMNS, ...COLUMNS.map((column) => messages.text(column))],
    events.map((event) => {
      const { accountId, groupId, groupName = '', action, runId, undoes = '', by = event.actorId } = event;
      const person = personOf(accountId);
      const { title, details } = eventOutcome(event);
      return [
        ...[accountId, person?.displayName ?? '', person?.email ?? '', action, groupId],
        ...[groupName, eventText(event), title, details, event.startedAt],
        ...[personOf(by)?.displayName ?? '', by, runId, undoes],
        event.inBackground ? csvMessages.text('yes') : '',
      ];
    }),
  );
}
