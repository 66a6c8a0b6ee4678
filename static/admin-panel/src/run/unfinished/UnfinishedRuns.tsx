import Button from '@atlaskit/button/default/button';
import { useEffect, useRef, useState } from 'react';
import { ReadFailed } from '../../host/resolver';
import { Problem } from '../../problems/Problem';
import { useAnnounce } from '../../ui/announcer';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { number } from '../../ui/number';
import { useRuns, useRunSnapshot, type ActiveRun } from '../RunProvider';
import { endedElsewhere } from '../snapshot';
import { useUnfinishedRuns } from './queries';
import { UnfinishedRunNotice } from './UnfinishedRunNotice';
import styles from './UnfinishedRuns.module.css';

/** Shown at once; more than these are never left behind by accident. */
const SHOWN = 3;

/** Region "Unfinished runs": those that a closed tab or a lost connection left, to be resumed or dismissed. */
export default function UnfinishedRuns() {
  const { active, isUnderWay } = useRuns();
  const ownRunId = useOwnRunId(active);
  const { runs, dataUpdatedAt, error, drop, askAgain } = useUnfinishedRuns(ownRunId);
  const [isWhole, setIsWhole] = useState(false);
  useAnnounceCount(runs.length);
  useAskAfterwards(active, { drop, askAgain });

  const mayNotSee = error instanceof ReadFailed && error.error.kind === 'permission';
  if (mayNotSee || (!error && runs.length === 0)) return null;
  const hidden = isWhole ? 0 : Math.max(0, runs.length - SHOWN);
  return (
    <section {...KEEPS_FOCUS} aria-label="Unfinished runs" className={styles.runs}>
      {error && (
        <Problem
          error={error}
          title="Whether a run is unfinished could not be found out"
          during="history"
          headingLevel="h2"
          onRetry={() => void askAgain()}
        />
      )}
      {runs.slice(0, runs.length - hidden).map((unfinished) => (
        <UnfinishedRunNotice
          key={unfinished.run.runId}
          unfinished={unfinished}
          asOf={dataUpdatedAt}
          isBlocked={isUnderWay}
          onGone={() => drop(unfinished.run.runId)}
          onStale={askAgain}
        />
      ))}
      {hidden > 0 && (
        <div>
          <Button spacing="compact" onClick={() => setIsWhole(true)}>
            Show {number(hidden)} more
          </Button>
        </div>
      )}
    </section>
  );
}

/** The run that this page drives, or has driven and shows the summary of. */
function useOwnRunId(active: ActiveRun | undefined): string | undefined {
  const snapshot = useRunSnapshot(active?.run);
  return snapshot && endedElsewhere(snapshot.state) ? undefined : active?.run.runId;
}

/** The list may have the page's own run, and where that did not end as it should it belongs there. */
function useAskAfterwards(
  active: ActiveRun | undefined,
  { drop, askAgain }: Pick<ReturnType<typeof useUnfinishedRuns>, 'drop' | 'askAgain'>,
): void {
  const run = active?.run;
  const snapshot = useRunSnapshot(run);
  const isTaken = snapshot !== undefined && endedElsewhere(snapshot.state);
  useEffect(() => {
    if (isTaken) void askAgain();
  }, [isTaken, askAgain]);
  useEffect(
    () => () => {
      if (run?.runId === undefined) return;
      if (drop(run.runId) || run.getSnapshot().notClosed) void askAgain();
    },
    [run, drop, askAgain],
  );
}

/** Those who do not see the page change are told once. */
function useAnnounceCount(count: number): void {
  const announce = useAnnounce();
  const said = useRef(false);
  useEffect(() => {
    if (said.current || count === 0) return;
    said.current = true;
    announce(count === 1 ? 'One run is unfinished.' : `${number(count)} runs are unfinished.`);
  }, [announce, count]);
}
