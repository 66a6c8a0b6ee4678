import { Suspense, useEffect, useRef } from 'react';
import styles from './App.module.css';
import { CurrentRun } from './CurrentRun';
import { usePlace, type AppLocation } from './host/location';
import { useOnline } from './host/useOnline';
import { useFirstView } from './members/queries';
import { MembersTab } from './MembersTab';
import { Offline } from './problems/Offline';
import { deferred } from './ui/deferred';
import { KEEPS_FOCUS } from './ui/keepFocus';
import { Tabs } from './ui/Tabs';

// What an earlier visit left is not what this one came for.
const UnfinishedRuns = deferred(() => import('./run/unfinished/UnfinishedRuns'));
// Most come to see who is in a group.
const History = deferred(() => import('./history/History'));

const TABS = { members: 'Members', history: 'History' };

/** The page: who is in a group, and what was done here before. */
export function App({ location }: { location: AppLocation }) {
  const [place, go] = usePlace(location);
  // Not state that is set while rendering: React 18 then loses track of the location, which is an external store.
  const lastGroupId = useRef<string>();
  useEffect(() => {
    if (place.tab === 'members') lastGroupId.current = place.groupId;
  }, [place]);
  const online = useOnline();
  const goToMembers = (groupId: string | undefined) =>
    go({ tab: 'members', ...(groupId !== undefined && { groupId }) });
  return (
    <div {...KEEPS_FOCUS} className={styles.page}>
      <h1 className={styles.title}>Group members</h1>
      <div role="status" className={styles.offline}>
        {!online && <Offline />}
      </div>
      <CurrentRun />
      <LeftUnfinished
        groupId={place.tab === 'members' ? place.groupId : undefined}
        isHistoryShown={place.tab === 'history'}
      />
      <Tabs
        label="Group members"
        tabs={TABS}
        selected={place.tab}
        onSelect={(tab) => (tab === 'members' ? goToMembers(lastGroupId.current) : go({ tab }))}
      >
        {place.tab === 'members' ? (
          <MembersTab groupId={place.groupId} onOpenGroup={goToMembers} />
        ) : (
          <Suspense>
            <History
              runId={place.runId}
              onGo={(runId) => go({ tab: 'history', ...(runId !== undefined && { runId }) })}
            />
          </Suspense>
        )}
      </Tabs>
    </div>
  );
}

interface LeftUnfinishedProps {
  groupId: string | undefined;
  isHistoryShown: boolean;
}

/** Asks for what an earlier visit left only once there is something to see of the group. */
function LeftUnfinished({ groupId, isHistoryShown }: LeftUnfinishedProps) {
  // Apart from the page, which it would make lose track of the location: it sets state while rendering.
  const isFirstViewThere = useFirstView(groupId);
  return isFirstViewThere ? (
    <Suspense>
      <UnfinishedRuns isHistoryShown={isHistoryShown} />
    </Suspense>
  ) : null;
}
