import { systemClock } from '../../../src/clock';

/** The function's clock in a test: ahead of the machine's as far as somebody put it, or slept. */
export interface HastyClock {
  aheadMs: number;
}

/** Lets nobody wait for the function's clock. To be called before each test: mocks are restored after it. */
export function hurry(): HastyClock {
  const clock: HastyClock = { aheadMs: 0 };
  vi.spyOn(systemClock, 'now').mockImplementation(() => Math.round(Date.now() + clock.aheadMs));
  vi.spyOn(systemClock, 'sleep').mockImplementation((ms) => {
    clock.aheadMs += ms;
    return Promise.resolve();
  });
  return clock;
}
