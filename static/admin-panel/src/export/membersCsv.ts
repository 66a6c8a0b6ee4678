import Papa from 'papaparse';
import type { Person } from '../../../../src/contract';

/** The first column and `email` are what a list of people to remove is read by, and what Atlassian's own export calls them. */
const COLUMNS = ['User id', 'User name', 'email', 'Status'];
/** Excel takes a file without it for the local 8-bit encoding. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What makes a spreadsheet run a cell; Papa Parse's own pattern leaves out cells of several lines. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Control characters, format marks, and what file systems keep for themselves. */
const UNSAFE_IN_NAMES = /[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu;

/**
 * The people as CSV (RFC 4180: CRLF, quotes doubled), UTF-8 with a byte order mark. A cell that a spreadsheet would run
 * as a formula has an apostrophe before it, which spreadsheets do not show.
 */
export function membersCsv(people: readonly Person[]): string {
  const rows = people.map((person) => [
    person.accountId,
    person.displayName,
    person.email ?? '',
    statusOf(person),
  ]);
  return BYTE_ORDER_MARK + Papa.unparse([COLUMNS, ...rows], { newline: '\r\n', escapeFormulae: FORMULA });
}

/** File name with the group and the local date; what file systems refuse is left out. */
export function csvFileName(groupName: string, what: string, now: Date): string {
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const safe = groupName.replace(UNSAFE_IN_NAMES, '-').slice(0, 120);
  return `${safe.replace(/^[\s.-]+|[\s.-]+$/g, '') || 'group'} ${what} ${date}.csv`;
}

function statusOf({ accountType, deactivated, guest }: Person): string {
  if (accountType === 'app') return 'App';
  return [deactivated && 'Deactivated', guest && 'Guest'].filter(Boolean).join(', ') || 'Active';
}
