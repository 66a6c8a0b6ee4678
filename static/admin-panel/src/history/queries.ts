import { useInfiniteQuery } from '@tanstack/react-query';
import type { RunFilters } from '../host/place';
import { valueOf } from '../host/readFailed';
import { invoke } from '../host/resolver';
import { HISTORY } from '../memberships/useRefreshHistory';

const RUNS_A_PAGE = 25;

/** Runs that fit, newest first. Others work here too, so it is read anew whenever it is shown: one point. */
export function useRunList(filters: RunFilters) {
  return useInfiniteQuery({
    queryKey: [HISTORY, 'runs', filters],
    queryFn: ({ pageParam }) =>
      valueOf(
        invoke('listRuns', {
          limit: RUNS_A_PAGE,
          ...filters,
          ...(pageParam !== '' && { cursor: pageParam }),
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
    staleTime: 0,
  });
}

/** A run and its changes, as far as they are read. */
export function useRun(runId: string) {
  return useInfiniteQuery({
    queryKey: [HISTORY, 'run', runId],
    queryFn: ({ pageParam }) => valueOf(invoke('getRun', { runId, from: pageParam })),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
}
