import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same and always does what the newest one does, so that rows need not render again for it. */
export function useLatest<In extends unknown[], Out>(newest: (...input: In) => Out): (...input: In) => Out {
  const latest = useRef(newest);
  useLayoutEffect(() => {
    latest.current = newest;
  });
  return useCallback((...input: In) => latest.current(...input), []);
}
