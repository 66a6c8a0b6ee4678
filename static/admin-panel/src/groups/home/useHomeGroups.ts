import { useQueries } from '@tanstack/react-query';
import { useContext, useEffect, useMemo, useState } from 'react';
import type { Group } from '../../../../../src/contract';
import { groupQuery, useGroupSearch, withVisibleName } from '../../directory/useGroup';
import { HostContext } from '../../host/HostContext';
import { recentGroups } from '../../host/keptIds';
import { ReadFailed } from '../../host/readFailed';

/** Groups that the list begins with: one page of Confluence. */
const FIRST_GROUPS = 50;

/** The groups that the home shows. */
export interface HomeGroups {
  status: 'loading' | 'paused' | 'failed' | 'ready';
  /** Those opened last, newest first. */
  recent: readonly Group[];
  /** The first of the others by name. */
  others: readonly Group[];
  /** Confluence has more groups than these. */
  hasMore: boolean;
  /** Why there are no others. */
  error: Error | null;
  retry: () => void;
}

/**
 * The groups opened last, and the first groups by name. One request, and one more for each recent group that is not
 * among the first. A recent group that Confluence has no more is forgotten.
 */
export function useHomeGroups(): HomeGroups {
  const { siteUrl } = useContext(HostContext);
  const [recentIds] = useState(() => recentGroups.read(siteUrl));
  const search = useGroupSearch('', FIRST_GROUPS);
  const first = search.data?.groups ?? [];
  const isAnswered = search.data !== undefined || search.error !== null;
  const recent = useQueries({
    queries: recentIds.map((id) => ({
      ...groupQuery(id),
      enabled: isAnswered && !first.some((group) => group.id === id),
    })),
  });

  const goneIds = recentIds.filter((_, n) => isGone(recent[n]?.error ?? null)).join('\n');
  useEffect(() => {
    if (goneIds !== '') recentGroups.forget(siteUrl, goneIds.split('\n'));
  }, [siteUrl, goneIds]);

  const isNamed = recentIds.every(
    (id, n) => first.some((group) => group.id === id) || recent[n]?.isPending === false,
  );
  const shown = useMemo(() => new Set(recentIds), [recentIds]);
  return {
    status: statusOf(search, isNamed),
    recent: recentIds.flatMap((id, n) => {
      const group = first.find((one) => one.id === id) ?? recent[n]?.data;
      if (group) return [withVisibleName(group)];
      // Its name could not be looked up: it can be opened all the same.
      return isGone(recent[n]?.error ?? null) ? [] : [{ id, name: id }];
    }),
    others: first.filter(({ id }) => !shown.has(id)).map(withVisibleName),
    hasMore: search.data?.more ?? false,
    error: search.error,
    retry: () => void search.refetch(),
  };
}

/** Names come all at once, so that no row moves when another one turns out to be gone. */
function statusOf(search: ReturnType<typeof useGroupSearch>, isNamed: boolean): HomeGroups['status'] {
  if (search.isFetching) return 'loading';
  if (search.fetchStatus === 'paused') return 'paused';
  if (!isNamed) return 'loading';
  return search.error ? 'failed' : 'ready';
}

function isGone(error: Error | null): boolean {
  return error instanceof ReadFailed && error.error.kind === 'groupNotFound';
}
