import { useEffect, useRef, useState } from 'react';
import type { RecordedPerson, RunRecord } from '../../../../../src/contract';
import { useRefreshHistory } from '../keys';
import type { Checked } from './checked';
import { checkRun } from './checkRun';

export type RunChecking =
  | { status: 'idle' }
  | { status: 'checking'; done: number; count: number }
  | { status: 'ended'; checked: Checked };

/** Checks a run's people and shows what the record says then; stops when the component goes. */
export function useCheckRun(run: RunRecord) {
  const [checking, setChecking] = useState<RunChecking>({ status: 'idle' });
  const refresh = useRefreshHistory();
  const current = useRef<AbortController>();
  useEffect(() => () => current.current?.abort(), []);

  /** @param count people it is about @param read the run's people, where all are read */
  const start = async (count: number, read: readonly RecordedPerson[] | undefined) => {
    const stopping = new AbortController();
    current.current = stopping;
    const onProgress = (done: number, of: number) => setChecking({ status: 'checking', done, count: of });
    onProgress(0, count);
    const checked = await checkRun(run, read, onProgress, stopping.signal);
    // Before it is said: what the table shows is what was found.
    await refresh();
    setChecking({ status: 'ended', checked });
  };

  return {
    checking,
    start: (count: number, read: readonly RecordedPerson[] | undefined) => void start(count, read),
    stop: () => current.current?.abort(),
  };
}
