import { chromium } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';

/**
 * A browser for each worker, which would wait for one another in a single one; each test opens a context of its own. With the
 * variable HEADED they can be seen.
 */
export async function setup(project) {
  const options = { ...(await findBrowser()), headless: !process.env.HEADED };
  const { maxWorkers } = project.vitest.config;
  const servers = await Promise.all(Array.from({ length: maxWorkers }, () => chromium.launchServer(options)));
  project.provide(
    'browserEndpoints',
    servers.map((server) => server.wsEndpoint()),
  );
  return () => Promise.all(servers.map((server) => server.close()));
}
