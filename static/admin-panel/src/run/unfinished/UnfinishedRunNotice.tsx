import Button from '@atlaskit/button/default/button';
import { Suspense, useContext, useId, useMemo, useState } from 'react';
import type { Group, RecordedChange, RunRecord, UnfinishedRun } from '../../../../../src/contract';
import { isToBeAsked } from '../../../../../src/run/changeState';
import { HostContext } from '../../host/HostContext';
import { ReadFailed, valueOf } from '../../host/readFailed';
import { invoke } from '../../host/resolver';
import { useOnline } from '../../host/useOnline';
import { AdminName } from '../../people/AdminName';
import type { Chosen } from '../../people/chosen';
import { Problem } from '../../problems/Problem';
import { useAnnounce } from '../../ui/announcer';
import { deferred } from '../../ui/deferred';
import { Dialog } from '../../ui/Dialog';
import { Message } from '../../ui/Message';
import { useOneAtATime } from '../../ui/oneAtATime';
import { clockText, momentText } from '../../ui/timeText';
import { wordsOfRun } from '../actionWords';
import { GroupNames } from '../GroupNames';
import { groupsText, namesOfRecordedGroups } from '../groupsText';
import { useRuns } from '../RunProvider';
import { TakenBy } from '../TakenBy';
import { wholeRun } from '../wholeRun';
import styles from './UnfinishedRuns.module.css';
import { dismissalOf, hasRest, standOf } from './words';

const ConfirmChanges = deferred(() => import('../confirm/ConfirmChanges'));

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

/** What the admin is asked: whether to make the changes that are left, or to end the run without them. */
type Question = { about: 'resume'; rest: readonly RecordedChange[] } | { about: 'dismiss' };

/** One unfinished run: how it stands, who has it, and what can be done. */
export function UnfinishedRunNotice({ unfinished, asOf, isBlocked, onGone, onStale }: Props) {
  const { run, driver, isPartial } = unfinished;
  const { runId } = run;
  const runs = useRuns();
  const online = useOnline();
  const announce = useAnnounce();
  const tasks = useOneAtATime();
  const [doing, setDoing] = useState<Question['about']>();
  const [question, setQuestion] = useState<Question>();
  const [error, setError] = useState<Error>();
  const titleId = useId();
  const whyNotId = useId();
  const words = wordsOfRun(run);
  const names = namesOfRecordedGroups(run);
  const isDriven = driver.leftMs > 0;
  const isOver = error instanceof ReadFailed && error.error.kind === 'runTaken' && !isDriven;

  /** Does what may change the run; says so where it did not work. */
  const attempt = (what: Question['about'], task: () => Promise<void>) =>
    tasks.run('attempt', async () => {
      setDoing(what);
      setError(undefined);
      try {
        await task();
      } catch (failure) {
        setError(failure instanceof Error ? failure : new Error(String(failure)));
        await onStale();
      } finally {
        setDoing(undefined);
      }
    });
  const goOn = async () => {
    await runs.resume(runId);
    onGone();
  };
  /** Shows what would be done before anything is; where that is nothing, only the end is missing. */
  const resume = () =>
    attempt('resume', async () => {
      const rest = (await wholeRun(runId)).changes.filter(isToBeAsked);
      if (rest.length > 0) setQuestion({ about: 'resume', rest });
      else await goOn();
    });
  const dismiss = () =>
    void attempt('dismiss', async () => {
      await valueOf(invoke('dismissRun', { runId }));
      announce(`Dismissed the run in ${groupsText(names)}.`);
      onGone();
    });

  return (
    <>
      <Message appearance="warning">
        <h2 id={titleId} className={styles.title}>
          Unfinished: {lowerFirst(words.doing(words.amount(run.total)))} <GroupNames names={names} />
        </h2>
        <p className={styles.begun}>
          Started by <AdminName accountId={run.actorId} />
          {onMoment(run.startedAt)}.
        </p>
        <ul className={styles.stand}>
          {standOf(unfinished).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p id={whyNotId} role="status" className={styles.whyNot}>
          {isDriven ? (
            <Driven unfinished={unfinished} asOf={asOf} />
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
              onClick={() => void resume()}
            >
              Resume
            </Button>
          )}
          <Button
            appearance="subtle"
            spacing="compact"
            aria-describedby={titleId}
            isDisabled={isDriven || doing !== undefined || !online}
            onClick={() => (isPartial || !hasRest(run) ? dismiss() : setQuestion({ about: 'dismiss' }))}
          >
            Dismiss
          </Button>
        </div>
      </Message>
      {question && (
        <QuestionDialog
          question={question}
          run={run}
          online={online}
          onResume={() => void attempt('resume', goOn)}
          onDismiss={dismiss}
          onClose={() => setQuestion(undefined)}
        />
      )}
    </>
  );
}

interface QuestionProps {
  question: Question;
  run: RunRecord;
  online: boolean;
  onResume: () => void;
  onDismiss: () => void;
  onClose: () => void;
}

/** Asks before a run goes on, as before it began, or ends as it is. */
function QuestionDialog({ question, run, online, onResume, onDismiss, onClose }: QuestionProps) {
  const groups = useMemo(() => groupsIn(run), [run]);
  switch (question.about) {
    case 'resume':
      return (
        <Suspense>
          <ConfirmChanges
            changes={question.rest}
            groups={groups}
            people={NOBODY_KNOWN}
            isUndo={run.undoes !== undefined}
            begun={{ by: run.actorId, at: run.startedAt, total: run.total }}
            onConfirm={onResume}
            onClose={onClose}
          />
        </Suspense>
      );
    case 'dismiss':
      return (
        <Dialog
          title={
            <>
              Dismiss the unfinished run in <GroupNames names={namesOfRecordedGroups(run)} />?
            </>
          }
          confirm="Dismiss"
          appearance="primary"
          isDisabled={!online}
          onConfirm={onDismiss}
          onClose={onClose}
        >
          {dismissalOf({ run }).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Dialog>
      );
  }
}

/** The history knows account ids only. */
const NOBODY_KNOWN = new Map<string, Chosen>();

/** A driver has it, or had it a moment ago; it can be taken over once that is over. */
function Driven({ unfinished: { run, driver }, asOf }: Pick<Props, 'unfinished' | 'asOf'>) {
  const isMe = useContext(HostContext).accountId === driver.accountId;
  const time = clockText(asOf + driver.leftMs, asOf);
  return (
    <>
      Right now, {isMe ? 'another page of yours' : <AdminName accountId={driver.accountId} />} may be{' '}
      {wordsOfRun(run).doingThese}. If not, this run can be resumed {time ? `from ${time} on` : 'soon'}.
    </>
  );
}

function groupsIn({ groups }: RunRecord): Map<string, Group> {
  return new Map(groups.map(({ groupId, name = groupId }) => [groupId, { id: groupId, name }]));
}

function onMoment(iso: string): string {
  const moment = momentText(iso);
  return moment === undefined ? '' : ` on ${moment}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
