import { chromium } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';

/** One browser for all test files; each test opens a context of its own. */
export default async function launch() {
  const server = await chromium.launchServer({ ...(await findBrowser()), headless: true });
  process.env.BROWSER_ENDPOINT = server.wsEndpoint();
  globalThis.browserServer = server;
}
