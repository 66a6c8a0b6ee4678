import Papa from 'papaparse';
import { cutText } from '../../../../src/cutText';
import { csvMessages } from './csvMessages';

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
/** The same of what is changed for them: `add` or `remove`, and where. */
export const CHANGE_COLUMNS = [...PERSON_COLUMNS, 'Action', 'Group id'];

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled), UTF-8 with a byte order mark. A cell that a spreadsheet would run as a
 * formula has an apostrophe before it, which spreadsheets do not show.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = [[...header], ...rows.map((row) => [...row])];
  return BYTE_ORDER_MARK + Papa.unparse(table, { newline: '\r\n', escapeFormulae: FORMULA });
}

/** File name with the group and the local date; what file systems refuse is left out. */
export function csvFileName(groupName: string, what: string, now: Date): string {
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const safe = cutText(groupName.replace(UNSAFE_IN_NAMES, '-'), LONGEST_NAME);
  return `${safe.replace(/^[\s.-]+|[\s.-]+$/g, '') || csvMessages.text('namelessGroup')} ${what} ${date}.csv`;
}
