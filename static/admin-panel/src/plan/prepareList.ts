import type { Action, Group } from '../../../../src/contract';
import { ACTIONS, isRemoval } from '../../../../src/membership/actions';
import { createPause, type Pause } from '../host/createPause';
import { forEachWithPauses } from '../host/work';
import { askMemberships, type Memberships } from './askMemberships';
import { currentGroups } from './currentGroups';
import { equalizeGroup } from './equalizeGroup';
import type { LeftOut, LeftOutReason, PlannedPerson, PlanSource } from './plan';
import { CandidateSorter, type Candidate, type PreparedPlan } from './preparedPlan';
import { leaveGroups } from './prepareOffboarding';
import type { PrepareTools } from './preparePlan';

type OfList = Extract<PlanSource, { kind: 'list' }>;

/**
 * The changes that a list comes to as memberships are now. Asks about groups that are not known (a request each), and who is
 * in them: see `askMemberships`, `leaveGroups` and `equalizeGroup` for what that takes.
 * @throws ReadFailed; whatever `signal` was aborted with
 */
export async function prepareList(source: OfList, tools: PrepareTools): Promise<PreparedPlan> {
  const prepared = await prepareChange(source, tools);
  return { ...prepared, leftOut: [...source.leftOut, ...prepared.leftOut] };
}

function prepareChange({ people, change }: OfList, tools: PrepareTools): Promise<PreparedPlan> {
  switch (change.kind) {
    case 'groups':
      return changeGroups(people, change, tools);
    case 'rows':
      return changeOwnGroups(people, change.action, tools);
    case 'allGroups':
      return leaveOnce(people, tools);
    case 'equal':
      return equalizeGroup(change.groupId, people, tools);
  }
}

/** Each person in each group. */
async function changeGroups(
  people: readonly PlannedPerson[],
  { action, groupIds }: Extract<OfList['change'], { kind: 'groups' }>,
  tools: PrepareTools,
): Promise<PreparedPlan> {
  const pause = createPause(tools.signal);
  const groups = await currentGroups(groupIds, tools.groups);
  // One set for all groups: they may be very many.
  const accountIds = new Set<string>();
  await forEachWithPauses(people, pause, ({ accountId }) => accountIds.add(accountId));
  const leaving = isRemoval({ action }) ? accountIds : new Set<string>();
  const questions = [...groups.keys()].map((groupId) => ({ groupId, accountIds, leaving }));
  const memberships = await askMemberships(questions, { ...tools, pause });
  return sortNow(inEachGroup(people, new Set(groupIds), action), groups, memberships, pause);
}

/** They are as many as people times groups, and none is kept that becomes nothing. */
function* inEachGroup(
  people: readonly PlannedPerson[],
  groupIds: ReadonlySet<string>,
  action: Action,
): Generator<Candidate> {
  for (const { accountId, file, line } of people) {
    for (const groupId of groupIds) yield { groupId, accountId, action, file, line };
  }
}

/** Each person in the group of their row; a row that names none is left out. */
async function changeOwnGroups(
  people: readonly PlannedPerson[],
  otherwise: Action,
  tools: PrepareTools,
): Promise<PreparedPlan> {
  const pause = createPause(tools.signal);
  const candidates: Candidate[] = [];
  const withoutGroup: LeftOut[] = [];
  const inGroups = new Map<string, { accountIds: Set<string>; leaving: Set<string> }>();
  await forEachWithPauses(people, pause, ({ accountId, groupId, action = otherwise, file, line }) => {
    if (groupId === undefined) {
      withoutGroup.push({ reason: 'groupGone', accountId, action, file, line });
      return;
    }
    candidates.push({ groupId, accountId, action, file, line });
    const inGroup = inGroups.get(groupId) ?? { accountIds: new Set<string>(), leaving: new Set<string>() };
    inGroups.set(groupId, inGroup);
    inGroup.accountIds.add(accountId);
    if (isRemoval({ action })) inGroup.leaving.add(accountId);
  });
  const groups = await currentGroups(inGroups.keys(), tools.groups);
  const questions = [...inGroups].flatMap(([groupId, inGroup]) =>
    groups.has(groupId) ? [{ groupId, ...inGroup }] : [],
  );
  const memberships = await askMemberships(questions, { ...tools, pause });
  const prepared = await sortNow(candidates, groups, memberships, pause);
  return { ...prepared, leftOut: [...withoutGroup, ...prepared.leftOut] };
}

/**
 * What is changed as memberships are now. In a group of an identity provider it was asked too: who is in it belongs into the
 * provider's file, and who is not in it does not.
 */
async function sortNow(
  candidates: Iterable<Candidate>,
  groups: ReadonlyMap<string, Group>,
  memberships: Memberships,
  pause: Pause,
): Promise<PreparedPlan> {
  const sorter = new CandidateSorter(groups, (candidate) => reasonNow(candidate, memberships));
  await forEachWithPauses(candidates, pause, sorter.add);
  const { entries, leftOut } = sorter;
  return { entries, leftOut, groups, groupsOf: memberships.groupsOf };
}

function reasonNow(
  { groupId, accountId, action }: Candidate,
  { standingOf }: Memberships,
): LeftOutReason | undefined {
  const standing = standingOf(groupId, accountId);
  switch (standing) {
    case 'in':
    case 'out':
      return (standing === 'in') === ACTIONS[action].wantsMember ? 'unchanged' : undefined;
    case 'accountGone':
    case 'notAnswered':
      return standing;
  }
}

/** They leave every group they are in; who stands there twice leaves once. */
async function leaveOnce(people: readonly PlannedPerson[], tools: PrepareTools): Promise<PreparedPlan> {
  const spots = new Map<string, Pick<PlannedPerson, 'file' | 'line'>>();
  const repeated: LeftOut[] = [];
  await forEachWithPauses(people, createPause(tools.signal), ({ accountId, file, line }) => {
    if (spots.has(accountId)) repeated.push({ reason: 'duplicate', accountId, action: 'remove', file, line });
    else spots.set(accountId, { file, line });
  });
  const prepared = await leaveGroups(new Set(spots.keys()), (accountId) => spots.get(accountId), tools);
  return { ...prepared, leftOut: [...repeated, ...prepared.leftOut] };
}
