import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { listMembers } from '../../../../src/confluence/listMembers';
import type { Result } from '../../../../src/confluence/request';
import type { MemberPage } from '../../../../src/contract';
import { confluence } from '../host/bridgeConfluence';
import { valueRead } from '../host/readFailed';
import { browserTools } from '../host/tools';
import { useIsShown } from '../ui/shown';
import { throttle } from '../ui/throttle';
import { PAGE_SIZE, readFirstPage } from './firstPage';
import { isReadWhole } from './loading/readWhole';
import { MemberList, type Stretch } from './memberList';

const membersKey = (groupId: string) => ['members', groupId] as const;

/**
 * The first view of a group: its first members, and how many there are. One that was read whole before is read whole again,
 * so that it is replaced at once.
 */
export const membersQuery = (groupId: string) =>
  queryOptions({
    queryKey: membersKey(groupId),
    queryFn: async (context) => {
      const before = context.client.getQueryData<MemberList>(context.queryKey);
      const list = await openList(readFirstPage(confluence, groupId));
      // Only a query that takes the signal is given up out of sight: a first view is kept for coming back.
      if (before?.isComplete === true && isReadWhole(list)) await readRest(groupId, list, context.signal);
      list.openedAt = browserTools.clock.now();
      return list;
    },
    structuralSharing: false,
  });

/** The group's members as far as they are loaded; renders again when that changes, at most ten times a second. Out of sight they are not read anew. */
export function useMembers(groupId: string) {
  const isShown = useIsShown();
  const query = useQuery({
    ...membersQuery(groupId),
    // One that failed would be asked for again if it were disabled meanwhile.
    enabled: ({ state }) => isShown || state.data === undefined,
  });
  const list = query.data;
  const subscribe = useCallback((onChange: () => void) => subscribeTo(list, onChange), [list]);
  useSyncExternalStore(subscribe, () => list?.version);
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
  const page = await valueRead(listMembers(confluence, groupId, { start, limit, withTotal }));
  list.place(stretch, { ...page, last: page.nextStart === undefined }, mark);
}

/**
 * A list with the group's first members.
 * @throws ReadFailed
 */
export async function openList(firstPage: Promise<Result<MemberPage>>): Promise<MemberList> {
  const list = new MemberList();
  const mark = list.mark();
  const page = await valueRead(firstPage);
  list.place({ start: 0, limit: PAGE_SIZE }, { ...page, last: page.nextStart === undefined }, mark);
  list.openedAt = browserTools.clock.now();
  return list;
}

/** Reads the rest of a list; what did not come is read once it is shown. */
async function readRest(groupId: string, list: MemberList, signal: AbortSignal): Promise<void> {
  const [{ Reading }, { readingTools }] = await Promise.all([
    import('./loading/reading'),
    import('./loading/readingTools'),
  ]);
  await new Reading(list, readingTools(groupId, signal)).run();
}

/**
 * Takes removed people out of what is loaded of a group, without asking Confluence for the list again. A reload that is
 * under way may still bring them: it is given up, and made again once the group is shown.
 * @param since when people began to be removed, ms by `browserTools`' clock: a list read after that may count some and not others
 */
export async function forgetMembers(
  client: QueryClient,
  groupId: string,
  accountIds: readonly string[],
  since: number,
): Promise<void> {
  const queryKey = membersKey(groupId);
  const list = client.getQueryData<MemberList>(queryKey);
  const isMixed = list !== undefined && list.openedAt > since;
  const reloading = isMixed || client.isFetching({ queryKey }) > 0;
  if (reloading) await client.cancelQueries({ queryKey });
  list?.remove(accountIds);
  if (reloading) await client.invalidateQueries({ queryKey });
}

/** Has a group that is loaded read anew, at once where it is shown: where people who were added stand is not known. */
export function reloadMembers(client: QueryClient, groupId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: membersKey(groupId) });
}

/** ms between renderings of a list while it is read: at every page they would take longer than the pages do. */
const RENDERING_MS = 100;

function subscribeTo(list: MemberList | undefined, onChange: () => void): () => void {
  if (!list) return () => undefined;
  const { call, cancel } = throttle(onChange, RENDERING_MS);
  const stop = list.subscribe(call);
  return () => {
    stop();
    cancel();
  };
}
