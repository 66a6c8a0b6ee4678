import type { RunRecord } from '../../../../../src/contract';
import { csvOf } from '../../csv/csv';
import type { Known } from '../../people/usePeopleById';
import { countsText, runTitle } from '../runWords';

const COLUMNS = [
  ...['Run id', 'Started (UTC)', 'Ended (UTC)', 'What', 'Group', 'Group id', 'Admin', 'Admin id', 'Outcome'],
  ...['People', 'Changed', 'Failed', 'Unconfirmed', 'Not attempted', 'Undo of'],
];

/** Runs as a CSV file, one a row. */
export function runsCsv(runs: readonly RunRecord[], personOf: (accountId: string) => Known): string {
  return csvOf(
    COLUMNS,
    runs.map((run) => [
      ...[run.runId, run.startedAt, run.ended?.at ?? '', runTitle(run), run.groupName ?? '', run.groupId],
      ...[personOf(run.actorId)?.displayName ?? '', run.actorId, countsText(run), String(run.total)],
      ...countCells(run),
      run.undoes ?? '',
    ]),
  );
}

function countCells({ ended }: RunRecord): string[] {
  if (!ended) return ['', '', '', ''];
  const { done, failed, unconfirmed, notAttempted } = ended.counts;
  return [done, failed, unconfirmed, notAttempted].map(String);
}
