import { useEffect, useRef, useState } from 'react';
import type { RecordedChange } from '../../../../../src/contract';
import { useMembershipsChanged } from '../../memberships/useMembershipsChanged';
import { useRefreshHistory } from '../../memberships/useRefreshHistory';
import { changedMemberships, type Checked } from './checked';
import { checkRun } from './checkRun';

export type RunChecking =
  | { status: 'idle' }
  | { status: 'checking'; done: number; count: number }
  | { status: 'ended'; checked: Checked };

/** Checks a run's open changes and shows what the record says then; stops when the component goes. */
export function useCheckRun(runId: string) {
  const [checking, setChecking] = useState<RunChecking>({ status: 'idle' });
  const refresh = useRefreshHistory();
  const membershipsChanged = useMembershipsChanged();
  // Not React state: a second click comes before the first is rendered.
  const underWay = useRef<AbortController>();
  useEffect(() => () => underWay.current?.abort(), []);

  /** @param count changes it is about @param read the run's changes, where all are read */
  const start = async (count: number, read: readonly RecordedChange[] | undefined) => {
    if (underWay.current) return;
    const stopping = new AbortController();
    underWay.current = stopping;
    const onProgress = (done: number, of: number) => setChecking({ status: 'checking', done, count: of });
    onProgress(0, count);
    try {
      const checked = await checkRun(runId, read, onProgress, stopping.signal);
      changedMemberships(checked).forEach(membershipsChanged);
      // Before it is said: what the table shows is what was found.
      await refresh();
      setChecking({ status: 'ended', checked });
    } finally {
      underWay.current = undefined;
    }
  };

  return {
    checking,
    start: (count: number, read: readonly RecordedChange[] | undefined) => void start(count, read),
    stop: () => underWay.current?.abort(),
  };
}
