import { skipToken, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PeoplePage, Person } from '../../../../src/contract';
import { invoke, valueOf } from '../host/resolver';
import { FRESH_MS, membershipQuery } from './memberships';

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
  const client = useQueryClient();
  return useQueries({
    queries: people.map(({ accountId }) => ({
      ...membershipQuery(client, groupId, accountId),
      queryFn: async () => (await valueOf(invoke('checkMembership', { groupId, accountId }))).member,
    })),
  });
}
