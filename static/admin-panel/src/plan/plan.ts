import type { Action, Change, Group } from '../../../../src/contract';
import type { Chosen } from '../directory/chosen';
import type { Place } from '../host/place';
import type { UntilDay } from './untilDay';

/** A person in a list, and what the line says about them. */
export interface PlannedPerson {
  accountId: string;
  /** Number of the file among those of the list, counted from 0. */
  file: number;
  /** Line in it, counted from 1. */
  line: number;
  /** Where the change is made for each row's own group: that group, and what is to be done there. */
  groupId?: string;
  action?: Action;
}

/** What is to be done with the people of a list. */
export type ListChange =
  | { kind: 'groups'; action: Action; groupIds: readonly string[] }
  /** They leave every group they are in. */
  | { kind: 'allGroups' }
  /** The group ends with these people and no others, as far as Confluence lists its members. */
  | { kind: 'equal'; groupId: string }
  /** Each row's own group; `action` where a row does not say what is to be done. */
  | { kind: 'rows'; action: Action };

/** Why something that was asked for is no change of the plan. */
export type LeftOutReason =
  /** A line that names no person that could be found. */
  | 'notMatched'
  /** A line that fits several people. */
  | 'ambiguous'
  /** Nothing on the line can be made out. */
  | 'unreadable'
  /** A line that names a person by another product's id alone. */
  | 'otherProduct'
  /** A line that names who made or sent the list, or a manager, and not who is on it. */
  | 'otherRole'
  /** A line about a group, a service or a device. */
  | 'notAPerson'
  /** A line about another group than the one that was wanted. */
  | 'otherGroup'
  /** It is to be done what each line says, and this one says nothing, or the opposite of another. */
  | 'actionUnclear'
  /** A filter of the admin's leaves the line out. */
  | 'filtered'
  /** Listed before. */
  | 'duplicate'
  /** It is so already: not in the group, or in it. */
  | 'unchanged'
  /** Confluence knows no such account. */
  | 'accountGone'
  /** Confluence did not say. */
  | 'notAnswered'
  /** It was not asked: the admin stopped it, or there are too many. */
  | 'notAsked'
  /** Confluence has no such group, or the row names none. */
  | 'groupGone'
  /** An identity provider owns the group: who is in it is changed there. */
  | 'managedExternally'
  | 'protected';

/** Something that was asked for and is no change of the plan. */
export interface LeftOut {
  reason: LeftOutReason;
  /** Number of the file and line in it, where it comes from a list. */
  file?: number;
  line?: number;
  /** What stands in the line; may name a person, so that it is kept in memory alone. */
  text?: string;
  accountId?: string;
  groupId?: string;
  action?: Action;
}

/** Where a plan's changes come from. */
export type PlanSource =
  /** They were ticked, or come of a comparison. */
  | { kind: 'chosen'; changes: readonly Change[] }
  /** A list names the people; who of them is in which group is asked when the plan is prepared. */
  | {
      kind: 'list';
      people: readonly PlannedPerson[];
      /** Lines that name no person to be changed. */
      leftOut: readonly LeftOut[];
      /** Lines over all files that are not blank and no header; a line may name several people. */
      lines: number;
      change: ListChange;
    }
  /** The opposite of changes that a run has made: all that stand, or those at these places. */
  | { kind: 'undo'; runId: string; places: 'all' | readonly number[] }
  /** Changes of a run that were not made: those left (not attempted or open), those that failed, or both. */
  | { kind: 'rest'; runId: string; which: 'left' | 'failed' | 'both' }
  /** Removal of these people from all of their groups. */
  | { kind: 'offboarding'; accountIds: readonly string[] };

/** Changes that are not made yet, as the admin has them before their eyes. */
export interface Plan {
  /** Random: tells a plan from the one before it. */
  id: string;
  source: PlanSource;
  /** Where the admin was when it was opened, and goes back to. */
  openedFrom: Place;
  /** Changes that the admin took out, by `keyOfChange`. */
  takenOut: ReadonlySet<string>;
  /** Why, in the admin's words; may be empty. */
  reason: string;
  /** The last day of the memberships that it adds; may be empty. It counts where `canEnd`. */
  until: UntilDay;
  /** By account id, as far as they were known where it was opened; empty after a reload. */
  people: ReadonlyMap<string, Chosen>;
  /** By id, likewise. */
  groups: ReadonlyMap<string, Group>;
  /** When it was opened, ms by `browserTools`' clock; 0 after a reload. */
  openedAt: number;
  /** By group id, the account ids of all that Confluence lists, where the group was just read whole; likewise. */
  listed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of the files of a list, in order; likewise. */
  files: readonly string[];
}

/** How old a list of a group's members may be to be taken for a plan, ms; an older one is read again. */
export const LISTED_FOR_MS = 60_000;

/** What is known where a plan is opened, so that it need not be looked up. */
export interface KnownToPlan {
  people?: Iterable<Chosen>;
  groups?: Iterable<Group>;
  listed?: ReadonlyMap<string, ReadonlySet<string>>;
  files?: readonly string[];
  /** The last day that was chosen there for the memberships it adds. */
  until?: UntilDay;
}

/** Whether memberships that a plan adds may have a last day: those that come back have none, and of a rest it is set. */
export function canEnd({ kind }: PlanSource): boolean {
  switch (kind) {
    case 'chosen':
    case 'list':
      return true;
    case 'undo':
    case 'rest':
    case 'offboarding':
      return false;
  }
}

/** Tells a change of a plan from the others. */
export function keyOfChange({ action, groupId, accountId }: Change): string {
  return `${action} ${groupId} ${accountId}`;
}
