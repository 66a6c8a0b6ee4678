import { withoutFormulaMark } from '../../csv/csv';
import type { ListRow } from '../listContent';

/** A cell as it stands there, without the blanks around it; empty where the row is short. */
export function rawCell(cells: readonly string[], column: number | undefined): string {
  return column === undefined ? '' : (cells[column] ?? '').trim();
}

/** The same without the apostrophe that our own files have before what a spreadsheet would run. */
export function cellText(cells: readonly string[], column: number | undefined): string {
  return withoutFormulaMark(rawCell(cells, column));
}

/** Words that stand for an empty cell; a dash may also mean "never". */
const NOTHING = new Set([
  'null',
  'none',
  'nil',
  'n/a',
  'na',
  '#n/a',
  'nan',
  'undefined',
  '-',
  '–',
  '—',
  '.',
  '?',
]);

/** Whether a cell says that there is nothing. */
export function saysNothing(text: string): boolean {
  return text === '' || (text.length <= 9 && NOTHING.has(text.toLowerCase()));
}

/** A row with the beginnings of its cells. @param most UTF-16 units of each */
export function cutCells(row: ListRow, most: number): ListRow {
  return { ...row, cells: row.cells.map((cell) => (cell.length > most ? cell.trim().slice(0, most) : cell)) };
}

/** For how many usual rows one counts by its length, see `forEachWithPauses`. */
export function weighRow({ cells }: Pick<ListRow, 'cells'>): number {
  let length = 0;
  for (const cell of cells) length += cell.length;
  return 1 + length / 50;
}

/** Rows from all over a table, at even distances. @param most rows */
export function sampleRows(rows: readonly ListRow[], most: number): readonly ListRow[] {
  if (rows.length <= most) return rows;
  const step = rows.length / most;
  return Array.from({ length: most }, (_, n) => rows[Math.floor(n * step)]).filter(
    (row) => row !== undefined,
  );
}
