import type { Person } from '../../../../src/contract';
import { Lozenge } from '../ui/Lozenge';
import { membersMessages } from './membersMessages';
import styles from './MembersTable.module.css';
import { statusesOf, type MemberStatus } from './status';

/** What sets a member apart: *You*, *No Confluence access*, *Guest*, *App*. */
export function StatusLozenges({ person, isMe }: { person: Person; isMe: boolean }) {
  return (
    <span className={styles.lozenges}>
      {isMe && <Lozenge appearance="inprogress">{membersMessages.text('you')}</Lozenge>}
      {statusesOf(person).map((status) => (
        <StatusLozenge key={status} status={status} />
      ))}
    </span>
  );
}

function StatusLozenge({ status }: { status: MemberStatus }) {
  switch (status) {
    case 'active':
      return null;
    case 'noAccess':
    case 'guest':
      return <Lozenge>{membersMessages.text(status)}</Lozenge>;
    case 'app':
      return <Lozenge appearance="new">{membersMessages.text(status)}</Lozenge>;
  }
}
