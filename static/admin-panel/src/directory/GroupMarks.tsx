import type { Group, GroupAccess } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { Lozenge } from '../ui/Lozenge';
import styles from './GroupMarks.module.css';
import { groupMessages } from './groupMessages';

interface Props {
  group: Group;
  /** What it gives its members; absent while that is not known, or where it does not matter. */
  access?: GroupAccess | undefined;
}

/** What sets a group apart, as far as it is known: *Gives administration*, *Gives Confluence*, *Identity provider*. */
export function GroupMarks({ group, access }: Props) {
  const isManaged = isManagedExternally(group);
  const givesAdministration = access?.administration === 'yes';
  const givesUse = access?.use === 'yes';
  if (!isManaged && !givesAdministration && !givesUse) return null;
  return (
    <span className={styles.marks}>
      {givesAdministration && (
        <Lozenge appearance="inprogress">{groupMessages.text('givesAdministration')}</Lozenge>
      )}
      {givesUse && <Lozenge appearance="new">{groupMessages.text('givesConfluence')}</Lozenge>}
      {isManaged && <Lozenge>{groupMessages.text('identityProvider')}</Lozenge>}
    </span>
  );
}
