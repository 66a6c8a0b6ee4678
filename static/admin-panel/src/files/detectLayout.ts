import { afterLines, firstRows, lineEndsIn, linesOf, type Columns, type Table } from './readTable';
import { whoIn } from '../directory/who';

/** How a text lists people. */
type Layout =
  /** Account ids and addresses, from an offset at the start of a line. */
  | { kind: 'bare'; from: number; line: number }
  | ({ kind: 'table' } & Table)
  /** A table, but nothing says which column names the people. */
  | { kind: 'noColumn'; columns: readonly string[] };

const DELIMITERS = [',', ';', '\t'];
/** Column names without case, spaces and marks. Atlassian's own export has `User id` and `email`. */
const ACCOUNT_ID_COLUMNS = ['userid', 'accountid'];
const EMAIL_COLUMNS = ['email', 'emailaddress'];
/** Rows looked at to tell a header from running text. */
const FEW = 10;

/**
 * Tells a table with a header from a bare list. A header that names a single column heads a bare list.
 * @param text not blank; line ends are `\n`
 */
export function detectLayout(text: string): Layout {
  const start = text.lastIndexOf('\n', text.search(/\S/)) + 1;
  const line = 1 + lineEndsIn(text.slice(0, start));
  const readings = DELIMITERS.map((delimiter) => {
    const rows = firstRows(text.slice(start), delimiter, FEW).filter((cells) => !isBlank(cells));
    return { delimiter, header: rows[0] ?? [], next: rows[1] };
  }).sort((a, b) => b.header.length - a.header.length);
  for (const { delimiter, header } of readings) {
    const columns = columnsIn(header);
    if (!columns) continue;
    const lines = linesOf(header);
    const after = { from: afterLines(text, start, lines), line: line + lines };
    return header.length === 1 ? { kind: 'bare', ...after } : { kind: 'table', delimiter, columns, ...after };
  }
  const table = readings.find(({ header, next }) => isTable(header, next));
  return table
    ? { kind: 'noColumn', columns: table.header.map((name) => name.trim()) }
    : { kind: 'bare', from: start, line };
}

function columnsIn(header: readonly string[]): Columns | undefined {
  const names = header.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const accountId = names.findIndex((name) => ACCOUNT_ID_COLUMNS.includes(name));
  const email = names.findIndex((name) => EMAIL_COLUMNS.includes(name));
  if (accountId === -1 && email === -1) return undefined;
  return {
    accountId: accountId === -1 ? undefined : accountId,
    email: email === -1 ? undefined : email,
  };
}

/** Whether a first line without a person heads columns: the next row has as many, and not a person in each. */
function isTable(header: readonly string[], next: readonly string[] | undefined): boolean {
  if (header.length < 2 || header.some(namesSomebody)) return false;
  return next === undefined || (next.length === header.length && !next.every(namesSomebody));
}

function namesSomebody(cell: string): boolean {
  return cell.split(/[\s,;]+/).some((word) => whoIn(word) !== undefined);
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
