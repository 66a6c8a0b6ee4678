import { areMembers } from '../../../../src/confluence/checkMembership';
import type { MembershipAnswer } from '../../../../src/contract';
import { confluence } from '../host/bridgeConfluence';
import { browserTools } from '../host/tools';
import { MembershipCheck, type CheckEnd, type CheckListener } from './membershipCheck';

/** Batches under way at once; of each, ten people are asked about at a time. */
const BATCHES_AT_ONCE = 2;

/**
 * Asks Confluence of many people whether they are in a group.
 * @param accountIds distinct
 * @returns how it ended; does not reject
 */
export function checkMemberships(
  groupId: string,
  accountIds: readonly string[],
  listener: CheckListener<MembershipAnswer>,
): Promise<CheckEnd> {
  return new MembershipCheck(accountIds, {
    ask: async (batch) => ({ ok: true, answers: await areMembers(confluence, groupId, batch) }),
    keyOf: ({ accountId }) => accountId,
    errorOf: (answered) => ('error' in answered ? answered.error : undefined),
    batchesAtOnce: BATCHES_AT_ONCE,
    ...listener,
    ...browserTools,
  }).run();
}
