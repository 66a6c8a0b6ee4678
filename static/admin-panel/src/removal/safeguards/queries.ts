import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { GroupAccess } from '../../../../../src/contract';
import { confluence } from '../../host/bridgeConfluence';
import { loadPeopleReads } from '../../host/loadPeopleReads';
import { valueRead } from '../../host/readFailed';

const accessKey = (groupId: string) => ['groupAccess', groupId] as const;

/** What is known of what a group gives its members. */
export type Access =
  { status: 'asking' } | { status: 'known'; access: GroupAccess } | { status: 'failed'; error: Error };

/** What a group gives its members: asked when a removal is first confirmed in a view of the group. Three requests. */
export function useGroupAccess(groupId: string): { access: Access; askAgain: () => void } {
  const { data, error, isFetching, refetch } = useQuery<GroupAccess>({
    queryKey: accessKey(groupId),
    queryFn: () => readAccess(groupId),
    gcTime: Infinity,
  });
  return {
    access: accessOf(data, error, isFetching),
    askAgain: () => void refetch({ cancelRefetch: false }),
  };
}

async function readAccess(groupId: string): Promise<GroupAccess> {
  const { groupAccess } = await loadPeopleReads();
  return valueRead(groupAccess(confluence, groupId));
}

function accessOf(data: GroupAccess | undefined, error: Error | null, isFetching: boolean): Access {
  if (isFetching) return { status: 'asking' };
  if (error) return { status: 'failed', error };
  return data ? { status: 'known', access: data } : { status: 'asking' };
}

/** Forgets what a group gives, since that can change: it is asked again when next it matters. */
export function useForgetAccess(): (groupId: string) => void {
  const client = useQueryClient();
  return useCallback((groupId) => client.removeQueries({ queryKey: accessKey(groupId) }), [client]);
}

/** Forgets what the group gives when its view ends; the function returned does so before. */
export function useForgetGroupAccess(groupId: string): () => void {
  const forgetAccess = useForgetAccess();
  const forget = useCallback(() => forgetAccess(groupId), [forgetAccess, groupId]);
  useEffect(() => forget, [forget]);
  return forget;
}
