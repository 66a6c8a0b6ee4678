import Papa from 'papaparse';
import type { ListTable } from '../../../../static/admin-panel/src/lists/listContent';

/** A table of rows with commas between cells, the first of which is the header. */
export function listTable(...lines: readonly string[]): ListTable {
  const [header = [], ...rows] = lines.map(
    (line) => Papa.parse<string[]>(line, { delimiter: ',' }).data[0] ?? [],
  );
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  return {
    kind: 'table',
    header: Array.from({ length: width }, (_, column) => header[column] ?? ''),
    rows: rows.map((cells, n) => ({ line: n + 2, cells })),
    unreadable: [],
  };
}

export const noPause = () => Promise.resolve();

/** Account ids, as Confluence has them. */
export const ADA = '5b10a2844c20165700ede21f';
export const BOB = '712020:4e7a1b90-52cd-47e3-9f68-d013c5a8be26';
export const CLEO = '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713';
export const DAN = '5b10ac8d82e05b22cc7d4ef5';
