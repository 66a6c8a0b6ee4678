import type { RunRecord } from '../../../../../src/contract';

/** What "Undo the last change" comes to. */
export type LastToUndo =
  | { kind: 'undo'; runId: string }
  /** The last run has not ended, and only one that has ended can be undone. */
  | { kind: 'notEnded' }
  /** All of these were undone, or changed nothing. */
  | { kind: 'nothingLeft' }
  /** There is no run. */
  | { kind: 'noRuns' };

/**
 * The newest run that has something left to take back. One that takes back another is none itself: undoing twice goes
 * back further, and makes nothing again.
 * @param runs newest first
 * @param accountId the admin: runs that another one began are not theirs to undo by this name
 */
export function lastToUndo(runs: readonly RunRecord[], accountId: string): LastToUndo {
  const takenBack = new Map<string, number>();
  for (const run of runs) {
    if (run.undoes !== undefined) {
      takenBack.set(run.undoes, (takenBack.get(run.undoes) ?? 0) + run.counts.done);
      continue;
    }
    if (run.actorId !== accountId) continue;
    if (run.endedAt === undefined) return { kind: 'notEnded' };
    if (run.counts.done > (takenBack.get(run.runId) ?? 0)) return { kind: 'undo', runId: run.runId };
  }
  return { kind: runs.length > 0 ? 'nothingLeft' : 'noRuns' };
}
