import { Suspense, useState, type ReactNode } from 'react';
import { useRememberGroup } from '../../directory/useGroup';
import { useNavigation } from '../../host/navigation';
import { ErrorBoundary } from '../../problems/ErrorBoundary';
import { ReadOnlyNote } from '../../rights/ReadOnlyNote';
import { useMayChange } from '../../rights/useMayChange';
import { deferred } from '../../ui/deferred';
import { useAfterFirstReads } from '../../ui/useAfterFirstReads';
import styles from './GroupsHome.module.css';
import { GroupsTable } from './GroupsTable';
import { StartHere } from './StartHere';

const UnfinishedRuns = deferred(() => import('../../run/unfinished/UnfinishedRuns'));
const DueRegion = deferred(() => import('../due/DueRegion'));
const OverdueNotice = deferred(() => import('../due/OverdueNotice'));

/** The beginning: find a group, go on with what was interrupted, or start something that needs no group. */
export function GroupsHome({ picker, onFromList }: { picker: ReactNode; onFromList: () => void }) {
  const { go } = useNavigation();
  const remember = useRememberGroup();
  const mayChange = useMayChange();
  const isAfterFirstReads = useAfterFirstReads();
  const [isDueOpen, setIsDueOpen] = useState(false);
  return (
    <>
      <div className={styles.find}>{picker}</div>
      <ReadOnlyNote mayChange={mayChange} />
      <div className={styles.parts}>
        <div className={styles.start}>
          <StartHere
            mayChange={mayChange === 'perhaps'}
            {...{ onFromList, isDueOpen }}
            onToggleDue={() => setIsDueOpen(!isDueOpen)}
          />
          {/* Below the buttons: it comes when one may be about to be pressed. */}
          <ErrorBoundary>
            <Suspense>
              <UnfinishedRuns />
            </Suspense>
          </ErrorBoundary>
          {isAfterFirstReads && mayChange === 'perhaps' && !isDueOpen && (
            <ErrorBoundary>
              <Suspense>
                <OverdueNotice />
              </Suspense>
            </ErrorBoundary>
          )}
        </div>
        <div className={styles.lists}>
          {mayChange === 'perhaps' && isDueOpen && (
            <ErrorBoundary>
              <Suspense>
                <DueRegion />
              </Suspense>
            </ErrorBoundary>
          )}
          <GroupsTable
            onOpen={(group) => {
              remember(group);
              go({ page: 'groups', groupId: group.id });
            }}
          />
        </div>
      </div>
    </>
  );
}
