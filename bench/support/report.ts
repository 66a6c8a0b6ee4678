/** Results as Markdown that reads well in a terminal too. */
import type { Result } from '../benchmark';
import type { Run } from './results';

/** A section about one benchmark. */
export function describe(run: Run): string {
  const { title, method, columns, rows, checks } = run;
  return [
    `## ${title}`,
    method,
    table(columns, rows),
    table(['Must hold', 'Is', ''], checks.map(verdict)),
    `${run.date}, Node ${run.node}, ${run.browser}, ${run.cores} cores, ${run.platform}.`,
    '',
  ].join('\n\n');
}

function verdict({ must, is, holds }: Result['checks'][number]): string[] {
  return [must, is, holds ? 'holds' : '**does not hold**'];
}

/** A Markdown table: the first column to the left, figures to the right. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = (cells: readonly string[]) =>
    line(
      widths.map((width, column) =>
        column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width),
      ),
    );
  const rule = line(
    widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)),
  );
  return [padded(columns), rule, ...rows.map(padded)].join('\n');
}
