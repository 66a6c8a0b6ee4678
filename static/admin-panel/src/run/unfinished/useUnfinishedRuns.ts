import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { UnfinishedRun } from '../../../../../src/contract';
import { valueOf } from '../../host/readFailed';
import { invoke } from '../../host/invokeResolver';
import { askAgainMs } from './askAgain';

const KEY = ['unfinishedRuns'];

/** Unfinished runs, and what to tell of them. */
export type Unfinished = ReturnType<typeof useUnfinishedRuns>;

/**
 * Runs that were begun and have not ended, the asking admin's first, each newest first. Asked for whenever they are shown, as
 * others work here too, and again when one may be free: a call of the function.
 * @param ownRunId the page's own, which is left out
 * @param isWanted false: nothing is asked
 */
export function useUnfinishedRuns(ownRunId: string | undefined, isWanted = true) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    enabled: isWanted,
    staleTime: 0,
    queryFn: async () => (await valueOf(invoke('listUnfinishedRuns'))).runs,
    refetchInterval: ({ state }) => {
      const others = state.data?.filter(({ run }) => run.runId !== ownRunId) ?? [];
      return askAgainMs(others, state.dataUpdateCount + state.errorUpdateCount) || false;
    },
  });
  const runs = query.data?.filter(({ run }) => run.runId !== ownRunId) ?? [];

  /** Takes a run off the list that has ended, or is this page's now. @returns whether it was there */
  const drop = useCallback(
    (runId: string): boolean => {
      const known = client.getQueryData<UnfinishedRun[]>(KEY) ?? [];
      const others = known.filter(({ run }) => run.runId !== runId);
      if (others.length < known.length) client.setQueryData(KEY, others);
      return others.length < known.length;
    },
    [client],
  );
  const askAgain = useCallback(() => client.invalidateQueries({ queryKey: KEY }), [client]);

  return { ...query, runs, drop, askAgain };
}
