// npm run screenshots: the README's pictures, taken of the built page in the sandbox.
// Fonts for the names' scripts come from the machine; CHROME_PATH and FONTCONFIG_PATH choose others.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
    // A history of its own: what is stored for whoever runs this stays as it is.
    env: { ...process.env, XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'screenshots-')) },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const url = await readyUrl();
const browser = await chromium.launch({ ...(await findBrowser()), headless: true });
try {
  mkdirSync(FOLDER, { recursive: true });
  await shoot(
    'members-light',
    'light',
    async (app) => {
      await remove(app, 'Chloe Hughes');
      await app.getByRole('status').getByText('Removed').waitFor();
    },
    'site-admin',
    CONTRACTORS,
  );
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
      await app.getByRole('button', { name: 'Export all 240', disabled: false }).waitFor();
      await app.getByRole('checkbox', { name: 'Select all' }).check();
      await app.getByRole('button', { name: /^Remove selected/ }).click();
      await app.getByRole('textbox', { name: /^Type 240 to confirm/ }).fill('240');
      await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
      await app.getByText(/^\d+ of 240 removed · /).waitFor();
    },
    'site-admin',
    CONTRACTORS,
  );
  await shoot(
    'history-light',
    'light',
    async (app) => {
      await app
        .getByRole('button', { name: /^Undo ./ })
        .first()
        .waitFor();
      await app.getByText('Looking up the name').first().waitFor({ state: 'detached' });
    },
    'site-admin',
    `path=/history/${await someRun()}`,
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
  await app.locator('img').evaluateAll((images) => Promise.all(images.map((image) => image.decode())));
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
  await fetch(`${url}/sandbox/reset`, { method: 'POST' });
}

/** Removes a few people, one of whom Confluence refuses. @returns the run's id in the history */
async function someRun() {
  await fetch(`${url}/sandbox/reset`, { method: 'POST' }); // The run of the picture before is not finished.
  const groupId = CONTRACTORS.slice('group='.length);
  const accountIds = await someMembers(groupId, 12);
  const fault = { method: 'DELETE', accountId: accountIds[3], status: 400 };
  await fetch(`${url}/sandbox/faults`, { method: 'PUT', body: JSON.stringify([fault]) });
  const plan = {
    blocks: [{ groupId, action: 'remove', accountIds }],
    groups: [{ id: groupId, name: 'contractors' }],
  };
  const newRun = { driver: 'driver-of-the-pictures', plan, total: accountIds.length };
  const changes = [[0, accountIds.length - 1]];
  const { run } = await invoke('makeChanges', { newRun, changes, ends: true });
  return run.runId;
}

async function someMembers(groupId, limit) {
  const path = `/wiki/rest/api/group/${groupId}/membersByGroupId?limit=${limit}`;
  const response = await fetch(url + path, { headers: { authorization: 'Bearer site-admin' } });
  const { results } = await response.json();
  return results.map(({ accountId }) => accountId);
}

async function invoke(functionKey, payload) {
  const body = JSON.stringify({ as: 'site-admin', functionKey, payload });
  const response = await fetch(`${url}/sandbox/invoke`, { method: 'POST', body });
  return (await response.json()).result;
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
