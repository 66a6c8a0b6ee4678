import type { FollowedRun, RunWish } from '../../../../../src/contract';
import type { RunState } from '../../../../../src/run/runSnapshot';

/**
 * What a run that the worker drives is doing.
 * @param asked what the admin wants of it on this page, where the record does not have that yet
 * @param at when it was so, ms since the epoch
 */
export function followedState(
  { driver: { waitsMs = 0 }, isBusy, wish }: FollowedRun,
  asked: RunWish | undefined,
  at: number,
): RunState {
  switch (asked ?? wish) {
    case 'stop':
      return { name: 'stopping' };
    case 'pause':
      return { name: isBusy || asked !== undefined ? 'pausing' : 'paused' };
    case 'run':
      // The record does not say what it waits for.
      return waitsMs > 0
        ? { name: 'pausedByLimit', until: at + waitsMs, error: { kind: 'rateLimited' } }
        : { name: 'running' };
  }
}
