import { useEffect, useState } from 'react';
import type { AppError, RunRecord } from '../../../../../src/contract';
import { ReadFailed } from '../../host/resolver';
import { wholeRun } from '../../run/wholeRun';
import { isUndoable } from '../outcome';
import { currentGroup, whoIsIn } from './asking';
import { oppositeOf, previewOf, type Preview } from './preview';

export type Previewing =
  | { status: 'asking'; done: number; count: number }
  | { status: 'groupGone' }
  | { status: 'failed'; error: AppError }
  | { status: 'ready'; preview: Preview };

/** Finds out what an undo would do; stops when the component goes. */
export function usePreview(
  { runId, action, groupId }: RunRecord,
  whom: readonly string[] | 'all',
): [Previewing, () => void] {
  const [previewing, setPreviewing] = useState<Previewing>(NOTHING_YET);
  const [attempt, setAttempt] = useState(1);
  useEffect(() => {
    const leaving = new AbortController();
    const tell = (next: Previewing) => {
      if (!leaving.signal.aborted) setPreviewing(next);
    };
    tell(NOTHING_YET);
    findOut(
      { runId, action, groupId },
      whom,
      (done, count) => tell({ status: 'asking', done, count }),
      leaving.signal,
    ).then(
      (preview) => tell({ status: 'ready', preview }),
      (failure: unknown) => tell(failureOf(failure)),
    );
    return () => leaving.abort();
  }, [runId, action, groupId, whom, attempt]);
  return [previewing, () => setAttempt(attempt + 1)];
}

const NOTHING_YET: Previewing = { status: 'asking', done: 0, count: 0 };

/** Asks for the group first: without it there is nothing to find out about people. */
async function findOut(
  { runId, action, groupId }: Pick<RunRecord, 'runId' | 'action' | 'groupId'>,
  whom: readonly string[] | 'all',
  onProgress: (done: number, count: number) => void,
  signal: AbortSignal,
): Promise<Preview> {
  const group = await currentGroup(groupId);
  signal.throwIfAborted();
  const accountIds = whom === 'all' ? await undoableIn(runId) : whom;
  signal.throwIfAborted();
  const undoing = oppositeOf(action);
  const now = await whoIsIn(groupId, accountIds, undoing, onProgress, signal);
  return previewOf(undoing, group, accountIds, now);
}

async function undoableIn(runId: string): Promise<string[]> {
  const { people } = await wholeRun(runId);
  return people.filter(isUndoable).map(({ accountId }) => accountId);
}

function failureOf(failure: unknown): Previewing {
  if (!(failure instanceof ReadFailed)) return { status: 'failed', error: bugOf(failure) };
  return failure.error.kind === 'groupNotFound'
    ? { status: 'groupGone' }
    : { status: 'failed', error: failure.error };
}

function bugOf(failure: unknown): AppError {
  return { kind: 'unavailable', detail: failure instanceof Error ? failure.message : String(failure) };
}
