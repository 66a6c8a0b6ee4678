import { isAddition } from '../../../../src/membership/actions';
import { createPause } from '../host/createPause';
import { forEachWithPauses } from '../host/work';
import { costOfRest } from '../members/loading/costOfRest';
import type { MemberList } from '../members/memberList';
import { currentGroups } from './currentGroups';
import type { LeftOut, PlannedPerson } from './plan';
import { CandidateSorter, type Candidate, type PreparedPlan } from './preparedPlan';
import type { PrepareTools } from './preparePlan';
import { readFirstMembers, readRestOfMembers } from './readMembers';

/**
 * The changes after which a group has these people and no others, as far as Confluence lists its members: who is missing is
 * added, who is not in the list is removed. Reads the group whole, unless `listed` has it: a request for each 200 members.
 * @throws ReadFailed; whatever `signal` was aborted with
 */
export async function equalizeGroup(
  groupId: string,
  people: readonly PlannedPerson[],
  tools: PrepareTools,
): Promise<PreparedPlan> {
  const { signal } = tools;
  const pause = createPause(signal);
  const groups = await currentGroups([groupId], tools.groups);
  signal.throwIfAborted();
  const { listed, withoutId } = groups.has(groupId)
    ? await membersOf(groupId, tools)
    : { listed: new Set<string>(), withoutId: [] };
  const wanted = new Set(people.map(({ accountId }) => accountId));
  const sorter = new CandidateSorter(groups, (change) =>
    isAddition(change) && listed.has(change.accountId) ? 'unchanged' : undefined,
  );
  await forEachWithPauses(additionsOf(groupId, people), pause, sorter.add);
  await forEachWithPauses(removalsOf(groupId, listed, wanted), pause, sorter.add);
  const leftOut = [...sorter.leftOut, ...withoutId];
  return { entries: sorter.entries, leftOut, groups, groupsOf: new Map() };
}

function* additionsOf(groupId: string, people: readonly PlannedPerson[]): Generator<Candidate> {
  for (const { accountId, file, line } of people) yield { groupId, accountId, action: 'add', file, line };
}

function* removalsOf(
  groupId: string,
  listed: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): Generator<Candidate> {
  for (const accountId of listed) {
    if (!wanted.has(accountId)) yield { groupId, accountId, action: 'remove' };
  }
}

interface MembersOfGroup {
  listed: ReadonlySet<string>;
  /** Members listed without an account id, who can be neither compared nor removed. */
  withoutId: LeftOut[];
}

async function membersOf(
  groupId: string,
  { listed, onProgress, signal }: PrepareTools,
): Promise<MembersOfGroup> {
  const known = listed.get(groupId);
  if (known) return { listed: known, withoutId: [] };
  const list = await readFirstMembers(groupId);
  signal.throwIfAborted();
  // How many requests a group of unknown size takes is unknown.
  const requests = list.total === undefined ? 0 : costOfRest(list).requests;
  await readRestOfMembers(
    groupId,
    list,
    (share) => onProgress(Math.floor(requests * share), requests),
    signal,
  );
  return membersIn(groupId, list);
}

function membersIn(groupId: string, list: MemberList): MembersOfGroup {
  const listed = new Set<string>();
  const withoutId: LeftOut[] = [];
  for (const { accountId, isUnidentified, displayName } of list.loaded()) {
    if (isUnidentified)
      withoutId.push({ reason: 'notAnswered', groupId, action: 'remove', text: displayName });
    else listed.add(accountId);
  }
  return { listed, withoutId };
}
