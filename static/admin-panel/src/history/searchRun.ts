import type { Person, RecordedChange } from '../../../../src/contract';
import type { Known } from '../directory/usePeopleById';
import { matching } from '../members/matching';

/**
 * The changes of people in whose name, email or account id every word of the query occurs. Who is not known is found by
 * their account id.
 */
export function searchRun(
  changes: readonly RecordedChange[],
  query: string,
  personOf: (accountId: string) => Known,
): readonly RecordedChange[] {
  if (query.trim() === '') return changes;
  const people = [...new Set(changes.map(({ accountId }) => accountId))].map(
    (accountId) => personOf(accountId) ?? nameless(accountId),
  );
  const found = new Set(matching(people, query).map(({ accountId }) => accountId));
  return changes.filter(({ accountId }) => found.has(accountId));
}

function nameless(accountId: string): Person {
  return { accountId, displayName: '', accountType: 'person', lacksAccess: false, guest: false };
}
