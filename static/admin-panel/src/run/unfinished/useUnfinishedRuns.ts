import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { BackgroundState, UnfinishedRun } from '../../../../../src/contract';
import { invoke } from '../../host/invokeResolver';
import { valueOf } from '../../host/readFailed';
import { askAgainMs } from './askAgain';

const KEY = ['unfinishedRuns'];

/** What is answered: the runs, and whether they go on without a page on this site. */
interface Listed {
  runs: UnfinishedRun[];
  background: BackgroundState;
}

/** One function for all that look at it: whichever of them asks anew, it is what is asked. */
const UNFINISHED = {
  queryKey: KEY,
  queryFn: async (): Promise<Listed> => {
    const { runs, background } = await valueOf(invoke('listUnfinishedRuns'));
    return { runs, background };
  },
};

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
    ...UNFINISHED,
    enabled: isWanted,
    staleTime: 0,
    refetchInterval: ({ state: { data, dataUpdateCount, errorUpdateCount } }) => {
      const others = data?.runs.filter(({ run }) => run.runId !== ownRunId) ?? [];
      const canGoOn = data?.background.state === 'possible';
      return askAgainMs(others, dataUpdateCount + errorUpdateCount, canGoOn) || false;
    },
  });
  const runs = query.data?.runs.filter(({ run }) => run.runId !== ownRunId) ?? [];

  /** Takes a run off the list that has ended, or is this page's now. @returns whether it was there */
  const drop = useCallback(
    (runId: string): boolean => {
      const known = client.getQueryData<Listed>(KEY);
      if (!known) return false;
      const others = known.runs.filter(({ run }) => run.runId !== runId);
      if (others.length === known.runs.length) return false;
      // An answer that is on its way may have it still.
      void client.cancelQueries({ queryKey: KEY });
      client.setQueryData<Listed>(KEY, { ...known, runs: others });
      return true;
    },
    [client],
  );
  const askAgain = useCallback(() => client.invalidateQueries({ queryKey: KEY }), [client]);

  return { ...query, runs, drop, askAgain };
}

/** Whether runs go on without a page on this site, as far as the list of unfinished ones was asked for; costs nothing. */
export function useBackgroundState(): BackgroundState | undefined {
  const { data } = useQuery({ ...UNFINISHED, enabled: false });
  return data?.background;
}
