import { useEffect, type ReactNode } from 'react';
import { hasEnded } from '../../../../src/run/runSnapshot';
import { CannotShow, ErrorBoundary } from '../problems/ErrorBoundary';
import { number } from '../ui/number';
import type { ActiveRun } from './activeRun';
import { GroupNames } from './GroupNames';
import { namesOfGroups } from './groupsText';
import { useRuns, useRunSnapshot } from './RunProvider';

/** Around all that is drawn: where that fails, a run could not be steered any more, so it is paused and the page says so. */
export function RunGuard({ children }: { children: ReactNode }) {
  return <ErrorBoundary fallback={<Instead />}>{children}</ErrorBoundary>;
}

function Instead() {
  const { active } = useRuns();
  const snapshot = useRunSnapshot(active?.client);
  useEffect(() => active?.client.control('pause'), [active]);
  return active && snapshot && !hasEnded(snapshot.state) ? (
    <CannotShow>
      <Paused active={active} done={snapshot.counts.done} total={snapshot.total} />
    </CannotShow>
  ) : (
    <CannotShow />
  );
}

function Paused({ active, done, total }: { active: ActiveRun; done: number; total: number }) {
  const { words } = active;
  return (
    <>
      The {words.run} that was under way is paused: {number(done)} of {words.amount(total)} were{' '}
      {words.doneIn} <GroupNames names={namesOfGroups(active)} />. Reload the page to go on with it.
    </>
  );
}
