import { useEffect, useRef, useState } from 'react';
import { errorOfLoss } from '../../../../../src/run/lostAnswer';
import { deferredModule } from '../../ui/deferred';
import type { MemberList } from '../memberList';
import type { ReadingEnd } from './reading';
import { readingTools } from './readingTools';

export type Loading = { status: 'idle' } | { status: 'reading' } | ReadingEnd;

const loadReading = deferredModule(() => import('./reading'));

/** Reads everybody of the group into the list, on demand and until it is told to stop or leaves the page. */
export function useLoadEveryone(groupId: string, list: MemberList) {
  const [loading, setLoading] = useState<Loading>({ status: 'idle' });
  // Not React state: a second click comes before the first is rendered.
  const underWay = useRef<AbortController>();
  useEffect(() => {
    setLoading({ status: 'idle' });
    return () => {
      underWay.current?.abort();
      underWay.current = undefined;
    };
  }, [list]);

  const start = async () => {
    if (underWay.current) return;
    const stopping = new AbortController();
    underWay.current = stopping;
    setLoading({ status: 'reading' });
    const end = await readEveryone(groupId, list, stopping.signal);
    if (underWay.current !== stopping) return; // Another list is shown by now.
    underWay.current = undefined;
    setLoading(end);
  };

  return { loading, start: () => void start(), stop: () => underWay.current?.abort() };
}

async function readEveryone(groupId: string, list: MemberList, signal: AbortSignal): Promise<ReadingEnd> {
  try {
    const { Reading } = await loadReading();
    return await new Reading(list, readingTools(groupId, signal)).run();
  } catch (cause) {
    return { status: 'failed', error: errorOfLoss('unavailable', cause) };
  }
}
