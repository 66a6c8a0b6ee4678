import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type {
  PersonEvent,
  PersonEventPage,
  RunGroup,
  RunListPage,
  RunRecord,
} from '../../../../src/contract';
import { invoke } from '../host/invokeResolver';
import type { ChangeFilters } from '../host/place';
import { valueOf } from '../host/readFailed';
import { HISTORY } from '../memberships/useRefreshHistory';
import { useIsShown } from '../ui/shown';
import { useLatest } from '../ui/useLatest';
import { historyInput, type HistoryInput } from './filters/filters';
import { runsIn, unreadableIn } from './runPages';

/** Runs or events on a page, and how many more a search looks for before it waits to be asked. */
const AT_ONCE = 25;

/** What the page needs to know of a list that is read page by page. */
interface PagedList {
  error: Error | null;
  hasNextPage: boolean;
  isFetching: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  isRefetching: boolean;
  fetchNextPage: () => Promise<unknown>;
  refetch: () => Promise<unknown>;
}

/** The history as far as it is read: all runs that fit, or with a filter by person each of that person's changes. */
interface ReadHistory {
  runs: readonly RunRecord[];
  events: readonly PersonEvent[];
  /** Pages that are read. */
  pageCount: number;
  /** Entries that this version of the app cannot read. */
  unreadable: number;
  /** How far back was looked: ISO 8601, UTC; absent where all of it was, or that is not known. */
  searchedTo: string | undefined;
  /** Account IDs to look up, by page: admins, and the first person of each run. */
  accountIds: readonly (readonly string[])[];
  /** The admins of the runs that are shown. */
  actorIds: readonly string[];
  /** The groups of what is shown, as they were called. */
  groups: readonly RunGroup[];
}

export interface HistoryPages extends ReadHistory {
  list: PagedList;
  /** False before the first page. */
  isRead: boolean;
}

/** Others work here too, so that what is shown is read anew whenever it comes into sight: one call each page. */
export function useHistoryPages(filters: ChangeFilters): HistoryPages {
  const { personId } = filters;
  const isOfPerson = personId !== undefined;
  const input = useMemo(() => historyInput(filters), [filters]);
  const runList = useRunList(input, !isOfPerson);
  const eventList = usePersonEvents(personId ?? '', input, isOfPerson);
  const runPages = runList.data?.pages;
  const eventPages = eventList.data?.pages;
  const read = useMemo(
    () => (isOfPerson ? readOfEvents(eventPages ?? []) : readOfRuns(runPages ?? [])),
    [isOfPerson, eventPages, runPages],
  );
  return {
    ...read,
    list: isOfPerson ? eventList : runList,
    isRead: (isOfPerson ? eventPages : runPages) !== undefined,
  };
}

/**
 * Reads more pages: one after the other, while the list is in sight, until there are 25 more of what is looked for, where
 * a filter can leave pages empty; else one at a time.
 */
export function useMorePages({ list, runs, events, pageCount }: HistoryPages, isSearch: boolean) {
  const count = runs.length + events.length;
  const isShown = useIsShown();
  const [wanted, setWanted] = useState(AT_ONCE);
  const isSearching = isSearch && isShown && count < wanted && list.hasNextPage && list.error === null;
  const readNext = useLatest(() => void list.fetchNextPage());
  const { isFetching } = list;
  useEffect(() => {
    if (isSearching && !isFetching) readNext();
    // That a page is fetched may never be drawn: its coming is what tells that the next one can be.
  }, [isSearching, isFetching, pageCount, readNext]);
  return {
    isReading: isSearching || list.isFetchingNextPage,
    readMore: () => (isSearch ? setWanted(count + AT_ONCE) : readNext()),
  };
}

/** Runs that fit, newest first. */
function useRunList(input: HistoryInput, isWanted: boolean) {
  return useInfiniteQuery({
    queryKey: [HISTORY, 'runs', input],
    queryFn: ({ pageParam }) =>
      valueOf(
        invoke('listRuns', { limit: AT_ONCE, ...input, ...(pageParam !== '' && { cursor: pageParam }) }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
    staleTime: 0,
    enabled: isWanted,
  });
}

/** What happened to one person, newest first. A page is what was found in a bounded time; it can be empty. */
function usePersonEvents(personId: string, input: HistoryInput, isWanted: boolean) {
  return useInfiniteQuery({
    queryKey: [HISTORY, 'events', personId, input],
    queryFn: ({ pageParam }) =>
      valueOf(
        invoke('listPersonEvents', {
          ...{ limit: AT_ONCE, personId, ...input },
          ...(pageParam !== '' && { cursor: pageParam }),
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
    staleTime: 0,
    enabled: isWanted,
  });
}

function readOfRuns(pages: readonly RunListPage[]): ReadHistory {
  const runs = runsIn(pages);
  return {
    ...{ runs, events: [], ...readOfPages(pages) },
    accountIds: pages.map((page) => page.runs.flatMap(accountsOfRun)),
    actorIds: runs.map(({ actorId }) => actorId),
    groups: runs.flatMap(({ groups }) => groups),
  };
}

function readOfEvents(pages: readonly PersonEventPage[]): ReadHistory {
  const events = pages.flatMap((page) => page.events);
  return {
    ...{ runs: [], events, ...readOfPages(pages) },
    accountIds: pages.map((page) => page.events.map(({ by, actorId }) => by ?? actorId)),
    actorIds: events.map(({ actorId }) => actorId),
    groups: events.map(({ groupId, groupName: name }) => ({ groupId, ...(name !== undefined && { name }) })),
  };
}

function readOfPages(
  pages: readonly (RunListPage | PersonEventPage)[],
): Pick<ReadHistory, 'pageCount' | 'unreadable' | 'searchedTo'> {
  return {
    pageCount: pages.length,
    unreadable: unreadableIn(pages),
    searchedTo: pages.at(-1)?.searchedTo,
  };
}

function accountsOfRun({ actorId, firstAccountIds }: RunRecord): string[] {
  return [actorId, ...firstAccountIds.slice(0, 1)];
}
