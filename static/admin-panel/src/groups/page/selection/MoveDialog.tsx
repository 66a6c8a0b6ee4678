import { useState } from 'react';
import type { Group } from '../../../../../../src/contract';
import { isManagedExternally } from '../../../../../../src/membership/isManagedExternally';
import GroupPicker from '../../../directory/GroupPicker';
import { Dialog } from '../../../ui/Dialog';
import { groupPageMessages as messages } from '../groupPageMessages';
import styles from './MoveDialog.module.css';

interface Props {
  /** People to be moved. */
  count: number;
  /** The group they are in. */
  from: Group;
  onConfirm: (to: Group) => void;
  onClose: () => void;
}

/** Dialog "Move N people to another group": which one it is. */
export default function MoveDialog({ count, from, onConfirm, onClose }: Props) {
  const [to, setTo] = useState<Group>();
  return (
    <Dialog
      title={messages.text('moveTitle', { count })}
      confirm={messages.text('moveConfirm')}
      appearance="primary"
      blocked={blockedText(from, to)}
      isForm
      onConfirm={() => to && onConfirm(to)}
      onClose={onClose}
    >
      <div className={styles.room}>
        <p>{messages.node('moveText', { group: <bdi>{from.name}</bdi> })}</p>
        <GroupPicker selected={to} onSelect={setTo} />
      </div>
    </Dialog>
  );
}

/** Why they cannot be moved there; nothing where they can. */
function blockedText(from: Group, to: Group | undefined): string | undefined {
  if (!to) return messages.text('moveChoose');
  if (to.id === from.id) return messages.text('moveSame');
  return isManagedExternally(to) ? messages.text('moveManaged') : undefined;
}
