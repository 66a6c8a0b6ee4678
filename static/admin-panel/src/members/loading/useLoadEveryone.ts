import { useEffect, useRef, useState } from 'react';
import { invoke } from '../../host/resolver';
import type { MemberList } from '../memberList';
import type { Reading, ReadingEnd, ReadingTools } from './reading';

export type Loading = { status: 'idle' } | { status: 'reading' } | ReadingEnd;

/** Reads everybody of the group into the list, on demand and until it is told to stop or leaves the page. */
export function useLoadEveryone(groupId: string, list: MemberList) {
  const [loading, setLoading] = useState<Loading>({ status: 'idle' });
  const reading = useRef<Reading>();
  useEffect(() => {
    setLoading({ status: 'idle' });
    return () => {
      reading.current?.stop();
      reading.current = undefined;
    };
  }, [list]);

  const start = async () => {
    if (reading.current) return;
    const { Reading: NewReading } = await import('./reading');
    const current = new NewReading(list, toolsFor(groupId));
    reading.current = current;
    setLoading({ status: 'reading' });
    const end = await current.run();
    if (reading.current !== current) return; // Another list is shown by now.
    reading.current = undefined;
    setLoading(end);
  };

  return { loading, start: () => void start(), stop: () => reading.current?.stop() };
}

function toolsFor(groupId: string): ReadingTools {
  return {
    readPages: (pages) =>
      invoke('listMemberPages', { groupId, pages }).catch((cause: unknown) => ({
        ok: false as const,
        error: { kind: 'unavailable', detail: cause instanceof Error ? cause.message : String(cause) },
      })),
    clock: {
      now: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
    random: () => Math.random(),
  };
}
