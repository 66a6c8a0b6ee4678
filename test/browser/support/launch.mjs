import { chromium } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';

/** A browser for each of Jest's workers, who would wait for one another in a single one; each test opens a context of its own. */
export default async function launch({ maxWorkers }) {
  const options = { ...(await findBrowser()), headless: true };
  const servers = await Promise.all(Array.from({ length: maxWorkers }, () => chromium.launchServer(options)));
  process.env.BROWSER_ENDPOINTS = servers.map((server) => server.wsEndpoint()).join(' ');
  globalThis.browserServers = servers;
}
