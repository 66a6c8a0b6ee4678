import type { Change, Group } from '../../../../src/contract';
import type { Chosen } from '../directory/chosen';
import type { Place } from '../host/place';

/** A change that was chosen, and where in a file or text it stands. */
export interface ChosenChange extends Change {
  /** Line, counted from 1; absent where it was ticked. */
  line?: number;
}

/** Why something that was asked for is no change of the plan. */
export type LeftOutReason =
  /** A line that names no person that could be found. */
  | 'notMatched'
  /** A line that fits several people. */
  | 'ambiguous'
  /** Listed before. */
  | 'duplicate'
  /** It is so already: not in the group, or in it. */
  | 'unchanged'
  /** Confluence knows no such account. */
  | 'accountGone'
  /** Confluence did not say. */
  | 'notAnswered'
  /** Confluence has no such group any more. */
  | 'groupGone'
  /** An identity provider owns the group: who is in it is changed there. */
  | 'managedExternally'
  | 'protected';

/** Something that was asked for and is no change of the plan. */
export interface LeftOut {
  reason: LeftOutReason;
  line?: number;
  /** What stands in the line; may name a person, so that it is kept in memory alone. */
  text?: string;
  accountId?: string;
  groupId?: string;
}

/** Where a plan's changes come from. */
export type PlanSource =
  /** They were ticked, or read from a list. @see LeftOut for the lines that are none */
  | { kind: 'chosen'; changes: readonly ChosenChange[]; leftOut: readonly LeftOut[]; lines?: number }
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
  /** By account id, as far as they were known where it was opened; empty after a reload. */
  people: ReadonlyMap<string, Chosen>;
  /** By id, likewise. */
  groups: ReadonlyMap<string, Group>;
}

/** What is known where a plan is opened, so that it need not be looked up. */
export interface KnownToPlan {
  people?: Iterable<Chosen>;
  groups?: Iterable<Group>;
}

/** Tells a change of a plan from the others. */
export function keyOfChange({ action, groupId, accountId }: Change): string {
  return `${action} ${groupId} ${accountId}`;
}
