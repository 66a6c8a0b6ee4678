import { Lozenge } from '../ui/Lozenge';
import type { Person } from '../../../../src/contract';
import styles from './MembersTable.module.css';

/** What sets a member apart: *You*, *No Confluence access*, *Guest*, *App*. */
export function StatusLozenges({ person, isMe }: { person: Person; isMe: boolean }) {
  const isApp = person.accountType === 'app';
  return (
    <span className={styles.lozenges}>
      {isMe && <Lozenge appearance="inprogress">You</Lozenge>}
      {person.lacksAccess && !isApp && (
        <Lozenge>
          No <span className={styles.wideOnly}>Confluence </span>access
        </Lozenge>
      )}
      {person.guest && <Lozenge appearance="moved">Guest</Lozenge>}
      {isApp && <Lozenge appearance="new">App</Lozenge>}
    </span>
  );
}
