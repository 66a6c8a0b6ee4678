import Papa from 'papaparse';
import type { Entry, Unreadable } from './parsedList';
import { accountIn, emailIn, excerptOf } from '../directory/who';

/** Where in a row people are named; `undefined` where the table has no such column. */
export interface Columns {
  accountId: number | undefined;
  email: number | undefined;
}

export interface Table {
  delimiter: string;
  columns: Columns;
  /** Offset of the first row after the header. */
  from: number;
  /** Line of that row. */
  line: number;
}

/** Characters parsed at once, and the longest a row can be: an unclosed quote reaches no further. */
export const WINDOW = 65_536;
/** Characters parsed after a row that cannot be read: each bad quote is looked at up to the end of them. */
const CAREFUL_WINDOW = 512;

/** The cells of the first rows of a text. */
export function firstRows(text: string, delimiter: string, count: number): readonly string[][] {
  return Papa.parse<string[]>(text.slice(0, WINDOW), { delimiter, newline: '\n', preview: count }).data;
}

/**
 * The people in the rows of a table, by account id where a row has one, else by email. A row whose quotes do not pair
 * costs its first line, and reading goes on with the next.
 * @param text line ends are `\n`
 * @returns what is found, and `undefined` for a blank row
 */
export function* readTable(
  text: string,
  { delimiter, columns, from, line: firstLine }: Table,
): Generator<Entry | Unreadable | undefined> {
  let line = firstLine;
  let at = from;
  let size = WINDOW;
  while (at < text.length) {
    const end = Math.min(text.length, at + size);
    const { data, errors } = Papa.parse<string[]>(text.slice(at, end), { delimiter, newline: '\n' });
    // The window may cut the last row anywhere.
    const whole = end === text.length ? data.length : data.length - 1;
    const bad = errors.find(({ code }) => code === 'InvalidQuotes' || code === 'MissingQuotes');
    const readable = Math.min(whole, bad?.row ?? whole);
    for (const cells of data.slice(0, readable)) {
      yield readRow(cells, columns, line);
      const lines = linesOf(cells);
      line += lines;
      at = afterLines(text, at, lines);
    }
    if (readable === whole && (readable > 0 || (size < WINDOW && bad?.code !== 'InvalidQuotes'))) {
      size = Math.min(WINDOW, 2 * size);
    } else {
      size = CAREFUL_WINDOW;
      const next = afterLines(text, at, 1);
      yield { line, excerpt: excerptOf(text.slice(at, next)) };
      line += 1;
      at = next;
    }
  }
}

function readRow(cells: readonly string[], columns: Columns, line: number): Entry | Unreadable | undefined {
  const who = accountIn(cellAt(cells, columns.accountId)) ?? emailIn(cellAt(cells, columns.email));
  if (who) return { line, who };
  const written = cells.filter((cell) => cell.trim() !== '');
  return written.length === 0 ? undefined : { line, excerpt: excerptOf(written.join(', ')) };
}

function cellAt(cells: readonly string[], column: number | undefined): string {
  return column === undefined ? '' : (cells[column] ?? '');
}

/** Lines that a row takes up in the text. */
export function linesOf(cells: readonly string[]): number {
  return cells.reduce((lines, cell) => lines + lineEndsIn(cell), 1);
}

export function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Offset of the line that comes so many lines after the one at an offset. */
export function afterLines(text: string, from: number, lines: number): number {
  let at = from;
  for (let passed = 0; passed < lines; passed += 1) {
    const newline = text.indexOf('\n', at);
    if (newline === -1) return text.length;
    at = newline + 1;
  }
  return at;
}
