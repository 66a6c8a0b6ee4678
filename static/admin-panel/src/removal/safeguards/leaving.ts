import type { ChangeStanding } from '../../../../../src/run/runSnapshot';
import type { Row } from '../rowState';

/**
 * Those a run or a single removal takes out, or has taken out: until a run has ended they are in the list all the same.
 * @param standings where removals from the group stand in the run that is under way, by account id
 * @param rows where single removals stand
 */
export function leavingIn(
  standings: Iterable<[accountId: string, standing: ChangeStanding]>,
  rows: Iterable<Row>,
): ReadonlySet<string> {
  const leaving = new Set<string>();
  for (const [accountId, standing] of standings) if (isLeaving(standing)) leaving.add(accountId);
  for (const { person, state } of rows) if (state.status === 'removing') leaving.add(person.accountId);
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
