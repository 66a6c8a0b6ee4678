import { useEffect, useRef } from 'react';
import { hasEnded } from '../../../../src/run/runSnapshot';
import { useMembershipsChanged } from '../memberships/useMembershipsChanged';
import type { ActiveRun } from './activeRun';
import { NewlyMade } from './newlyMade';
import { useRunSnapshot } from './RunProvider';

/**
 * Tells the page what a run has changed once it has ended, and what a check found then. A removed member leaves the list
 * then; until then their row says what became of them.
 */
export function TellChanges({ active }: { active: ActiveRun }) {
  const snapshot = useRunSnapshot(active.client);
  const tellChanged = useMembershipsChanged();
  const newlyMade = useRef<NewlyMade>();
  useEffect(() => {
    if (!hasEnded(snapshot.state)) return;
    if (newlyMade.current?.run !== active) newlyMade.current = new NewlyMade(active);
    for (const changed of newlyMade.current.take()) tellChanged({ ...changed, since: active.startedAt });
  }, [snapshot, active, tellChanged]);
  return null;
}
