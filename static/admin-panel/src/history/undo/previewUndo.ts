import type { Change, Group, MembershipAnswer, RecordedChange } from '../../../../../src/contract';
import { ACTIONS } from '../../../../../src/membership/actions';
import type { ActionWords } from '../../run/actionWords';
import { number } from '../../ui/number';

/** 1 for the request and 2 for each group a person is in; most are in a few. */
const POINTS_A_PERSON = 5;

/** Who is in a group now, as far as it was asked about them. */
export interface MembersNow {
  members: ReadonlySet<string>;
  /** Accounts of which Confluence has nothing to say. */
  gone: ReadonlySet<string>;
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
  /** Changes left out because it is so already: somebody was quicker. */
  already: number;
  /** Because the account is gone. */
  gone: number;
  /** Because the group is gone. */
  inDeletedGroups: number;
}

/** The change that takes another one back. */
export function oppositeOf({ groupId, accountId, action }: Change): Change {
  return { groupId, accountId, action: ACTIONS[action].opposite };
}

/** Whether asking about people one by one costs less than reading the group. */
export function isCheaperOneByOne(people: number, pointsToRead: number): boolean {
  return people * POINTS_A_PERSON <= pointsToRead;
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
  const leftOut = { already: 0, gone: 0, inDeletedGroups: 0 };
  for (const original of [...recorded].sort((a, b) => a.index - b.index)) {
    const change = oppositeOf(original);
    const now = groups.get(change.groupId);
    if (!now) leftOut.inDeletedGroups += 1;
    else if (now.gone.has(change.accountId)) leftOut.gone += 1;
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
    gone: idsOf(answers.filter((one) => 'error' in one)),
  };
}

function idsOf(people: readonly { accountId: string }[]): Set<string> {
  return new Set(people.map(({ accountId }) => accountId));
}

/** Who is left out, and why; empty where nobody is. @param words for the changes of the undo as a whole */
export function leftOutText(
  { already, gone, inDeletedGroups }: Pick<UndoPreview, 'already' | 'gone' | 'inDeletedGroups'>,
  words: Pick<ActionWords, 'already'>,
): string {
  const parts = [
    already > 0 && `${number(already)} ${already === 1 ? 'is' : 'are'} ${words.already}`,
    gone > 0 && `${number(gone)} no longer ${gone === 1 ? 'exists' : 'exist'}`,
    inDeletedGroups > 0 &&
      `${number(inDeletedGroups)} ${inDeletedGroups === 1 ? 'is' : 'are'} in groups that no longer exist`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `Left out: ${parts.join(', ')}.`;
}
