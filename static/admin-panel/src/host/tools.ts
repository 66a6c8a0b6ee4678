import { systemClock, type Clock } from '../../../../src/clock';

/** What waiting and chance need, so that tests can pass their own. */
export interface Tools {
  clock: Clock;
  /** Draws from [0, 1). */
  random: () => number;
}

/** The browser's own. */
export const browserTools: Tools = { clock: systemClock, random: () => Math.random() };
