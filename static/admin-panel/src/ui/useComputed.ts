import { useMemo } from 'react';
import type { Pause } from '../host/createPause';
import { useNewestWork, type WorkResult } from './useNewestWork';

/**
 * What `compute` makes of an input, as `useNewestWork`.
 * @param input compared by identity; undefined: nothing is computed
 * @param compute always the same function
 * @throws while rendering, what `compute` throws
 */
export function useComputed<In extends object | string, Out>(
  input: In | undefined,
  compute: (input: In, pause: Pause) => Promise<Out>,
): WorkResult<Out> {
  const begin = useMemo(
    () => (input === undefined ? undefined : (pause: Pause) => compute(input, pause)),
    [input, compute],
  );
  return useNewestWork(begin);
}
