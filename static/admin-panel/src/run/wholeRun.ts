import type { RecordedChange, RunRecord } from '../../../../src/contract';
import { invoke } from '../host/invokeResolver';
import { valueOf } from '../host/readFailed';

/** A run as it was read. */
export interface WholeRun {
  run: RunRecord;
  /** Every change, in order. */
  changes: RecordedChange[];
  /** Number of its log as of which the first of them are said: later entries may be in the others already. */
  logNext: number;
}

/**
 * Every change of a run of the history, page by page.
 * @throws ReadFailed
 */
export async function wholeRun(runId: string): Promise<WholeRun> {
  const changes: RecordedChange[] = [];
  let logNext = Infinity;
  for (let from = 0; ;) {
    const page = await valueOf(invoke('getRun', { runId, from }));
    changes.push(...page.changes);
    logNext = Math.min(logNext, page.logNext);
    if (page.next === undefined) return { run: page.run, changes, logNext };
    from = page.next;
  }
}
