import { useContext, useEffect, useRef, useState } from 'react';
import type { RunRecord } from '../../../../../src/contract';
import { HostContext } from '../../host/HostContext';
import { invoke } from '../../host/invokeResolver';
import { begunRuns, ownerOf } from '../../host/keptIds';
import { browserTools } from '../../host/tools';
import { useAdministers } from '../../rights/useMayChange';
import { useLatest } from '../../ui/useLatest';
import { useRuns } from '../RunProvider';
import { useBackgroundState } from '../unfinished/useUnfinishedRuns';
import { awaitTrial, type TriedBackground } from './awaitTrial';
import { AwayMessage } from './AwayMessage';
import { lookUpRuns } from './lookUpRuns';
import { TrialMessage } from './TrialMessage';

/**
 * In the dock, one after the other: what became of changes while no page was open, and whether changes go on without one on this site.
 * To be shown after the first row: it asks for the runs that this browser had, where there are any.
 */
export default function BackgroundDock() {
  const { ended, dismiss } = useRunsWhileAway();
  const [tried, forgetTrial] = useTrial();
  const [first] = ended;
  return (
    <>
      {first && <AwayMessage key={first.runId} run={first} onDismiss={() => dismiss(first.runId)} />}
      {tried && <TrialMessage tried={tried} onDismiss={forgetTrial} />}
    </>
  );
}

/** Runs that have ended while no page of this browser was open; one that goes on is followed. */
function useRunsWhileAway() {
  const owner = ownerOf(useContext(HostContext));
  const { active, follow } = useRuns();
  const [ended, setEnded] = useState<readonly RunRecord[]>([]);
  const lookUp = useLatest((signal: AbortSignal) => {
    // The page has begun one meanwhile, or follows it already.
    const runIds = begunRuns.read(owner).filter((runId) => runId !== active?.client.runId);
    const forget = (runId: string) => begunRuns.forget(owner, [runId]);
    return lookUpRuns(
      runIds,
      (runId) => invoke('followRun', { runId, next: 0 }),
      {
        onEnded: (run) => {
          // This page has had it meanwhile, and has said so.
          if (!begunRuns.read(owner).includes(run.runId)) return;
          forget(run.runId);
          setEnded((before) => [...before.filter(({ runId }) => runId !== run.runId), run]);
        },
        onDriven: (runId) => {
          follow(runId).catch((error: unknown) => {
            console.info('How far changes are that go on in the background could not be read.', error);
          });
        },
        onGone: forget,
      },
      browserTools.clock,
      signal,
    );
  });
  useEffect(() => {
    const leaving = new AbortController();
    void lookUp(leaving.signal);
    return () => leaving.abort();
  }, [lookUp]);
  return {
    ended,
    dismiss: (runId: string) => setEnded((before) => before.filter((run) => run.runId !== runId)),
  };
}

/** Where no one has tried yet whether changes go on without a page, an administrator’s page does: on `user/current` alone. */
function useTrial(): [TriedBackground | undefined, () => void] {
  const background = useBackgroundState();
  const administers = useAdministers() === true;
  const [tried, setTried] = useState<TriedBackground>();
  const hasBegun = useRef(false);
  const isDue = administers && background?.state === 'untried';
  useEffect(() => {
    if (!isDue || hasBegun.current) return;
    hasBegun.current = true;
    // Not given up: the server would be asked by no one else, and says what came of it to this page.
    const { signal } = new AbortController();
    void awaitTrial(() => invoke('tryBackground'), browserTools.clock, signal).then(setTried);
  }, [isDue]);
  return [tried, () => setTried(undefined)];
}
