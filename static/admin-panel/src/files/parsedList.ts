import type { Who } from '../directory/who';

/** An account that a list names. */
export interface Entry {
  /** Line of the text where it begins, counted from 1 as editors do. */
  line: number;
  who: Who;
}

/** What is on a line that names no account, or none that can be made out. */
export interface Unreadable {
  line: number;
  /** The beginning of it, on one line. */
  excerpt: string;
}

/** A list of people as read from a text, in the order of its lines. */
export interface ParsedList {
  entries: readonly Entry[];
  unreadable: readonly Unreadable[];
}

/** Why nothing can be read from a text or a file. */
export type ListProblem =
  /** It names no account, and there is nothing else on any line. */
  | { kind: 'empty' }
  /** Not text: a spreadsheet, a picture. */
  | { kind: 'binary' }
  /** A table whose header names no column with account ids or email addresses. */
  | { kind: 'noColumn'; columns: readonly string[] }
  /** More entries than `MAX_ENTRIES`. */
  | { kind: 'tooLong' }
  /** More than `MAX_BYTES`. */
  | { kind: 'tooLarge'; bytes: number }
  /** The browser could not read the file. */
  | { kind: 'noFile'; detail: string };

/** People and unreadable lines at most. */
export const MAX_ENTRIES = 50_000;
/** Size of a file at most. */
export const MAX_BYTES = 20_000_000;
