import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query';
import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import { confluence } from '../host/bridgeConfluence';
import { loadPeopleReads } from '../host/loadPeopleReads';
import { valueRead } from '../host/readFailed';

/** Under this key are the groups that people are in. */
const GROUPS_OF = 'groupsOf';

/** The groups one person is in, as Confluence lists them; nothing is asked while none is named. */
export function useGroupsOf(accountId: string | undefined) {
  return useQuery<CollectedGroups>({
    queryKey: [GROUPS_OF, accountId ?? ''],
    queryFn: accountId === undefined ? skipToken : () => readGroupsOf(accountId),
    staleTime: 0,
  });
}

/** Has the groups of these people read anew: those shown at once, the others when they are shown. */
export function refreshGroupsOf(client: QueryClient, accountIds: readonly string[]): void {
  const changed = new Set<unknown>(accountIds);
  void client.invalidateQueries({
    queryKey: [GROUPS_OF],
    predicate: ({ queryKey: [, accountId] }) => changed.has(accountId),
  });
}

async function readGroupsOf(accountId: string): Promise<CollectedGroups> {
  const { listGroupsOf } = await loadPeopleReads();
  return valueRead(listGroupsOf(confluence, accountId));
}
