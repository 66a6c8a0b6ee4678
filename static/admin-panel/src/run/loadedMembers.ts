import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Person } from '../../../../src/contract';
import type { MemberList } from '../members/memberList';
import { membersQuery } from '../members/queries';

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
