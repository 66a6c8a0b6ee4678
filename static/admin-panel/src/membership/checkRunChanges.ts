import type { CheckedChange } from '../../../../src/contract';
import { toRanges } from '../../../../src/membership/ranges';
import { answerTo } from '../../../../src/run/lostAnswer';
import { invoke } from '../host/invokeResolver';
import { browserTools } from '../host/tools';
import { MembershipCheck, type CheckEnd, type CheckListener } from './membershipCheck';

/**
 * Asks Confluence about open changes of a run, whose record gets the answers. Where it cannot have them, the check ends
 * with the reason, and what was found until then is true all the same.
 * @param changes their places in the plan, distinct
 * @returns how it ended; does not reject
 */
export function checkRunChanges(
  runId: string,
  changes: readonly number[],
  listener: CheckListener<CheckedChange>,
): Promise<CheckEnd> {
  return new MembershipCheck(changes, {
    ask: async (batch) => {
      const answer = await answerTo(invoke('checkChanges', { runId, changes: toRanges(batch) }));
      if (!answer.ok) return answer;
      const { checked: answers, notRecorded } = answer;
      return { ok: true, answers, ...(notRecorded && { notRecorded }) };
    },
    keyOf: ({ change }) => change,
    errorOf: (answered) => ('error' in answered ? answered.error : undefined),
    // Each batch writes to the same record.
    batchesAtOnce: 1,
    ...listener,
    ...browserTools,
  }).run();
}
