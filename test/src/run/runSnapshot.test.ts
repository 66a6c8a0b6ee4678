import type { AppError, RunWish } from '../../../src/contract';
import {
  endedElsewhere,
  hasEnded,
  isElsewhere,
  runStateOf,
  type RunState,
} from '../../../src/run/runSnapshot';

const error: AppError = { kind: 'rateLimited', limit: 'quota' };
const sources = {
  ...{ end: undefined, isOnline: true, isPausing: false },
  ...{ until: 7_000, because: undefined },
};
const stateOf = (wish: RunWish, more: Partial<Parameters<typeof runStateOf>[0]> = {}) =>
  runStateOf({ ...sources, wish, ...more });

describe('what a run is doing', () => {
  it('is what the admin wants, as far as the slice under way lets it', () => {
    expect(stateOf('run')).toEqual({ name: 'running' });
    expect(stateOf('pause', { isPausing: true })).toEqual({ name: 'pausing' });
    expect(stateOf('pause')).toEqual({ name: 'paused' });
    expect(stateOf('stop')).toEqual({ name: 'stopping' });
  });

  it('is waiting where there is no network, or a limit that is worth telling of', () => {
    expect(stateOf('run', { isOnline: false, because: error })).toEqual({ name: 'offline' });
    expect(stateOf('run', { because: error })).toEqual({ name: 'pausedByLimit', until: 7_000, error });
    expect(stateOf('pause', { isOnline: false, because: error })).toEqual({ name: 'paused' });
  });

  it('is how it ended, whatever is wanted of it', () => {
    for (const wish of ['run', 'pause', 'stop'] as const)
      expect(stateOf(wish, { end: { name: 'done' }, isOnline: false })).toEqual({ name: 'done' });
  });
});

it.each<[RunState, ended: boolean, elsewhere: boolean]>([
  [{ name: 'running' }, false, false],
  [{ name: 'pausing' }, false, false],
  [{ name: 'paused' }, false, false],
  [{ name: 'offline' }, false, false],
  [{ name: 'pausedByLimit', until: 0, error }, false, false],
  [{ name: 'stopping' }, false, false],
  [{ name: 'done' }, true, false],
  [{ name: 'stopped', by: 'admin' }, true, false],
  [{ name: 'stopped', by: 'error', error }, true, false],
  [{ name: 'stopped', by: 'error', error: { kind: 'runTaken' } }, true, true],
  [{ name: 'stopped', by: 'error', error: { kind: 'runNotFound' } }, true, true],
  [{ name: 'released' }, true, true],
])('%j: ended %s, and elsewhere %s', (state, ended, elsewhere) => {
  expect([hasEnded(state), endedElsewhere(state)]).toEqual([ended, elsewhere]);
});

it('only a run that is taken or not there is another driver’s', () => {
  expect(isElsewhere({ kind: 'runBusy' })).toBe(false);
});
