import { useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { AppError, UnfinishedRun } from '../../../../../src/contract';
import { endedElsewhere } from '../../../../../src/run/runSnapshot';
import { HostContext } from '../../host/HostContext';
import { ReadFailed } from '../../host/readFailed';
import { canRetryHelp } from '../../problems/words';
import { useAnnounce } from '../../ui/announcer';
import { Button } from '../../ui/Button';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import type { ActiveRun } from '../activeRun';
import { useRuns, useRunSnapshot } from '../RunProvider';
import { unfinishedMessages } from './unfinishedMessages';
import { UnfinishedRunNotice } from './UnfinishedRunNotice';
import styles from './UnfinishedRuns.module.css';
import { isSaidElsewhere } from './unfinishedWords';
import { useFollowWorker } from './useFollowWorker';
import { useUnfinishedRuns, type Unfinished } from './useUnfinishedRuns';

/**
 * Region "Unfinished changes": those that a closed tab or a lost connection left, to be continued or dismissed; the admin's
 * own first. Nothing where there are none.
 */
export default function UnfinishedRuns() {
  const { accountId: me } = useContext(HostContext);
  const { active } = useRuns();
  const unfinished = useUnfinishedRuns(useOwnRunId(active));
  const { error, askAgain } = unfinished;
  const followed = useFollowWorker(unfinished.runs, unfinished.dataUpdatedAt);
  const runs = unfinished.runs.filter(({ run }) => run.runId !== followed);
  const trouble = useRunTrouble(active);
  useAnnounceCount(runs.length);
  useAskAfterwards(active, unfinished);

  const kind = error instanceof ReadFailed ? error.error.kind : undefined;
  const isFailed = error !== null && !isSaidElsewhere(kind, trouble?.kind);
  if (!isFailed && runs.length === 0) return null;
  return (
    <section {...KEEPS_FOCUS} aria-label={unfinishedMessages.text('unfinished')} className={styles.region}>
      {isFailed && (
        <p role="status" className={styles.failed}>
          {unfinishedMessages.text('notChecked')}{' '}
          {(kind === undefined || canRetryHelp({ kind })) && (
            <Button spacing="compact" onClick={() => void askAgain()}>
              {unfinishedMessages.text('tryAgain')}
            </Button>
          )}
        </p>
      )}
      <Notices
        title={unfinishedMessages.text('unfinished')}
        runs={runs.filter(({ run }) => run.actorId === me)}
        unfinished={unfinished}
      />
      <Notices
        title={unfinishedMessages.text('ofOthers')}
        runs={runs.filter(({ run }) => run.actorId !== me)}
        unfinished={unfinished}
      />
    </section>
  );
}

/** Shown at once; more than these are never left behind by accident. */
const SHOWN = 3;

interface NoticesProps {
  title: string;
  runs: readonly UnfinishedRun[];
  unfinished: Unfinished;
}

function Notices({ title, runs, unfinished: { dataUpdatedAt, drop, askAgain } }: NoticesProps) {
  const [isWhole, setIsWhole] = useState(false);
  const headingId = useId();
  const hidden = isWhole ? 0 : Math.max(0, runs.length - SHOWN);
  if (runs.length === 0) return null;
  return (
    <>
      <h2 id={headingId} className={styles.heading}>
        {title}
      </h2>
      <ul className={styles.runs} aria-labelledby={headingId}>
        {runs.slice(0, runs.length - hidden).map((one) => (
          <li key={one.run.runId}>
            <UnfinishedRunNotice
              unfinished={one}
              asOf={dataUpdatedAt}
              onGone={() => void drop(one.run.runId)}
              onStale={askAgain}
            />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button spacing="compact" onClick={() => setIsWhole(true)}>
          {unfinishedMessages.text('showMore', { count: hidden })}
        </Button>
      )}
    </>
  );
}

/** The run that this page drives, or has driven and shows the receipt of. */
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
  { drop, askAgain }: Pick<Unfinished, 'drop' | 'askAgain'>,
): void {
  const client = active?.client;
  const snapshot = useRunSnapshot(client);
  const isTaken = snapshot !== undefined && endedElsewhere(snapshot.state);
  useEffect(() => {
    if (isTaken) void askAgain();
  }, [isTaken, askAgain]);
  // Before the browser paints: the list would show it for a moment when its receipt is dismissed.
  useLayoutEffect(
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
    announce(unfinishedMessages.text('announced', { count }));
  }, [announce, count]);
}
