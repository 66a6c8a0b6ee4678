import type { Change, Group, RecordedChange } from '../../../../src/contract';
import { ACTIONS, isRemoval } from '../../../../src/membership/actions';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { isUndoable } from '../../../../src/run/changeState';
import { createPause } from '../host/createPause';
import { wholeRun } from '../run/wholeRun';
import { currentGroup } from './currentGroups';
import type { LeftOut, PlanSource } from './plan';
import { leftOutOf, originOf, sortOut, type Candidate, type PreparedPlan } from './preparedPlan';
import type { PrepareTools, PrepareProgress } from './preparePlan';
import { whoIsIn, type MembersNow } from './whoIsIn';

/**
 * The opposite of changes of a run, as far as they stand and it is not so already: others may have been quicker. Reads the
 * run, and asks Confluence about each group and who is in it.
 * @throws ReadFailed
 */
export async function prepareUndo(
  { runId, places }: Pick<Extract<PlanSource, { kind: 'undo' }>, 'runId' | 'places'>,
  { onProgress, signal }: Pick<PrepareTools, 'onProgress' | 'signal'>,
): Promise<PreparedPlan> {
  const { run, changes } = await wholeRun(runId);
  signal.throwIfAborted();
  const wanted = places === 'all' ? undefined : new Set(places);
  const standing = changes.filter((change) => isUndoable(change) && (wanted?.has(change.index) ?? true));
  const opposites = standing.map(oppositeOf);
  const { groups, membersOf } = await askGroups(opposites, onProgress, signal);
  const { candidates, leftOut } = leaveOutUnneeded(opposites, membersOf);
  const sorted = await sortOut(candidates, groups, createPause(signal));
  return {
    entries: sorted.entries,
    leftOut: [...leftOut, ...sorted.leftOut],
    ...{ groups, groupsOf: new Map(), origin: originOf(run) },
  };
}

/** The change that takes another one back, and where that one stands in its run. */
export function oppositeOf({
  groupId,
  accountId,
  action,
  index,
}: Change & Pick<RecordedChange, 'index'>): Candidate {
  return { groupId, accountId, action: ACTIONS[action].opposite, place: index };
}

/**
 * Leaves out what is so already, accounts that are gone, and those Confluence said nothing about.
 * @param membersOf by group id, who is in it; what is in no such group stays
 */
export function leaveOutUnneeded(
  opposites: readonly Candidate[],
  membersOf: ReadonlyMap<string, MembersNow>,
): { candidates: Candidate[]; leftOut: LeftOut[] } {
  const candidates: Candidate[] = [];
  const leftOut: LeftOut[] = [];
  for (const change of opposites) {
    const now = membersOf.get(change.groupId);
    const reason = now && reasonFor(change, now);
    if (reason) leftOut.push(leftOutOf(change, reason));
    else candidates.push(change);
  }
  return { candidates, leftOut };
}

function reasonFor({ accountId, action }: Candidate, now: MembersNow): LeftOut['reason'] | undefined {
  if (now.gone.has(accountId)) return 'accountGone';
  if (now.unanswered.has(accountId)) return 'notAnswered';
  return now.members.has(accountId) === ACTIONS[action].wantsMember ? 'unchanged' : undefined;
}

/** By id, the groups that are left, and who is in them. */
interface GroupsNow {
  groups: Map<string, Group>;
  membersOf: Map<string, MembersNow>;
}

async function askGroups(
  opposites: readonly Candidate[],
  onProgress: PrepareProgress,
  signal: AbortSignal,
): Promise<GroupsNow> {
  const now: GroupsNow = { groups: new Map(), membersOf: new Map() };
  let done = 0;
  for (const [groupId, changes] of inGroups(opposites)) {
    // Asked for first: without the group there is nothing to find out about people.
    const group = await currentGroup(groupId);
    signal.throwIfAborted();
    if (group) now.groups.set(groupId, group);
    if (group && !isManagedExternally(group)) {
      const base = done;
      const tell = (share: number) => onProgress(base + Math.floor(changes.length * share), opposites.length);
      now.membersOf.set(
        groupId,
        await whoIsIn(groupId, accountIdsOf(changes), accountIdsOf(changes.filter(isRemoval)), tell, signal),
      );
    }
    done += changes.length;
  }
  return now;
}

function inGroups(changes: readonly Candidate[]): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const change of changes) {
    const group = groups.get(change.groupId);
    if (group) group.push(change);
    else groups.set(change.groupId, [change]);
  }
  return groups;
}

function accountIdsOf(changes: readonly Candidate[]): string[] {
  return changes.map(({ accountId }) => accountId);
}
