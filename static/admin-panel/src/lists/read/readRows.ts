import Papa from 'papaparse';
import type { ListRow, UnreadableLine } from '../listContent';
import { excerptOf } from './excerptOf';
import { afterLines, countLineEnds, isBlankLine, workOnLine } from './lineEnds';

/** How rows are divided into cells. */
export interface RowFormat {
  delimiter: string;
  /** Rows begin with the delimiter too, as in Markdown. */
  isFramed: boolean;
  /** Cells may stand in quotes; else a quote is a mark like others. */
  hasQuotes: boolean;
}

/** No text has these characters. */
const NO_DELIMITER = '\uFFFF';
const NO_QUOTE = '\uFFFE';

/** Each line is one cell. */
export const ONE_COLUMN: RowFormat = { delimiter: NO_DELIMITER, isFramed: false, hasQuotes: true };

/** A row that was read, or the line that cannot be, and the offset behind it; or a blank row. All cost `work`. */
export type ReadRow = (((ListRow | UnreadableLine) & { end: number }) | { isBlank: true }) & { work: number };

/** No list has as many columns, and what tells columns apart compares each with each. */
export const MOST_COLUMNS = 500;

/** Characters parsed at once, and the longest a row can be: an unclosed quote reaches no further. Some ms. */
export const WINDOW = 16_384;
/** Characters parsed after a row that cannot be read: each bad quote is looked at up to the end of them. */
const CAREFUL_WINDOW = 512;

/** The rules of tables that are drawn: `|---|:-:|`, `+-----+`. */
const RULE = /^\s*[-+:=][-+:=\s]*$/;

/**
 * The rows of a table. A row whose quotes do not pair costs its first line, and reading goes on with the next; so does
 * one that has a NUL.
 * @param text line ends are `\n`
 * @param from where to begin, at the start of a line
 * @param firstLine number of that line
 */
export function* readRows(
  text: string,
  format: RowFormat,
  from: number,
  firstLine: number,
): Generator<ReadRow> {
  const { delimiter } = format;
  const quoteChar = format.hasQuotes ? '"' : NO_QUOTE;
  let line = firstLine;
  let at = from;
  let size = WINDOW;
  while (at < text.length) {
    // Told fast, for a file may end in a great many.
    if (text[at] === '\n') {
      line += 1;
      at += 1;
      yield { isBlank: true, work: 1 };
      continue;
    }
    const cut = Math.min(text.length, at + size);
    const { data, errors } = Papa.parse<string[]>(text.slice(at, cut), {
      delimiter,
      quoteChar,
      newline: '\n',
    });
    // The window may cut the last row anywhere.
    const whole = cut === text.length ? data.length : data.length - 1;
    const bad = errors.find(({ code }) => code === 'InvalidQuotes' || code === 'MissingQuotes');
    const readable = Math.min(whole, bad?.row ?? whole);
    for (const raw of data.slice(0, readable)) {
      const lines = 1 + raw.reduce((sum, cell) => sum + countLineEnds(cell), 0);
      const end = afterLines(text, at, lines);
      yield readRow(raw, format, line, end, workOnLine(end - at));
      line += lines;
      at = end;
    }
    if (readable === whole && (readable > 0 || (size < WINDOW && bad?.code !== 'InvalidQuotes'))) {
      size = Math.min(WINDOW, 2 * size);
    } else {
      size = CAREFUL_WINDOW;
      const end = afterLines(text, at, 1);
      const excerpt = excerptOf(text.slice(at, end));
      const work = workOnLine(Math.max(end - at, size));
      yield excerpt === '' ? { isBlank: true, work } : { line, excerpt, end, work };
      line += 1;
      at = end;
    }
  }
}

function readRow(raw: string[], format: RowFormat, line: number, end: number, work: number): ReadRow {
  if (raw.every((cell) => isBlankLine(cell))) return { isBlank: true, work };
  if (raw.length > MOST_COLUMNS || raw.some((cell) => cell.includes('\0')))
    return { line, excerpt: excerptOf(raw.join(' ')), end, work };
  if (format.delimiter !== '|') return { line, cells: raw, end, work };
  const cells = (format.isFramed ? unframe(raw) : raw).map((cell) => cell.trim());
  const isBlank = cells.every((cell) => cell === '' || RULE.test(cell));
  return isBlank ? { isBlank, work } : { line, cells, end, work };
}

/** `|Ada|ID|` without what is before the first and behind the last mark; `||Name||ID||` as wikis write headers. */
function unframe(raw: readonly string[]): readonly string[] {
  const isBlank = (cell: string | undefined) => cell?.trim() === '';
  const from = isBlank(raw[0]) ? 1 : 0;
  if (from === 1 && isBlank(raw[1]) && raw.every((cell, place) => place % 2 === 0 || isBlank(cell))) {
    return raw.filter((_, place) => place > 1 && place % 2 === 0 && place < raw.length - 1);
  }
  return raw.slice(from, isBlank(raw.at(-1)) ? -1 : undefined);
}
