import { Suspense } from 'react';
import { ErrorBoundary } from '../problems/ErrorBoundary';
import { deferred } from '../ui/deferred';
import { DockedMessage } from '../ui/Dock';
import { useAfterFirstReads } from '../ui/useAfterFirstReads';
import { NotBegun } from './NotBegun';
import { useRuns } from './RunProvider';

const BackgroundDock = deferred(() => import('./background/BackgroundDock'));
const DockedRun = deferred(() => import('./DockedRun'));

/**
 * In the dock: the run that is under way, then what came of it until that is dismissed; that one could not begin; and what
 * became of those that went on without a page.
 */
export function RunDock() {
  const { active, notBegun, close, closeNotBegun } = useRuns();
  const isAfterFirstReads = useAfterFirstReads();
  return (
    <>
      {isAfterFirstReads && (
        <ErrorBoundary fallback={null}>
          <Suspense>
            <BackgroundDock />
          </Suspense>
        </ErrorBoundary>
      )}
      <div role="alert">
        {notBegun && (
          <DockedMessage>
            <NotBegun wanted={notBegun} onClose={closeNotBegun} />
          </DockedMessage>
        )}
      </div>
      {active && (
        <Suspense>
          <DockedRun active={active} onDismiss={close} />
        </Suspense>
      )}
    </>
  );
}
