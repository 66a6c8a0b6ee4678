import type { RecordedPerson, RunRecord } from '../../../../src/contract';
import { invoke, valueOf } from '../host/resolver';

/**
 * Everyone in a run of the history, page by page.
 * @throws ReadFailed
 */
export async function wholeRun(runId: string): Promise<{ record: RunRecord; people: RecordedPerson[] }> {
  const people: RecordedPerson[] = [];
  for (let from = 0; ;) {
    const page = await valueOf(invoke('getRun', { runId, from }));
    people.push(...page.people);
    if (page.next === undefined) return { record: page.run, people };
    from = page.next;
  }
}
