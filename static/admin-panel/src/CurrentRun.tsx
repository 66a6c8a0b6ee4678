import { Suspense, useEffect, useRef } from 'react';
import { useRememberRemoved } from './find/queries';
import { displayNameOf } from './members/displayName';
import { useForgetMembers } from './members/queries';
import { useRuns, useRunSnapshot, type ActiveRun } from './run/RunProvider';
import { hasEnded } from './run/snapshot';
import { useSupersedeOutcomes } from './removal/useRemoval';
import { deferred } from './ui/deferred';

const RunPanel = deferred(() => import('./run/RunPanel'));

/** The run that is under way or has just ended, whichever group is shown. */
export function CurrentRun() {
  const { active, close } = useRuns();
  if (!active) return null;
  return (
    <Suspense>
      <RunPanel active={active} nameOf={displayNameOf} onClose={close} />
      <ForgetRemoved active={active} />
    </Suspense>
  );
}

/** Whoever was removed leaves the list once the run has ended; until then their row says what became of them. */
function ForgetRemoved({ active: { run, action, group, startedAt } }: { active: ActiveRun }) {
  const snapshot = useRunSnapshot(run);
  const forget = useForgetMembers();
  const rememberRemoved = useRememberRemoved();
  const supersedeOutcomes = useSupersedeOutcomes();
  const forgotten = useRef({ run, accountIds: new Set<string>() });
  useEffect(() => {
    if (action !== 'remove' || !hasEnded(snapshot.state)) return;
    if (forgotten.current.run !== run) forgotten.current = { run, accountIds: new Set() };
    const known = forgotten.current.accountIds;
    const leaving = [...run.standings()]
      .filter(([accountId, { status }]) => status === 'done' && !known.has(accountId))
      .map(([accountId]) => accountId);
    if (leaving.length === 0) return;
    for (const accountId of leaving) known.add(accountId);
    rememberRemoved(group.id, leaving);
    supersedeOutcomes(group.id, leaving);
    void forget(group.id, leaving, startedAt);
  }, [snapshot, run, action, group.id, startedAt, forget, rememberRemoved, supersedeOutcomes]);
  return null;
}
