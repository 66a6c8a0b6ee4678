import { answerTo } from '../host/lostAnswer';
import { invoke } from '../host/resolver';
import { browserTools } from '../host/tools';
import type { CheckTools } from './membershipCheck';

/** What a check of memberships needs, in a browser. */
export function checkTools(groupId: string): Omit<CheckTools, 'onAnswers'> {
  return {
    checkMemberships: (accountIds) => answerTo(invoke('checkMemberships', { groupId, accountIds })),
    ...browserTools,
  };
}
