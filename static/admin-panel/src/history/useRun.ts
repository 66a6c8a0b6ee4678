import { useInfiniteQuery } from '@tanstack/react-query';
import { invoke } from '../host/invokeResolver';
import { valueOf } from '../host/readFailed';
import { HISTORY } from '../memberships/useRefreshHistory';

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
