import { Suspense } from 'react';
import { displayNameOf } from './members/displayName';
import { NotBegun } from './run/NotBegun';
import { useRuns } from './run/RunProvider';
import { deferred } from './ui/deferred';

const RunPanel = deferred(() => import('./run/RunPanel'));

/** The run that is under way or has just ended, whichever group is shown. */
export function CurrentRun() {
  const { active, notBegun, close, closeNotBegun } = useRuns();
  return (
    <>
      <div role="alert">{notBegun && <NotBegun wanted={notBegun} onClose={closeNotBegun} />}</div>
      {active && (
        <Suspense>
          <RunPanel active={active} nameOf={displayNameOf} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
