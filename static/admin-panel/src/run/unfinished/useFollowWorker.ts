import { useContext, useEffect, useState } from 'react';
import type { UnfinishedRun } from '../../../../../src/contract';
import { HostContext } from '../../host/HostContext';
import { isTakenByWorker, useRuns } from '../RunProvider';

/** Whether the worker drives a run, or would if no admin had paused it. */
export function isWorkers({ driver, run }: Pick<UnfinishedRun, 'driver' | 'run'>): boolean {
  return driver.isWorker === true && driver.leftMs > 0 && run.notContinued === undefined;
}

/**
 * Shows the admin's own run that the worker drives like the page's, unless the page has one, or shows what came of one.
 * @param asOf when they were so, ms since the epoch: each time is one try
 * @returns the run that is shown so in a moment
 */
export function useFollowWorker(runs: readonly UnfinishedRun[], asOf: number): string | undefined {
  const { accountId: me } = useContext(HostContext);
  const { active, isUnderWay, follow } = useRuns();
  const [failedAsOf, setFailedAsOf] = useState<number>();
  const own = runs.find((one) => isWorkers(one) && (one.run.actorId === me || one.driver.accountId === me));
  const runId = own?.run.runId;
  // What was let go is not followed anew unasked: it would be let go again.
  const hasRoom =
    !active || (active.client.runId === runId && isTakenByWorker(active.client.getSnapshot().state));
  useEffect(() => {
    if (runId === undefined || !hasRoom || isUnderWay) return;
    follow(runId).catch((error: unknown) => {
      console.info('How far changes are that go on in the background could not be read.', error);
      setFailedAsOf(asOf);
    });
    // Where it fails, whether the page has room changes: the next try is for the next answer.
  }, [runId, asOf, follow]);
  return hasRoom && failedAsOf !== asOf ? runId : undefined;
}
