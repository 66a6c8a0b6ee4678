import { skipToken, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { PeoplePage, Person } from '../../../../src/contract';
import { invoke, valueOf } from '../host/resolver';

/** Long enough to go back and forth while typing, short enough to see what others changed. */
const FRESH_MS = 60_000;

const membershipKey = (groupId: string, accountId: string) => ['membership', groupId, accountId] as const;

/** People in the directory who fit; not asked for where there is no query. 1 + 2 points a person. */
export function usePeople(query: string | undefined, limit: number) {
  return useQuery<PeoplePage>({
    queryKey: ['people', query ?? '', limit],
    queryFn: query === undefined ? skipToken : () => valueOf(invoke('findPeople', { query, limit })),
    staleTime: FRESH_MS,
  });
}

/** Whether each of these people is in the group. 1 + 2 points a group that the person is in. */
export function useMemberships(groupId: string, people: readonly Person[]) {
  return useQueries({
    queries: people.map(({ accountId }) => ({
      queryKey: membershipKey(groupId, accountId),
      queryFn: async () => (await valueOf(invoke('checkMembership', { groupId, accountId }))).member,
      staleTime: FRESH_MS,
    })),
  });
}

/** Keeps that people were just removed from a group or put back, so that it need not be asked. */
export function useRememberMembership() {
  const client = useQueryClient();
  return useCallback(
    (groupId: string, accountIds: readonly string[], member: boolean) => {
      for (const accountId of accountIds) client.setQueryData(membershipKey(groupId, accountId), member);
    },
    [client],
  );
}
