import type { RecordedPerson, RunAction } from '../../../../../src/contract';
import { outcomeCsv } from '../../csv/outcomeCsv';
import { outcomeOf } from '../outcome';
import type { Known } from '../../people/usePeopleById';

/** The people of a run as a CSV file; names as far as they are known. */
export function runCsv(
  people: readonly RecordedPerson[],
  action: RunAction,
  personOf: (accountId: string) => Known,
): string {
  return outcomeCsv(
    people.map((recorded) => {
      const person = personOf(recorded.accountId);
      const { title: outcome, details } = outcomeOf(recorded, action);
      const { displayName: name = '', email = '' } = person ?? {};
      return { accountId: recorded.accountId, name, email, outcome, details };
    }),
  );
}
