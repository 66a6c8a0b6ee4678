import { useQuery } from '@tanstack/react-query';
import { chunk } from '../../../../src/chunk';
import { MAX_ACCOUNTS_IN_CALL } from '../../../../src/contract/limits';
import { mapConcurrently } from '../../../../src/mapConcurrently';
import { useLookUp, type Known } from '../directory/usePeopleById';

/** Requests under way at once: a run may be about 50,000 people. */
const AT_ONCE = 4;

/**
 * Who all people of a run are, for a search by name. Asks for those who were not looked up before, 200 a request.
 * @param key tells one list of people from another
 * @param isWanted false: nothing is asked
 */
export function useEveryone(key: readonly unknown[], accountIds: readonly string[], isWanted: boolean) {
  const lookUp = useLookUp();
  return useQuery({
    queryKey: ['everyone', ...key],
    queryFn: async () => {
      const distinct = [...new Set(accountIds)];
      const found = await mapConcurrently(chunk(distinct, MAX_ACCOUNTS_IN_CALL), AT_ONCE, lookUp);
      return new Map<string, Known>(found.flatMap((people) => [...people]));
    },
    enabled: isWanted,
  });
}
