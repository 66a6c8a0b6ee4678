import Papa from 'papaparse';
import { chunk } from '../../../../src/chunk';
import { cutText } from '../../../../src/cutText';
import type { Pause } from '../host/createPause';
import { csvMessages } from './csvMessages';
import type { FilePart } from './saveFile';

/** Excel takes a file without it for the local 8-bit encoding. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What makes a spreadsheet run a cell; Papa Parse's own pattern leaves out cells of several lines. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Control characters, format marks, and what file systems keep for themselves. */
const UNSAFE_IN_NAMES = /[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu;
/** UTF-16 units of a group's name in a file's name. */
const LONGEST_NAME = 120;

/** Named as Atlassian's own export names them, and in no other language: people can be read from the file again. */
export const PERSON_COLUMNS = ['User id', 'User name', 'email'];
/** The group that a row is about. */
export const GROUP_COLUMNS = ['Group id'];
/** The same of what is changed for them: `add` or `remove`, and where. */
export const CHANGE_COLUMNS = [...PERSON_COLUMNS, 'Action', ...GROUP_COLUMNS];

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled), UTF-8 with a byte order mark. A cell that a spreadsheet would run as a
 * formula has an apostrophe before it, which spreadsheets do not show.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + linesOfCsv([header, ...rows]);
}

/** Rows made into text between two looks at the clock. */
const ROWS_AT_ONCE = 250;

/**
 * The same of very many rows, with pauses.
 * @returns the file in parts, in UTF-8: a long text would have to be put together and encoded at once
 * @throws what the pause throws
 */
export async function csvWithPauses<Item>(
  header: readonly string[],
  items: readonly Item[],
  rowOf: (item: Item) => readonly string[],
  pause: Pause,
): Promise<FilePart[]> {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(csvOf(header, []))];
  for (const some of chunk(items, ROWS_AT_ONCE)) {
    parts.push(encoder.encode(NEWLINE + linesOfCsv(some.map(rowOf))));
    await pause();
  }
  return parts;
}

const NEWLINE = '\r\n';

function linesOfCsv(rows: readonly (readonly string[])[]): string {
  const table = rows.map((row) => [...row]);
  return Papa.unparse(table, { newline: NEWLINE, escapeFormulae: FORMULA });
}

/** A cell as it was before `csvOf` put an apostrophe before it. */
export function withoutFormulaMark(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1, 2)) ? cell.slice(1) : cell;
}

/** File name with the group and the local date; what file systems refuse is left out. */
export function csvFileName(groupName: string, what: string, now: Date): string {
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const safe = cutText(groupName.replace(UNSAFE_IN_NAMES, '-'), LONGEST_NAME);
  return `${safe.replace(/^[\s.-]+|[\s.-]+$/g, '') || csvMessages.text('namelessGroup')} ${what} ${date}.csv`;
}
