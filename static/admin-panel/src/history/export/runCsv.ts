import type { RecordedPerson, RunAction } from '../../../../../src/contract';
import { csvOf } from '../../csv/csv';
import { outcomeOf } from '../outcome';
import type { Known } from '../../people/usePeopleById';

/** As a run's own outcome is exported, so that a list of people can be read from it. */
const COLUMNS = ['User id', 'User name', 'email', 'Outcome', 'Details'];

/** The people of a run as a CSV file; names as far as they are known. */
export function runCsv(
  people: readonly RecordedPerson[],
  action: RunAction,
  personOf: (accountId: string) => Known,
): string {
  return csvOf(
    COLUMNS,
    people.map((recorded) => {
      const person = personOf(recorded.accountId);
      const { title, details } = outcomeOf(recorded, action);
      return [recorded.accountId, person?.displayName ?? '', person?.email ?? '', title, details];
    }),
  );
}
