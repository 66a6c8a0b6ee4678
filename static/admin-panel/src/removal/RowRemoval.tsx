import type { Person } from '../../../../src/contract';
import { RemovalAction } from './RemovalAction';
import styles from './Removal.module.css';
import type { RowState } from './rowState';
import { useRunOf, useStanding } from '../run/RunProvider';
import { standingTitle } from '../run/standingTitle';

interface Props {
  groupId: string;
  person: Person;
  name: string;
  state: RowState | undefined;
  onRemove: () => void;
  onCheck: () => void;
}

/** What can be done about a person now; where they stand, while a run is about them. */
export function RowRemoval({ groupId, person, ...action }: Props) {
  const run = useRunOf(groupId);
  const standing = useStanding(groupId, person.accountId);
  return run && !run.ending && standing ? (
    <span className={styles.standing} data-standing={standing.status}>
      {standingTitle(standing, run.active.action)}
    </span>
  ) : (
    <RemovalAction {...action} />
  );
}
