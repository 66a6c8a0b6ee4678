import type { MembershipAnswer } from '../../../../src/contract';
import { answerTo } from '../../../../src/run/lostAnswer';
import { invoke } from '../host/resolver';
import { browserTools } from '../host/tools';
import { MembershipCheck, type CheckEnd, type CheckListener } from './membershipCheck';

/** Invocations under way at once. */
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
    ask: async (batch) => {
      const answer = await answerTo(invoke('checkMemberships', { groupId, accountIds: batch }));
      return answer.ok ? { ok: true, answers: answer.memberships } : answer;
    },
    keyOf: ({ accountId }) => accountId,
    errorOf: (answered) => ('error' in answered ? answered.error : undefined),
    batchesAtOnce: BATCHES_AT_ONCE,
    ...listener,
    ...browserTools,
  }).run();
}
