import type { Person } from '../../../../src/contract';
import { Dialog } from '../ui/Dialog';
import styles from './ConfirmRemoval.module.css';

interface Props {
  person: Person;
  name: string;
  groupName: string;
  isMe: boolean;
  online: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Remove NAME from GROUP?". */
export function ConfirmRemoval({ person, name, groupName, isMe, online, onConfirm, onClose }: Props) {
  return (
    <Dialog
      title={
        <>
          Remove <bdi>{name}</bdi> from <bdi>{groupName}</bdi>?
        </>
      }
      confirm="Remove"
      appearance="danger"
      isDisabled={!online}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {/* Two people can have the same name. */}
      <p className={styles.who}>
        {person.email !== undefined && <>{person.email}, </>}
        account ID <code>{person.accountId}</code>
      </p>
      <p>
        {isMe ? 'This is your own account: you lose' : 'They lose'} whatever this group gives access to, in
        Confluence and in every other app of this site that uses the group.
      </p>
      <p>A site admin can add {isMe ? 'you' : 'them'} back.</p>
      {!online && <p>You are offline. Nothing can be removed until the connection is back.</p>}
    </Dialog>
  );
}
