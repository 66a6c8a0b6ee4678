import { useQuery } from '@tanstack/react-query';
import type { PersonEventPage } from '../../../../src/contract';
import { invoke } from '../host/invokeResolver';
import { valueOf } from '../host/readFailed';
import { HISTORY } from '../memberships/useRefreshHistory';

/** Changes shown on a person's page; the history has the others. */
const NEWEST = 10;

/**
 * The newest changes that were made here of one person. One invocation, 3 points: the function asks who administers
 * Confluence. Others work here too, so it is read anew whenever it is shown.
 * @param isWanted false: nothing is asked
 */
export function useRecentChanges(accountId: string, isWanted: boolean) {
  return useQuery<PersonEventPage>({
    queryKey: [HISTORY, 'newestOf', accountId],
    queryFn: () => valueOf(invoke('listPersonEvents', { personId: accountId, limit: NEWEST })),
    enabled: isWanted,
    staleTime: 0,
  });
}
