import { useEffect, type ReactNode } from 'react';
import { CannotShow, ErrorBoundary } from '../problems/ErrorBoundary';
import { number } from '../ui/number';
import { useRuns, useRunSnapshot, type ActiveRun } from './RunProvider';
import { hasEnded } from './snapshot';

/** Around all that is drawn: where that fails, nobody could steer a run any more, so it is paused and the page says so. */
export function RunGuard({ children }: { children: ReactNode }) {
  return <ErrorBoundary fallback={<Instead />}>{children}</ErrorBoundary>;
}

function Instead() {
  const { active } = useRuns();
  const snapshot = useRunSnapshot(active?.run);
  useEffect(() => active?.run.pause(), [active]);
  return active && snapshot && !hasEnded(snapshot.state) ? (
    <CannotShow>
      <Paused active={active} done={snapshot.counts.done} total={snapshot.total} />
    </CannotShow>
  ) : (
    <CannotShow />
  );
}

function Paused({
  active: { action, group },
  done,
  total,
}: {
  active: ActiveRun;
  done: number;
  total: number;
}) {
  const [run, changed] = action === 'remove' ? ['removal', 'removed from'] : ['undo', 'added back to'];
  return (
    <>
      The {run} that was under way is paused: {number(done)} of {number(total)} people were {changed}{' '}
      <bdi>{group.name}</bdi>. Reload the page to go on with it.
    </>
  );
}
