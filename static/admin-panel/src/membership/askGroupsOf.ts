import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import type { AppError } from '../../../../src/contract';
import { mapConcurrently } from '../../../../src/mapConcurrently';
import { confluence } from '../host/bridgeConfluence';
import { loadPeopleReads } from '../host/loadPeopleReads';
import { browserTools } from '../host/tools';
import { MembershipCheck, type CheckEnd, type CheckListener } from './membershipCheck';

/** The groups one person is in, or why that is not known. */
export type GroupsOfPerson =
  ({ accountId: string } & CollectedGroups) | { accountId: string; error: AppError };

/** Requests under way at once within a batch, and batches. */
const AT_ONCE = 10;
const BATCHES_AT_ONCE = 2;

/**
 * Asks Confluence which groups each of these people is in: a request a person (`GET user/memberof`), at a pace that it
 * refuses or not.
 * @param accountIds distinct
 * @returns how it ended; does not reject
 */
export async function askGroupsOf(
  accountIds: readonly string[],
  listener: CheckListener<GroupsOfPerson>,
): Promise<CheckEnd> {
  const { listGroupsOf } = await loadPeopleReads();
  const askOne = async (accountId: string): Promise<GroupsOfPerson> => {
    const groups = await listGroupsOf(confluence, accountId);
    return groups.ok ? { accountId, ...groups.value } : { accountId, error: groups.error };
  };
  return new MembershipCheck<string, GroupsOfPerson>(accountIds, {
    ...listener,
    ...browserTools,
    ask: async (batch) => ({ ok: true, answers: await mapConcurrently(batch, AT_ONCE, askOne) }),
    keyOf: ({ accountId }) => accountId,
    errorOf: (answer) => ('error' in answer ? answer.error : undefined),
    batchesAtOnce: BATCHES_AT_ONCE,
  }).run();
}
