/** The app's page as an admin uses it. It is known by its accessible names only (design §5), and they are all here. */
import { performance } from 'node:perf_hooks';
import type { Browser, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { ADMIN, GROUP, type Site } from './site';

const NAMES = {
  table: `Members of ${GROUP.name}`,
  /** The button on the page, and the one in the dialog that says what it costs. */
  loadEveryone: 'Load everyone',
  confirmLoad: 'Load everyone',
  /** The status once nothing is being loaded any more and nobody is missing. */
  everyoneLoaded: /^All [\d,]+ members are loaded\.$/,
  fromList: 'From a list',
  listText: 'Account IDs or email addresses',
  /** Searches the directory for those who are many. */
  lookUpPeople: /^Look up [\d,]+$/,
  reviewPeople: /^Review [\d,]+ people$/,
  find: 'Find a person',
  /** The button in somebody's row, and the one in the dialog that asks. */
  remove: /^Remove /,
  confirmRemoval: 'Remove',
  selectAll: 'Select all',
  offboard: 'Offboard',
  review: 'Review changes',
  /** More than 100 people, and the group gives use of Confluence: how many has to be typed. */
  typeCount: /^Type [\d,]+ to confirm the number of people$/,
  receipt: 'Receipt',
  undo: 'Undo',
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
  const row = app.locator(`[data-account-id="${accountId}"]`);
  await row.getByRole('button', { name: NAMES.remove }).click();
  await app.getByRole('dialog').getByRole('button', { name: NAMES.confirmRemoval, exact: true }).click();
  await row.waitFor({ state: 'detached', timeout: PATIENCE_MS });
}

/** Opens the dialog that takes lists. */
export async function openList({ app }: Visit): Promise<Locator> {
  await membersTable(app);
  await app.getByRole('button', { name: NAMES.fromList, exact: true }).click();
  const list = app.getByRole('dialog', { name: NAMES.fromList });
  await list.waitFor();
  return list;
}

/** Waits until it is known whom a list names, and has those looked up whom the page asks about first. */
async function waitForPeople(list: Locator): Promise<Locator> {
  const review = list.getByRole('button', { name: NAMES.reviewPeople, disabled: false });
  const lookUp = list.getByRole('button', { name: NAMES.lookUpPeople });
  await review.or(lookUp).first().waitFor({ timeout: PATIENCE_MS });
  if (await lookUp.isVisible()) await lookUp.click();
  await review.waitFor({ timeout: PATIENCE_MS });
  return review;
}

/** Gives a file to the dialog, as choosing or dropping one does; it is read from then on. */
export async function giveFile(list: Locator, path: string): Promise<void> {
  await list.locator('input[type="file"]').setInputFiles(path);
}

/** Opens the plan that removes so many people, as `readyPlan`. */
export type ReviewRemovals = (people: number) => Promise<() => Promise<number>>;

/**
 * Waits until it is known whom the list names.
 * @returns goes on to the review, and waits until the plan can be carried out; answers how to do that, as `readyPlan`
 */
export async function listIsRead(visit: Visit, list: Locator): Promise<{ reviewRemovals: ReviewRemovals }> {
  const review = await waitForPeople(list);
  return {
    reviewRemovals: async (people) => {
      await review.click();
      return readyPlan(visit, `Remove ${people.toLocaleString('en-US')} people`);
    },
  };
}

/**
 * Readies the removal of these people as a pasted list, as the admin does it: paste, have them looked up, review.
 * @returns makes the confirming click, and answers how many seconds it took to the receipt
 */
export async function reviewList(
  visit: Visit,
  accountIds: readonly string[],
): Promise<() => Promise<number>> {
  const list = await openList(visit);
  await list.getByRole('textbox', { name: NAMES.listText }).fill(accountIds.join('\n'));
  const { reviewRemovals } = await listIsRead(visit, list);
  return reviewRemovals(accountIds.length);
}

/** The same for everyone in the group, all of whom are loaded. */
export async function reviewEveryone(visit: Visit, count: number): Promise<() => Promise<number>> {
  const people = count.toLocaleString('en-US');
  await visit.app.getByRole('checkbox', { name: NAMES.selectAll, exact: true }).check();
  await visit.app.getByRole('button', { name: `Remove selected (${people})`, exact: true }).click();
  return readyPlan(visit, `Remove ${people} people`);
}

/** The same for taking people out of all their groups. @param changes how many that are */
export async function reviewOffboarding(
  visit: Visit,
  accountIds: readonly string[],
  changes: number,
): Promise<() => Promise<number>> {
  const { page, app } = visit;
  await app.getByRole('button', { name: NAMES.offboard, exact: true }).click();
  await app.getByRole('heading', { name: NAMES.review }).waitFor();
  // The page offers it for one person; the plan of many is read as after a reload.
  await appFrame(page).evaluate((all) => {
    for (const [key, text] of Object.entries(sessionStorage)) {
      const stored = JSON.parse(String(text)) as { source?: { offboarding?: { accountIds: string[] } } };
      if (!stored.source?.offboarding) continue;
      stored.source.offboarding.accountIds = [...all];
      sessionStorage.setItem(key, JSON.stringify(stored));
    }
  }, accountIds);
  await page.reload();
  return readyPlan(visit, `Make ${changes.toLocaleString('en-US')} changes`);
}

/** The same for taking back what the run did whose receipt is open. */
export async function reviewUndo(visit: Visit, people: number): Promise<() => Promise<number>> {
  const receipt = visit.app.getByRole('region', { name: NAMES.receipt });
  await receipt.getByRole('button', { name: NAMES.undo, exact: true }).click();
  return readyPlan(visit, `Add ${people.toLocaleString('en-US')} people back`);
}

/**
 * Waits until the plan under review can be carried out, and types what it asks for.
 * @returns makes the confirming click, and answers how many seconds it took to the receipt: by the page's own clock, since
 * Playwright looks only now and then
 */
async function readyPlan({ page, app }: Visit, confirm: string): Promise<() => Promise<number>> {
  const button = app.getByRole('button', { name: confirm, exact: true });
  await button.waitFor({ timeout: PATIENCE_MS });
  const field = app.getByRole('textbox', { name: NAMES.typeCount });
  const isEnabled = app.getByRole('button', { name: confirm, exact: true, disabled: false });
  await field.or(isEnabled).first().waitFor({ timeout: PATIENCE_MS });
  if (await field.isVisible()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.innerText ?? '');
    await field.fill(/[\d,]+/.exec(label)?.[0] ?? '');
  }
  await isEnabled.waitFor({ timeout: PATIENCE_MS });
  return () =>
    appFrame(page).evaluate(
      ({ confirm, receipt }) => {
        const seconds = new Promise<number>((resolve, reject) => {
          const button = [...document.querySelectorAll('button')].find(
            ({ innerText }) => innerText === confirm,
          );
          if (!button) {
            reject(new Error('The plan has no such button.'));
            return;
          }
          // The receipt of another run may be open: what ends is what has been told of as under way.
          let isUnderWay = false;
          const started = performance.now();
          const observer = new MutationObserver(() => {
            const isRunning = document.querySelector('[role="progressbar"]') !== null;
            isUnderWay ||= isRunning;
            if (isRunning || !isUnderWay || !document.querySelector(`[aria-label="${receipt}"]`)) return;
            observer.disconnect();
            resolve((performance.now() - started) / 1_000);
          });
          observer.observe(document.body, { subtree: true, childList: true, attributes: true });
          button.click();
        });
        // The browser may drop a promise that nothing in the page holds.
        Object.assign(window, { secondsToReceipt: seconds });
        return seconds;
      },
      { confirm, receipt: NAMES.receipt },
    );
}
