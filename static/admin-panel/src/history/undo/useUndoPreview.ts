import { useEffect, useState } from 'react';
import { isRemoval } from '../../../../../src/membership/actions';
import type { AppError, RecordedChange } from '../../../../../src/contract';
import { errorOfLoss } from '../../../../../src/run/lostAnswer';
import { ReadFailed } from '../../host/readFailed';
import { wholeRun } from '../../run/wholeRun';
import { isUndoable } from '../outcome';
import { oppositeOf, previewUndo, type GroupNow, type UndoPreview } from './previewUndo';
import { currentGroup, whoIsIn } from './whoIsIn';

/** Changes of a run that are to be taken back, or all that stand. */
export type ToUndo = readonly RecordedChange[] | 'all';

export type Previewing =
  | { status: 'asking'; done: number; count: number }
  | { status: 'groupGone' }
  | { status: 'failed'; error: AppError }
  | { status: 'ready'; preview: UndoPreview };

/** How far it has come, in changes. */
type OnProgress = (done: number, count: number) => void;

const NOTHING_YET: Previewing = { status: 'asking', done: 0, count: 0 };

/** Finds out what an undo would do; stops when the component goes. @returns also a function that asks again */
export function useUndoPreview(runId: string, toUndo: ToUndo): [Previewing, () => void] {
  const [previewing, setPreviewing] = useState<Previewing>(NOTHING_YET);
  const [attempt, setAttempt] = useState(1);
  useEffect(() => {
    const leaving = new AbortController();
    const tell = (next: Previewing) => {
      if (!leaving.signal.aborted) setPreviewing(next);
    };
    tell(NOTHING_YET);
    findOut(runId, toUndo, (done, count) => tell({ status: 'asking', done, count }), leaving.signal).then(
      tell,
      (failure: unknown) => tell({ status: 'failed', error: errorIn(failure) }),
    );
    return () => leaving.abort();
  }, [runId, toUndo, attempt]);
  return [previewing, () => setAttempt(attempt + 1)];
}

async function findOut(
  runId: string,
  toUndo: ToUndo,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Previewing> {
  const recorded = toUndo === 'all' ? (await wholeRun(runId)).changes.filter(isUndoable) : toUndo;
  signal.throwIfAborted();
  const groups = await askGroups(recorded, onProgress, signal);
  return recorded.length > 0 && groups.size === 0
    ? { status: 'groupGone' }
    : { status: 'ready', preview: previewUndo(recorded, groups) };
}

/** @returns by id, the groups that are left */
async function askGroups(
  recorded: readonly RecordedChange[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, GroupNow>> {
  const groups = new Map<string, GroupNow>();
  let done = 0;
  for (const [groupId, changes] of inGroups(recorded)) {
    // Asked for first: without the group there is nothing to find out about people.
    const group = await currentGroup(groupId);
    signal.throwIfAborted();
    if (group) {
      const base = done;
      const now = await whoIsIn(
        groupId,
        accountIdsOf(changes),
        accountIdsOf(changes.filter((change) => isRemoval(oppositeOf(change)))),
        (share) => onProgress(base + Math.floor(changes.length * share), recorded.length),
        signal,
      );
      groups.set(groupId, { group, ...now });
    }
    done += changes.length;
  }
  return groups;
}

function inGroups(recorded: readonly RecordedChange[]): Map<string, RecordedChange[]> {
  const groups = new Map<string, RecordedChange[]>();
  for (const change of recorded) {
    const group = groups.get(change.groupId);
    if (group) group.push(change);
    else groups.set(change.groupId, [change]);
  }
  return groups;
}

function accountIdsOf(changes: readonly RecordedChange[]): string[] {
  return changes.map(({ accountId }) => accountId);
}

function errorIn(failure: unknown): AppError {
  return failure instanceof ReadFailed ? failure.error : errorOfLoss('unavailable', failure);
}
