import { Suspense } from 'react';
import styles from './App.module.css';
import { CurrentRun } from './CurrentRun';
import type { AppLocation } from './host/location';
import { usePlace } from './host/usePlace';
import { useOnline } from './host/useOnline';
import { useFirstView } from './members/firstView';
import { MembersTab } from './MembersTab';
import { ErrorBoundary } from './problems/ErrorBoundary';
import { Offline } from './problems/Offline';
import { deferred } from './ui/deferred';
import { KEEPS_FOCUS } from './ui/keepFocus';
import { Tabs } from './ui/Tabs';

// What an earlier visit left is not what this one came for.
const UnfinishedRuns = deferred(() => import('./run/unfinished/UnfinishedRuns'));
// Most come to see who is in a group.
const History = deferred(() => import('./history/History'));

/** The page: who is in a group, and what was done here before. */
export function App({ location }: { location: AppLocation }) {
  const { place, lastMembers, go } = usePlace(location);
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
      <ErrorBoundary>
        <LeftUnfinished
          groupId={place.tab === 'members' ? place.groupId : undefined}
          isHistoryShown={place.tab === 'history'}
        />
      </ErrorBoundary>
      <Tabs
        label="Group members"
        selected={place.tab}
        onSelect={(tab) => (tab === 'members' ? goToMembers(lastMembers?.groupId) : go({ tab }))}
        // What fails in one leaves a run's Pause and Stop.
        tabs={[
          {
            name: 'members',
            title: 'Members',
            // Stays as it is while one looks at the history: who is chosen, what is searched for and loaded.
            panel: lastMembers && (
              <ErrorBoundary>
                <MembersTab groupId={lastMembers.groupId} onOpenGroup={goToMembers} />
              </ErrorBoundary>
            ),
          },
          {
            name: 'history',
            title: 'History',
            panel: place.tab === 'history' && (
              <ErrorBoundary>
                <Suspense>
                  <History
                    runId={place.runId}
                    filters={place.filters}
                    onGo={(there) => go({ tab: 'history', ...there })}
                  />
                </Suspense>
              </ErrorBoundary>
            ),
          },
        ]}
      />
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
