import { otherProductIn } from '../../directory/who';
import type { Pause } from '../../host/createPause';
import { PERSON_ROLES } from '../columns/chosenColumns';
import { describeColumns } from '../columns/describeColumns';
import { proposeColumns } from '../columns/proposeColumns';
import type { ColumnFacts, ColumnProposal } from '../columns/tableColumns';
import type { ListContent, ListProblem, ListTable } from '../listContent';
import { columnTitle } from '../panel/columnTitle';
import { readList } from './readList';

/** What was read of a text or a file. */
export interface ReadSource {
  content: ListContent;
  /** Of a table only. */
  columns?: TableColumns;
  /** Lines that are not blank and no header. */
  lines: number;
}

/** The columns of a table, and what they are taken for. */
export interface TableColumns {
  table: ListTable;
  facts: readonly ColumnFacts[];
  proposal: ColumnProposal;
}

export type SourceResult = { ok: true; source: ReadSource } | { ok: false; problem: ListProblem };

/**
 * Reads a text as a list of people, with its columns where it is a table.
 * @param pause rejects once the list is not wanted any more
 */
export async function readSource(text: string, pause: Pause): Promise<SourceResult> {
  const read = await readList(text, pause);
  if (!read.ok) return read;
  const { content } = read;
  const lines = await countLines(content, pause);
  if (content.kind === 'prose') return { ok: true, source: { content, lines } };
  const facts = await describeColumns(content, pause);
  const proposal = await proposeColumns(content, facts, pause);
  if (!namesPeople(proposal)) {
    return { ok: false, problem: problemOf(facts) };
  }
  return { ok: true, source: { content, columns: { table: content, facts, proposal }, lines } };
}

/** Why no people were read; another product's ids come first, for they name people. */
function problemOf(facts: readonly ColumnFacts[]): ListProblem {
  for (const one of facts) {
    if (one.content !== 'otherId') continue;
    const product = one.samples.map(otherProductIn).find((found) => found !== undefined);
    if (product !== undefined) return { kind: 'otherProduct', product, column: columnTitle(one) };
  }
  return { kind: 'nobody', columns: facts.map(columnTitle) };
}

/** Whether some column may name people, or two that have a name in two parts. */
function namesPeople({ roles, candidates }: ColumnProposal): boolean {
  return PERSON_ROLES.some((role) => roles[role] !== undefined || candidates[role].length > 0);
}

async function countLines(content: ListContent, pause: Pause): Promise<number> {
  switch (content.kind) {
    case 'table':
      return content.rows.length + content.unreadable.length;
    case 'prose': {
      const lines = new Set<number>();
      for (const { line } of content.mentions) lines.add(line);
      await pause();
      for (const { line } of content.unreadable) lines.add(line);
      return lines.size;
    }
  }
}
