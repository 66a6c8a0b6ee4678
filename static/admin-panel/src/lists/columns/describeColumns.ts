import { otherProductIn } from '../../directory/who';
import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import { shortenText } from '../../ui/shortenText';
import type { ListTable } from '../listContent';
import { isAllOtherRole } from '../read/otherRoles';
import { isLoginName, isNameFor, isWeakName } from './columnNames';
import { numberIn } from './numberIn';
import { accountIdsIn, addressesIn } from './peopleInCell';
import { createDateReader, saysNever } from './readDate';
import { cellText, sampleRows, saysNothing, weighRow } from './tableCells';
import type { ColumnContent, ColumnFacts } from './tableColumns';

/** Rows that are enough to tell what a column holds. */
const SAMPLE_ROWS = 1_000;
/** Different cells shown of a column, and the longest, UTF-16 units. */
const SAMPLES = 3;
const SAMPLE_LENGTH = 40;
/** Fewer cells than this, of a sample, do not tell what a mostly empty column holds. */
const FEW_CELLS = 100;
/** Different values of a column at most that one can choose from. */
export const FEW_VALUES = 30;

/** Cells of a column by what they are. A dash may mean never, or nothing. */
interface Counts {
  filled: number;
  accountId: number;
  email: number;
  otherId: number;
  date: number;
  never: number;
  dash: number;
  number: number;
  /** Text with letters, of more than one word. */
  severalWords: number;
  letters: number;
}

/**
 * What each column of a table holds: by its cells, 1,000 of them at most, and by its name where cells leave that open. A
 * table of 100,000 rows costs little more than one of 1,000.
 */
export async function describeColumns(table: ListTable, pause: Pause): Promise<ColumnFacts[]> {
  const facts = await describeAll(table, false, pause);
  const isNamed = facts.some(({ content }) => NAMING.has(content));
  return isNamed ? facts : describeAll(table, true, pause);
}

const NAMING: ReadonlySet<ColumnContent> = new Set(['accountId', 'email', 'name']);

/** @param withRemarks addresses in remarks count: there is nothing else that names people */
async function describeAll(table: ListTable, withRemarks: boolean, pause: Pause): Promise<ColumnFacts[]> {
  const rows = sampleRows(table.rows, SAMPLE_ROWS);
  const cellsOf: (readonly string[])[] = [];
  for (const column of table.header.keys()) {
    await pause();
    cellsOf.push(rows.map((row) => cellText(row.cells, column)).filter((text) => text !== ''));
  }
  if (rows.length < table.rows.length) {
    const sparse = [...cellsOf.keys()].filter((column) => (cellsOf[column]?.length ?? 0) < FEW_CELLS);
    for (const [column, cells] of await firstCells(table, sparse, pause)) cellsOf[column] = cells;
  }
  const facts: ColumnFacts[] = [];
  for (const [column, title] of table.header.entries()) {
    const cells = cellsOf[column] ?? [];
    const counts = await countCells(cells, withRemarks || isNameFor('email', title), pause);
    const distinct = new Set(cells);
    facts.push({
      column,
      title,
      content: contentOf(title, counts, distinct.size),
      samples: samplesOf(distinct),
    });
  }
  return facts;
}

/** The first 1,000 cells of some columns that are not empty. Each row is read once, whatever the number of columns. */
async function firstCells(
  { rows }: ListTable,
  columns: readonly number[],
  pause: Pause,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, string[]>(columns.map((column) => [column, []]));
  if (columns.length === 0) return found;
  await forEachWithPauses(
    rows,
    pause,
    ({ cells }) => {
      for (const [column, cell] of cells.entries()) {
        const own = cell === '' ? undefined : found.get(column);
        if (!own || own.length === SAMPLE_ROWS) continue;
        const text = cellText(cells, column);
        if (text !== '') own.push(text);
      }
    },
    weighRow,
  );
  return found;
}

/** @param withRemarks addresses in remarks count too */
async function countCells(cells: readonly string[], withRemarks: boolean, pause: Pause): Promise<Counts> {
  const counts: Counts = {
    ...{ filled: 0, accountId: 0, email: 0, otherId: 0, date: 0, never: 0, dash: 0, number: 0 },
    ...{ severalWords: 0, letters: 0 },
  };
  const readDate = createDateReader('dayFirst');
  const readOtherDate = createDateReader('monthFirst');
  const count = (text: string) => {
    if (saysNothing(text)) {
      if (saysNever(text)) counts.dash += 1;
      return;
    }
    counts.filled += 1;
    if (accountIdsIn(text).length > 0) counts.accountId += 1;
    else if (addressesIn(text).length > 0 && (withRemarks || !isRemark(text))) counts.email += 1;
    else if (otherProductIn(text) !== undefined) counts.otherId += 1;
    else if (numberIn(text) !== undefined) counts.number += 1;
    else if (saysNever(text)) counts.never += 1;
    else if (readDate(text).is === 'day' || readOtherDate(text).is === 'day') counts.date += 1;
    else if (/\p{L}/u.test(text)) {
      counts.letters += 1;
      if (/[\s,，]/.test(text) || /^[\p{Lo}・·]{2,}$/u.test(text)) counts.severalWords += 1;
    }
  };
  await forEachWithPauses(cells, pause, count, (text) => weighRow({ cells: [text] }));
  return counts;
}

/** Whether a cell names a person in a sentence, or in another role: `handover to ada@example.com`. */
function isRemark(text: string): boolean {
  if (!/\s/.test(text)) return false;
  const parts = text.replace(/\([^()]*\)/g, ' ').split(/\s+/);
  const rest = parts.filter((part) => !part.includes('@')).join(' ');
  const words = rest.match(/\p{L}[\p{L}\p{M}’']*/gu) ?? [];
  const small = words.filter((word) => word.length > 1 && /^\p{Ll}/u.test(word));
  return (small.length > 1 && 2 * small.length > words.length) || isAllOtherRole(text);
}

function contentOf(title: string, counts: Counts, distinct: number): ColumnContent {
  const { filled, accountId, email, otherId } = counts;
  if (filled === 0) return 'empty';
  if (accountId > 0 && accountId + otherId >= email && isNameFor('accountId', title)) return 'accountId';
  if (email > 0 && email >= accountId && isNameFor('email', title)) return 'email';
  if (2 * (accountId + email + otherId) >= filled) {
    if (accountId >= email && accountId >= otherId) return 'accountId';
    return email >= otherId ? 'email' : 'otherId';
  }
  if (isOfDates(counts)) return 'date';
  if (counts.number >= 0.8 * filled) return 'number';
  if (isOfNames(title, counts)) return 'name';
  return distinct <= FEW_VALUES && distinct < filled && !isLoginName(title) ? 'words' : 'text';
}

/** Most cells are dates, or all say never in words. */
function isOfDates({ date, never, dash, filled }: Counts): boolean {
  if (date > 0) return date + never + dash >= 0.6 * (filled + dash);
  return never > 0 && never === filled;
}

function isOfNames(title: string, { letters, severalWords, filled }: Counts): boolean {
  if (isNameFor('firstName', title) || isNameFor('lastName', title)) return 2 * letters >= filled;
  if (!isNameFor('name', title)) return false;
  return 2 * (isWeakName(title) ? severalWords : letters) >= filled;
}

function samplesOf(cells: ReadonlySet<string>): string[] {
  const samples: string[] = [];
  for (const cell of cells) {
    if (samples.length === SAMPLES) break;
    if (!saysNothing(cell))
      samples.push(shortenText(cell.slice(0, 4 * SAMPLE_LENGTH).replace(/\s+/g, ' '), SAMPLE_LENGTH));
  }
  return samples;
}
