import { deferred } from './ui/deferred';
import { EmptyState } from './ui/EmptyState';
import { Suspense } from 'react';
import styles from './App.module.css';
import { GroupMembers } from './GroupMembers';
import { CurrentRun } from './CurrentRun';
import { PickerOutline } from './groups/PickerOutline';
import { useGroup, useRememberGroup } from './groups/queries';
import { useGroupId, type AppLocation } from './host/location';
import { useOnline } from './host/useOnline';
import { useFirstView } from './members/queries';
import { Offline } from './problems/Offline';
import { KEEPS_FOCUS } from './ui/keepFocus';

// What an earlier visit left is not what this one came for.
const UnfinishedRuns = deferred(() => import('./run/unfinished/UnfinishedRuns'));
// A combobox is large, and whoever follows a link to a group waits for its members.
const GroupPicker = deferred(() => import('./groups/GroupPicker'));

/** The page: pick a group, see who is in it. */
export function App({ location }: { location: AppLocation }) {
  const [groupId, openGroup] = useGroupId(location);
  const group = useGroup(groupId);
  const remember = useRememberGroup();
  const online = useOnline();
  const isFirstViewThere = useFirstView(groupId);
  return (
    <div {...KEEPS_FOCUS} className={styles.page}>
      <h1 className={styles.title}>Group members</h1>
      <Suspense fallback={<PickerOutline name={group.data?.name ?? ''} />}>
        <GroupPicker
          selected={group.data}
          onSelect={(chosen) => {
            remember(chosen);
            openGroup(chosen.id);
          }}
        />
      </Suspense>
      <div role="status" className={styles.offline}>
        {!online && <Offline />}
      </div>
      <CurrentRun />
      {isFirstViewThere && (
        <Suspense>
          <UnfinishedRuns />
        </Suspense>
      )}
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
    </div>
  );
}
