import type { Pause } from '../../host/createPause';
import { createRest, forEachWithPauses } from '../../host/work';
import { weighRow } from '../columns/tableCells';
import { MAX_LINES, type ListRow, type ListTable, type UnreadableLine } from '../listContent';
import type { TableLayout } from './detectTable';
import { excerptOf } from './excerptOf';
import { AT_ONCE } from './lineEnds';
import { isBesideTable } from './otherRoles';
import { readRows } from './readRows';
import { createHeaderReader, moveCells, type ColumnMap } from './repeatedHeader';

/**
 * The rows of a table below its header. A header that comes again is none of them, and the rows below it are read by it;
 * nor is a line that says who made the table.
 * @param text line ends are `\n`
 */
export async function readTable(
  text: string,
  { format, header: firstHeader, from, line }: TableLayout,
  pause: Pause,
): Promise<ListTable | 'tooLong'> {
  const rows: ListRow[] = [];
  const unreadable: UnreadableLine[] = [];
  const header = [...firstHeader];
  const columns = header.filter((name) => name.trim() !== '').length;
  const readHeader = createHeaderReader(header);
  let moved: ColumnMap | undefined;
  let wasBlank = false;
  const rest = createRest(pause, AT_ONCE);
  for (const row of readRows(text, format, from, line)) {
    await rest(row.work);
    const isBelowBlank = wasBlank;
    wasBlank = 'isBlank' in row;
    if ('isBlank' in row) continue;
    if (!('cells' in row)) {
      unreadable.push({ line: row.line, excerpt: row.excerpt });
    } else if (isBesideTable(row.cells, columns)) {
      unreadable.push({ line: row.line, excerpt: excerptOf(row.cells.join(' ')), isOtherRole: true });
    } else {
      const again = readHeader(row.cells, isBelowBlank);
      moved = again ?? moved;
      if (!again) rows.push({ line: row.line, cells: moved ? moveCells(row.cells, moved) : row.cells });
    }
    if (rows.length + unreadable.length > MAX_LINES) return 'tooLong';
  }
  return tableOf(header, rows, unreadable, pause);
}

/** A table whose header is as long as its longest row; cells behind the last that is not empty are no columns. */
export async function tableOf(
  header: readonly string[],
  rows: readonly ListRow[],
  unreadable: readonly UnreadableLine[],
  pause: Pause,
): Promise<ListTable> {
  const names = header.map((name) => name.replace(/\s+/g, ' ').trim());
  while (names.at(-1) === '') names.pop();
  const read = ({ cells }: ListRow) => {
    for (let column = cells.length - 1; column >= names.length; column -= 1) {
      if (cells[column]?.trim() !== '')
        names.push(...Array.from({ length: column + 1 - names.length }, () => ''));
    }
  };
  await forEachWithPauses(rows, pause, read, weighRow);
  return { kind: 'table', header: names, rows, unreadable };
}
