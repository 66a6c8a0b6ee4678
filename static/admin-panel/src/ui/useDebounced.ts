import { useEffect, useState } from 'react';
import { browserTools } from '../host/tools';

/** The value once it has stood still for `ms`. */
export function useDebounced<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const other = new AbortController();
    void browserTools.clock.sleep(ms, other.signal).then(() => {
      if (!other.signal.aborted) setSettled(value);
    });
    return () => other.abort();
  }, [value, ms]);
  return settled;
}
