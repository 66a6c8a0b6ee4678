/** The built app in the sandbox, and a browser in front of it: the app alone, without the settings page around it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URLSearchParams } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../scripts/browser.mjs';
import { aheadMs, putClockForward } from './fixedTime.mjs';
import { writeFontConfig } from './fonts.mjs';

/** What a request and an invocation take, ms: changes take long enough to be seen under way. */
const TAKES = { latencyMs: 120, invokeOverheadMs: 300 };
/** People of all-staff: few enough to be read whole. */
const STAFF = 1_200;

/** Starts both. @returns {Promise<Studio>} whose `close` ends them */
export async function startStudio() {
  putClockForward(aheadMs);
  const { startSandbox } = await import('../sandbox/index.ts');
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  const env = { ...process.env, FONTCONFIG_FILE: writeFontConfig(folder) };
  const sandbox = await startSandbox({
    ...TAKES,
    scale: STAFF,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const browser = await chromium.launch({ ...(await findBrowser()), headless: true, env });
  return new Studio(sandbox, browser, folder);
}

export class Studio {
  #browser;
  #folder;

  constructor(sandbox, browser, folder) {
    this.sandbox = sandbox;
    this.#browser = browser;
    this.#folder = folder;
  }

  /** The seeded site again, with nothing stored. */
  reset() {
    this.sandbox.reset();
  }

  /** Lets `ms` pass on the site; pages that are opened from then on have its clock. */
  pass(ms) {
    return this.sandbox.advance(ms);
  }

  /**
   * Opens the app at a place in it, as wide and high as said, in CSS pixels, with `scale` pixels of the picture for each.
   * @param {{ size: [number, number], scale: number, path?: string, as?: string, colorScheme?: 'light' | 'dark' }} view
   */
  async open({ size: [width, height], scale, path = '', as = 'site-admin', colorScheme = 'light' }) {
    const context = await this.#browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      colorScheme,
      locale: 'en-US',
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
    });
    // The clock of this process is ahead by as much.
    const pageAheadMs = aheadMs + this.sandbox.now() - Date.now();
    await context.addInitScript(`(${putClockForward})(${pageAheadMs})`);
    const page = await context.newPage();
    await page.goto(`${this.sandbox.url}/?${new URLSearchParams({ as, path })}`);
    await page.locator('iframe').evaluate((frame) => {
      frame.style.cssText = 'position: fixed; inset: 0; inline-size: 100vw; block-size: 100vh; z-index: 1000';
    });
    return { page, app: page.frameLocator('iframe'), close: () => context.close() };
  }

  /** Shows the page from its top, with the pointer on nothing in it. */
  async settle(page, app) {
    await page.mouse.move(0, 0);
    await this.scrollToTop(app);
    await this.imagesAreThere(app);
  }

  async scrollToTop(app) {
    await app.locator('html').evaluate((root) => root.scrollTo(0, 0));
  }

  async imagesAreThere(app) {
    await app.locator('img').evaluateAll((images) => Promise.all(images.map((image) => image.decode())));
  }

  async close() {
    await this.#browser.close();
    await this.sandbox.close();
    rmSync(this.#folder, { recursive: true });
  }
}
