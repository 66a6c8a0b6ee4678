import type { AppError, Person } from '../../../../../src/contract';
import type { Chosen } from '../../directory/chosen';
import type { Mention, Omission } from '../mention';

/** How it was found out who is meant. */
export type FoundBy = 'accountId' | 'email' | 'otherFile' | 'name' | 'choice';

/** A person of the list, by the line that names them first. */
export interface ListedPerson {
  person: Chosen;
  mention: Mention;
  by: FoundBy;
}

/** A line that fits several people. The admin chooses one or none of them. */
export interface OpenChoice {
  mention: Mention;
  candidates: readonly Person[];
  /** `accountId` of the one chosen, `null` for none of them; undefined while that is open. */
  chosen: string | null | undefined;
  why:
    | 'sameName'
    | 'sameEmail'
    /** Confluence listed one person of this name, and says that there are more people who may fit. */
    | 'moreOfName'
    /** The line names one by id and another by email. */
    | 'twoPeople';
}

/** A line that no person was found for. */
export type UnmatchedLine = { mention: Mention } & (
  | { why: 'noSuchId' }
  /** Neither a member, nor in the directory, nor in another file as far as could be asked. */
  | { why: 'noSuchEmail' }
  | { why: 'noSuchName' }
  /** The member who shows this address is listed without an account id. */
  | { why: 'withoutId' }
  | { why: 'notAnswered'; error: AppError }
  /** Not looked up: the admin stopped it. */
  | { why: 'notAsked' }
);

/** What has to be looked up before it is known who is meant. Ids, addresses and names are as they are compared. */
export type Need =
  | { of: 'accountId'; accountId: string }
  /** In the directory, or among the members of the group who are not read yet. */
  | { of: 'email'; email: string }
  | { of: 'name'; name: string }
  /** Everything else was asked: only the members of the group who are not read yet can tell. */
  | { of: 'members' };

/** A line of which it is not known yet who is meant. */
export interface Pending {
  mention: Mention;
  need: Need;
}

/**
 * A list whose people are found, as far as they can be. Each mention is in exactly one of `found`, `choices`, `unmatched`,
 * `repeated` and `pending`; each omission in `omissions`.
 */
export interface MatchedList {
  /** Distinct; where rows are about groups of their own, distinct within each group and action. */
  found: readonly ListedPerson[];
  /** Those that are open, and those of which none is meant. */
  choices: readonly OpenChoice[];
  /** Those whose person was chosen, so that another can be: their mentions are in `found` or `repeated`. */
  chosen: readonly OpenChoice[];
  unmatched: readonly UnmatchedLine[];
  /** The person is in `found` by an earlier line. */
  repeated: readonly { mention: Mention; accountId: string }[];
  pending: readonly Pending[];
  omissions: readonly Omission[];
  /** As in `Mentions`. */
  lines: number;
}
