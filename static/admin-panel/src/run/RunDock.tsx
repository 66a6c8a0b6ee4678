import { Suspense } from 'react';
import { deferred } from '../ui/deferred';
import { DockedMessage } from '../ui/Dock';
import { NotBegun } from './NotBegun';
import { useRuns } from './RunProvider';

const DockedRun = deferred(() => import('./DockedRun'));

/** In the dock: the run that is under way, then what came of it until that is dismissed; and that one could not begin. */
export function RunDock() {
  const { active, notBegun, close, closeNotBegun } = useRuns();
  return (
    <>
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
