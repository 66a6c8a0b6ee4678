import { Suspense, type ReactNode } from 'react';
import styles from './App.module.css';
import { appMessages } from './appMessages';
import { GroupsTab } from './groups/GroupsTab';
import { useNavigation } from './host/navigation';
import { HOME, type Place } from './host/place';
import { useOnline } from './host/useOnline';
import { usePlans } from './plan/PlanProvider';
import { ErrorBoundary } from './problems/ErrorBoundary';
import { Offline } from './problems/Offline';
import { RemovalProblem } from './removal/RemovalProblem';
import { RunDock } from './run/RunDock';
import { deferred } from './ui/deferred';
import { Dock, DockedMessage } from './ui/Dock';
import { KEEPS_FOCUS } from './ui/keepFocus';
import { Shown } from './ui/shown';
import { Tabs } from './ui/Tabs';
import { useLastPlaces } from './useLastPlaces';

// Most come to see who is in a group.
const ComparePage = deferred(() => import('./compare/ComparePage'));
const PeopleTab = deferred(() => import('./people/PeopleTab'));
const PlanPage = deferred(() => import('./plan/PlanPage'));
const RunPage = deferred(() => import('./history/RunPage'));
const HistoryTab = deferred(() => import('./history/HistoryTab'));
const FromListDialog = deferred(() => import('./files/FromListDialog'));

type TabName = 'groups' | 'people' | 'history';

/** The page: groups, people, and what was changed here before; in the place of any of them the plan under review. */
export function App() {
  const { place, go } = useNavigation();
  const { plan } = usePlans();
  const last = useLastPlaces(place);
  const online = useOnline();
  const selected = tabOf(place, plan?.openedFrom ?? HOME);
  const isReviewing = place.page === 'plan';
  const panelOf = (tab: TabName, content: ReactNode) => (
    <>
      <Shown isShown={!isReviewing}>{content && <Part>{content}</Part>}</Shown>
      {isReviewing && tab === selected && (
        <Part>
          <PlanPage />
        </Part>
      )}
    </>
  );
  return (
    <main {...KEEPS_FOCUS} aria-label={appMessages.text('title')} className={styles.page}>
      <h1 className={styles.title}>{appMessages.text('title')}</h1>
      <Tabs<TabName>
        label={appMessages.text('title')}
        selected={selected}
        // A second press on the tab one is in leads to its beginning.
        onSelect={(tab) => go(tab === selected ? { page: tab } : (last[tab] ?? { page: tab }))}
        tabs={[
          {
            name: 'groups',
            title: appMessages.text('groups'),
            // Stays as it is while one looks elsewhere: what is ticked, searched for and loaded.
            panel: panelOf(
              'groups',
              last.groups && (
                <>
                  <Shown isShown={last.groups.page === 'groups'}>
                    {last.ofGroups.groups && (
                      <Part>
                        <GroupsTab
                          groupId={last.ofGroups.groups.groupId}
                          listDialog={(props) => <FromListDialog {...props} />}
                        />
                      </Part>
                    )}
                  </Shown>
                  <Shown isShown={last.groups.page === 'compare'}>
                    {last.ofGroups.compare && (
                      <Part>
                        <ComparePage {...last.ofGroups.compare} />
                      </Part>
                    )}
                  </Shown>
                </>
              ),
            ),
          },
          {
            name: 'people',
            title: appMessages.text('people'),
            panel: panelOf('people', last.people && <PeopleTab accountId={last.people.accountId} />),
          },
          {
            name: 'history',
            title: appMessages.text('history'),
            panel: panelOf(
              'history',
              selected === 'history' && last.history && <History at={last.history} />,
            ),
          },
        ]}
      />
      <Dock>
        <div role="status">
          {!online && (
            <DockedMessage>
              <Offline />
            </DockedMessage>
          )}
        </div>
        <RemovalProblem groupId={place.page === 'groups' ? place.groupId : undefined} />
        <RunDock />
      </Dock>
    </main>
  );
}

function History({ at }: { at: HistoryPlaces }) {
  switch (at.page) {
    case 'history':
      return <HistoryTab filters={at.filters ?? {}} />;
    case 'changes':
      return <RunPage key={at.runId} runId={at.runId} />;
  }
}

/** What fails in one part leaves the others, and a run's Pause and Stop. */
function Part({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary>
      <Suspense>{children}</Suspense>
    </ErrorBoundary>
  );
}

type HistoryPlaces = Extract<Place, { page: 'history' | 'changes' }>;

/** Under which tab a place is shown. @param origin where the plan was opened */
function tabOf(place: Place, origin: Place): TabName {
  switch (place.page) {
    case 'groups':
    case 'people':
    case 'history':
      return place.page;
    case 'compare':
      return 'groups';
    case 'changes':
      return 'history';
    case 'plan':
      return origin.page === 'plan' ? 'groups' : tabOf(origin, HOME);
  }
}
