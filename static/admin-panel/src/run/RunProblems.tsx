import type { EndState, RunSnapshot } from '../../../../src/run/runSnapshot';
import { Problem } from '../problems/Problem';
import type { ActiveRun } from './activeRun';
import { dockMessages } from './dockMessages';
import { nameOfGroup } from './groupsText';
import { endWords, stoppedTogether, stoppedWords, type Ended } from './problemWords';
import styles from './RunReceipt.module.css';
import { TakenBy } from './TakenBy';

interface Props {
  active: ActiveRun;
  snapshot: RunSnapshot;
  end: EndState;
  /** Changes that "Continue" would ask for. */
  left: number;
  /** Changes of which Check can tell more. */
  open: number;
}

/** What stopped the run, or some of its groups while others went on; nothing where nothing did. */
export function RunProblems({ active, snapshot: { counts, stopped }, end, left, open }: Props) {
  const { kind, groups } = active;
  const ended: Ended = { ...counts, what: kind, left, open };
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
    <ul className={styles.people} aria-label={dockMessages.text('groups')}>
      {names.slice(0, GROUPS_NAMED).map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>
        </li>
      ))}
      {more > 0 && <li>{dockMessages.text('andMore', { count: more })}</li>}
    </ul>
  );
}
