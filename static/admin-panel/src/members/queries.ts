import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { invoke, valueOf } from '../host/resolver';
import { useIsShown } from '../ui/shown';
import { MemberList, type Stretch } from './memberList';

/** A first view of 50 members costs 101 points. */
export const PAGE_SIZE = 50;

/** The first rows are painted by then, which what comes after would slow down. */
const PAINT_MS = 300;

const membersKey = (groupId: string) => ['members', groupId] as const;

/** The first view of a group: its first members, and how many there are. */
export const membersQuery = (groupId: string) =>
  queryOptions({
    queryKey: membersKey(groupId),
    queryFn: async () => {
      const list = new MemberList();
      // The total is dear for Confluence, so it is asked for once.
      await readStretch(groupId, list, { start: 0, limit: PAGE_SIZE }, true);
      return list;
    },
    structuralSharing: false,
  });

/** Whether the first members are there, or will not come, or none are asked for. Once it is so it stays. */
export function useFirstView(groupId: string | undefined): boolean {
  const enabled = groupId !== undefined;
  const { isPending } = useQuery({
    ...membersQuery(groupId ?? ''),
    ...{ enabled, notifyOnChangeProps: ['isPending'] },
  });
  const isLoaded = !(enabled && isPending);
  const [isThere, setIsThere] = useState(false);
  useEffect(() => {
    if (!isLoaded) return undefined;
    const timer = setTimeout(() => setIsThere(true), enabled ? PAINT_MS : 0);
    return () => clearTimeout(timer);
  }, [isLoaded, enabled]);
  return isThere;
}

/** The group's members as far as they are loaded; renders again whenever that changes. Out of sight they are not read anew. */
export function useMembers(groupId: string) {
  const isShown = useIsShown();
  const query = useQuery({
    ...membersQuery(groupId),
    // One that failed would be asked for again if it were disabled meanwhile.
    enabled: ({ state }) => isShown || state.data === undefined,
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
 * Takes removed people out of what is loaded of a group, without asking Confluence for the list again. A reload that is
 * under way may still bring them: it is given up, and made again once the group is shown.
 * @param since when people began to be removed, ms since the epoch: a list read after that may count some and not others
 */
export async function forgetMembers(
  client: QueryClient,
  groupId: string,
  accountIds: readonly string[],
  since: number,
): Promise<void> {
  const queryKey = membersKey(groupId);
  const isMixed = (client.getQueryState(queryKey)?.dataUpdatedAt ?? 0) > since;
  const reloading = isMixed || client.isFetching({ queryKey }) > 0;
  if (reloading) await client.cancelQueries({ queryKey });
  client.getQueryData<MemberList>(queryKey)?.remove(accountIds);
  if (reloading) await client.invalidateQueries({ queryKey });
}

/** Has a group that is loaded read anew, at once where it is shown: where people who were added stand is not known. */
export function reloadMembers(client: QueryClient, groupId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: membersKey(groupId) });
}

function subscribeToNothing(): () => void {
  return () => undefined;
}
