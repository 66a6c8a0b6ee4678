import { Suspense, useEffect, useRef } from 'react';
import { useRememberMembership } from './find/queries';
import { useRefreshHistory } from './history/keys';
import { displayNameOf } from './members/displayName';
import { useForgetMembers, useReloadMembers } from './members/queries';
import { NotBegun } from './run/NotBegun';
import { useRuns, useRunSnapshot, type ActiveRun } from './run/RunProvider';
import { hasEnded } from './run/snapshot';
import { useSupersedeOutcomes } from './removal/useRemoval';
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
          <AfterTheEnd active={active} />
        </Suspense>
      )}
    </>
  );
}

/**
 * What is known of the group and of the history is brought up to date once the run has ended. Whoever was removed leaves
 * the list then; until then their row says what became of them.
 */
function AfterTheEnd({ active: { run, action, group, startedAt } }: { active: ActiveRun }) {
  const snapshot = useRunSnapshot(run);
  const forget = useForgetMembers();
  const reload = useReloadMembers();
  const rememberMembership = useRememberMembership();
  const supersedeOutcomes = useSupersedeOutcomes();
  const refreshHistory = useRefreshHistory();
  const settled = useRef({ run, accountIds: new Set<string>() });
  useEffect(() => {
    if (!hasEnded(snapshot.state)) return;
    void refreshHistory();
    if (settled.current.run !== run) settled.current = { run, accountIds: new Set() };
    const known = settled.current.accountIds;
    const changed = [...run.standings()]
      .filter(([accountId, { status }]) => status === 'done' && !known.has(accountId))
      .map(([accountId]) => accountId);
    if (changed.length === 0) return;
    for (const accountId of changed) known.add(accountId);
    rememberMembership(group.id, changed, action === 'restore');
    supersedeOutcomes(group.id, changed);
    if (action === 'remove') void forget(group.id, changed, startedAt);
    else void reload(group.id);
  }, [
    snapshot,
    run,
    action,
    group.id,
    startedAt,
    forget,
    reload,
    rememberMembership,
    supersedeOutcomes,
    refreshHistory,
  ]);
  return null;
}
