import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import type { Group } from '../../../../src/contract';
import { withVisibleName } from '../directory/useGroup';
import { ReadFailed } from '../host/readFailed';
import { askGroupsOf, type GroupsOfPerson } from '../membership/askGroupsOf';
import type { LeftOut, PlanSource } from './plan';
import { sortOut, type Candidate, type PreparedPlan } from './preparedPlan';
import type { PrepareTools } from './preparePlan';

/**
 * The removal of people from each of their groups, person by person. One request a person.
 * @throws ReadFailed
 */
export async function prepareOffboarding(
  { accountIds }: Extract<PlanSource, { kind: 'offboarding' }>,
  { onProgress, signal }: PrepareTools,
): Promise<PreparedPlan> {
  const people = [...new Set(accountIds)];
  const answers = new Map<string, GroupsOfPerson>();
  onProgress(0, people.length);
  const end = await askGroupsOf(people, {
    signal,
    onChecked: (checked) => {
      for (const answer of checked) answers.set(answer.accountId, answer);
      onProgress(answers.size, people.length);
    },
  });
  signal.throwIfAborted();
  if (end.status === 'failed') throw new ReadFailed(end.error);
  return leaveAllGroups(people.flatMap((accountId) => answers.get(accountId) ?? []));
}

/** A removal for each group that each of these is in, by what Confluence answered about them. */
export function leaveAllGroups(answers: readonly GroupsOfPerson[]): PreparedPlan {
  const groups = new Map<string, Group>();
  const groupsOf = new Map<string, CollectedGroups>();
  const candidates: Candidate[] = [];
  const unknown: LeftOut[] = [];
  for (const answer of answers) {
    const { accountId } = answer;
    if ('error' in answer) {
      unknown.push({
        reason: answer.error.kind === 'userNotFound' ? 'accountGone' : 'notAnswered',
        accountId,
      });
      continue;
    }
    groupsOf.set(accountId, { groups: answer.groups, isWhole: answer.isWhole });
    for (const group of answer.groups) {
      groups.set(group.id, withVisibleName(group));
      candidates.push({ groupId: group.id, accountId, action: 'remove' });
    }
    // Confluence says that there are more groups, and does not list them.
    if (!answer.isWhole) unknown.push({ reason: 'notAnswered', accountId });
  }
  const { entries, leftOut } = sortOut(candidates, groups);
  return { entries, leftOut: [...unknown, ...leftOut], groups, groupsOf };
}
