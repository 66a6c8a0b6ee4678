import type { BrowserContext, Page } from 'playwright-core';

declare global {
  interface Window {
    /** Puts the clock of the frame forward, or back. */
    moveClock?: (ms: number) => void;
  }
}

/**
 * Puts the clock of the machine that the page is on so much ahead, or behind where it is negative. As there, time itself
 * goes on evenly: timers and `performance.now()` know nothing of it.
 */
export async function setClockAhead(context: BrowserContext, aheadMs: number): Promise<void> {
  await context.addInitScript((initialMs) => {
    const RealDate = Date;
    let ahead = initialMs;
    const now = () => RealDate.now() + ahead;
    window.Date = new Proxy(RealDate, {
      construct: (_, args: unknown[], self): object =>
        Reflect.construct(RealDate, args.length > 0 ? args : [now()], self) as Date,
      apply: () => new RealDate(now()).toString(),
      get: (_, name) => (name === 'now' ? now : (Reflect.get(RealDate, name) as unknown)),
    });
    // When the frame was opened, by the clock as it was then.
    Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + initialMs });
    window.moveClock = (ms) => {
      ahead += ms;
    };
  }, aheadMs);
}

/** Moves the clock of a page that was opened with one of its own: somebody sets it, or the machine finds the right time. */
export async function moveClock(page: Page, ms: number): Promise<void> {
  for (const frame of page.frames()) await frame.evaluate((by) => window.moveClock?.(by), ms);
}
