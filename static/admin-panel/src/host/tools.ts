import { systemClock, type Clock } from '../../../../src/clock';

/** What waiting and chance need, so that tests can pass their own. */
export interface Tools {
  clock: Clock;
  /** Draws from [0, 1). */
  random: () => number;
}

/** The browser's own. Its clock goes on evenly when that of the machine is put forward or back. */
export const browserTools: Tools = {
  clock: { now: () => performance.timeOrigin + performance.now(), sleep: systemClock.sleep },
  random: () => Math.random(),
};
