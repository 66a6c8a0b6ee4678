import { skipToken, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PeoplePage, Person } from '../../../../src/contract';
import { confluence } from '../host/bridgeConfluence';
import { loadPeopleReads } from '../host/loadPeopleReads';
import { valueRead } from '../host/readFailed';
import { KEPT_MS, membershipQuery } from './memberships';

/** People in the directory who fit; not asked for where there is no query. Who was found stays while more are asked for. */
export function usePeople(query: string | undefined, limit: number) {
  return useQuery<PeoplePage>({
    queryKey: ['people', query ?? '', limit],
    queryFn: query === undefined ? skipToken : () => findPeopleBy(query, limit),
    placeholderData: (found, before) => (before?.queryKey[1] === query ? found : undefined),
    gcTime: KEPT_MS,
  });
}

/** Whether each of these people is in the group: a request each. */
export function useMemberships(groupId: string, people: readonly Person[]) {
  const client = useQueryClient();
  return useQueries({
    queries: people.map(({ accountId }) => ({
      ...membershipQuery(client, groupId, accountId),
      queryFn: () => askMembership(groupId, accountId),
    })),
  });
}

/**
 * People in the directory who fit, once: nothing is kept. One request, and up to 2 for an address.
 * @throws ReadFailed
 */
export async function findPeopleBy(query: string, limit: number): Promise<PeoplePage> {
  const { findPeople } = await loadPeopleReads();
  return valueRead(findPeople(confluence, query, limit));
}

async function askMembership(groupId: string, accountId: string): Promise<boolean> {
  const { isMember } = await loadPeopleReads();
  return valueRead(isMember(confluence, groupId, accountId));
}
