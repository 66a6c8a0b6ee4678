import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { invoke, valueOf } from '../host/resolver';
import { MemberList, type Stretch } from './memberList';

/** A first view of 50 members costs 101 points. */
export const PAGE_SIZE = 50;

const membersKey = (groupId: string) => ['members', groupId] as const;

/** The group's members as far as they are loaded; renders again whenever that changes. */
export function useMembers(groupId: string) {
  const query = useQuery({
    queryKey: membersKey(groupId),
    queryFn: async () => {
      const list = new MemberList();
      // The total is dear for Confluence, so it is asked for once.
      await readStretch(groupId, list, { start: 0, limit: PAGE_SIZE }, true);
      return list;
    },
    structuralSharing: false,
  });
  const list = query.data;
  useSyncExternalStore(list?.subscribe ?? subscribeToNothing, () => list?.version);
  return { ...query, list };
}

/**
 * Reads one stretch into the list.
 * @throws ReadFailed
 */
export async function readStretch(
  groupId: string,
  list: MemberList,
  stretch: Stretch,
  withTotal = false,
): Promise<void> {
  const mark = list.mark();
  const { start, limit } = stretch;
  const page = await valueOf(invoke('listMembers', { groupId, start, limit, withTotal }));
  list.place(stretch, { ...page, last: page.nextStart === undefined }, mark);
}

/**
 * Takes a removed person out of what is loaded, without asking Confluence for the list again. A reload that is under
 * way may still bring them: it is given up, and made again.
 */
export function useForgetMember(groupId: string) {
  const client = useQueryClient();
  const queryKey = membersKey(groupId);
  return async (accountId: string) => {
    const reloading = client.isFetching({ queryKey }) > 0;
    if (reloading) await client.cancelQueries({ queryKey });
    client.getQueryData<MemberList>(queryKey)?.remove(accountId);
    if (reloading) await client.refetchQueries({ queryKey });
  };
}

function subscribeToNothing(): () => void {
  return () => undefined;
}
