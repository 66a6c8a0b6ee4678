import { useMemo, useState } from 'react';
import type { RunSnapshot } from '../../../../src/run/runSnapshot';
import { displayNameOf } from '../directory/displayName';
import { usePeopleById } from '../directory/usePeopleById';
import { isVisible } from '../ui/visibleText';
import { standingsOf, type ActiveRun } from './activeRun';
import { dockMessages } from './dockMessages';
import { nameOfGroup } from './groupsText';
import styles from './RunReceipt.module.css';
import { byWords, standingText, type StandingGroup, type StandingWords } from './standingWords';
import { Tally } from './Tally';

interface Props {
  active: ActiveRun;
  snapshot: RunSnapshot;
}

/** Counts of the page's own run, and those that were not made by what became of them: a line a reason. */
export function RunReasons({ active, snapshot }: Props) {
  const { counts } = snapshot;
  // A new snapshot comes with each change of what is said.
  const groups = useMemo(
    () => (snapshot.total > 0 ? byWords(standingsOf(active), active) : []),
    [active, snapshot],
  );
  return (
    <>
      <Tally counts={counts} kind={active.kind} />
      {groups.length > 0 && (
        <ul className={styles.reasons} aria-label={dockMessages.text('reasons')}>
          {groups.map((group) => (
            <Reason key={standingText(group.words)} group={group} active={active} />
          ))}
        </ul>
      )}
    </>
  );
}

interface ReasonProps {
  group: StandingGroup;
  active: ActiveRun;
}

/** Changes shown of those with the same outcome; the export has all. */
const SHOWN = 20;

function Reason({ group: { words, changes }, active }: ReasonProps) {
  const [isOpened, setIsOpened] = useState(false);
  const rest = changes.length - SHOWN;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setIsOpened(currentTarget.open)}>
        <summary>
          {dockMessages.node('countOf', { count: changes.length, reason: <ReasonWords words={words} /> })}
        </summary>
        {isOpened && (
          <ul className={styles.people}>
            <Names changes={changes.slice(0, SHOWN)} active={active} />
            {rest > 0 && <li>{dockMessages.text('andMoreInFile', { count: rest })}</li>}
          </ul>
        )}
      </details>
    </li>
  );
}

/** As in the file, with Confluence's words kept apart. */
function ReasonWords({ words }: { words: StandingWords }) {
  const { title, quotation, reason } = words;
  if (quotation === undefined || reason === undefined) return <>{standingText(words)}</>;
  return dockMessages.node('withQuotation', { title, words: <bdi>{quotation}</bdi>, reason });
}

/** A run that was taken up again knows ids only; who they are is looked up. */
function Names({ changes, active }: { changes: StandingGroup['changes']; active: ActiveRun }) {
  const { people, groups } = active;
  const accountIds = [...new Set(changes.map(({ change }) => change.accountId))];
  const { personOf } = usePeopleById([accountIds.filter((accountId) => !people.has(accountId))]);
  return changes.map(({ change: { accountId, groupId }, index }) => {
    const person = people.get(accountId) ?? personOf(accountId);
    const name =
      person && isVisible(person.displayName) ? <bdi>{displayNameOf(person)}</bdi> : <code>{accountId}</code>;
    return (
      <li key={index}>
        {groups.size > 1
          ? dockMessages.node('inGroup', { person: name, group: <bdi>{nameOfGroup(active, groupId)}</bdi> })
          : name}
      </li>
    );
  });
}
