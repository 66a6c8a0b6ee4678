import { useId, useMemo, type ReactNode } from 'react';
import type { NotContinuedReason } from '../../../../../src/contract';
import { AdminName } from '../../directory/AdminName';
import { knownById } from '../../directory/chosen';
import { displayNameOf } from '../../directory/displayName';
import { usePeopleById } from '../../directory/usePeopleById';
import { usePlans } from '../../plan/PlanProvider';
import { Button } from '../../ui/Button';
import styles from './Due.module.css';
import { endText, membershipsOf, type OverdueMemberships } from './dueList';
import { dueMessages } from './dueMessages';
import type { DueQuestion } from './useDueQuestions';

interface Props {
  overdue: readonly OverdueMemberships[];
  /** Absent where nothing may be changed. */
  onAsk: ((question: DueQuestion) => void) | undefined;
}

/** List "Date has come, not removed by the app": memberships of a run each, why the app did not remove them, and what can be done. */
export function OverdueList({ overdue, onAsk }: Props) {
  const titleId = useId();
  if (overdue.length === 0) return null;
  return (
    <>
      <h3 id={titleId} className={styles.heading}>
        {dueMessages.text('overdue')}
      </h3>
      <ul className={styles.overdue} aria-labelledby={titleId}>
        {overdue.map((due) => (
          <li key={due.dueId}>
            <Overdue due={due} onAsk={onAsk} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Overdue({ due, onAsk }: Pick<Props, 'onAsk'> & { due: OverdueMemberships }) {
  const { runId, notMade, actorId } = due;
  const { open } = usePlans();
  const whatId = useId();
  const memberships = useMemo(() => membershipsOf([due]), [due]);
  const [first, ...others] = memberships;
  const only = others.length === 0 ? first : undefined;
  const directory = usePeopleById(only ? [[only.accountId]] : []);
  const name = only ? displayNameOf(directory.personOf(only.accountId) ?? knownById(only.accountId)) : '';
  const review = () => open({ kind: 'undo', runId, places: memberships.map(({ index }) => index) });
  const button = { spacing: 'compact', 'aria-describedby': whatId } as const;
  return (
    <>
      <p id={whatId} className={styles.what}>
        {whatOf(due, name)}
      </p>
      <p className={styles.why}>
        {dueMessages.node(REASONS[notMade], { admin: <AdminName accountId={actorId} /> })}
        {onAsk && <> {dueMessages.text('reviewToRemove')}</>}
      </p>
      {onAsk && (
        <div className={styles.buttons}>
          <Button {...button} onClick={review}>
            {dueMessages.text('reviewRemoval')}
          </Button>
          <Button {...button} onClick={() => onAsk({ about: 'date', memberships, isWhole: true })}>
            {dueMessages.text('changeDate')}
          </Button>
          <Button {...button} onClick={() => onAsk({ about: 'keeping', memberships, isWhole: true })}>
            {dueMessages.text('keep')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Why nothing was done, in the words of the catalog. */
const REASONS = {
  actorUnavailable: 'actorUnavailable',
  notInEffect: 'notInEffect',
  permission: 'permission',
  unavailable: 'unavailable',
} as const satisfies Record<NotContinuedReason, string>;

/** @param name of the person, where it is one membership */
function whatOf(due: OverdueMemberships, name: string): ReactNode {
  const date = endText(due.until);
  const memberships = membershipsOf([due]);
  const groups = new Map(memberships.map(({ groupId, groupName }) => [groupId, groupName]));
  const [groupName, ...others] = groups.values();
  const count = memberships.length;
  if (others.length > 0) return dueMessages.text('overdueInGroups', { count, groups: groups.size, date });
  const group = <bdi>{groupName}</bdi>;
  return count === 1
    ? dueMessages.node('oneOverdue', { name: <bdi>{name}</bdi>, group, date })
    : dueMessages.node('overdueInGroup', { count, group, date });
}
