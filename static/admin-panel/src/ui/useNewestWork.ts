import { useEffect, useState } from 'react';
import { NewestWork, type Begin, type EndedWork } from './newestWork';

/** What came of work. */
export interface WorkResult<Out> {
  /** Of the work before while the newest is under way; undefined where none has ended. */
  output: Out | undefined;
  /** It is of the newest work. */
  isCurrent: boolean;
}

/**
 * Does work for what is shown, bit by bit while the page goes on, and anew with each other `begin`; what came of the one
 * before stays meanwhile.
 * @param begin the same function until what the work is about changes; undefined: there is none
 * @throws while rendering, what the work throws
 */
export function useNewestWork<Out>(begin: Begin<Out> | undefined): WorkResult<Out> {
  const [ended, setEnded] = useState<EndedWork<Out>>();
  const [newest] = useState(() => new NewestWork<Out>(setEnded));
  useEffect(() => {
    newest.want(begin);
    // What is wanted next has nothing to do with it.
    if (!begin) setEnded(undefined);
  }, [newest, begin]);
  useEffect(() => () => newest.want(undefined), [newest]);
  if (!begin) return { output: undefined, isCurrent: true };
  const isCurrent = ended?.begin === begin;
  if (ended === undefined) return { output: undefined, isCurrent };
  if ('output' in ended) return { output: ended.output, isCurrent };
  if (isCurrent) throw ended.error;
  return { output: undefined, isCurrent };
}
