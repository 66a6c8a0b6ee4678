import { whoIn } from '../../directory/who';
import { isColumnName, isOthersName } from '../columns/columnNames';
import { MOST_COLUMNS } from './readRows';

/** Around a name, at most. */
const BLANKS = 10;

/** Column of the first header for each cell of one that came again. */
export type ColumnMap = readonly number[];

/**
 * A function that tells whether a row is a header that comes again, as where files were put one after the other, and where
 * its columns are in the first header: they may stand in another order, and there may be more. Below a blank row all of
 * them may be others.
 * @param header of the table; gets names that are new
 */
export function createHeaderReader(
  header: string[],
): (cells: readonly string[], isBelowBlank: boolean) => ColumnMap | undefined {
  const names = header.map(comparable);
  const known = new Set(names.filter((name) => name !== ''));
  const longest = BLANKS + Math.max(0, ...header.map(({ length }) => length));
  const isKnown = (cell: string) => cell.length <= longest && known.has(comparable(cell));
  return (cells, isBelowBlank) => {
    // Each may have columns of its own, and all rows get them.
    if (header.length + cells.length > 2 * MOST_COLUMNS) return undefined;
    if (isBelowBlank && areAllNames(cells)) return columnsOf(cells, header, names);
    // Of most rows no cell is looked at twice.
    const count = cells.reduce((sum, cell) => (isKnown(cell) ? sum + 1 : sum), 0);
    const filled = count > 0 ? cells.filter((cell) => cell.trim() !== '').length : 0;
    const isHeader = count > 0 && (known.size === 1 ? filled === 1 : count >= 2 && 2 * count >= filled);
    if (!isHeader || cells.some((cell) => whoIn(cell) !== undefined)) return undefined;
    return columnsOf(cells, header, names);
  };
}

function areAllNames(cells: readonly string[]): boolean {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return last > 0 && cells.slice(0, last + 1).every((cell) => isColumnName(cell) || isOthersName(cell));
}

function columnsOf(cells: readonly string[], header: string[], names: string[]): ColumnMap {
  const taken = new Set<number>();
  const take = (column: number) => {
    taken.add(column);
    return column;
  };
  return cells.map((cell, place) => {
    const name = comparable(cell);
    // Of columns of one name the one at the same place, else the next.
    if (names[place] === name && !taken.has(place)) return take(place);
    const column = names.findIndex((other, at) => other === name && !taken.has(at));
    if (column !== -1) return take(column);
    header.push(cell);
    names.push(name);
    return take(header.length - 1);
  });
}

/** The cells of a row below such a header, at the columns of the first. */
export function moveCells(cells: readonly string[], columns: ColumnMap): readonly string[] {
  if (columns.every((column, place) => column === place)) return cells;
  const moved = Array.from({ length: Math.max(0, ...columns) + 1 }, () => '');
  for (const [place, column] of columns.entries()) moved[column] = cells[place] ?? '';
  return [...moved, ...cells.slice(columns.length)];
}

function comparable(name: string): string {
  return name.replace(/\s+/g, ' ').trim().toLowerCase();
}
