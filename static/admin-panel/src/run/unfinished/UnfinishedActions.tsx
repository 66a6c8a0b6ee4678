import { useContext, useId, useState } from 'react';
import type { UnfinishedRun } from '../../../../../src/contract';
import { AdminName } from '../../directory/AdminName';
import { HostContext } from '../../host/HostContext';
import { invoke } from '../../host/invokeResolver';
import { begunRuns, ownerOf } from '../../host/keptIds';
import { ReadFailed, valueOf } from '../../host/readFailed';
import { useOnline } from '../../host/useOnline';
import { usePlans } from '../../plan/PlanProvider';
import { Problem } from '../../problems/Problem';
import { useMayChange } from '../../rights/useMayChange';
import { useAnnounce } from '../../ui/announcer';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useOneAtATime } from '../../ui/oneAtATime';
import { clockText, whenText } from '../../ui/timeText';
import { backgroundMessages } from '../background/backgroundMessages';
import { dockMessages } from '../dockMessages';
import { nameOfRecordedGroup, namesOfRecordedGroups } from '../groupsText';
import { groupTextValues, groupValues } from '../groupValues';
import { runKindOf } from '../runKind';
import { useRuns } from '../RunProvider';
import { TakenBy } from '../TakenBy';
import { unfinishedMessages } from './unfinishedMessages';
import styles from './UnfinishedRuns.module.css';
import { countLeft, dismissalOf, hasRest, standOf } from './unfinishedWords';
import { isWorkers } from './useFollowWorker';

interface Props {
  unfinished: UnfinishedRun;
  /** When it was so, ms since the epoch. */
  asOf: number;
  /** The id of what says which run it is. */
  titleId: string;
  /** It has ended. */
  onGone: () => void;
  /** It turned out to be otherwise than shown. */
  onStale: () => Promise<void>;
}

/** How an unfinished run stands, who has it, and what can be done: continue it after a review, or end it as it is. */
export function UnfinishedActions({ unfinished, asOf, titleId, onGone, onStale }: Props) {
  const { run, driver, isPartial, wish } = unfinished;
  const { runId } = run;
  const { isUnderWay, follow } = useRuns();
  const owner = ownerOf(useContext(HostContext));
  const plans = usePlans();
  const online = useOnline();
  const mayChange = useMayChange() === 'perhaps';
  const announce = useAnnounce();
  const tasks = useOneAtATime();
  const [isDismissing, setIsDismissing] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState<Error>();
  const whyNotId = useId();
  const names = namesOfRecordedGroups(run);
  const isInBackground = isWorkers(unfinished);
  // What the worker has and an admin has paused is free.
  const isDriven = driver.leftMs > 0 && !(isInBackground && wish === 'pause');
  const canContinue = mayChange && !isPartial && hasRest(run);
  const isOver = error instanceof ReadFailed && error.error.kind === 'runTaken' && !isDriven;

  const dismiss = () =>
    void tasks.run('dismiss', async () => {
      setIsDismissing(true);
      setError(undefined);
      try {
        await valueOf(invoke('dismissRun', { runId }));
        begunRuns.forget(owner, [runId]);
        announce(unfinishedMessages.text('dismissed', groupTextValues(names)));
        onGone();
      } catch (failure) {
        setError(failure instanceof Error ? failure : new Error(String(failure)));
        await onStale();
      } finally {
        setIsDismissing(false);
      }
    });
  const goOn = () => {
    const groups = run.groups.map((group) => ({ id: group.groupId, name: nameOfRecordedGroup(group) }));
    plans.open({ kind: 'rest', runId, which: 'left' }, { groups });
  };

  return (
    <>
      <ul className={styles.stand}>
        {standOf(unfinished, isDriven).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {wish === 'pause' && <li>{unfinishedMessages.text('paused')}</li>}
        {run.notContinued !== undefined && (
          <li>
            {backgroundMessages.node('notContinued', {
              why: run.notContinued,
              admin: <AdminName accountId={driver.accountId} />,
            })}{' '}
            {canContinue && backgroundMessages.text('continueHere')}
          </li>
        )}
      </ul>
      <p id={whyNotId} role="status" className={styles.whyNot}>
        {isDriven ? (
          <Driven unfinished={unfinished} asOf={asOf} />
        ) : (
          canContinue && isUnderWay && unfinishedMessages.text('waitForOwn')
        )}
      </p>
      {error && !isOver && (
        <div role="alert" className={styles.problem}>
          <Problem error={error} during="history" headingLevel="h3">
            {error instanceof ReadFailed && <TakenBy {...error.error} />}
          </Problem>
        </div>
      )}
      <div className={styles.buttons}>
        {canContinue && (
          <Button
            spacing="compact"
            isDisabled={isDriven || isUnderWay || !online || isDismissing}
            aria-describedby={`${titleId} ${whyNotId}`}
            onClick={goOn}
          >
            {dockMessages.text('continueWith', { count: countLeft(run) })}
          </Button>
        )}
        {isInBackground && (
          <Button
            spacing="compact"
            isDisabled={isUnderWay || !online}
            aria-describedby={titleId}
            onClick={() => void follow(runId).catch(setError)}
          >
            {unfinishedMessages.text('showProgress')}
          </Button>
        )}
        <Button
          appearance="subtle"
          spacing="compact"
          aria-describedby={titleId}
          isLoading={isDismissing}
          isDisabled={isDriven || !online}
          onClick={() => (isPartial || !hasRest(run) ? dismiss() : setIsAsking(true))}
        >
          {dockMessages.text('dismiss')}
        </Button>
      </div>
      {isAsking && (
        <Dialog
          title={unfinishedMessages.node('dismissQuestion', groupValues(names))}
          confirm={dockMessages.text('dismiss')}
          appearance="primary"
          isDisabled={!online}
          onConfirm={dismiss}
          onClose={() => setIsAsking(false)}
        >
          {dismissalOf({ run }).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Dialog>
      )}
    </>
  );
}

/** A driver has it, or had it a moment ago; it can be taken over once that is over, or the worker goes on with it. */
function Driven({ unfinished, asOf }: Pick<Props, 'unfinished' | 'asOf'>) {
  const { run, driver } = unfinished;
  const isMe = useContext(HostContext).accountId === driver.accountId;
  const clock = clockText(asOf + driver.leftMs, asOf);
  const what = runKindOf(run);
  if (isWorkers(unfinished)) {
    const { accountId, waitsMs = 0 } = driver;
    const continues = waitsMs > 0 ? whenText(asOf + waitsMs, asOf) : undefined;
    return (
      <>
        {unfinishedMessages.node('drivenInBackground', { what, admin: <AdminName accountId={accountId} /> })}{' '}
        {continues !== undefined && unfinishedMessages.text('waitsUntil', { when: continues })}
      </>
    );
  }
  return (
    <>
      {isMe
        ? unfinishedMessages.text('drivenByYou', { what })
        : unfinishedMessages.node('drivenBy', {
            what,
            admin: <AdminName accountId={driver.accountId} />,
          })}{' '}
      {clock === undefined
        ? unfinishedMessages.text('continueSoon')
        : unfinishedMessages.text('continueFrom', { clock })}
    </>
  );
}
