import Button from '@atlaskit/button/default/button';
import { useContext, useId, useState } from 'react';
import type { UnfinishedRun } from '../../../../../src/contract';
import { HostContext } from '../../host/HostContext';
import { invoke, ReadFailed, valueOf } from '../../host/resolver';
import { useOnline } from '../../host/useOnline';
import { AdminName } from '../../people/AdminName';
import { Problem } from '../../problems/Problem';
import { useAnnounce } from '../../ui/announcer';
import { Dialog } from '../../ui/Dialog';
import { Message } from '../../ui/Message';
import { peopleText } from '../../ui/peopleText';
import { useRuns } from '../RunProvider';
import { TakenBy } from '../TakenBy';
import styles from './UnfinishedRuns.module.css';
import { dismissalOf, hasRest, standOf } from './words';

interface Props {
  unfinished: UnfinishedRun;
  /** When it was so, ms since the epoch. */
  asOf: number;
  /** Whether this page has a run under way. */
  isBlocked: boolean;
  /** It is this page's now, or has ended. */
  onGone: () => void;
  /** It turned out to be otherwise than shown. */
  onStale: () => Promise<void>;
}

/** One unfinished run: how it stands, who has it, and what can be done. */
export function UnfinishedRunNotice({ unfinished, asOf, isBlocked, onGone, onStale }: Props) {
  const { run, driver, isPartial } = unfinished;
  const { resume } = useRuns();
  const online = useOnline();
  const announce = useAnnounce();
  const [doing, setDoing] = useState<'resume' | 'dismiss'>();
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState<Error>();
  const titleId = useId();
  const whyNotId = useId();
  const groupName = run.groupName ?? run.groupId;
  const isDriven = driver.leftMs > 0;
  const isOver = error instanceof ReadFailed && error.error.kind === 'runTaken' && !isDriven;

  /** Does what changes the run; says so where it did not work. */
  const attempt = async (what: 'resume' | 'dismiss', change: () => Promise<unknown>) => {
    setDoing(what);
    setError(undefined);
    try {
      await change();
      onGone();
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
      await onStale();
    } finally {
      setDoing(undefined);
    }
  };
  const dismiss = () =>
    void attempt('dismiss', async () => {
      await valueOf(invoke('dismissRun', { runId: run.runId }));
      announce(`Dismissed the run in ${groupName}.`);
    });

  return (
    <>
      <Message appearance="warning">
        <h2 id={titleId} className={styles.title}>
          Unfinished: {run.action === 'remove' ? 'removing' : 'adding'} {peopleText(run.total)}{' '}
          {run.action === 'remove' ? 'from' : 'back to'} <bdi>{groupName}</bdi>
        </h2>
        <p className={styles.begun}>
          Started by <AdminName accountId={run.actorId} /> on {momentOf(run.startedAt)}.
        </p>
        <ul className={styles.stand}>
          {standOf(unfinished).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p id={whyNotId} role="status" className={styles.whyNot}>
          {isDriven ? (
            <Driven unfinished={unfinished} from={asOf + driver.leftMs} />
          ) : (
            isBlocked &&
            !doing &&
            !isPartial &&
            'Resume has to wait until the run under way on this page has ended.'
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
          {!isPartial && (
            <Button
              spacing="compact"
              isLoading={doing === 'resume'}
              isDisabled={isDriven || isBlocked || !online}
              aria-describedby={`${titleId} ${whyNotId}`}
              onClick={() => void attempt('resume', () => resume(run.runId))}
            >
              Resume
            </Button>
          )}
          <Button
            appearance="subtle"
            spacing="compact"
            aria-describedby={titleId}
            isDisabled={isDriven || doing !== undefined || !online}
            onClick={() => (isPartial || !hasRest(unfinished) ? dismiss() : setIsAsking(true))}
          >
            Dismiss
          </Button>
        </div>
      </Message>
      {isAsking && (
        <Dialog
          title={
            <>
              Dismiss the unfinished run in <bdi>{groupName}</bdi>?
            </>
          }
          confirm="Dismiss"
          appearance="primary"
          isDisabled={!online}
          onConfirm={dismiss}
          onClose={() => setIsAsking(false)}
        >
          {dismissalOf(unfinished).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Dialog>
      )}
    </>
  );
}

/** Somebody has it, or had it a moment ago. @param from when it can be taken over, ms since the epoch */
function Driven({ unfinished: { run, driver }, from }: { unfinished: UnfinishedRun; from: number }) {
  const isMe = useContext(HostContext).accountId === driver.accountId;
  const doing = run.action === 'remove' ? 'removing these people' : 'adding these people back';
  const time = new Date(from).toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (
    <>
      Right now, {isMe ? 'another page of yours' : <AdminName accountId={driver.accountId} />} may be {doing}.
      If not, this run can be resumed from {time} on.
    </>
  );
}

function momentOf(iso: string): string {
  return new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}
