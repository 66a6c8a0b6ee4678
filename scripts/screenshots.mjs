// npm run screenshots: the README's pictures, taken of the built page in the sandbox.
// Fonts for the names' scripts come from the machine; CHROME_PATH and FONTCONFIG_PATH choose others.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { ROOT } from './ready.mjs';

const FOLDER = join(ROOT, 'docs/images');
const GROUP = 'group=3f1c8a52-6d0e-4b7a-9a41-0c5e7d2b1f01'; // design-team
const CONTRACTORS = 'group=7b2d9e63-1f4a-4c8b-8b52-1d6f8e3c2a02';

const sandbox = spawn(
  process.execPath,
  [
    ...['--import', 'tsx', 'sandbox/main.ts', '--port', '0'],
    ...['--latency', '120', '--invoke-overhead', '300'],
  ],
  {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const url = await readyUrl();
const browser = await chromium.launch({ ...(await findBrowser()), headless: true });
try {
  mkdirSync(FOLDER, { recursive: true });
  await shoot('members-light', 'light', async (app) => {
    await remove(app, 'José Ñáñez Íñiguez');
    await app.getByRole('status').getByText('Removed').waitFor();
  });
  await shoot(
    'refused-dark',
    'dark',
    async (app) => {
      await remove(app, 'Łukasz Żółć');
      await app.getByRole('alert').getByText('Response details').click();
    },
    'member',
  );
  await shoot(
    'run-light',
    'light',
    async (app) => {
      await app.getByRole('button', { name: 'Load everyone' }).click();
      await app.getByRole('dialog').getByRole('button', { name: 'Load everyone' }).click();
      await app.getByRole('button', { name: 'Export all 240' }).waitFor();
      await app.getByRole('checkbox', { name: 'Select all' }).check();
      await app.getByRole('button', { name: /^Remove selected/ }).click();
      await app.getByRole('textbox', { name: /^Type 240 to confirm/ }).fill('240');
      await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
      await app.getByText(/^\d+ of 240 removed · /).waitFor();
    },
    'site-admin',
    CONTRACTORS,
  );
} finally {
  await browser.close();
  sandbox.kill();
}

async function shoot(name, colorScheme, act, as = 'site-admin', group = GROUP) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme,
    deviceScaleFactor: 2,
  });
  await page.goto(`${url}/?as=${as}&${group}`);
  const app = page.frameLocator('iframe');
  await act(app);
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
}

async function remove(app, name) {
  await app.getByRole('button', { name: `Remove ${name}` }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
}

function readyUrl() {
  return new Promise((resolve, reject) => {
    let output = '';
    sandbox.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /Ready: (http:\/\/[^/\s]+)/.exec(output);
      if (found) resolve(found[1]);
    });
    sandbox.on('exit', () => reject(new Error('The sandbox did not start.')));
  });
}
