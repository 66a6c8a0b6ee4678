import type { Person } from '../../../../src/contract';
import { kindOfChange } from '../run/activeRun';
import { useRunOf, useStanding } from '../run/RunProvider';
import { standingTitle } from '../run/standingTitle';
import styles from './Removal.module.css';
import { RemovalAction } from './RemovalAction';
import type { RowState } from './rowState';

interface Props {
  groupId: string;
  person: Person;
  name: string;
  state: RowState | undefined;
  /** No one can be removed from this group here. */
  isReadOnly: boolean;
  onRemove: () => void;
  onCheck: () => void;
}

/** What can be done about a person now; where they stand, while a run is about them. Of an unknown account nothing can be. */
export function RowRemoval({ groupId, person, ...action }: Props) {
  const run = useRunOf(groupId);
  const found = useStanding({ groupId, accountId: person.accountId });
  if (person.isUnidentified) return null;
  return run && !run.ending && found ? (
    <span className={styles.standing} data-standing={found.standing.status}>
      {standingTitle(found.standing, kindOfChange(run.active, found.change))}
    </span>
  ) : (
    <RemovalAction {...action} />
  );
}
