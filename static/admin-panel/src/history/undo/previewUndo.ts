import type { Change, Group, MembershipAnswer, RecordedChange } from '../../../../../src/contract';
import { ACTIONS } from '../../../../../src/membership/actions';
import type { ActionWords } from '../../run/actionWords';
import { number } from '../../ui/number';

/** Who is in a group now, as far as it was asked about them. */
export interface MembersNow {
  members: ReadonlySet<string>;
  /** Accounts that Confluence does not know. */
  gone: ReadonlySet<string>;
  /** Accounts of which it did not say whether they are in the group. */
  unanswered: ReadonlySet<string>;
  /** Members in all, where that was asked. */
  size?: number;
}

/** A group as it is now, and who is in it. */
export interface GroupNow extends MembersNow {
  group: Group;
}

/** What an undo would do. */
export interface UndoPreview {
  /** The changes it would make, in the order of those they take back. */
  changes: readonly Change[];
  /** What they take back, for each: its place in the plan of the run. Rising. */
  originals: readonly number[];
  /** By id, those that are left. */
  groups: ReadonlyMap<string, GroupNow>;
  /** Changes left out because it is so already: others were quicker. */
  already: number;
  /** Because Confluence knows no such account. */
  gone: number;
  /** Because it did not say whether they are in the group. */
  unanswered: number;
  /** Because the group is gone. */
  inDeletedGroups: number;
}

/** How many changes are left out, by the reason. */
type LeftOut = Pick<UndoPreview, 'already' | 'gone' | 'unanswered' | 'inDeletedGroups'>;

/** The change that takes another one back. */
export function oppositeOf({ groupId, accountId, action }: Change): Change {
  return { groupId, accountId, action: ACTIONS[action].opposite };
}

/** Whether asking about people one by one takes no more requests than reading the group. */
export function isCheaperOneByOne(people: number, requestsToRead: number): boolean {
  return people <= requestsToRead;
}

/**
 * Leaves out what needs no change, and who and what is gone.
 * @param recorded the changes to be taken back
 * @param groups by id, those that are left
 */
export function previewUndo(
  recorded: readonly RecordedChange[],
  groups: ReadonlyMap<string, GroupNow>,
): UndoPreview {
  const made = { changes: [] as Change[], originals: [] as number[] };
  const leftOut: LeftOut = { already: 0, gone: 0, unanswered: 0, inDeletedGroups: 0 };
  for (const original of [...recorded].sort((a, b) => a.index - b.index)) {
    const change = oppositeOf(original);
    const now = groups.get(change.groupId);
    if (!now) leftOut.inDeletedGroups += 1;
    else if (now.gone.has(change.accountId)) leftOut.gone += 1;
    else if (now.unanswered.has(change.accountId)) leftOut.unanswered += 1;
    else if (now.members.has(change.accountId) === ACTIONS[change.action].wantsMember) leftOut.already += 1;
    else {
      made.changes.push(change);
      made.originals.push(original.index);
    }
  }
  return { ...made, ...leftOut, groups };
}

/** Who is in the group by what Confluence answered about each. */
export function membersAmong(answers: readonly MembershipAnswer[]): MembersNow {
  return {
    members: idsOf(answers.filter((one) => 'member' in one && one.member)),
    gone: idsOf(answers.filter((one) => 'error' in one && one.error.kind === 'userNotFound')),
    unanswered: idsOf(answers.filter((one) => 'error' in one && one.error.kind !== 'userNotFound')),
  };
}

function idsOf(people: readonly { accountId: string }[]): Set<string> {
  return new Set(people.map(({ accountId }) => accountId));
}

/** Who is left out, and why; empty where no one is. @param words for the changes of the undo as a whole */
export function leftOutText(
  { already, gone, unanswered, inDeletedGroups }: LeftOut,
  words: Pick<ActionWords, 'already'>,
): string {
  const parts = [
    already > 0 && `${number(already)} ${already === 1 ? 'is' : 'are'} ${words.already}`,
    gone > 0 && `Confluence knows no account for ${number(gone)}`,
    unanswered > 0 &&
      `Confluence did not say whether ${number(unanswered)} ${unanswered === 1 ? 'is' : 'are'} in the group`,
    inDeletedGroups > 0 &&
      `${number(inDeletedGroups)} ${inDeletedGroups === 1 ? 'is' : 'are'} in groups that Confluence does not have`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `Left out: ${parts.join(', ')}.`;
}
