import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { UnfinishedRun } from '../../../../../src/contract';
import { invoke, valueOf } from '../../host/resolver';

const KEY = ['unfinishedRuns'];

/** A little later than the moment from which a run can be taken over. */
const MARGIN_MS = 250;
/** While somebody drives a run it is asked about ever less often: each time costs points. */
const FIRST_INTERVAL_MS = 1_000;
const LONGEST_INTERVAL_MS = 60_000;

/** When to ask again about runs that somebody drives; 0 where nobody does. @param asked how often it was before */
export function askAgainMs(runs: readonly UnfinishedRun[], asked: number): number {
  const lefts = runs.map(({ driver }) => driver.leftMs).filter((leftMs) => leftMs > 0);
  if (lefts.length === 0) return 0;
  const interval = Math.min(LONGEST_INTERVAL_MS, FIRST_INTERVAL_MS * 2 ** asked);
  return Math.max(Math.min(...lefts) + MARGIN_MS, interval);
}

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
