import type { OutcomeName, RunRecord } from '../../../../../src/contract';
import { csvOf } from '../../csv/csv';
import type { Known } from '../../directory/usePeopleById';
import { recordOutcomeText, recordTitle } from '../recordWords';
import { historyFileMessages as messages } from './historyFileMessages';

const COUNTS: readonly OutcomeName[] = ['done', 'unchanged', 'failed', 'unconfirmed', 'notAttempted'];

const COLUMNS = [
  ...(['changeId', 'started', 'ended', 'what', 'group', 'groupId', 'admin', 'adminId', 'outcome'] as const),
  ...(['changes', 'done', 'unchanged', 'failed', 'unconfirmed', 'notAttempted'] as const),
  ...(['undoOf', 'otherAdmins', 'reason', 'inBackground', 'until'] as const),
];

/** Runs as a CSV file, one a row; several groups or admins stand in one cell. */
export function runsCsv(runs: readonly RunRecord[], personOf: (accountId: string) => Known): string {
  return csvOf(
    COLUMNS.map((column) => messages.text(column)),
    runs.map((run) => [
      ...[run.runId, run.startedAt, run.endedAt ?? '', recordTitle(run, personOf)],
      inOneCell(run.groups.map(({ name = '' }) => name)),
      inOneCell(run.groups.map(({ groupId }) => groupId)),
      ...[personOf(run.actorId)?.displayName ?? '', run.actorId],
      run.endedAt === undefined ? messages.text('notFinished') : recordOutcomeText(run),
      ...[String(run.total), ...countCells(run)],
      run.undoes ?? '',
      inOneCell(run.drivers.filter((accountId) => accountId !== run.actorId)),
      run.reason ?? '',
      ...[run.endedAt === undefined ? '' : String(run.inBackground ?? 0), run.until ?? ''],
    ]),
  );
}

function inOneCell(texts: readonly string[]): string {
  return texts.join('; ');
}

/** Until a run has ended, what became of its changes may change. */
function countCells({ endedAt, counts }: RunRecord): string[] {
  return COUNTS.map((name) => (endedAt === undefined ? '' : String(counts[name])));
}
