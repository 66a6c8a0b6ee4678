import type { OtherProduct } from '../../directory/who';
import type { Pause } from '../../host/createPause';
import { createRest } from '../../host/work';
import { isNameFor, type ColumnMeaning } from '../columns/columnNames';
import {
  MAX_BYTES,
  type ListContent,
  type ListProblem,
  type ListTable,
  type UnreadableLine,
} from '../listContent';
import { detectTable, namesSomebody } from './detectTable';
import { excerptOf } from './excerptOf';
import { isBinary } from './isBinary';
import { isNameLike } from './isNameLike';
import { AT_ONCE, linesOf, withOneLineEnd, workOnLine } from './lineEnds';
import { hasHtmlTable, withoutHtml } from './readHtml';
import { readJson } from './readJson';
import { readNames } from './readNames';
import { readProse, type ProseLines } from './readProse';
import { readTable } from './readTable';

export type ListResult = { ok: true; content: ListContent } | { ok: false; problem: ListProblem };

/**
 * Reads the people that a text names: a table with a header, JSON, or people in running text.
 * @param pause awaited every few ms, so that the page goes on meanwhile; what it rejects with ends the reading
 */
export async function readList(raw: string, pause: Pause): Promise<ListResult> {
  if (raw.length > MAX_BYTES) return failed({ kind: 'tooLarge', bytes: raw.length });
  if (isBinary(raw)) return failed({ kind: 'binary' });
  const source = await withOneLineEnd(raw, pause);
  const text = hasHtmlTable(source) ? await withoutHtml(source, pause) : source;
  await pause();
  const first = text.search(/\S/);
  if (first === -1) return failed({ kind: 'empty' });
  const json = /[[{]/.test(text[first] ?? '') ? await readJson(text, pause) : undefined;
  if (json)
    return json !== 'tooLong' && 'kind' in json ? resultOfTable(json, pause) : resultOfProse(json, []);
  const layout = await detectTable(text, text.lastIndexOf('\n', first) + 1, pause);
  if (layout.kind === 'prose') return readText(text, layout, [], pause);
  const { table } = layout;
  if (table.isWeak) return readText(text, { from: 0, line: 1 }, columnsOf(table.header), pause);
  const read = await readTable(text, table, pause);
  if (read === 'tooLong') return failed({ kind: 'tooLong' });
  const unreadable = [...(await namedAbove(text, table.headerLine, pause)), ...read.unreadable];
  return resultOfTable({ ...read, unreadable }, pause);
}

/** Lines above a header that name a person, who made the list. */
async function namedAbove(
  text: string,
  headerLine: number | undefined,
  pause: Pause,
): Promise<UnreadableLine[]> {
  const named: UnreadableLine[] = [];
  if (headerLine === undefined) return named;
  const rest = createRest(pause, AT_ONCE);
  for (const { line, content } of linesOf(text, 0, 1)) {
    if (line >= headerLine) break;
    const resting = rest(workOnLine(content.length));
    if (resting) await resting;
    if (namesSomebody(content)) named.push({ line, excerpt: excerptOf(content), isOtherRole: true });
  }
  return named;
}

/** @param columns of a table that names no people, for the problem where the text names none either */
async function readText(
  text: string,
  { headerLine, from, line }: { headerLine?: number; from: number; line: number },
  columns: readonly string[],
  pause: Pause,
): Promise<ListResult> {
  const lines = () => linesOf(text, from, line);
  const prose = await readProse(lines, pause);
  if (prose !== 'tooLong') prose.unreadable.unshift(...(await namedAbove(text, headerLine, pause)));
  if (prose === 'tooLong' || isSomebodyNamed(prose)) return resultOfProse(prose, columns);
  return resultOfProse((await readNames(lines, pause)) ?? prose, columns);
}

function isSomebodyNamed(prose: Exclude<ProseLines, 'tooLong'>): boolean {
  return prose.mentions.length > 0 || otherProductOf(prose) !== undefined;
}

/** Whose ids of people stand there, where there are any. */
function otherProductOf({ unreadable }: Exclude<ProseLines, 'tooLong'>): OtherProduct | undefined {
  return unreadable.find(({ otherProduct }) => otherProduct !== undefined)?.otherProduct;
}

function resultOfProse(prose: ProseLines, columns: readonly string[]): ListResult {
  if (prose === 'tooLong') return failed({ kind: 'tooLong' });
  const { mentions, unreadable } = prose;
  if (mentions.length > 0) return { ok: true, content: { kind: 'prose', ...prose } };
  const product = otherProductOf(prose);
  if (product !== undefined) return failed({ kind: 'otherProduct', product });
  return failed(unreadable.length === 0 ? { kind: 'empty' } : { kind: 'nobody', columns });
}

async function resultOfTable(table: ListTable, pause: Pause): Promise<ListResult> {
  if (table.rows.length + table.unreadable.length === 0) return failed({ kind: 'empty' });
  if (await mayNamePeople(table, pause)) return { ok: true, content: table };
  return failed({ kind: 'nobody', columns: columnsOf(table.header) });
}

function columnsOf(header: readonly string[]): string[] {
  return header.map((name) => name.replace(/\s+/g, ' ').trim()).filter((name) => name !== '');
}

const ABOUT_PEOPLE: readonly ColumnMeaning[] = ['accountId', 'email', 'name', 'firstName', 'lastName'];
/** Rows in which names are looked for. */
const SAMPLE = 200;

/** Whether some column could name people, by its name or by what is in it. */
async function mayNamePeople({ header, rows }: ListTable, pause: Pause): Promise<boolean> {
  if (header.some((name) => ABOUT_PEOPLE.some((meaning) => isNameFor(meaning, name)))) return true;
  const rest = createRest(pause, AT_ONCE);
  for (const { cells } of rows) {
    for (const cell of cells) {
      if (namesSomebody(cell)) return true;
      await rest(workOnLine(cell.length));
    }
  }
  const sample = rows.slice(0, SAMPLE);
  for (const column of header.keys()) {
    await pause();
    const names = sample.filter(({ cells }) => isNameLike((cells[column] ?? '').trim()));
    if (names.length > sample.length / 2) return true;
  }
  return false;
}

function failed(problem: ListProblem): ListResult {
  return { ok: false, problem };
}
