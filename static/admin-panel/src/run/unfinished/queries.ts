import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { UnfinishedRun } from '../../../../../src/contract';
import { valueOf } from '../../host/readFailed';
import { invoke } from '../../host/resolver';
import { askAgainMs } from './askAgain';

const KEY = ['unfinishedRuns'];

/** Runs that were begun and have not ended, newest first; asked for once, and again when one may be free. */
export function useUnfinishedRuns(ownRunId: string | undefined) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
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
