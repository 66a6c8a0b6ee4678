import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { confluence } from '../host/bridgeConfluence';
import { loadPeopleReads } from '../host/loadPeopleReads';
import { valueRead } from '../host/readFailed';

/** What is known of whether who looks may change groups. Confluence lets site admins, and says so with each change only. */
export type MayChange =
  /** Confluence was not asked yet, did not answer, or nothing speaks against it. */
  | 'perhaps'
  /** Confluence refused a change since the page was opened. */
  | 'refused'
  /** Confluence says that they do not administer it, let alone the site. */
  | 'notAdministrator';

const administersQuery = queryOptions({
  queryKey: ['administers'],
  queryFn: async () => {
    const { currentCaller } = await loadPeopleReads();
    const { mayAdminister } = await valueRead(currentCaller(confluence));
    return mayAdminister;
  },
});

const refusedQuery = queryOptions({
  queryKey: ['wasRefused'],
  queryFn: () => false,
  initialData: false,
  gcTime: Infinity,
});

/**
 * Whether it makes sense to offer changes. One request for the whole visit (`GET user/current`), after the first rows.
 * @param isWanted false: nothing is asked yet
 */
export function useMayChange(isWanted = true): MayChange {
  const administers = useQuery({ ...administersQuery, enabled: isWanted });
  const { data: wasRefused } = useQuery(refusedQuery);
  if (wasRefused) return 'refused';
  return administers.data === false ? 'notAdministrator' : 'perhaps';
}

/** Whether Confluence says that they administer it, as far as it was asked by `useMayChange`; undefined before. */
export function useAdministers(): boolean | undefined {
  return useQuery({ ...administersQuery, enabled: false }).data;
}

/** Notes that Confluence refused a change for lack of permission: nothing is offered from then on. */
export function useNoteRefusal(): () => void {
  const client = useQueryClient();
  return useCallback(() => client.setQueryData(refusedQuery.queryKey, true), [client]);
}
