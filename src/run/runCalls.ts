import type { Calls } from '../contract/calls';

/**
 * What a run's driver asks of the side that changes memberships and keeps the record. The page asks the resolver; each call
 * rejects when the invocation was killed or cut, so that what it did is unknown.
 */
export type RunCalls = {
  [Name in 'startRun' | 'extendRun' | 'resumeRun' | 'keepRun' | 'endRun' | 'controlRun' | 'makeChanges']: (
    input: Parameters<Calls[Name]>[0],
  ) => Promise<ReturnType<Calls[Name]>>;
};
