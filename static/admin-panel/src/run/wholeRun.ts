import type { RecordedChange, RunRecord } from '../../../../src/contract';
import { valueOf } from '../host/readFailed';
import { invoke } from '../host/invokeResolver';

/**
 * Every change of a run of the history, page by page.
 * @throws ReadFailed
 */
export async function wholeRun(runId: string): Promise<{ run: RunRecord; changes: RecordedChange[] }> {
  const changes: RecordedChange[] = [];
  for (let from = 0; ;) {
    const page = await valueOf(invoke('getRun', { runId, from }));
    changes.push(...page.changes);
    if (page.next === undefined) return { run: page.run, changes };
    from = page.next;
  }
}
