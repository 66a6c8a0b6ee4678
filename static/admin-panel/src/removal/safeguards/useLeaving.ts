import type { ChangeStanding } from '../../../../../src/run/runSnapshot';
import { isRemoval } from '../../../../../src/membership/actions';
import { standingsOf, type ActiveRun } from '../../run/activeRun';
import { useRunOf, useRunSnapshot } from '../../run/RunProvider';
import { useGroupRemoval } from '../useRemoval';
import { leavingIn } from './leaving';

/** Account ids of those who are being removed from the group already, by a run that is under way or one by one. */
export function useLeaving(groupId: string): ReadonlySet<string> {
  const run = useRunOf(groupId);
  const { rows } = useGroupRemoval(groupId);
  const underWay = run && !run.ending ? run.active : undefined;
  useRunSnapshot(underWay?.client);
  return leavingIn(underWay ? removalsIn(underWay, groupId) : [], rows.values());
}

function removalsIn(run: ActiveRun, groupId: string): [accountId: string, standing: ChangeStanding][] {
  return standingsOf(run)
    .filter(({ change }) => change.groupId === groupId && isRemoval(change))
    .map(({ change, standing }) => [change.accountId, standing]);
}
