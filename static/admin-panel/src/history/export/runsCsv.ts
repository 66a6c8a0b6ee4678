import type { RunRecord } from '../../../../../src/contract';
import { csvOf } from '../../csv/csv';
import type { Known } from '../../people/usePeopleById';
import { otherDriversOf, outcomeText, runTitle } from '../runWords';

const COLUMNS = [
  ...['Run id', 'Started (UTC)', 'Ended (UTC)', 'What', 'Group', 'Group id', 'Admin', 'Admin id', 'Outcome'],
  ...['People', 'Changed', 'Unchanged', 'Failed', 'Unconfirmed', 'Not attempted', 'Undo of'],
  ...['Also driven by', 'Reason'],
];

/** Runs as a CSV file, one a row; several groups or admins stand in one cell. */
export function runsCsv(runs: readonly RunRecord[], personOf: (accountId: string) => Known): string {
  return csvOf(
    COLUMNS,
    runs.map((run) => [
      ...[run.runId, run.startedAt, run.endedAt ?? '', runTitle(run)],
      inOneCell(run.groups.map(({ name = '' }) => name)),
      inOneCell(run.groups.map(({ groupId }) => groupId)),
      ...[personOf(run.actorId)?.displayName ?? '', run.actorId, outcomeText(run), String(run.total)],
      ...countCells(run),
      run.undoes ?? '',
      inOneCell(otherDriversOf(run)),
      run.reason ?? '',
    ]),
  );
}

function inOneCell(texts: readonly string[]): string {
  return texts.join('; ');
}

function countCells({ endedAt, counts }: RunRecord): string[] {
  if (endedAt === undefined) return ['', '', '', '', ''];
  const { done, unchanged, failed, unconfirmed, notAttempted } = counts;
  return [done, unchanged, failed, unconfirmed, notAttempted].map(String);
}
