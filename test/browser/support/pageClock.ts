import { errors, type BrowserContext, type Locator, type Page } from 'playwright-core';

/** How far a page's clock is put forward at once, ms: what a page asks for again and again comes at most as often. */
const STEP_MS = 2_000;
/** What all steps together get, ms of this machine. */
const PATIENCE_MS = 20_000;

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

/**
 * Puts the clock of a page that was visited with `hasFastClock` forward until something is there that it asks for by and by.
 * @param stepMs of this machine: what an answer gets until the clock is put forward again
 */
export async function passTimeUntil(page: Page, target: Locator, stepMs = 1_000): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    await page.clock.fastForward(STEP_MS);
    try {
      await target.waitFor({ timeout: stepMs });
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || Date.now() > until) throw error;
    }
  }
}
