import { CHANGES_IN_STRETCH } from '../contract/limits';
import { isUndoable } from '../run/changeState';
import type { LoadedRun } from './loadRun';
import { readPlan, stretchesOf, stretchOf, type StoredChange } from './planStretches';
import { foldTail } from './snapshot';
import type { Store } from './store';

/**
 * Of these changes of a run those that it made and that no run took back since, rising. Two requests to the storage at once,
 * of at most 65 KB a stretch of 500.
 * @param indexes rising
 * @throws StorageError, UnreadableRecord
 */
export async function readStanding(
  store: Store,
  run: LoadedRun,
  indexes: readonly number[],
): Promise<StoredChange[]> {
  const stretches = stretchesOf(indexes);
  const [stored, { states }] = await Promise.all([
    readPlan(store, run.runId, stretches),
    foldTail(store, run, [], { wanted: stretches }),
  ]);
  const wanted = new Set(indexes);
  return stored.filter(({ index }) => {
    const at = states.get(stretchOf(index))?.[index % CHANGES_IN_STRETCH];
    return wanted.has(index) && at !== undefined && isUndoable(at.state);
  });
}
