import Button from '@atlaskit/button/default/button';
import { Suspense, useState, type RefObject } from 'react';
import type { AppError, Person } from '../../../../src/contract';
import type { EndState, RunSnapshot } from '../../../../src/run/runSnapshot';
import { usePeopleById } from '../people/usePeopleById';
import { Problem } from '../problems/Problem';
import { deferred } from '../ui/deferred';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { number } from '../ui/number';
import { isVisible } from '../ui/visibleText';
import { standingsOf, type ActiveRun } from './activeRun';
import { ExportOutcome } from './ExportOutcome';
import { GroupNames } from './GroupNames';
import { nameOfGroup, namesOfGroups } from './groupsText';
import { endWords, stoppedTogether, stoppedWords } from './problemWords';
import { findRetryableChanges } from './retryableChanges';
import styles from './RunPanel.module.css';
import { useRuns } from './RunProvider';
import { byWords, standingText, type StandingGroup, type StandingWords } from './standingWords';
import { TakenBy } from './TakenBy';
import { useCheckOpen } from './useCheckOpen';

const ConfirmChanges = deferred(() => import('./confirm/ConfirmChanges'));

interface Props {
  active: ActiveRun;
  snapshot: RunSnapshot;
  end: EndState;
  headingRef: RefObject<HTMLHeadingElement>;
  nameOf: (person: Person) => string;
  onClose: () => void;
}

/** Region "Removal summary": what became of everyone, why, and what can be done about the rest. */
export function RunSummary({ active, snapshot, end, headingRef, nameOf, onClose }: Props) {
  const { client, words } = active;
  const { counts, total, notClosed } = snapshot;
  const { checking, ...check } = useCheckOpen(client);
  /** The changes that a retry would ask for again, by their places. */
  const [asking, setAsking] = useState<readonly number[]>();
  const isChecking = checking.status === 'checking';
  // Asking again would be a second run beside one that is about to begin.
  const isBlocked = useRuns().isUnderWay;
  const { failed, notAttempted } = findRetryableChanges(active, snapshot, end);
  const open = client.openChanges().length;
  return (
    <section {...KEEPS_FOCUS} className={styles.panel} aria-label={`${words.region} summary`}>
      <h2 ref={headingRef} tabIndex={-1} className={styles.title}>
        {end.name === 'stopped' && 'Stopped. '}
        {words.did(`${number(counts.done)} of ${words.amount(total)}`)}{' '}
        <GroupNames names={namesOfGroups(active)} />
      </h2>
      <Stopped active={active} snapshot={snapshot} end={end} open={open} />
      {notClosed && (
        <div role="alert">
          {!isSaidBefore(notClosed, end) && <Problem error={notClosed} during="history" headingLevel="h3" />}
          <p>
            The history has everyone’s outcome, but not yet that the run has ended. Closing this summary
            offers to finish that, and so does the next visit to this page.
          </p>
        </div>
      )}
      <dl className={styles.tally}>
        <Tally name={words.made} count={counts.done} />
        {counts.unchanged > 0 && <Tally name={words.unchanged} count={counts.unchanged} />}
        <Tally name="Failed" count={counts.failed} />
        <Tally name="Not attempted" count={counts.notAttempted} />
        <Tally name="Unconfirmed" count={counts.unconfirmed} />
      </dl>
      <Reasons active={active} nameOf={nameOf} />
      {checking.status === 'failed' && (
        <div role="alert">
          <Problem error={checking.error} during="read" headingLevel="h3" />
        </div>
      )}
      {isChecking && (
        <p className={styles.counts}>
          Checked {number(checking.done)} of {number(checking.count)}
        </p>
      )}
      <div className={styles.buttons}>
        {failed.length > 0 && (
          <Button spacing="compact" isDisabled={isBlocked} onClick={() => setAsking(failed)}>
            Retry failed ({number(failed.length)})
          </Button>
        )}
        {notAttempted.length > 0 && (
          <Button
            spacing="compact"
            isDisabled={isBlocked}
            onClick={() => setAsking(inOrder([...notAttempted, ...failed]))}
          >
            Go on with the rest ({number(notAttempted.length + failed.length)})
          </Button>
        )}
        {(open > 0 || isChecking) && (
          <Button spacing="compact" onClick={isChecking ? check.stop : check.start}>
            {isChecking ? 'Stop checking' : `Check (${number(open)})`}
          </Button>
        )}
        <ExportOutcome active={active} nameOf={nameOf} />
        <Button appearance="subtle" spacing="compact" onClick={onClose}>
          Close summary
        </Button>
      </div>
      {asking && <ConfirmRetry active={active} asked={asking} onClose={() => setAsking(undefined)} />}
    </section>
  );
}

/** One trouble is said once. */
function isSaidBefore({ kind }: AppError, end: EndState): boolean {
  return end.name === 'stopped' && end.by === 'error' && end.error.kind === kind;
}

/** As the plan has them. */
function inOrder(places: readonly number[]): number[] {
  return [...places].sort((a, b) => a - b);
}

interface ConfirmRetryProps {
  active: ActiveRun;
  /** Places of changes. */
  asked: readonly number[];
  onClose: () => void;
}

/** Asks as for the first time: of those that would be asked for again. */
function ConfirmRetry({ active, asked, onClose }: ConfirmRetryProps) {
  const { client, groups, people, isUndo, begun } = active;
  const changes = asked.flatMap((index) => client.changes[index] ?? []);
  return (
    <Suspense>
      <ConfirmChanges
        {...{ changes, groups, people, isUndo, begun, onClose }}
        onConfirm={() => client.retry(asked)}
      />
    </Suspense>
  );
}

interface StoppedProps extends Pick<Props, 'active' | 'snapshot' | 'end'> {
  /** Changes of which Check can tell more. */
  open: number;
}

/** What stopped the run, or some of its groups while others went on. */
function Stopped({ active, snapshot: { counts, stopped }, end, open }: StoppedProps) {
  const { words, groups } = active;
  const ended = { ...counts, words, open };
  if (end.name === 'stopped' && end.by === 'error') {
    return (
      <div role="alert">
        <Problem error={end.error} words={endWords(end.error, ended)} headingLevel="h3">
          <TakenBy {...end.error} />
        </Problem>
      </div>
    );
  }
  if (stopped.length === 0) return null;
  return (
    <div role="alert">
      {stoppedTogether(stopped, (groupId) => nameOfGroup(active, groupId)).map((together) => {
        const { error, groupNames } = together;
        const isWholeRun = groupNames.length === groups.size;
        return (
          <Problem
            key={groupNames[0]}
            error={error}
            words={stoppedWords(together, isWholeRun, ended)}
            headingLevel="h3"
          >
            {groups.size > 1 && <FirstGroups names={groupNames} />}
          </Problem>
        );
      })}
    </div>
  );
}

/** Groups named in one message. */
const GROUPS_NAMED = 5;

function FirstGroups({ names }: { names: readonly string[] }) {
  const more = names.length - GROUPS_NAMED;
  return (
    <ul className={styles.people} aria-label="Groups">
      {names.slice(0, GROUPS_NAMED).map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>
        </li>
      ))}
      {more > 0 && <li>and {number(more)} more</li>}
    </ul>
  );
}

function Tally({ name, count }: { name: string; count: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{number(count)}</dd>
    </div>
  );
}

/** Changes shown of those with the same outcome; the export has all. */
const SHOWN = 20;

/** Those that were not made, by what became of them in words. */
function Reasons({ active, nameOf }: Pick<Props, 'active' | 'nameOf'>) {
  const groups = byWords(standingsOf(active), active);
  if (groups.length === 0) return null;
  return (
    <ul className={styles.reasons}>
      {groups.map((group) => (
        <Reason key={standingText(group.words)} group={group} active={active} nameOf={nameOf} />
      ))}
    </ul>
  );
}

interface ReasonProps extends Pick<Props, 'active' | 'nameOf'> {
  group: StandingGroup;
}

function Reason({ group: { words, changes }, active, nameOf }: ReasonProps) {
  const [isOpened, setIsOpened] = useState(false);
  const rest = changes.length - SHOWN;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setIsOpened(currentTarget.open)}>
        <summary>
          {number(changes.length)} × <ReasonWords words={words} />
        </summary>
        {isOpened && (
          <ul className={styles.people}>
            <Names changes={changes.slice(0, SHOWN)} active={active} nameOf={nameOf} />
            {rest > 0 && <li>and {number(rest)} more: export the outcome to see everyone</li>}
          </ul>
        )}
      </details>
    </li>
  );
}

/** As in the file, with Confluence's words kept apart. */
function ReasonWords({ words }: { words: StandingWords }) {
  const { title, quotation, reason } = words;
  if (quotation === undefined) return <>{standingText(words)}</>;
  return (
    <>
      {title}: Confluence said “<bdi>{quotation}</bdi>” ({reason})
    </>
  );
}

interface NamesProps extends Pick<Props, 'active' | 'nameOf'> {
  changes: StandingGroup['changes'];
}

/** A run that was taken up again knows ids only; who they are is looked up. */
function Names({ changes, active, nameOf }: NamesProps) {
  const { people, groups } = active;
  const accountIds = [...new Set(changes.map(({ change }) => change.accountId))];
  const { personOf } = usePeopleById([accountIds.filter((accountId) => !people.has(accountId))]);
  return changes.map(({ change: { accountId, groupId }, index }) => {
    const person = people.get(accountId) ?? personOf(accountId);
    return (
      <li key={index}>
        {person && isVisible(person.displayName) && <bdi>{nameOf(person)}</bdi>} <code>{accountId}</code>
        {groups.size > 1 && (
          <>
            {' '}
            in <bdi>{nameOfGroup(active, groupId)}</bdi>
          </>
        )}
      </li>
    );
  });
}
