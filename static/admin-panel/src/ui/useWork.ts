import { useMemo } from 'react';
import type { Pause } from '../host/createPause';
import { runAtOnce, runWithPauses, type Work } from '../host/work';
import { useNewestWork, type WorkResult } from './useNewestWork';

/**
 * Does work as `useNewestWork`; where it is short, at once.
 * @param begin the same function until what the work is about changes; undefined: there is none
 * @param isShort it takes no time that is felt: it is done while rendering, and always current
 * @throws while rendering, what the work throws
 */
export function useWork<Out>(begin: (() => Work<Out>) | undefined, isShort: boolean): WorkResult<Out> {
  const atOnce = useMemo(
    () => (begin && isShort ? { output: runAtOnce(begin()) } : undefined),
    [begin, isShort],
  );
  const long = useMemo(
    () => (begin && !isShort ? (pause: Pause) => runWithPauses(begin(), pause) : undefined),
    [begin, isShort],
  );
  const worked = useNewestWork(long);
  return atOnce ? { output: atOnce.output, isCurrent: true } : worked;
}
