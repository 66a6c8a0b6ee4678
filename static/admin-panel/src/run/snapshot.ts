import type { AppError } from '../../../../src/contract';
import type { Counts } from './people';

/** What a run is doing. */
export type RunState =
  | { name: 'running' }
  /** Pauses once the slice under way is answered. */
  | { name: 'pausing' }
  | { name: 'paused' }
  /** The browser has no network; goes on by itself when it has. */
  | { name: 'offline' }
  /** Confluence or the history wants no requests until then (ms since the epoch); goes on by itself. */
  | { name: 'pausedByLimit'; until: number; error: AppError }
  /** Stops once the slice under way is answered. */
  | { name: 'stopping' }
  | EndState;

/** How a run ended. */
export type EndState =
  /** Everyone whom this run, or its last retry, was for was asked about. */
  | { name: 'done' }
  | { name: 'stopped'; by: 'admin' }
  /** An error that concerns everyone, or nothing came back any more. */
  | { name: 'stopped'; by: 'error'; error: AppError };

/** A run at one moment; never changes. */
export interface RunSnapshot {
  state: RunState;
  total: number;
  counts: Counts;
  /** People a second over the last seconds; absent while not known. */
  perSecond?: number;
  /** ms until everyone is asked about, at that speed; absent while not known or paused. */
  timeLeftMs?: number;
  /** Why the history does not know yet that the run has ended. */
  notClosed?: AppError;
}

export function hasEnded(state: RunState): state is EndState {
  switch (state.name) {
    case 'done':
    case 'stopped':
      return true;
    case 'running':
    case 'pausing':
    case 'paused':
    case 'offline':
    case 'pausedByLimit':
    case 'stopping':
      return false;
  }
}

/** Whether it stopped because it is another page's, or was ended there: nothing can be done about it here. */
export function endedElsewhere(state: RunState): boolean {
  return state.name === 'stopped' && state.by === 'error' && state.error.kind === 'runTaken';
}
