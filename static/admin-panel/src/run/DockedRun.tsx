import { useMemo, type RefObject } from 'react';
import { hasEnded, type EndState, type RunSnapshot } from '../../../../src/run/runSnapshot';
import { AdminName } from '../directory/AdminName';
import { usePeopleById } from '../directory/usePeopleById';
import { useNavigation } from '../host/navigation';
import { usePlans } from '../plan/PlanProvider';
import { Button } from '../ui/Button';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { peopleDoneIn, type ActiveRun } from './activeRun';
import { LetGoMessage } from './background/LetGoMessage';
import { dockMessages } from './dockMessages';
import { windowTitleOf } from './progressWords';
import styles from './RunDock.module.css';
import { RunProgress } from './RunProgress';
import { isTakenByWorker, useRuns, useRunSnapshot } from './RunProvider';
import { RunReceipt } from './RunReceipt';
import { NamedRunTitle, PEOPLE_NAMED, RunTitle, runTitleText, toldRunOf, type ToldRun } from './RunTitle';
import { TellChanges } from './TellChanges';
import { useHeadingFocus } from './useHeadingFocus';
import { useSpokenProgress } from './useSpokenProgress';
import { useWindowTitle } from './useWindowTitle';

interface Props {
  active: ActiveRun;
  onDismiss: () => void;
}

/** The page's run in the dock: how far it is, with what steers it, then its receipt. The rest of the page hears of it. */
export default function DockedRun({ active, onDismiss }: Props) {
  const { client, kind } = active;
  const snapshot = useRunSnapshot(client);
  const { state } = snapshot;
  const run = toldRunOf(active, snapshot);
  const heading = useHeadingFocus(client, run.hasEnded, runTitleText(run));
  const isElsewhere = useIsShownElsewhere(client.runId);
  const { isUnderWay } = useRuns();
  const isGoingOver = isTakenByWorker(state) && isUnderWay;
  const isOver = hasEnded(state) && state.name !== 'released';
  useWindowTitle(windowTitleOf(snapshot, kind));
  useSpokenProgress(client, snapshot, kind);
  return (
    <>
      <TellChanges active={active} />
      {!hasEnded(state) && <UnderWay {...{ active, snapshot, run, heading }} />}
      {isGoingOver && <GoingOver run={run} heading={heading} />}
      {state.name === 'released' && !isElsewhere && <LetGoMessage {...{ active, run, heading, onDismiss }} />}
      {isOver && !isElsewhere && !isGoingOver && (
        <Receipt {...{ active, snapshot, run, heading, onDismiss }} end={state} />
      )}
    </>
  );
}

/** The page of the run shows what came of it, and a plan that goes on with it or takes it back what will. */
function useIsShownElsewhere(runId: string | undefined): boolean {
  const { place } = useNavigation();
  const { plan } = usePlans();
  if (runId === undefined) return false;
  switch (place.page) {
    case 'changes':
      return place.runId === runId;
    case 'plan':
      return plan !== undefined && 'runId' in plan.source && plan.source.runId === runId;
    case 'groups':
    case 'compare':
    case 'people':
    case 'history':
      return false;
  }
}

interface PartProps {
  active: ActiveRun;
  snapshot: RunSnapshot;
  run: ToldRun;
  heading: RefObject<HTMLHeadingElement>;
}

function UnderWay({ active, snapshot, run, heading }: PartProps) {
  const { place, go } = useNavigation();
  const { client } = active;
  const { name } = snapshot.state;
  const isHeld = name === 'paused' || name === 'pausing';
  const { runId } = client;
  const isThere = place.page === 'changes' && place.runId === runId;
  return (
    <section {...KEEPS_FOCUS} className={styles.bar} aria-label={dockMessages.text('progress')}>
      <div className={styles.told}>
        <h2 ref={heading} tabIndex={-1} className={styles.doing}>
          <RunTitle {...run} />
        </h2>
        <RunProgress active={active} snapshot={snapshot} />
      </div>
      <div className={styles.buttons}>
        <span className={styles.slot}>
          <Button
            spacing="compact"
            isDisabled={name === 'stopping'}
            onClick={() => client.control(isHeld ? 'run' : 'pause')}
          >
            {dockMessages.text(isHeld ? 'resume' : 'pause')}
          </Button>
        </span>
        <Button spacing="compact" isDisabled={name === 'stopping'} onClick={() => client.control('stop')}>
          {dockMessages.text('stop')}
        </Button>
        <span className={styles.slot}>
          {runId !== undefined && !isThere && (
            <Button appearance="subtle" spacing="compact" onClick={() => go({ page: 'changes', runId })}>
              {dockMessages.text('details')}
            </Button>
          )}
        </span>
      </div>
    </section>
  );
}

/** The worker has the page's run now, and how far that is is being read. */
function GoingOver({ run, heading }: Pick<PartProps, 'run' | 'heading'>) {
  return (
    <section {...KEEPS_FOCUS} className={styles.bar} aria-label={dockMessages.text('progress')}>
      <div className={styles.told}>
        <h2 ref={heading} tabIndex={-1} className={styles.doing}>
          <RunTitle {...run} hasEnded={false} />
        </h2>
        <p className={styles.text}>{dockMessages.text('goingOver')}</p>
      </div>
    </section>
  );
}

interface ReceiptProps extends PartProps {
  end: EndState;
  onDismiss: () => void;
}

function Receipt({ active, snapshot, end, run, heading, onDismiss }: ReceiptProps) {
  const { go } = useNavigation();
  const { client, people } = active;
  const { runId, background } = client;
  const changed = useMemo(() => (snapshot.total > 0 ? peopleDoneIn(active) : []), [active, snapshot]);
  const accountIds = changed.slice(0, PEOPLE_NAMED);
  // A run that was taken up again knows ids only.
  const directory = usePeopleById([accountIds.filter((accountId) => !people.has(accountId))]);
  return (
    <section {...KEEPS_FOCUS} className={styles.receipt} aria-label={dockMessages.text('receipt')}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {end.name === 'stopped' && `${dockMessages.text('stopped')} `}
        <NamedRunTitle
          run={run}
          accountIds={accountIds}
          people={changed.length}
          personOf={(accountId) => people.get(accountId) ?? directory.personOf(accountId)}
        />
      </h2>
      {/* The page of the run has it among its facts. */}
      {background && background.changes > 0 && (
        <p className={styles.text}>
          {dockMessages.node('madeInBackgroundAs', {
            ...{ count: background.changes, total: snapshot.total },
            admin: <AdminName accountId={background.actorId} />,
          })}
        </p>
      )}
      <RunReceipt active={active} snapshot={snapshot} end={end}>
        {runId !== undefined && (
          <Button spacing="compact" onClick={() => go({ page: 'changes', runId })}>
            {dockMessages.text('viewReceipt')}
          </Button>
        )}
        <Button appearance="subtle" spacing="compact" onClick={onDismiss}>
          {dockMessages.text('dismiss')}
        </Button>
      </RunReceipt>
    </section>
  );
}
