import type { OutcomeCounts } from '../contract/changes';
import type { AppError } from '../contract/errors';
import type { RunWish } from '../contract/runs';

/** Where one change of a run stands. */
export type ChangeStanding =
  | { status: 'waiting' }
  /** In the slice that is under way. */
  | { status: 'underWay' }
  | { status: 'done' }
  | { status: 'unchanged' }
  | { status: 'failed'; error: AppError }
  | { status: 'unconfirmed'; error: AppError }
  /** The run ended before anything was asked about it, or Confluence turned it away for coming too fast. */
  | { status: 'notAttempted' };

/** Changes by where they stand; they add up to all of the run. `left` are waiting or under way. */
export type RunCounts = OutcomeCounts & { left: number };

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
  /** Everything that this run, or its last retry, was for was asked for, but for the groups that stopped. */
  | { name: 'done' }
  | { name: 'stopped'; by: 'admin' }
  /** An error that concerns everything, or nothing came back any more. */
  | { name: 'stopped'; by: 'error'; error: AppError }
  /**
   * This driver lets go of it: the run has not ended, and another takes it up. Because an admin has paused it elsewhere, an
   * error would have ended it, or it was asked to.
   */
  | { name: 'released'; isPaused?: true; error?: AppError };

/** A run at one moment; never changes. */
export interface RunSnapshot {
  state: RunState;
  total: number;
  counts: RunCounts;
  /** Groups whose changes an error has stopped, while others go on. */
  stopped: readonly { groupId: string; error: AppError }[];
  /** Changes a second over the last seconds; absent while not known. */
  perSecond?: number;
  /** ms until everything is asked for, at that speed; absent while not known or paused. */
  timeLeftMs?: number;
  /** Why the history does not know yet that the run has ended. */
  notClosed?: AppError;
  /** It goes on by itself once this page is gone, or does so already. */
  goesOn?: true;
}

/** What a state comes of. */
interface StateSources {
  end: EndState | undefined;
  wish: RunWish;
  isOnline: boolean;
  /** A pause has not taken effect yet. */
  isPausing: boolean;
  /** When it may ask again (ms since the epoch), and why not before, where that is worth telling of. */
  until: number;
  because: AppError | undefined;
}

/** What a run is doing. */
export function runStateOf({ end, wish, isOnline, isPausing, until, because }: StateSources): RunState {
  if (end) return end;
  switch (wish) {
    case 'stop':
      return { name: 'stopping' };
    case 'pause':
      return { name: isPausing ? 'pausing' : 'paused' };
    case 'run':
      if (!isOnline) return { name: 'offline' };
      return because ? { name: 'pausedByLimit', until, error: because } : { name: 'running' };
  }
}

/** Whether it goes on no more, unless it is retried. */
export function hasEnded(state: RunState): state is EndState {
  switch (state.name) {
    case 'done':
    case 'stopped':
    case 'released':
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

/** Whether it is another driver's by now, for another to take up, or was ended there: nothing can be done about it here. */
export function endedElsewhere(state: RunState): boolean {
  if (state.name === 'released') return true;
  return state.name === 'stopped' && state.by === 'error' && isElsewhere(state.error);
}

/** Whether an error says that the run is no longer this driver's. */
export function isElsewhere({ kind }: AppError): boolean {
  return kind === 'runTaken' || kind === 'runNotFound';
}
