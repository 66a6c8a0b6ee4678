import type { Person } from '../../../../src/contract';
import type { Known } from '../people/usePeopleById';

/** Account ids a call takes. */
const PEOPLE_A_CALL = 200;

/**
 * Who people are, as far as it can be found out: once a call fails no more are made, as what comes of it is worth less
 * than the points.
 * @param signal ends it before the next call
 */
export async function lookUpInCalls(
  accountIds: readonly string[],
  lookUp: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, Known>>,
  signal: AbortSignal,
): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  for (let from = 0; from < accountIds.length && !signal.aborted; from += PEOPLE_A_CALL) {
    try {
      const found = await lookUp(accountIds.slice(from, from + PEOPLE_A_CALL));
      for (const [accountId, person] of found) if (person) people.set(accountId, person);
    } catch (error) {
      console.info('Some names could not be looked up.', error);
      break;
    }
  }
  return people;
}
