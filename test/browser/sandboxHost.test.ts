/** What the sandbox's settings page is besides the app: the greeting, what it offers to try, and what is drawn only. */
import { buffer } from 'node:stream/consumers';
import { expectAccessibleEverywhere } from './support/accessible';
import { groupIds, readWhole, Stage, type Page } from './support/page';

const file = Stage.forFile();

const greeting = (page: Page) => page.getByRole('region', { name: 'Welcome to the sandbox' });
const toggle = (page: Page) => page.getByRole('button', { name: 'What to try' });
const hasFocus = (element: Element) => element === document.activeElement;

/** The page at the address without parameters. */
async function visitPlain() {
  const { page, app } = await file.stage.visit({ group: groupIds.emptyGroup });
  expect(await greeting(page).count()).toBe(0);
  await page.goto(`${file.stage.sandbox.url}/`);
  await greeting(page).waitFor();
  return { page, app };
}

it('greets at the plain address until it is dismissed, and again when it is asked to', async () => {
  const { page } = await visitPlain();
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => setTimeout(resolve, 0, 0));
      }),
  );
  expect(shift).toBe(0);

  await greeting(page).getByRole('button', { name: 'Dismiss' }).click();
  expect(await greeting(page).count()).toBe(0);
  expect(await toggle(page).evaluate(hasFocus)).toBe(true);
  await page.reload();
  expect(await greeting(page).count()).toBe(0);
  await toggle(page).and(page.locator(':enabled')).focus();
  await page.keyboard.press('Enter');
  await greeting(page).waitFor();
  expect(await toggle(page).getAttribute('aria-expanded')).toBe('true');

  // The links come next, then what there is of Confluence that does something: this page, and the app.
  const order: (string | undefined)[] = [];
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('Tab');
    order.push(await page.evaluate(() => document.activeElement?.id));
  }
  const links = ['try-removal', 'try-file', 'try-breaking'];
  expect(order).toEqual(['greeting-dismiss', ...links, 'app-link', 'app']);
  await greeting(page).getByRole('link', { name: 'Remove someone' }).focus();
  await page.keyboard.press('Escape');
  expect(await greeting(page).count()).toBe(0);
  expect(await toggle(page).evaluate(hasFocus)).toBe(true);
});

it('leads to a group, and saves a list of its people that the app can read', async () => {
  const { page, app } = await visitPlain();
  await page.evaluate(() => (document.body.dataset.isSame = ''));
  await page.getByRole('link', { name: 'Remove someone' }).click();
  await readWhole(app, 240);
  await greeting(page).getByText('Choose Remove in a row. Undo takes it back.').waitFor();
  expect(new URL(page.url()).search).toBe(`?group=${groupIds.contractors}`);

  await page.goBack();
  await app.getByRole('table', { name: 'Groups' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Drop a sample file' }).click();
  await readWhole(app, 240);
  expect(await page.locator('body').getAttribute('data-is-same')).toBe('');
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('sample-users.csv');
  await app.getByRole('button', { name: 'From a list' }).click();
  const dialog = app.getByRole('dialog', { name: 'From a list' });
  await dialog.locator('input[type="file"]').setInputFiles({
    name: saved.suggestedFilename(),
    mimeType: 'text/csv',
    buffer: await buffer(await saved.createReadStream()),
  });
  await dialog.getByText('25 lines: 24 people found, 1 could not be matched.').waitFor();
});

it('breaks Confluence until it is told to stop, and looks right in both themes and at both widths', async () => {
  const { page, app } = await visitPlain();
  const { faults } = file.stage.sandbox.confluence;
  await page.getByRole('link', { name: 'Break something' }).click();
  await page.getByText(/^Broken on purpose: /).waitFor();
  const removal = { method: 'DELETE', path: '/group/userByGroupId' };
  expect(faults.list()).toEqual([
    { ...removal, drop: 'after', times: 1 },
    { ...removal, status: 503 },
  ]);
  await readWhole(app, 240);
  await expectAccessibleEverywhere(page);

  await page.reload();
  await page.getByText(/^Broken on purpose: /).waitFor();
  await page.getByRole('button', { name: 'Stop breaking' }).click();
  await page.getByText(/^Confluence works again\./).waitFor();
  expect(faults.list()).toEqual([]);
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await toggle(page).evaluate(hasFocus)).toBe(true);
  expect(await page.getByRole('status').first().innerText()).toBe('');
});
