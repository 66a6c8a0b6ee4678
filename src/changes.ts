import { systemClock } from './clock';
import { getGroup } from './confluence/groups';
import { changeIn } from './confluence/membership';
import { invocationTimeLeftMs } from './confluence/request';
import type {
  Answer,
  ChangeAnswer,
  Group,
  RemoveMembersAnswer,
  RemoveMembersInput,
  RestoreMembersAnswer,
  RunAction,
  RunTicket,
  StartRunInput,
} from './contract';
import { forgeStore as store } from './history/forgeStore';
import { recordSlice, recordWholeRun } from './history/recording';
import { startRun } from './history/runs';
import type { ChangeTools } from './removal/changeMembers';
import { removeMembers } from './removal/removeMembers';
import { restoreMembers } from './removal/restoreMembers';

/** Changes as they are made here: paced, and written down before and after. All of it may throw `StorageError`. */

/** @param actorId the admin who asks */
export function removeFromGroup(request: RemoveMembersInput, actorId: string): Promise<RemoveMembersAnswer> {
  return changeGroup('remove', request, actorId, removeMembers);
}

/** @param actorId the admin who asks */
export function restoreToGroup(request: RemoveMembersInput, actorId: string): Promise<RestoreMembersAnswer> {
  return changeGroup('restore', request, actorId, restoreMembers);
}

/** The group is looked up first: for its name, and for consent to be asked for before anything is written. */
export async function beginRun(
  request: StartRunInput,
  actorId: string,
): Promise<Answer<{ run: RunTicket; group: Group }>> {
  const group = await getGroup(request.groupId);
  if (!group.ok) return group;
  const begun = await startRun(store, request, group.value, { actorId, now: systemClock.now() });
  return begun.ok ? { ...begun, group: group.value } : begun;
}

/** A slice of the run that it names or begins, or a run of its own. */
async function changeGroup<Done extends 'removed' | 'restored'>(
  action: RunAction,
  { groupId, accountIds, pace, run, newRun }: RemoveMembersInput,
  actorId: string,
  make: (accountIds: readonly string[], tools: ChangeTools) => Promise<ChangeAnswer<Done>>,
): Promise<ChangeAnswer<Done>> {
  const ready = await changeIn(groupId, action);
  if (!ready.ok) return ready;
  const { change, groupName } = ready.value;
  const [timeLeftMs, clock] = [invocationTimeLeftMs, systemClock];
  const request = { action, groupId, accountIds };
  const tools = { store, clock, timeLeftMs, actorId };
  const making = () => make(accountIds, { change, timeLeftMs, clock, random: Math.random, pace });
  if (run) return recordSlice(run, request, making, tools);
  if (newRun) {
    const begun = await beginRun({ ...newRun, action, groupId }, actorId);
    return begun.ok ? recordSlice(begun.run, request, making, tools) : begun;
  }
  return recordWholeRun(request, making, () => nameOf(groupId, groupName), tools);
}

/** For the record, which can do without. */
async function nameOf(groupId: string, known: string | undefined): Promise<string | undefined> {
  if (known !== undefined) return known;
  const group = await getGroup(groupId);
  return group.ok ? group.value.name : undefined;
}
