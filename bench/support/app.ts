/** The app's page as an admin uses it. It is known by its accessible names only (design §5), and they are all here. */
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
import { performance } from 'node:perf_hooks';
import { ADMIN, GROUP, type Site } from './site';

const NAMES = {
  table: `Members of ${GROUP.name}`,
  /** The button on the page, and the one in the dialog that says what it costs. */
  loadEveryone: 'Load everyone',
  confirmLoad: 'Load everyone',
  /** The status once nothing is being loaded any more and nobody is missing. */
  everyoneLoaded: /^All [\d,]+ members are loaded\.$/,
  chooseFromList: 'Choose from a list',
  list: 'Choose people from a list',
  listText: 'Account IDs or email addresses',
  /** Asks whether people whom the page has not loaded are in the group. */
  checkPeople: /^Check [\d,]+ people$/,
  /** More than 100 people, and the group gives use of Confluence: how many has to be typed. */
  typeCount: /^Type [\d,]+ to confirm the number of people$/,
  find: 'Find a person',
  /** The button in somebody's row. */
  remove: /^Remove /,
  selectAll: 'Select all',
  confirmRemoval: 'Remove',
  summary: 'Removal summary',
  undo: 'Undo',
  confirmUndo: 'Add back',
  undoSummary: 'Undo summary',
};

/** The longest that loading everyone or a removal may take. */
const PATIENCE_MS = 300_000;

export interface Visit {
  page: Page;
  app: FrameLocator;
  close: () => Promise<void>;
}

/** Confluence's settings page with the app on the group, in a fresh context; `scripts` run first in every frame. */
export function visit(browser: Browser, site: Site, ...scripts: string[]): Promise<Visit> {
  return open(browser, `${site.url}/?as=${ADMIN}&group=${GROUP.id}`, scripts);
}

/** The same at another place of the app. */
export function visitPath(browser: Browser, site: Site, path: string): Promise<Visit> {
  return open(browser, `${site.url}/?as=${ADMIN}&path=${encodeURIComponent(path)}`, []);
}

async function open(browser: Browser, url: string, scripts: readonly string[]): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  for (const path of scripts) await context.addInitScript({ path });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'commit' });
  return { page, app: page.frameLocator('iframe'), close: () => context.close() };
}

export function appFrame(page: Page): Frame {
  const frame = page.frames().find((candidate) => new URL(candidate.url()).pathname === '/app/');
  if (!frame) throw new Error('The page has no frame of the app.');
  return frame;
}

/** Bytes in use after a collection, by the settings page and the app in it, which share a process. */
export async function memoryOf(page: Page): Promise<{ script: number; document: number; buffers: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const heap = await devtools.send('Runtime.getHeapUsage');
  return { script: heap.usedSize, document: heap.embedderHeapUsedSize, buffers: heap.backingStorageSize };
}

/** The table, once it has rows. */
export async function membersTable(app: FrameLocator) {
  const table = app.getByRole('table', { name: NAMES.table });
  await table.getByRole('rowheader').first().waitFor();
  return table;
}

/**
 * Loads everyone, as the admin does it.
 * @returns seconds from the confirming click until the page says that everyone is there
 */
export async function loadEveryone(app: FrameLocator): Promise<number> {
  await membersTable(app);
  await app.getByRole('button', { name: NAMES.loadEveryone, exact: true }).click();
  const confirm = app.getByRole('dialog').getByRole('button', { name: NAMES.confirmLoad, exact: true });
  await confirm.waitFor();
  const started = performance.now();
  await confirm.click();
  const done = app.getByRole('status').filter({ hasText: NAMES.everyoneLoaded });
  const problem = app.getByRole('alert').filter({ hasText: /\S/ });
  await done.or(problem).first().waitFor({ timeout: PATIENCE_MS });
  const seconds = (performance.now() - started) / 1_000;
  if (!(await done.isVisible())) throw new Error(`The page says: ${await problem.first().innerText()}`);
  return seconds;
}

/** Finds somebody by their account id and takes them out, until they have left the table. */
export async function findAndRemove(app: FrameLocator, accountId: string): Promise<void> {
  await app.getByRole('searchbox', { name: NAMES.find }).fill(accountId);
  const row = app.getByRole('row').filter({ hasText: accountId });
  await row.getByRole('button', { name: NAMES.remove }).click();
  await app.getByRole('dialog').getByRole('button', { name: NAMES.confirmRemoval, exact: true }).click();
  await row.waitFor({ state: 'detached', timeout: PATIENCE_MS });
}

/**
 * Takes these people out as a pasted list, as the admin does it: paste, have them checked, select, confirm.
 * @param beforehand what happens between the check and the removal
 * @returns seconds from the confirming click to the summary
 */
export async function removeByList(
  app: FrameLocator,
  accountIds: readonly string[],
  beforehand: () => Promise<void>,
): Promise<number> {
  await membersTable(app);
  const count = accountIds.length.toLocaleString('en-US');
  await app.getByRole('button', { name: NAMES.chooseFromList, exact: true }).click();
  const list = app.getByRole('dialog', { name: NAMES.list });
  await list.getByRole('textbox', { name: NAMES.listText }).fill(accountIds.join('\n'));
  const select = list.getByRole('button', { name: `Select ${count} people`, exact: true });
  const check = list.getByRole('button', { name: NAMES.checkPeople });
  await select.or(check).first().waitFor({ timeout: PATIENCE_MS });
  if (await check.isVisible()) await check.click();
  await select.click({ timeout: PATIENCE_MS });
  await beforehand();
  return removeSelected(app, count);
}

/**
 * Takes out everyone who is loaded.
 * @returns seconds from the confirming click to the summary
 */
export async function removeEveryone(app: FrameLocator, count: number): Promise<number> {
  await app.getByRole('checkbox', { name: NAMES.selectAll, exact: true }).check();
  return removeSelected(app, count.toLocaleString('en-US'));
}

async function removeSelected(app: FrameLocator, count: string): Promise<number> {
  await app.getByRole('button', { name: `Remove selected (${count})`, exact: true }).click();
  const confirm = app.getByRole('dialog').getByRole('button', { name: NAMES.confirmRemoval, exact: true });
  await app.getByRole('dialog').getByRole('textbox', { name: NAMES.typeCount }).fill(count);
  const started = performance.now();
  await confirm.click();
  const summary = app.getByRole('region', { name: NAMES.summary });
  await summary.waitFor({ timeout: PATIENCE_MS });
  return (performance.now() - started) / 1_000;
}

/**
 * Readies the undo of the run that is open in the history, up to the confirming click.
 * @returns makes that click, and answers how many seconds it took to the summary: by the page's own clock, since
 * Playwright looks only now and then
 */
export async function undoRun({ page, app }: Visit, people: number): Promise<() => Promise<number>> {
  await app.getByRole('button', { name: NAMES.undo, exact: true }).click();
  const dialog = app.getByRole('dialog', { name: new RegExp(`^Add ${people} people back to `) });
  await dialog.waitFor({ timeout: PATIENCE_MS });
  return () =>
    appFrame(page).evaluate(
      ({ confirmUndo, undoSummary }) =>
        new Promise<number>((resolve, reject) => {
          const confirm = [...document.querySelectorAll<HTMLElement>('dialog button')].find(
            (button) => button.innerText === confirmUndo,
          );
          if (!confirm) {
            reject(new Error('The dialog has no such button.'));
            return;
          }
          const started = performance.now();
          const observer = new MutationObserver(() => {
            if (!document.querySelector(`[aria-label="${undoSummary}"]`)) return;
            observer.disconnect();
            resolve((performance.now() - started) / 1_000);
          });
          observer.observe(document.body, { subtree: true, childList: true, attributes: true });
          confirm.click();
        }),
      NAMES,
    );
}
