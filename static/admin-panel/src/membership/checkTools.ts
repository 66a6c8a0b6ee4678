import { answerTo } from '../host/lostAnswer';
import { invoke } from '../host/resolver';
import { browserTools } from '../host/tools';
import type { CheckTools } from './membershipCheck';

/**
 * What a check of memberships needs, in a browser.
 * @param runId the run whose record shall have the answers
 */
export function checkTools(groupId: string, runId?: string): Omit<CheckTools, 'onAnswers'> {
  return {
    checkMemberships: (accountIds) =>
      answerTo(invoke('checkMemberships', { groupId, accountIds, ...(runId !== undefined && { runId }) })),
    ...browserTools,
  };
}
