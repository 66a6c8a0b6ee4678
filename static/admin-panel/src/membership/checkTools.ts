import { answerTo } from '../host/lostAnswer';
import { invoke } from '../host/resolver';
import { browserTools } from '../host/tools';
import type { CheckTools } from './membershipCheck';

/**
 * What a check of memberships needs, in a browser.
 * @param runId the run whose record shall have the answers
 */
export function checkTools(groupId: string, runId?: string): Omit<CheckTools, 'onAnswers'> {
  const recorded = runId === undefined ? {} : { runId };
  return {
    checkMemberships: (accountIds) =>
      answerTo(invoke('checkMemberships', { groupId, accountIds, ...recorded })),
    // Each writes to the same record.
    ...(runId !== undefined && { batchesAtOnce: 1 }),
    ...browserTools,
  };
}
