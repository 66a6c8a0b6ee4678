import type { CheckedChange, MembershipAnswer } from '../../../../src/contract';
import { checkMemberships } from '../membership/checkMemberships';
import { checkRunChanges } from '../membership/checkRunChanges';
import type { CheckEnd, CheckListener } from '../membership/membershipCheck';
import type { CheckChanges } from './checkOpen';
import type { RunClient } from './runClient';

/** Who asks about the open changes of a run: so that its record has the answers, where the history knows of the run. */
export function checkerOf(client: RunClient): CheckChanges {
  const { runId } = client;
  return runId === undefined
    ? (changes, listener) => checkGroupByGroup(client, changes, listener)
    : (changes, listener) => checkRunChanges(runId, changes, listener);
}

/** The history never heard of the run, or the page not that it did: group by group. */
async function checkGroupByGroup(
  { changes: plan }: RunClient,
  changes: readonly number[],
  { onChecked, signal }: CheckListener<CheckedChange>,
): Promise<CheckEnd> {
  const places = new Map<string, Map<string, number>>();
  for (const index of changes) {
    const { groupId, accountId } = plan[index] ?? { groupId: '', accountId: '' };
    places.set(groupId, (places.get(groupId) ?? new Map<string, number>()).set(accountId, index));
  }
  for (const [groupId, inGroup] of places) {
    const end = await checkMemberships(groupId, [...inGroup.keys()], {
      signal,
      onChecked: (answers) => onChecked(answers.map((answer) => toChecked(answer, inGroup))),
    });
    if (end.status !== 'complete') return end;
  }
  return { status: 'complete' };
}

function toChecked(answer: MembershipAnswer, places: ReadonlyMap<string, number>): CheckedChange {
  const change = places.get(answer.accountId) ?? -1;
  return 'member' in answer ? { change, isMember: answer.member } : { change, error: answer.error };
}
