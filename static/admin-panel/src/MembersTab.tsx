import { Suspense } from 'react';
import { GroupMembers } from './GroupMembers';
import { PickerOutline } from './groups/PickerOutline';
import { useGroup, useRememberGroup } from './groups/queries';
import styles from './MembersTab.module.css';
import { deferred } from './ui/deferred';
import { EmptyState } from './ui/EmptyState';

// A combobox is large, and an admin who follows a link to a group waits for its members.
const GroupPicker = deferred(() => import('./groups/GroupPicker'));

interface Props {
  groupId: string | undefined;
  onOpenGroup: (groupId: string) => void;
}

/** Pick a group, see who is in it. */
export function MembersTab({ groupId, onOpenGroup }: Props) {
  const group = useGroup(groupId);
  const remember = useRememberGroup();
  return (
    <>
      <Suspense fallback={<PickerOutline name={group.data?.name ?? ''} />}>
        <GroupPicker
          selected={group.data}
          onSelect={(chosen) => {
            remember(chosen);
            onOpenGroup(chosen.id);
          }}
        />
      </Suspense>
      {groupId === undefined ? (
        <div className={styles.empty}>
          <EmptyState
            header="Pick a group"
            headingLevel={2}
            description="You see who is in it and can remove people from it."
          />
        </div>
      ) : (
        <GroupMembers key={groupId} groupId={groupId} />
      )}
    </>
  );
}
