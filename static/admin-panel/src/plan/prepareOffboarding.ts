import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import type { Group } from '../../../../src/contract';
import { withVisibleName } from '../directory/useGroup';
import { createPause, type Pause } from '../host/createPause';
import { ReadFailed } from '../host/readFailed';
import { askGroupsOf, type GroupsOfPerson } from '../membership/askGroupsOf';
import type { LeftOut, LeftOutReason, PlanSource } from './plan';
import { CandidateSorter, type PreparedPlan } from './preparedPlan';
import type { PrepareTools } from './preparePlan';

/** Where in the files of a list a person stands. */
export type SpotOf = (accountId: string) => Pick<LeftOut, 'file' | 'line'> | undefined;

/**
 * The removal of people from each of their groups, person by person. One request a person.
 * @throws ReadFailed; whatever `signal` was aborted with
 */
export function prepareOffboarding(
  { accountIds }: Extract<PlanSource, { kind: 'offboarding' }>,
  tools: LeaveTools,
): Promise<PreparedPlan> {
  return leaveGroups(new Set(accountIds), () => undefined, tools);
}

type LeaveTools = Pick<PrepareTools, 'onProgress' | 'signal'>;

/**
 * Asks in which groups people are, and has them leave each. One request a person.
 * @throws ReadFailed; whatever `signal` was aborted with
 */
export async function leaveGroups(
  people: ReadonlySet<string>,
  spotOf: SpotOf,
  { onProgress, signal }: LeaveTools,
): Promise<PreparedPlan> {
  const answers = new Map<string, GroupsOfPerson>();
  onProgress(0, people.size);
  const end = await askGroupsOf([...people], {
    signal,
    onChecked: (checked) => {
      for (const answer of checked) answers.set(answer.accountId, answer);
      onProgress(answers.size, people.size);
    },
  });
  signal.throwIfAborted();
  if (end.status === 'failed') throw new ReadFailed(end.error);
  const inOrder = [...people].flatMap((accountId) => answers.get(accountId) ?? []);
  return leaveAllGroups(inOrder, spotOf, createPause(signal));
}

/** A removal for each group that each of these is in, by what Confluence answered about them. */
export async function leaveAllGroups(
  answers: readonly GroupsOfPerson[],
  spotOf: SpotOf,
  pause: Pause,
): Promise<PreparedPlan> {
  const groups = new Map<string, Group>();
  const groupsOf = new Map<string, CollectedGroups>();
  const unknown: LeftOut[] = [];
  const sorter = new CandidateSorter(groups);
  const leaveOut = (accountId: string, reason: LeftOutReason) =>
    unknown.push({ reason, accountId, action: 'remove', ...spotOf(accountId) });
  for (const answer of answers) {
    const { accountId } = answer;
    if ('error' in answer) {
      leaveOut(accountId, answer.error.kind === 'userNotFound' ? 'accountGone' : 'notAnswered');
      continue;
    }
    groupsOf.set(accountId, { groups: answer.groups, isWhole: answer.isWhole });
    for (const group of answer.groups) groups.set(group.id, withVisibleName(group));
    const spot = spotOf(accountId);
    for (const { id } of answer.groups) sorter.add({ groupId: id, accountId, action: 'remove', ...spot });
    // Confluence says that there are more groups, and does not list them.
    if (!answer.isWhole) leaveOut(accountId, 'notAnswered');
    else if (answer.groups.length === 0) leaveOut(accountId, 'unchanged');
    await pause();
  }
  return { entries: sorter.entries, leftOut: [...unknown, ...sorter.leftOut], groups, groupsOf };
}
