import { Suspense, useState } from 'react';
import type { Group } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import type { Chosen } from '../directory/chosen';
import { displayNameOf } from '../directory/displayName';
import { groupMessages } from '../directory/groupMessages';
import { PickerOutline } from '../directory/PickerOutline';
import { withVisibleName } from '../directory/useGroup';
import { deferred } from '../ui/deferred';
import { Dialog } from '../ui/Dialog';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';

const GroupPicker = deferred(() => import('../directory/GroupPicker'));

interface Props {
  person: Chosen;
  /** The groups they are in. */
  listed: readonly Group[];
  onPick: (group: Group) => void;
  onClose: () => void;
}

/** Dialog "Add NAME to a group": picks the group. Whether to add them is asked next. */
export function AddToGroup({ person, listed, onPick, onClose }: Props) {
  const [group, setGroup] = useState<Group>();
  return (
    <Dialog
      title={peopleMessages.node('addTitle', { name: <bdi>{displayNameOf(person)}</bdi> })}
      confirm={peopleMessages.text('next')}
      appearance="primary"
      blocked={blockedBy(group, listed)}
      isForm
      fields={
        <div className={styles.picker}>
          <Suspense fallback={<PickerOutline name="" />}>
            <GroupPicker selected={group} onSelect={(picked) => setGroup(withVisibleName(picked))} />
          </Suspense>
        </div>
      }
      onConfirm={() => {
        if (group) onPick(group);
      }}
      onClose={onClose}
    >
      {null}
    </Dialog>
  );
}

/** Why nothing can be asked about the group yet. */
function blockedBy(group: Group | undefined, listed: readonly Group[]): string | undefined {
  if (!group) return peopleMessages.text('pickGroup');
  if (listed.some(({ id }) => id === group.id)) return peopleMessages.text('alreadyIn');
  return isManagedExternally(group) ? groupMessages.text('managedReason') : undefined;
}
