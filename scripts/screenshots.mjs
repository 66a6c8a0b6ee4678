// npm run screenshots: the README's pictures, taken of the built page in the sandbox.
// Fonts for the names' scripts come from the machine; CHROME_PATH and FONTCONFIG_PATH choose others.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { ROOT } from './ready.mjs';

const FOLDER = join(ROOT, 'docs/images');
const DESIGN_TEAM = '3f1c8a52-6d0e-4b7a-9a41-0c5e7d2b1f01';
const CONTRACTORS = '7b2d9e63-1f4a-4c8b-8b52-1d6f8e3c2a02';
const ALL_STAFF = 'a93eaf74-205b-4d9c-9c63-2e70af4d3b03';

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
  await shoot('group-light', {}, async (app) => {
    await readWhole(app);
    for (const name of ['Chloe Hughes', 'George E. Turner', 'João W. Béranger']) {
      await app.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
    }
  });
  await shoot('review-light', { place: `path=/groups/${ALL_STAFF}` }, async (app) => {
    for (const row of [2, 3, 5, 8]) await app.locator(`[data-index="${row}"]`).getByRole('checkbox').check();
    await app.getByRole('button', { name: 'Remove selected (4)' }).click();
    await app
      .getByText(/^(?:Keeps|Loses) Confluence/)
      .first()
      .waitFor();
  });
  const file = await exportOfMembers();
  await shoot('list-light', { viewport: { width: 1280, height: 940 } }, async (app) => {
    await readWhole(app);
    await app.getByRole('button', { name: 'From a list' }).click();
    await app.locator('input[type=file]').setInputFiles(file);
    await app
      .getByRole('combobox', { name: 'Last seen in Confluence - acme' })
      .selectOption({ label: 'Over 90 days ago, or never' });
    await app.getByText('18 left out by a filter').waitFor();
  });
  await shoot('compare-light', { place: `path=/compare/a/${CONTRACTORS}/b/${DESIGN_TEAM}` }, (app) =>
    app.getByRole('button', { name: /^Add \d+ to design-team/ }).waitFor(),
  );
  await shoot('run-light', {}, async (app) => {
    await readWhole(app);
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await app.getByRole('button', { name: 'Remove selected (240)' }).click();
    await app.getByRole('textbox', { name: /^Type 240 to confirm/ }).fill('240');
    await app.getByRole('button', { name: 'Remove 240 people' }).click();
    await app.getByText(/^[1-9]\d of 240 removed/).waitFor();
  });
  await shoot('phone-light', { viewport: { width: 375, height: 740 } }, (app) => readWhole(app));
  await shoot('refused-dark', { colorScheme: 'dark', as: 'confluence-admin' }, async (app) => {
    await readWhole(app);
    await app.getByRole('row').filter({ hasText: 'Chloe Hughes' }).hover();
    await app.getByRole('button', { name: 'Remove Chloe Hughes' }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await app.getByRole('alert').getByText('Response details').click();
  });
  const { runId, accountIds } = await someRun();
  await shoot('receipt-light', { place: `path=/changes/${runId}` }, (app) => namesAreThere(app));
  const personId = accountIds[0];
  await shoot(
    'person-history-light',
    { place: `path=/history/person/${personId}`, before: () => somePerson(personId) },
    (app) => namesAreThere(app),
  );
} finally {
  await browser.close();
  sandbox.kill();
}

async function readWhole(app) {
  await app.getByRole('button', { name: 'All 240', exact: true }).waitFor();
}

async function namesAreThere(app) {
  await app.getByRole('rowheader').first().waitFor();
  await app.getByText('Looking up the name').first().waitFor({ state: 'detached' });
}

async function shoot(name, options, act) {
  const { colorScheme = 'light', as = 'site-admin', place = `group=${CONTRACTORS}`, before } = options;
  const { viewport = { width: 1280, height: 800 } } = options;
  await before?.();
  const page = await browser.newPage({ viewport, colorScheme, deviceScaleFactor: 2 });
  await page.goto(`${url}/?as=${as}&${place}`);
  const app = page.frameLocator('iframe');
  await act(app);
  await page.mouse.move(0, 0);
  await app.locator('img').evaluateAll((images) => Promise.all(images.map((image) => image.decode())));
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
  if (name !== 'run-light') return;
  await fetch(`${url}/sandbox/reset`, { method: 'POST' }); // It is not finished.
}

/** People of the group as Atlassian Administration exports them, with the day on which each was last seen. */
async function exportOfMembers() {
  const header = 'User id,User name,email,User status,Added to org,Last seen in Confluence - acme';
  const seen = ['21 Nov 2026', '26 Nov 2026', 'Never accessed', '24 Nov 2026', '12 Mar 2025'];
  const accountIds = await someMembers(CONTRACTORS, 30);
  const rows = accountIds.map((id, n) => `${id},,,Active,03 May 2024,${seen[n % seen.length]}`);
  const text = [header, ...rows].join('\r\n');
  return { name: 'export-users.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
}

/** Removes a few people, one of whom Confluence refuses. @returns the run's id in the history, and who they are */
async function someRun() {
  const accountIds = await someMembers(CONTRACTORS, 12);
  const fault = { method: 'DELETE', accountId: accountIds[3], status: 400 };
  await fetch(`${url}/sandbox/faults`, { method: 'PUT', body: JSON.stringify([fault]) });
  const runId = await change('remove', CONTRACTORS, accountIds, { reason: 'HR-2214: contracts ended' });
  return { runId, accountIds };
}

/** Has a person added to groups and taken out again. */
async function somePerson(accountId) {
  await change('add', DESIGN_TEAM, [accountId]);
  await change('add', CONTRACTORS, [accountId], { reason: 'Contract renewed' });
  await change('remove', DESIGN_TEAM, [accountId]);
}

async function change(action, groupId, accountIds, more = {}) {
  const plan = {
    blocks: [{ groupId, action, accountIds }],
    groups: [{ id: groupId, name: groupId === CONTRACTORS ? 'contractors' : 'design-team' }],
  };
  const newRun = { driver: randomUUID(), plan, total: accountIds.length, ...more };
  const all = [[0, accountIds.length - 1]];
  const { run } = await invoke('makeChanges', { newRun, changes: all, ends: true });
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
