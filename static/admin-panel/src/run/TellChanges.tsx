import { useEffect, useRef } from 'react';
import { hasEnded, type RunSnapshot } from '../../../../src/run/runSnapshot';
import { useMembershipsChanged } from '../memberships/useMembershipsChanged';
import { useNoteRefusal } from '../rights/useMayChange';
import type { ActiveRun } from './activeRun';
import { NewlyMade } from './newlyMade';
import { useRunSnapshot } from './RunProvider';

/**
 * Tells the page what a run has changed once it has ended, what a check found then, and that Confluence lets the admin
 * change nothing. A removed member leaves the list then; until then their row says what became of them.
 */
export function TellChanges({ active }: { active: ActiveRun }) {
  const snapshot = useRunSnapshot(active.client);
  const tellChanged = useMembershipsChanged();
  const noteRefusal = useNoteRefusal();
  const newlyMade = useRef<NewlyMade>();
  useEffect(() => {
    if (!hasEnded(snapshot.state)) return;
    if (newlyMade.current?.run !== active) newlyMade.current = new NewlyMade(active);
    for (const changed of newlyMade.current.take()) tellChanged({ ...changed, since: active.startedAt });
    if (isRefused(snapshot)) noteRefusal();
  }, [snapshot, active, tellChanged, noteRefusal]);
  return null;
}

/** Whether nothing was changed for lack of permission. Who may change one group and not another is refused only there. */
function isRefused({ state, stopped, counts }: RunSnapshot): boolean {
  if (counts.done > 0) return false;
  const errors = stopped.map(({ error }) => error);
  if ('error' in state) errors.push(state.error);
  return errors.some(({ kind }) => kind === 'permission');
}
