import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Person } from '../../../../src/contract';
import type { MemberList } from '../members/memberList';
import { membersQuery } from '../members/queries';
import type { Members } from '../removal/safeguards/safeguards';

const NOT_LOADED: Members = { isComplete: false, total: undefined, loaded: () => [] };

/** What is known of the members of a group: of one that is not on the page nothing, for what is kept of it may be old. */
export function useLoadedMembers(): (groupId: string) => Members {
  const client = useQueryClient();
  return useCallback(
    (groupId) => {
      const query = queryOf(client, groupId);
      return (query?.getObserversCount() ?? 0) > 0 ? (query?.state.data ?? NOT_LOADED) : NOT_LOADED;
    },
    [client],
  );
}

/** Who the members of groups are, as far as the page ever loaded them. */
export function useNamesOfMembers(): (groupIds: Iterable<string>) => ReadonlyMap<string, Person> {
  const client = useQueryClient();
  return useCallback(
    (groupIds) => {
      const members = [...groupIds].flatMap(
        (groupId) => queryOf(client, groupId)?.state.data?.loaded() ?? [],
      );
      return new Map(members.map((person) => [person.accountId, person]));
    },
    [client],
  );
}

function queryOf(client: QueryClient, groupId: string) {
  return client.getQueryCache().find<MemberList>({ queryKey: membersQuery(groupId).queryKey });
}
