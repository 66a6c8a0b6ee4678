import type { IndexRanges } from '../contract/changes';
import { CHANGES_IN_STRETCH } from '../contract/limits';
import { toRanges } from '../membership/ranges';
import { randomId } from './keys';
import { loadRun, sliceUnderWay } from './loadRun';
import { claimEntry } from './log';
import { stretchOf, type StoredChange } from './planStretches';
import { UnreadableRecord, VERSION } from './records';
import { secondsKept } from './retention';
import { foldTail, writeSnapshot, type FoldedRun } from './snapshot';
import { StorageError, type Store } from './store';

const ATTEMPTS = 5;

/**
 * Says in a run's log that another run took changes of it back. Where that cannot be written (the storage does not answer,
 * the run is being driven again just now, or a newer version wrote it), the run offers Undo for them still, which then finds that there is nothing
 * to do.
 * @param by the run that did
 * @param findChanges finds their places; may throw as the storage does
 */
export async function markUndone(
  store: Store,
  runId: string,
  by: string,
  findChanges: () => IndexRanges | Promise<IndexRanges>,
  now: number,
): Promise<void> {
  try {
    const changes = await findChanges();
    if (changes.length === 0) return;
    const entry = { v: VERSION, kind: 'undone', id: randomId(), by, changes } as const;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const loaded = await loadRun(store, runId, now);
      if (!loaded || sliceUnderWay(loaded.run, now)) return;
      const { run } = loaded;
      if (!(await claimEntry(store, runId, run.next, entry, secondsKept(run.header.startedAt, now))))
        continue;
      await writeSnapshot(store, runId, await foldTail(store, run, [entry]), now);
      return;
    }
  } catch (error) {
    if (!(error instanceof StorageError || error instanceof UnreadableRecord)) throw error;
  }
}

/** The places, in the run that it undoes, of those of a run's changes that it may claim to have made. */
export function takenBackBy({ states }: FoldedRun, changes: readonly StoredChange[]): IndexRanges {
  return toRanges(
    changes.flatMap(({ index, undoes }) => {
      const at = states.get(stretchOf(index))?.[index % CHANGES_IN_STRETCH];
      return undoes !== undefined && at?.state.outcome === 'done' ? [undoes] : [];
    }),
  );
}
