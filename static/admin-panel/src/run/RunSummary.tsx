import Button from '@atlaskit/button/default/button';
import { useState, type RefObject } from 'react';
import type { Person } from '../../../../src/contract';
import { usePeopleById } from '../people/usePeopleById';
import { Problem } from '../problems/Problem';
import { ExportOutcome } from './ExportOutcome';
import { isOpen } from './people';
import styles from './RunPanel.module.css';
import { useRuns, type ActiveRun } from './RunProvider';
import { endedElsewhere, type EndState, type RunSnapshot } from './snapshot';
import { endWords } from './problemWords';
import { byWords } from './standingWords';
import { TakenBy } from './TakenBy';
import { useCheckOpen } from './useCheckOpen';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { number } from '../ui/number';
import { peopleText } from '../ui/peopleText';

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
  const { run, action, group } = active;
  const { counts, total, notClosed } = snapshot;
  const { checking, ...check } = useCheckOpen(active);
  const isChecking = checking.status === 'checking';
  // Asking again would be a second run beside one that is about to begin.
  const isBlocked = useRuns().isUnderWay;
  const mayRetry = !endedElsewhere(end);
  const open = [...run.standings()].filter(([, standing]) => isOpen(standing)).length;
  return (
    <section
      {...KEEPS_FOCUS}
      className={styles.panel}
      aria-label={action === 'remove' ? 'Removal summary' : 'Undo summary'}
    >
      <h2 ref={headingRef} tabIndex={-1} className={styles.title}>
        {end.name === 'stopped' && 'Stopped. '}
        {action === 'remove' ? 'Removed' : 'Added'} {number(counts.done)} of {peopleText(total)}{' '}
        {action === 'remove' ? 'from' : 'back to'} <bdi>{group.name}</bdi>
      </h2>
      {end.name === 'stopped' && end.by === 'error' && (
        <div role="alert">
          <Problem
            error={end.error}
            words={endWords(end.error, { ...counts, action, open })}
            headingLevel="h3"
          >
            <TakenBy {...end.error} />
          </Problem>
        </div>
      )}
      {notClosed && (
        <div role="alert">
          <Problem error={notClosed} during="history" headingLevel="h3" />
          <p>
            The history has everyone’s outcome, but not yet that the run has ended. Closing this summary
            offers to finish that, and so does the next visit to this page.
          </p>
        </div>
      )}
      <dl className={styles.tally}>
        <Tally name={action === 'remove' ? 'Removed' : 'Added back'} count={counts.done} />
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
        {mayRetry && counts.failed > 0 && (
          <Button
            spacing="compact"
            isDisabled={isBlocked}
            onClick={() => run.retryFailed({ withNotAttempted: false })}
          >
            Retry failed ({number(counts.failed)})
          </Button>
        )}
        {mayRetry && counts.notAttempted > 0 && (
          <Button
            spacing="compact"
            isDisabled={isBlocked}
            onClick={() => run.retryFailed({ withNotAttempted: true })}
          >
            Go on with the rest ({number(counts.notAttempted + counts.failed)})
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
    </section>
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

/** People shown of those with the same outcome; the export has all. */
const SHOWN = 20;

/** Those who were not removed, by what became of them in words. */
function Reasons({ active, nameOf }: Pick<Props, 'active' | 'nameOf'>) {
  const groups = byWords(active.run.standings(), active.action);
  if (groups.length === 0) return null;
  return (
    <ul className={styles.reasons}>
      {groups.map(([words, accountIds]) => (
        <Reason key={words} words={words} accountIds={accountIds} active={active} nameOf={nameOf} />
      ))}
    </ul>
  );
}

interface ReasonProps extends Pick<Props, 'active' | 'nameOf'> {
  words: string;
  accountIds: readonly string[];
}

function Reason({ words, accountIds, active, nameOf }: ReasonProps) {
  const [isOpened, setIsOpened] = useState(false);
  const rest = accountIds.length - SHOWN;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setIsOpened(currentTarget.open)}>
        <summary>
          {number(accountIds.length)} × {words}
        </summary>
        {isOpened && (
          <ul className={styles.people}>
            <Names accountIds={accountIds.slice(0, SHOWN)} known={active.people} nameOf={nameOf} />
            {rest > 0 && <li>and {number(rest)} more: export the outcome to see everyone</li>}
          </ul>
        )}
      </details>
    </li>
  );
}

interface NamesProps extends Pick<Props, 'nameOf'> {
  accountIds: readonly string[];
  known: ReadonlyMap<string, Person>;
}

/** A run that was taken up again knows ids only; who they are is looked up. */
function Names({ accountIds, known, nameOf }: NamesProps) {
  const { personOf } = usePeopleById([accountIds.filter((accountId) => !known.has(accountId))]);
  return accountIds.map((accountId) => {
    const person = known.get(accountId) ?? personOf(accountId);
    return (
      <li key={accountId}>
        {person?.displayName && <bdi>{nameOf(person)}</bdi>} <code>{accountId}</code>
      </li>
    );
  });
}
