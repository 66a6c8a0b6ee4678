import { useEffect, useRef, useState } from 'react';
import type { MemberList } from '../memberList';
import type { Reading, ReadingEnd } from './reading';
import { readingTools } from './readingTools';

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
    const current = new NewReading(list, readingTools(groupId));
    reading.current = current;
    setLoading({ status: 'reading' });
    const end = await current.run();
    if (reading.current !== current) return; // Another list is shown by now.
    reading.current = undefined;
    setLoading(end);
  };

  return { loading, start: () => void start(), stop: () => reading.current?.stop() };
}
