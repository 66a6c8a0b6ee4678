import Button from '@atlaskit/button/default/button';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import { useEffect, useId, useRef, useState } from 'react';
import type { AppError } from '../../../../../src/contract';
import { endedElsewhere } from '../../../../../src/run/runSnapshot';
import { ReadFailed } from '../../host/readFailed';
import { canRetryHelp } from '../../problems/words';
import { useAnnounce } from '../../ui/announcer';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { number } from '../../ui/number';
import type { ActiveRun } from '../activeRun';
import { useRuns, useRunSnapshot } from '../RunProvider';
import { useUnfinishedRuns } from './queries';
import { UnfinishedRunNotice } from './UnfinishedRunNotice';
import styles from './UnfinishedRuns.module.css';
import { countText, isSaidElsewhere } from './words';

/** Shown at once; more than these are never left behind by accident. */
const SHOWN = 3;

interface Props {
  /** The history is what the page shows. */
  isHistoryShown: boolean;
}

/**
 * Region "Unfinished runs": those that a closed tab or a lost connection left, to be resumed or dismissed. It comes when
 * one may be at work already, so that at first it is a button in the room beside the tabs, which moves nothing.
 */
export default function UnfinishedRuns({ isHistoryShown }: Props) {
  const { active, isUnderWay } = useRuns();
  const ownRunId = useOwnRunId(active);
  const { runs, dataUpdatedAt, error, drop, askAgain } = useUnfinishedRuns(ownRunId);
  const [isOpen, setIsOpen] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const listId = useId();
  const trouble = useRunTrouble(active);
  useAnnounceCount(runs.length);
  useAskAfterwards(active, { drop, askAgain });

  const kind = error instanceof ReadFailed ? error.error.kind : undefined;
  const isFailed = error !== null && !isSaidElsewhere(kind, { isHistoryShown, ofRun: trouble?.kind });
  if (!isFailed && runs.length === 0) return null;
  const hidden = isWhole ? 0 : Math.max(0, runs.length - SHOWN);
  return (
    <section {...KEEPS_FOCUS} aria-label="Unfinished runs" className={styles.region}>
      <div className={styles.beside}>
        {isFailed && (
          <p role="status" className={styles.failed}>
            Couldn’t check for unfinished runs.{' '}
            {(kind === undefined || canRetryHelp({ kind })) && (
              <Button spacing="compact" onClick={() => void askAgain()}>
                Try again
              </Button>
            )}
          </p>
        )}
        {runs.length > 0 && (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-controls={listId}
            onClick={() => setIsOpen(!isOpen)}
          >
            <span className={styles.icon}>
              <WarningIcon label="" color="currentColor" />
            </span>
            {countText(runs.length)}
          </button>
        )}
      </div>
      <div id={listId} className={styles.runs} hidden={!isOpen}>
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
      </div>
    </section>
  );
}

/** The run that this page drives, or has driven and shows the summary of. */
function useOwnRunId(active: ActiveRun | undefined): string | undefined {
  const snapshot = useRunSnapshot(active?.client);
  return snapshot && endedElsewhere(snapshot.state) ? undefined : active?.client.runId;
}

/** What this page's run waits out or was stopped by. */
function useRunTrouble(active: ActiveRun | undefined): AppError | undefined {
  const snapshot = useRunSnapshot(active?.client);
  return snapshot && 'error' in snapshot.state ? snapshot.state.error : snapshot?.notClosed;
}

/** The list may have the page's own run, and where that did not end as it should it belongs there. */
function useAskAfterwards(
  active: ActiveRun | undefined,
  { drop, askAgain }: Pick<ReturnType<typeof useUnfinishedRuns>, 'drop' | 'askAgain'>,
): void {
  const client = active?.client;
  const snapshot = useRunSnapshot(client);
  const isTaken = snapshot !== undefined && endedElsewhere(snapshot.state);
  useEffect(() => {
    if (isTaken) void askAgain();
  }, [isTaken, askAgain]);
  useEffect(
    () => () => {
      if (client?.runId === undefined) return;
      if (drop(client.runId) || client.getSnapshot().notClosed) void askAgain();
    },
    [client, drop, askAgain],
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
