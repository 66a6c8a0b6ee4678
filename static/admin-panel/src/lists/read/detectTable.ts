import { cleanText, namedIn, otherProductIn } from '../../directory/who';
import type { Pause } from '../../host/createPause';
import { isColumnName, isNameFor } from '../columns/columnNames';
import { accountIdsIn, addressesIn } from '../columns/peopleInCell';
import { isNameLike } from './isNameLike';
import { isTableWithoutHeader } from './isTableWithoutHeader';
import { afterLines, countLineEnds } from './lineEnds';
import { isBesideTable } from './otherRoles';
import { ONE_COLUMN, readRows, WINDOW, type RowFormat } from './readRows';

/** Where the rows of a table are in a text. */
export interface TableLayout {
  format: RowFormat;
  header: readonly string[];
  headerLine: number;
  /** Offset of the first row after the header, and its line. */
  from: number;
  line: number;
  /** Only cells stand side by side: nothing says that anybody is named. */
  isWeak: boolean;
}

/** What a text is found to be: a table, or running text from an offset at the start of a line, perhaps below a header. */
export type Layout =
  { kind: 'table'; table: TableLayout } | { kind: 'prose'; headerLine?: number; from: number; line: number };

interface Row {
  cells: readonly string[];
  end: number;
  line: number;
  /** Cells that are not blank. */
  filled: number;
  /** Columns whose cells name people. */
  naming: readonly number[];
}

interface Candidate {
  layout: Layout;
  /** Names of columns that are known, columns that name people, and share of rows that are as long as the header. */
  score: number;
}

const DELIMITERS = [',', ';', '\t', '|'];
/** Rows looked at, and those among them that may be the header. */
const ROWS = 80;
const HEADERS = 30;
/** UTF-16 units in which lines are counted at once. */
const PIECE = 100_000;
/** Share of the rows that have to be about as long as the header. */
const REGULAR = 0.6;

/**
 * Tells a table with a header from running text. The header is a row that names no person, above which there may be titles,
 * and below which there are rows of about as many cells; its columns are known by their names, or some column has people in
 * most of its cells.
 * @param text line ends are `\n`
 * @param from start of the first line that is not blank
 */
export async function detectTable(text: string, from: number, pause: Pause): Promise<Layout> {
  const start = skipPreamble(text, from, await lineAt(text, from, pause));
  const sample = sampleOf(text, start.from);
  const candidates: Candidate[] = [];
  const { delimiter } = start;
  const delimiters =
    delimiter === undefined ? DELIMITERS.filter((mark) => sample.includes(mark)) : [delimiter];
  for (const mark of [...delimiters, ONE_COLUMN.delimiter]) {
    await pause();
    const format = formatOf(mark, sample);
    await pause();
    const rows = rowsOf(sample, format, start);
    await pause();
    const found = (await findHeader(rows, format, start, pause)) ?? withoutHeader(rows, format, start);
    if (found) candidates.push(found);
  }
  const [best] = candidates.sort((a, b) => b.score - a.score);
  return best?.layout ?? { kind: 'prose', from: start.from, line: start.line };
}

interface Start {
  from: number;
  line: number;
  /** As `sep=;` says. */
  delimiter: string | undefined;
  /** Entra's templates begin with their version: a header follows. */
  isTemplate: boolean;
}

/** Number of the line at an offset: a file may begin with a great many that are blank. */
async function lineAt(text: string, offset: number, pause: Pause): Promise<number> {
  let line = 1;
  for (let at = 0; at < offset; at += PIECE) {
    line += countLineEnds(text.slice(at, Math.min(at + PIECE, offset)));
    await pause();
  }
  return line;
}

function skipPreamble(text: string, from: number, line: number): Start {
  const next = afterLines(text, from, 1);
  const first = text.slice(from, Math.min(next, from + 100));
  const separator = /^\s*"?sep=(.)"?\s*$/i.exec(first.replace(/\n$/, ''))?.[1];
  const isTemplate = /^\s*"?version:v\d/i.test(first);
  const isPreamble = separator !== undefined || isTemplate;
  const at = isPreamble ? { from: next, line: line + 1 } : { from, line };
  return { ...at, delimiter: separator, isTemplate };
}

/** What is looked at: whole lines, unless one is longer than that. */
function sampleOf(text: string, from: number): string {
  const cut = text.slice(from, from + WINDOW);
  const newline = cut.lastIndexOf('\n');
  return from + WINDOW >= text.length || newline === -1 ? cut : cut.slice(0, newline + 1);
}

function formatOf(delimiter: string, sample: string): RowFormat {
  return withFittingQuotes(
    { delimiter, isFramed: delimiter === '|' && isFramed(sample), hasQuotes: true },
    sample,
  );
}

/** Quotes are marks like others where most rows could not be read with them: `"Ada" Lovelace`, `"Lovelace, Ada" <…>`. */
function withFittingQuotes(format: RowFormat, sample: string): RowFormat {
  let [readable, unreadable, place] = [0, 0, 0];
  for (const row of readRows(sample, format, 0, 1)) {
    place += 1;
    if ('cells' in row) readable += 1;
    else if (!('isBlank' in row)) unreadable += 1;
    if (place === ROWS) break;
  }
  return unreadable > readable ? { ...format, hasQuotes: false } : format;
}

/** Whether rows begin with a mark, and not only those whose first cell is empty. */
function isFramed(sample: string): boolean {
  const lines = sample.split('\n').map((line) => line.trim());
  return lines.some(isDrawn) || !lines.some((line) => line.includes('|') && !line.startsWith('|'));
}

/** Drawn below a header or between rows, with a mark at the beginning: `|---|:-:|`, `+-----+`. */
function isDrawn(line: string): boolean {
  return /^\+[-=]/.test(line) || (/^\|[-:|=+\s]*$/.test(line) && line.includes('-'));
}

function rowsOf(sample: string, format: RowFormat, start: Start): Row[] {
  const rows: Row[] = [];
  for (const row of readRows(sample, format, 0, start.line)) {
    if (!('cells' in row)) continue;
    const { cells, line, end } = row;
    const naming = cells.flatMap((cell, column) => (namesSomebody(cell) ? [column] : []));
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    rows.push({ cells, line, end: start.from + end, filled, naming });
    if (rows.length === ROWS) break;
  }
  return rows;
}

/** Whether a cell has an id or an address; another product's id counts too. */
export function namesSomebody(cell: string): boolean {
  return peopleIn(cell) > 0 || otherProductIn(cell) !== undefined;
}

function peopleIn(cell: string): number {
  return Math.max(accountIdsIn(cell).length, addressesIn(cell).length);
}

async function findHeader(
  rows: readonly Row[],
  format: RowFormat,
  start: Start,
  pause: Pause,
): Promise<Candidate | undefined> {
  const found: Candidate[] = [];
  const usual = usualWidth(rows);
  /** A person is named above, in a title or in other text: the names of columns have to say more. */
  let isBelowText = false;
  for (const [place, row] of rows.slice(0, HEADERS).entries()) {
    if (row.naming.length > 0) {
      // Who made an export may stand above it; a row with people in it means that the header was before, or is missing.
      if ((row.filled <= 2 && usual >= 4) || isBesideTable(row.cells, usual)) continue;
      isBelowText = row.filled === 1 && usual >= 2 && row.cells.some((cell) => /\s/.test(cell.trim()));
      if (isBelowText) continue;
      break;
    }
    await pause();
    const body = rows.slice(place + 1);
    const candidate =
      format.delimiter === ONE_COLUMN.delimiter
        ? headsColumn(row, body, format, start)
        : headsColumns(row, body, usual, format);
    if (candidate && (!isBelowText || candidate.score > SURE_SCORE + KNOWN_SCORE)) found.push(candidate);
  }
  const [best] = found.sort((a, b) => b.score - a.score);
  return best;
}

function withoutHeader(rows: readonly Row[], format: RowFormat, start: Start): Candidate | undefined {
  if (!isTableWithoutHeader(rows.map(({ cells }) => cells))) return undefined;
  const { from, line } = start;
  const table = { format, header: [], headerLine: line, from, line, isWeak: false };
  return { layout: { kind: 'table', table }, score: SURE_SCORE };
}

/** Cells that most rows have. */
function usualWidth(rows: readonly Row[]): number {
  const widths = rows.map(({ filled }) => filled).sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

function headsColumn(row: Row, body: readonly Row[], format: RowFormat, start: Start): Candidate | undefined {
  const [title = ''] = row.cells;
  const isTemplate = start.isTemplate && row.line === start.line;
  const isKnown = isTemplate || isColumnName(title);
  if (!isKnown && !headsPeople(title, body)) return undefined;
  const naming = body.filter(({ naming }) => naming.length > 0).length;
  const hasNames = isNameFor('name', title) && share(body, ({ cells }) => isNameLike(cells[0] ?? '')) > 0.5;
  if (!isTemplate && body.length > 0 && naming < body.length / 2 && !hasNames) return undefined;
  const after = { headerLine: row.line, from: row.end, line: row.line + linesIn(row) };
  const hasSeveral = body.some(({ cells: [cell = ''] }) => peopleIn(cell) > 1);
  const table = { format, header: row.cells, ...after, isWeak: false };
  return {
    layout: hasSeveral ? { kind: 'prose', ...after } : { kind: 'table', table },
    score: isKnown ? ONE_COLUMN_SCORE : ONE_COLUMN_SCORE - 10 + share(body, isOnePerson),
  };
}

/** Words of a header that is not known, and of its length, UTF-16 units. */
const TITLE_WORDS = 5;
const TITLE_LENGTH = 60;
/** Share of the rows below such a header that are one person each and nothing else. */
const PEOPLE = 0.9;

/** Whether a line that is no sentence heads a column in which each cell is an id or an address: `Leaver`. */
function headsPeople(title: string, body: readonly Row[]): boolean {
  const words = title.trim().split(/\s+/);
  if (body.length < 2 || words.length > TITLE_WORDS || title.length > TITLE_LENGTH) return false;
  if (!/\p{L}/u.test(title) || /[.!?:;,。！？：；，、@]/.test(title)) return false;
  for (const named of namedIn(cleanText(title))) if (named) return false;
  return share(body, isOnePerson) >= PEOPLE;
}

/** Whether one cell alone is not blank, and is an id or an address without anything beside it. */
function isOnePerson({ cells, filled }: Row): boolean {
  const cell = cells.find((one) => one.trim() !== '') ?? '';
  return filled === 1 && !/\s/.test(cell.trim()) && peopleIn(cell) === 1;
}

/** Several columns that are surely some go before a single one, and that before those that may be none. */
const SURE_SCORE = 100;
const ONE_COLUMN_SCORE = 50;
const KNOWN_SCORE = 10;

function headsColumns(
  row: Row,
  body: readonly Row[],
  usual: number,
  format: RowFormat,
): Candidate | undefined {
  const { cells, filled } = row;
  const known = cells.filter(isColumnName).length;
  // Beside a single column spreadsheets write empty ones.
  const isColumn = known > 0 || headsPeople(cells.find((cell) => cell.trim() !== '') ?? '', body);
  const isAlone = filled === 1 && usual <= 1 && cells.length > 1 && isColumn;
  if (filled < 2 && !isAlone) return undefined;
  if (filled < usual / 2 || cells.some((cell) => cell.length > LONGEST_TITLE)) return undefined;
  if (known === 0 && !isAlone && (isSentence(cells, format) || cells.filter(isNumber).length > filled / 2))
    return undefined;
  // The first row of a table without a header may name no person, and would be lost.
  if (known < 2 && isRowOf(body, cells)) return undefined;
  const regular = body.length === 0 ? 1 : share(body, ({ cells: own }) => isAsLong(own, cells));
  const isRegular = regular >= REGULAR;
  if (!isRegular && known < 2) return undefined;
  const naming = cells.filter((_, column) => isNaming(body, column)).length;
  const hasNames = cells.some((cell, column) => !isNameLike(cell) && hasNamesIn(body, column));
  // Addresses in a row, after a sentence with as many commas.
  const isListOfOne = body.length === 1 && body[0]?.naming.length === body[0]?.filled;
  const isSure = known > 0 || (naming > 0 && !isListOfOne) || hasNames;
  if (!isSure && (body.length === 0 || isListOfOne)) return undefined;
  const after = { headerLine: row.line, from: row.end, line: row.line + linesIn(row) };
  return {
    layout: { kind: 'table', table: { format, header: cells, ...after, isWeak: !isSure } },
    score: (isSure ? SURE_SCORE : 0) + KNOWN_SCORE * known + 5 * naming + regular + filled / 100,
  };
}

const LONGEST_TITLE = 200;

function share(rows: readonly Row[], fits: (row: Row) => boolean): number {
  return rows.length === 0 ? 0 : rows.filter(fits).length / rows.length;
}

/** About as long: an export may have a cell more than its header, or leave off those that are empty. */
function isAsLong(own: readonly string[], header: readonly string[]): boolean {
  const most = Math.max(1, header.length / 4);
  return own.length > 1 && own.length <= header.length + most && own.length >= header.length / 2;
}

/** Whether some cell stands in its column again, as names of columns do not, unless all of them come again. */
function isRowOf(body: readonly Row[], cells: readonly string[]): boolean {
  const others = body.filter(({ cells: own }) => !cells.every((cell, column) => own[column] === cell));
  return cells.some(
    (cell, column) => cell.trim() !== '' && others.some(({ cells: own }) => own[column] === cell),
  );
}

/** Whether most cells of a column that are not blank name a person. */
function isNaming(body: readonly Row[], column: number): boolean {
  const filled = body.filter(({ cells }) => (cells[column] ?? '').trim() !== '');
  return filled.length > 0 && share(filled, ({ naming }) => naming.includes(column)) >= 0.5;
}

function hasNamesIn(body: readonly Row[], column: number): boolean {
  return share(body, ({ cells }) => isNameLike((cells[column] ?? '').trim())) > 0.5;
}

/** "Hi all, please remove these": commas of a sentence have a blank behind them. */
function isSentence(cells: readonly string[], { delimiter }: RowFormat): boolean {
  if (delimiter !== ',' && delimiter !== ';') return false;
  return cells.slice(1).every((cell) => cell === '' || cell.startsWith(' '));
}

function isNumber(cell: string): boolean {
  return /^[\s\d.,:/%€$£¥+-]*\d[\s\d.,:/%€$£¥+-]*$/.test(cell);
}

function linesIn(row: Row): number {
  return 1 + row.cells.reduce((sum, cell) => sum + countLineEnds(cell), 0);
}
