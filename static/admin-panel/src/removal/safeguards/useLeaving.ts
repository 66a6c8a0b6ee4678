import { useRunOf, useRunSnapshot } from '../../run/RunProvider';
import { useGroupRemoval } from '../useRemoval';
import { leavingIn } from './leaving';

/** Account ids of those who are being removed from the group already, by a run that is under way or one by one. */
export function useLeaving(groupId: string): ReadonlySet<string> {
  const run = useRunOf(groupId);
  const { rows } = useGroupRemoval(groupId);
  const underWay = run && !run.ending && run.active.action === 'remove' ? run.active.run : undefined;
  useRunSnapshot(underWay);
  return leavingIn(underWay?.standings() ?? [], rows.values());
}
