import type { Action } from '../../../../src/contract';

/** Where in the files of a list something stands. */
export interface Spot {
  /** Number of the file, counted from 0. */
  file: number;
  /** Line in it, counted from 1. */
  line: number;
  /** What stands there, shortened; may name a person. */
  text: string;
}

/** What a row or a piece of running text says about one person: at least one of id, email and name. */
export interface Mention extends Spot {
  accountId?: string;
  email?: string;
  /** First and last name, or however a person is called in full. */
  name?: string;
  /** The group that the row is about, where the table has such a column. */
  groupId?: string;
  groupName?: string;
  /** What the row says is to be done. */
  action?: Action;
}

/** A line that is about no person who could be looked up. */
export interface Omission extends Spot {
  why: OmissionReason;
}

export type OmissionReason =
  /** Nothing on it can be made out. */
  | 'unreadable'
  /** It is about a group, a service or a device. */
  | 'notAPerson'
  /** It names who made or sent the list, or a manager, and not who is on it. */
  | 'otherRole'
  /** It names a person by another product's id alone. */
  | 'otherProduct'
  /** A filter of the admin's leaves it out. */
  | 'filtered'
  /** It is about another group than the one that is wanted. */
  | 'otherGroup';

/** Everything that stands in the files of a list: each line that is not blank is in one of these. */
export interface Mentions {
  mentions: readonly Mention[];
  omissions: readonly Omission[];
  /** Lines that are not blank and no header. A line may have several mentions. */
  lines: number;
}
