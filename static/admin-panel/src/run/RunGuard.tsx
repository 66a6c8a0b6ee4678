import { useEffect, type ReactNode } from 'react';
import { hasEnded } from '../../../../src/run/runSnapshot';
import { CannotShow, ErrorBoundary } from '../problems/ErrorBoundary';
import { namesOfGroups } from './groupsText';
import { groupValues } from './groupValues';
import { runMessages } from './runMessages';
import { useRuns, useRunSnapshot } from './RunProvider';

/**
 * Around all that is drawn: where that fails, the page's run could not be steered any more, so it is paused and the page
 * says so. One that the worker drives goes on.
 */
export function RunGuard({ children }: { children: ReactNode }) {
  return <ErrorBoundary fallback={<Instead />}>{children}</ErrorBoundary>;
}

function Instead() {
  const { active } = useRuns();
  const snapshot = useRunSnapshot(active?.client);
  const own = active?.client.background ? undefined : active;
  useEffect(() => own?.client.control('pause'), [own]);
  if (!own || !snapshot || hasEnded(snapshot.state)) return <CannotShow />;
  return (
    <CannotShow>
      {runMessages.node('pausedInstead', {
        what: own.kind,
        group: groupValues(namesOfGroups(own)).group,
        ...{ done: snapshot.counts.done, count: snapshot.total },
      })}
    </CannotShow>
  );
}
