import { chunk } from '../../../../src/chunk';
import type { Person } from '../../../../src/contract';
import { MAX_ACCOUNTS_IN_CALL } from '../../../../src/contract/limits';
import type { Known } from '../directory/usePeopleById';

/**
 * Who people are, as far as it can be found out: once a call fails no more are made, for people can be chosen without
 * their names.
 * @param signal ends it before the next call
 */
export async function lookUpInCalls(
  accountIds: readonly string[],
  lookUp: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, Known>>,
  signal: AbortSignal,
): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  for (const some of chunk(accountIds, MAX_ACCOUNTS_IN_CALL)) {
    if (signal.aborted) break;
    try {
      const found = await lookUp(some);
      for (const [accountId, person] of found) if (person) people.set(accountId, person);
    } catch (error) {
      console.info('Some names could not be looked up.', error);
      break;
    }
  }
  return people;
}
