/** Changes of many people: from ticking them over the plan to the dock and the receipt, and what can be done from there. */
import { buffer } from 'node:stream/consumers';
import { CLOCK } from '../support/clockPattern';
import { expectAccessible } from './support/accessible';
import { Past } from './support/history';
import {
  confirmPlan,
  groupIds,
  hold,
  planButton,
  readWhole,
  removeSelected,
  scrollToRow,
  selectFirst,
  Stage,
  type FrameLocator,
} from './support/page';
import { passTimeUntil } from './support/pageClock';
import { beginRemoval } from './support/plannedRemoval';
import { plantImpossible } from './support/worker';

const file = Stage.forFile();
const past = new Past(file);
const group = groupIds.contractors;

// So that changes need the page, whenever it finds that out.
beforeEach(() => plantImpossible(file.stage));

const receipt = (app: FrameLocator) => app.getByRole('region', { name: 'Receipt' });
const heading = (app: FrameLocator, name: string | RegExp) => app.getByRole('heading', { name });
const button = (app: FrameLocator, name: string | RegExp) => app.getByRole('button', { name, exact: true });
const progress = (app: FrameLocator) =>
  app.getByRole('progressbar', { name: 'Removing people from contractors' });
const rowAt = (app: FrameLocator, index: number) => app.locator(`[data-index="${index}"]`);
const focused = (app: FrameLocator) => app.locator(':focus');
/** "Removed NAME, NAME, and 3 others from contractors" */
const removedAndOthers = (others: number) =>
  new RegExp(`^Removed .+, .+, and ${others} others from contractors$`);

/** Counts of the receipt that are not zero; none where everything was done. */
async function tally(app: FrameLocator): Promise<Record<string, string>> {
  const pairs = await receipt(app)
    .locator('dl > div')
    .evaluateAll((all) =>
      all.map((pair) => [
        pair.querySelector('dt')?.textContent ?? '',
        pair.querySelector('dd')?.textContent ?? '',
      ]),
    );
  return Object.fromEntries(pairs) as Record<string, string>;
}

const memberCount = async () => (await past.members(group)).length;

it('removes those who are ticked over a plan; rows and title say how it stands, and the focus is where it belongs', async () => {
  const { page, app } = await file.stage.visit({ group });
  await readWhole(app, 240);
  await selectFirst(app, 60);
  const first = await hold(page, 'makeChanges');
  await button(app, 'Remove selected (60)').click();
  await heading(app, 'Review changes').and(focused(app)).waitFor();
  expect(await planButton(app).innerText()).toBe('Remove 60 people');
  expect(file.stage.deletedIds).toEqual([]);
  await confirmPlan(app);
  await heading(app, 'Removing 60 people from contractors').and(focused(app)).waitFor();
  await progress(app).waitFor();
  await first.held;
  expect(await page.title()).toBe('0 % · Removing…');
  await scrollToRow(app, 0);
  await rowAt(app, 0).getByText('Removing…').waitFor();
  await scrollToRow(app, 50);
  await rowAt(app, 59).getByText('Waiting').waitFor();
  const [dialog] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();

  const second = await hold(page, 'makeChanges');
  first.release();
  await second.held;
  await app.getByText('25 of 60 removed', { exact: true }).waitFor();
  await app.getByRole('status').getByText('25 percent done').waitFor({ state: 'attached' });
  await app.getByText(/^about \d+ s left$/).waitFor();
  await scrollToRow(app, 0);
  await rowAt(app, 0).getByText('Removed', { exact: true }).waitFor();
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await app.getByText('240 selected', { exact: true }).waitFor();
  expect(await button(app, 'Remove selected (240)').isDisabled()).toBe(true);
  await app.getByText('Wait until the changes under way have ended.').waitFor();
  await expectAccessible(page);
  // Who types elsewhere keeps the focus when they end, and hears of it.
  await app.getByRole('searchbox', { name: 'Find a person' }).focus();
  second.release();
  await app.getByRole('status').getByText(removedAndOthers(58)).waitFor({ state: 'attached' });
  await app.getByRole('searchbox', { name: 'Find a person' }).and(focused(app)).waitFor();
  await app.getByText('180 selected', { exact: true }).waitFor();
  await app.getByText('180 members', { exact: true }).waitFor();
  await app.getByRole('button', { name: 'Remove selected (180)', disabled: false }).waitFor();
  expect(await tally(app)).toEqual({});
  expect(await page.title()).toBe('Group members');
  expect(new Set(file.stage.deletedIds).size).toBe(60);
  expect(file.stage.deletedIds).toHaveLength(60);
  expect(await memberCount()).toBe(180);
  await button(app, 'View receipt').click();
  // The page of the changes has it now, and the dock not any more.
  await button(app, 'Dismiss').waitFor({ state: 'detached' });
  await heading(app, 'Removed 60 people from contractors').waitFor();
  await page.reload();
  await heading(app, 'Removed 60 people from contractors').waitFor();
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
}, 60_000);

it('pauses, resumes, and stops after what is under way; the rest is continued over a plan; an undo waits for the hourly limit', async () => {
  const everyone = await past.members(group);
  const changes = file.stage.holdChanges();
  const { page, app } = await beginRemoval(file.stage, everyone, { group });
  await changes.held;
  await button(app, 'Pause').click();
  await app.getByText('Pausing. What is under way is finished first.').waitFor();
  changes.release();
  await app.getByText('Paused. No one is removed until you resume.').first().waitFor();
  expect(await page.title()).toMatch(/^\d+ % · Paused$/);
  expect(240 - (await memberCount())).toBe(file.stage.deletedIds.length);
  const second = await hold(page, 'makeChanges');
  await button(app, 'Resume').click();
  await second.held;
  await button(app, 'Stop').click();
  await app.getByText('Stopping. What is under way is finished first.').waitFor();
  second.release();
  await heading(app, /^Stopped\. Removed .+, and \d+ others from contractors$/)
    .and(focused(app))
    .waitFor();
  const removed = file.stage.deletedIds.length;
  expect(await tally(app)).toEqual({ Removed: `${removed}`, 'Not removed yet': `${240 - removed}` });
  expect(await memberCount()).toBe(240 - removed);
  await button(app, `Continue with ${240 - removed}`).click();
  await app.getByText(/^Planned by .+ on .+, for 240 changes in all\.$/).waitFor();
  expect(await planButton(app).innerText()).toBe(`Remove ${240 - removed} people`);
  await confirmPlan(app);
  await heading(app, removedAndOthers(238)).waitFor();
  await heading(app, 'Nobody is in this group').waitFor();
  expect(await memberCount()).toBe(0);
  expect(file.stage.deletedIds).toHaveLength(240);

  file.stage.fault({
    method: 'POST',
    status: 429,
    headers: { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '1800' },
  });
  await receipt(app).getByRole('button', { name: 'Undo' }).click();
  await confirmPlan(app);
  await app
    .getByText(new RegExp(`^Paused until ${CLOCK}.+ It goes on by itself\\.`))
    .first()
    .waitFor();
  await app.getByText('The hourly limit is used up').waitFor();
  await expectAccessible(page);
  await button(app, 'Stop').click();
  await heading(app, 'Stopped. Added 0 of 240 people back to contractors').waitFor();
  expect(await memberCount()).toBe(0);
}, 60_000);

it('goes on by itself after an answer that is lost, and when the browser is online again; nobody is asked for twice', async () => {
  file.stage.tolerate(/ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/);
  const fifty = (await past.members(group)).slice(0, 50);
  const changes = file.stage.holdChanges();
  const { page, app } = await beginRemoval(file.stage, fifty, { group });
  await changes.held;
  let lost = 0;
  await page.context().route('**/sandbox/invoke', async (route) => {
    if (lost > 0 || route.request().postData()?.includes('"makeChanges"') !== true) return route.fallback();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.context().setOffline(true);
  await app
    .getByText('You are offline. It goes on by itself when the connection is back. Keep this page open.')
    .first()
    .waitFor();
  await button(app, 'Pause').waitFor();
  changes.release();
  await page.context().setOffline(false);
  await heading(app, removedAndOthers(48)).waitFor();
  expect(lost).toBe(1);
  expect(await tally(app)).toEqual({});
  expect(await memberCount()).toBe(190);
  expect(new Set(file.stage.deletedIds).size).toBe(50);
  expect(file.stage.deletedIds).toHaveLength(50);
});

it('changes that cannot begin say so, change nothing, and leave the plan as it was', async () => {
  file.stage.tolerate(/did not begin|ERR_FAILED/);
  const fifty = (await past.members(group)).slice(0, 50);
  const { page, app } = await beginRemoval(file.stage, fifty, {
    ...{ group, missing: /\/begin-[^/]+\.js$/, hasFastClock: true },
  });
  // It is fetched again some times, a second apart.
  await passTimeUntil(page, heading(app, 'No one was removed'), 100);
  await app.getByText('Nothing was changed in contractors.').waitFor();
  await expectAccessible(page);
  await button(app, 'Close').click();
  await heading(app, 'No one was removed').waitFor({ state: 'detached' });
  await button(app, 'Remove 50 people').waitFor();
  expect(file.stage.deletedIds).toEqual([]);
});

it('has a receipt that can be saved as a file that a list reads back, undone over a plan, and put away', async () => {
  const { page, app } = await file.stage.visit({ group });
  await readWhole(app, 240);
  await selectFirst(app, 3);
  await removeSelected(app, 3);
  await receipt(app).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    receipt(app).getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^contractors receipt \d{4}-\d\d-\d\d\.csv$/);
  const csv = await buffer(await download.createReadStream());

  await receipt(app).getByRole('button', { name: 'Undo' }).click();
  await button(app, 'Add 3 people back').waitFor();
  await confirmPlan(app);
  await heading(app, /^Added .+, .+, and 1 other back to contractors$/).waitFor();
  expect(await memberCount()).toBe(240);
  await button(app, 'Dismiss').click();
  await receipt(app).waitFor({ state: 'detached' });

  await button(app, 'From a list').click();
  const list = app.getByRole('dialog', { name: 'From a list' });
  await list
    .locator('input[type="file"]')
    .setInputFiles({ name: 'receipt.csv', mimeType: 'text/csv', buffer: csv });
  await list.getByText('3 lines: 3 people found.').waitFor();
});
