import { useEffect, useState } from 'react';
import { useDebounced } from '../ui/useDebounced';
import { createPause } from './createPause';
import { parseList, type ListResult } from './parseList';

/** Long enough that nothing is read between two letters, ms. */
const TYPING_PAUSE_MS = 300;

export type Parsed = { status: 'none' } | { status: 'reading' } | ({ status: 'read' } & ListResult);

/** The list in a text, read soon after it stands still, bit by bit. */
export function useParsedList(text: string): Parsed {
  const settled = useDebounced(text, TYPING_PAUSE_MS);
  const [latest, setLatest] = useState<{ text: string; parsed: Parsed }>();
  useEffect(() => {
    const reading = new AbortController();
    const read = async () => {
      const result = await parseList(settled, createPause(reading.signal));
      setLatest({ text: settled, parsed: { status: 'read', ...result } });
    };
    read().catch((error: unknown) => {
      if (!reading.signal.aborted) throw error;
    });
    return () => reading.abort();
  }, [settled]);
  if (text.trim() === '') return { status: 'none' };
  return latest?.text === text ? latest.parsed : { status: 'reading' };
}
