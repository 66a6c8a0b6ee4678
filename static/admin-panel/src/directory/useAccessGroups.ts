import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import type { Grant, GroupAccess } from '../../../../src/contract';
import { confluence } from '../host/bridgeConfluence';
import { loadPeopleReads } from '../host/loadPeopleReads';
import { valueRead } from '../host/readFailed';

/** Which groups give what, as Confluence lists them. */
export interface AccessGroups {
  /** Administration of the site or of Confluence. */
  administration: CollectedGroups;
  /** Use of Confluence. */
  use: CollectedGroups;
}

/** Long enough to open a group from the list that shows its marks. */
const KEPT_MS = 60_000;

/** Which groups give administration and use of Confluence: three requests for all groups of the site. */
export const accessGroupsQuery = queryOptions<AccessGroups>({
  queryKey: ['accessGroups'],
  queryFn: readAccessGroups,
  gcTime: KEPT_MS,
});

/**
 * Which groups give administration and use of Confluence: three requests for all groups of the site. Kept for as long as
 * something shows it, and a minute longer: it can change.
 * @param isWanted false: nothing is asked
 * @param maxAgeMs what another view has had for longer is asked for anew
 */
export function useAccessGroups(isWanted = true, maxAgeMs = Infinity) {
  return useQuery({ ...accessGroupsQuery, enabled: isWanted, staleTime: maxAgeMs });
}

/** Has what groups give asked for anew, as it can change. */
export function useForgetAccessGroups(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: accessGroupsQuery.queryKey }), [client]);
}

/** What a group gives its members: `unknown` where a list that does not name it was not read to its end. */
export function accessOf({ administration, use }: AccessGroups, groupId: string): GroupAccess {
  return { administration: grantIn(administration, groupId), use: grantIn(use, groupId) };
}

function grantIn({ groups, isWhole }: CollectedGroups, groupId: string): Grant {
  if (groups.some(({ id }) => id === groupId)) return 'yes';
  return isWhole ? 'no' : 'unknown';
}

async function readAccessGroups(): Promise<AccessGroups> {
  const { listAccessGroups } = await loadPeopleReads();
  const [site, own, use] = await Promise.all([
    valueRead(listAccessGroups(confluence, 'site-admin')),
    valueRead(listAccessGroups(confluence, 'admin')),
    valueRead(listAccessGroups(confluence, 'user')),
  ]);
  const administration = {
    groups: [...site.groups, ...own.groups],
    isWhole: site.isWhole && own.isWhole,
  };
  return { administration, use };
}
