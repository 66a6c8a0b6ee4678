import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { invoke } from '../host/invokeResolver';
import { valueOf } from '../host/readFailed';

const protectedQuery = queryOptions<readonly string[]>({
  queryKey: ['protected'],
  queryFn: async () => (await valueOf(invoke('listProtected'))).accountIds,
  gcTime: Infinity,
});

/**
 * Account ids of the people that no run removes from any group, in the order in which they were put on the list. One
 * invocation for the whole visit; only those who administer Confluence get an answer.
 * @param isWanted false: nothing is asked yet
 */
export function useProtected(isWanted = true) {
  return useQuery({ ...protectedQuery, enabled: isWanted });
}

/**
 * Puts a person on the list of protected people, or takes them off it: one invocation.
 * @returns a function that rejects with `ReadFailed` where that did not work
 */
export function useChangeProtected(): (accountId: string, isProtected: boolean) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (accountId, isProtected) => {
      const { accountIds } = await valueOf(invoke('changeProtected', { accountId, isProtected }));
      client.setQueryData(protectedQuery.queryKey, accountIds);
    },
    [client],
  );
}
