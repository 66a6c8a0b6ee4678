import type { OtherProduct } from '../directory/who';

/** What a text holds. Lines are counted from 1, as editors do. */
export type ListContent = ListTable | ListProse;

/** A table with a header. Blank rows are none of it. */
export interface ListTable {
  kind: 'table';
  /** Names of the columns, trimmed; empty where a cell has none. As many as the longest row has cells. */
  header: readonly string[];
  rows: readonly ListRow[];
  unreadable: readonly UnreadableLine[];
}

export interface ListRow {
  line: number;
  /** As they stand there; fewer than the header where the row is short. */
  cells: readonly string[];
}

/** Running text: people one on a line or several, in whatever stands around them. */
export interface ListProse {
  kind: 'prose';
  mentions: readonly ProseMention[];
  unreadable: readonly UnreadableLine[];
}

/** A person named in running text, by at least one of these. */
export interface ProseMention {
  line: number;
  /** What stands there, shortened. */
  text: string;
  accountId?: string;
  email?: string;
  /** What stands before an address as a name does; otherwise only where the whole text is a list of names. */
  name?: string;
}

/** A line without a person on the list, or that cannot be made out; beside mentions, the part of their line that cannot. */
export interface UnreadableLine {
  line: number;
  /** The beginning of it, on one line. */
  excerpt: string;
  /** It names a person by this product's id alone. */
  otherProduct?: OtherProduct;
  /** It names who made or sent the list, or a manager, and not a person on it. */
  isOtherRole?: true;
}

/** Why nothing can be read from a text or a file. */
export type ListProblem =
  /** No line has anything on it. */
  | { kind: 'empty' }
  /** Not text: a spreadsheet, a picture. */
  | { kind: 'binary' }
  /** Text in which no person is named; the columns of a table, where it is one. */
  | { kind: 'nobody'; columns: readonly string[] }
  /** People are named by this product's ids alone; the column of a table that has them. */
  | { kind: 'otherProduct'; product: OtherProduct; column?: string }
  /** More than `MAX_LINES`. */
  | { kind: 'tooLong' }
  /** More than `MAX_BYTES`. */
  | { kind: 'tooLarge'; bytes: number }
  /** The browser could not read the file. */
  | { kind: 'noFile'; detail: string };

/** Lines at most, over all files of a list. */
export const MAX_LINES = 100_000;
/** Size of a file at most. */
export const MAX_BYTES = 20_000_000;
