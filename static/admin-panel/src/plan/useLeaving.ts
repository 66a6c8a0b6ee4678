import { useMemo } from 'react';
import { hasEnded } from '../../../../src/run/runSnapshot';
import type { GroupRemoval } from '../removal/rowState';
import { useRemovals } from '../removal/useRemoval';
import { standingsOf } from '../run/activeRun';
import { useRuns, useRunSnapshot } from '../run/RunProvider';
import { leavingIn } from './leaving';

const NO_ROWS: GroupRemoval['rows'] = new Map();

/**
 * By group id, who is being removed from it already, by changes that are under way or one by one: until those have ended
 * they are in the list all the same.
 */
export function useLeaving(): (groupId: string) => ReadonlySet<string> {
  const { active } = useRuns();
  const removals = useRemovals();
  const snapshot = useRunSnapshot(active?.client);
  return useMemo(() => {
    // The snapshot says by being another one that changes stand otherwise.
    const standings = active && snapshot && !hasEnded(snapshot.state) ? standingsOf(active) : [];
    return (groupId) => leavingIn(groupId, standings, removals.get(groupId)?.rows ?? NO_ROWS);
  }, [active, snapshot, removals]);
}
