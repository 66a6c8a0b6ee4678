import { isRemoval } from '../../../../src/membership/actions';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import type { GroupRemoval } from '../removal/rowState';
import type { StandingChange } from '../run/activeRun';

/**
 * Account ids of the people that changes or a single removal take out of a group, or have taken out.
 * @param standings where the changes stand that are under way
 * @param rows where single removals from the group stand
 */
export function leavingIn(
  groupId: string,
  standings: readonly Pick<StandingChange, 'change' | 'standing'>[],
  rows: GroupRemoval['rows'],
): ReadonlySet<string> {
  const leaving = new Set<string>();
  for (const { change, standing } of standings) {
    if (change.groupId === groupId && isRemoval(change) && isLeaving(standing)) leaving.add(change.accountId);
  }
  for (const { person, state } of rows.values()) {
    if (state.status === 'removing') leaving.add(person.accountId);
  }
  return leaving;
}

function isLeaving({ status }: ChangeStanding): boolean {
  switch (status) {
    case 'waiting':
    case 'underWay':
    case 'done':
    case 'unchanged':
      return true;
    case 'failed':
    case 'unconfirmed':
    case 'notAttempted':
      return false;
  }
}
