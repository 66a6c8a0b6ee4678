import type { Calls } from '../contract/calls';

/**
 * What drives a run asks of whoever changes memberships and keeps the record. The page asks the resolver; each call
 * rejects when the invocation was killed or cut, so that nobody knows what it did.
 */
export type RunCalls = {
  [Name in 'startRun' | 'extendRun' | 'resumeRun' | 'keepRun' | 'endRun' | 'makeChanges']: (
    input: Parameters<Calls[Name]>[0],
  ) => Promise<ReturnType<Calls[Name]>>;
};
