import { useInfiniteQuery, useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { toRanges } from '../../../../../src/membership/ranges';
import { invoke } from '../../host/invokeResolver';
import { valueOf } from '../../host/readFailed';
import { browserTools } from '../../host/tools';
import { HISTORY } from '../../memberships/useRefreshHistory';
import { useIsShown } from '../../ui/shown';
import { useLatest } from '../../ui/useLatest';
import { dueIn, isOverdue, membershipsOf, placesByDueId, type DuePage } from './dueList';

/** What changed memberships make old, as the rest of the history. */
const KEY = [HISTORY, 'due'];

/**
 * Memberships that are to end, soonest first, a page of them at a time: a call of the function each, of 3 points where there are any. Pages are
 * bounded in what is looked at, so that one can be empty: more are read until there are as many as are wanted.
 * @param wanted memberships, beside those that are overdue
 */
export function useDue(wanted: number) {
  const isShown = useIsShown();
  const query = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => valueOf(invoke('listDue', pageParam === '' ? {} : { cursor: pageParam })),
    initialPageParam: '',
    getNextPageParam: ({ cursor }: DuePage) => cursor,
    staleTime: 0,
    enabled: isShown,
  });
  const { data, hasNextPage, isFetching, error } = query;
  const due = useMemo(() => dueIn(data?.pages ?? []), [data]);
  const overdue = useMemo(() => due.filter(isOverdue), [due]);
  const memberships = useMemo(() => membershipsOf(due.filter((one) => !isOverdue(one))), [due]);

  // Before the first whose date lies ahead there may be more that are overdue.
  const hasAhead = memberships.some(({ until }) => Date.parse(until) > browserTools.clock.now());
  const isReading = isShown && hasNextPage && error === null && (!hasAhead || memberships.length < wanted);
  const pageCount = data?.pages.length ?? 0;
  const readNext = useLatest(() => void query.fetchNextPage());
  useEffect(() => {
    if (isReading && !isFetching) readNext();
    // That a page is fetched may never be drawn: its coming is what tells that the next one can be.
  }, [isReading, isFetching, pageCount, readNext]);

  const isRead = data !== undefined && !isReading;
  const isEmpty = isRead && due.length === 0;
  return { ...query, overdue, memberships, isRead, isReading, isEmpty };
}

/** Memberships that get another date, or none. */
export interface DueEdit {
  /** By their keys: what they belong to has another id after each edit. */
  keys: ReadonlySet<string>;
  /** They are all that end together there, read or not. */
  isWhole: boolean;
  /** ms since the epoch; null: they stay. */
  until: number | null;
}

/** How long the function may take to notice an edit in its list, ms: what is read at once may lack what was moved. */
const NOTICED_AFTER_MS = 3_000;

/**
 * Gives memberships another date, or none: a call of the function for each run that added some of them, one after the other,
 * and the list is read anew. Making an edit again goes on where it failed.
 */
export function useChangeDue() {
  const client = useQueryClient();
  const readAnew = useCallback(() => client.invalidateQueries({ queryKey: KEY }), [client]);
  const edit = useMutation({
    mutationFn: async ({ keys, isWhole, until }: DueEdit) => {
      const pages = client.getQueryData<InfiniteData<DuePage>>(KEY)?.pages ?? [];
      for (const [dueId, places] of placesByDueId(membershipsOf(dueIn(pages)), keys)) {
        await valueOf(invoke('changeDue', { dueId, until, ...(!isWhole && { changes: toRanges(places) }) }));
      }
    },
    onSettled: readAnew,
  });
  const { isSuccess, submittedAt } = edit;
  useEffect(() => {
    if (!isSuccess) return undefined;
    const timer = setTimeout(() => void readAnew(), NOTICED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isSuccess, submittedAt, readAnew]);
  return edit;
}
