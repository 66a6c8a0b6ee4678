/** Changes of many people: from ticking them over the plan to the dock and the receipt, and what can be done from there. */
import { buffer } from 'node:stream/consumers';
import { expectAccessible } from './support/accessible';
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
  type Page,
} from './support/page';

const file = Stage.forFile();
const contractors = groupIds.contractors;

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

/** Opens contractors with all 240 members. */
async function openWhole(): Promise<{ page: Page; app: FrameLocator }> {
  const { page, app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  return { page, app };
}

async function removeAll(app: FrameLocator): Promise<void> {
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await removeSelected(app, 240);
}

/** Account ids of the first rows. */
function firstIds(app: FrameLocator, count: number): Promise<string[]> {
  return app
    .locator('[data-account-id]')
    .evaluateAll(
      (rows, upTo) => rows.slice(0, upTo).map((row) => row.getAttribute('data-account-id') ?? ''),
      count,
    );
}

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

async function memberCount(): Promise<number> {
  const response = await fetch(
    `${file.stage.sandbox.url}/wiki/rest/api/group/${contractors}/membersByGroupId?limit=1&shouldReturnTotalSize=true`,
    { headers: { authorization: 'Bearer site-admin' } },
  );
  return ((await response.json()) as { totalSize: number }).totalSize;
}

it('removes everyone who is ticked over a plan, with the focus and the window’s title where they belong', async () => {
  const { page, app } = await openWhole();
  const { held, release } = await hold(page, 'makeChanges');
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await button(app, 'Remove selected (240)').click();
  await heading(app, 'Review changes').and(focused(app)).waitFor();
  expect(await planButton(app).innerText()).toBe('Remove 240 people');
  expect(file.stage.deletedIds).toEqual([]);
  await confirmPlan(app);
  await heading(app, 'Removing 240 people from contractors').and(focused(app)).waitFor();
  await progress(app).waitFor();
  await app.getByRole('table', { name: 'Members of contractors' }).waitFor();
  expect(await page.title()).toBe('0 % · Removing…');
  await held;
  const [dialog] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  release();
  await receipt(app).waitFor();
  await heading(app, removedAndOthers(238)).and(focused(app)).waitFor();
  expect(await page.title()).toBe('Group members');
  expect(await tally(app)).toEqual({});
  await heading(app, 'Nobody is in this group').waitFor();
  expect(await memberCount()).toBe(0);
  expect(new Set(file.stage.deletedIds).size).toBe(240);
  expect(file.stage.deletedIds).toHaveLength(240);
  await button(app, 'View receipt').click();
  // The page of the changes has it now, and the dock not any more.
  await button(app, 'Dismiss').waitFor({ state: 'detached' });
  await heading(app, 'Removed 240 people from contractors').waitFor();
  await page.reload();
  await heading(app, 'Removed 240 people from contractors').waitFor();
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
});

describe('while changes are being made', () => {
  it('each row says how it stands; others can be chosen, and those removed leave the choice', async () => {
    const { page, app } = await openWhole();
    await selectFirst(app, 60);
    const first = await hold(page, 'makeChanges');
    await removeSelected(app, 60);
    await first.held;
    await scrollToRow(app, 0);
    await rowAt(app, 0).getByText('Removing…').waitFor();
    await scrollToRow(app, 50);
    await rowAt(app, 59).getByText('Waiting').waitFor();
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
    second.release();
    await app.getByText('180 selected', { exact: true }).waitFor();
    await app.getByText('180 members', { exact: true }).waitFor();
    await app.getByRole('button', { name: 'Remove selected (180)', disabled: false }).waitFor();
    expect(new Set(file.stage.deletedIds).size).toBe(60);
  });

  it('another group can be looked at; who types there keeps the focus when they end, and hears of it', async () => {
    const { page, app } = await openWhole();
    const { held, release } = await hold(page, 'makeChanges');
    await selectFirst(app, 50);
    await removeSelected(app, 50);
    await held;
    await app.getByRole('combobox', { name: 'Group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await progress(app).waitFor();
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('zo');
    release();
    await app.getByRole('status').getByText(removedAndOthers(48)).waitFor({ state: 'attached' });
    await receipt(app).waitFor();
    await app.getByRole('searchbox', { name: 'Find a person' }).and(focused(app)).waitFor();
    expect(await memberCount()).toBe(190);
  });

  it('they pause, resume, and stop after what is under way; the rest is continued over a plan', async () => {
    const { page, app } = await openWhole();
    const first = await hold(page, 'makeChanges');
    await removeAll(app);
    await first.held;
    await button(app, 'Pause').click();
    await app.getByText('Pausing. What is under way is finished first.').waitFor();
    first.release();
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
    expect(await memberCount()).toBe(0);
    expect(file.stage.deletedIds).toHaveLength(240);
  });

  it('they wait for the hourly limit, say until when, and can be stopped meanwhile', async () => {
    file.stage.fault({
      method: 'DELETE',
      status: 429,
      headers: { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '1800' },
    });
    const { page, app } = await openWhole();
    await selectFirst(app, 50);
    await removeSelected(app, 50);
    await app
      .getByText(/^Paused until \d.+ It goes on by itself\./)
      .first()
      .waitFor();
    await app.getByText('The hourly limit is used up').waitFor();
    await expectAccessible(page);
    await button(app, 'Stop').click();
    await heading(app, 'Stopped. Removed 0 of 50 people from contractors').waitFor();
    expect(await memberCount()).toBe(240);
  });

  it('they wait while the browser is offline, say so, and go on by themselves', async () => {
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    const { page, app } = await openWhole();
    const { held, release } = await hold(page, 'makeChanges');
    await selectFirst(app, 50);
    await removeSelected(app, 50);
    await held;
    await page.context().setOffline(true);
    await app
      .getByText('You are offline. It goes on by itself when the connection is back. Keep this page open.')
      .first()
      .waitFor();
    await button(app, 'Pause').waitFor();
    release();
    await page.context().setOffline(false);
    await heading(app, removedAndOthers(48)).waitFor();
    expect(await memberCount()).toBe(190);
  });

  it('a lost answer is made up for with what the history has, and nobody is asked for twice', async () => {
    file.stage.tolerate(/ERR_CONNECTION_RESET/);
    const { page, app } = await openWhole();
    let lost = false;
    await page.context().route('**/sandbox/invoke', async (route) => {
      if (lost || route.request().postData()?.includes('"makeChanges"') !== true) return route.fallback();
      lost = true;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await selectFirst(app, 50);
    await removeSelected(app, 50);
    await heading(app, removedAndOthers(48)).waitFor();
    expect(await tally(app)).toEqual({});
    expect(await memberCount()).toBe(190);
    expect(new Set(file.stage.deletedIds).size).toBe(50);
    expect(file.stage.deletedIds).toHaveLength(50);
  });

  it('a refusal stops them at once, and the numbers are what the group is', async () => {
    const { page, app } = await openWhole();
    const { held, release } = await hold(page, 'makeChanges');
    await removeAll(app);
    await held;
    file.stage.fault({ method: 'DELETE', status: 403 });
    release();
    await receipt(app).getByText('Confluence refused this', { exact: true }).waitFor();
    await receipt(app).getByText('Nothing more was changed.').waitFor();
    const { Removed, Failed, 'Not removed yet': rest } = await tally(app);
    expect(Number(Removed) + Number(Failed) + Number(rest)).toBe(240);
    expect(240 - (await memberCount())).toBe(Number(Removed));
    expect(Number(rest)).toBeGreaterThan(0);
  });
});

it('changes that cannot begin say so, change nothing, and leave the plan as it was', async () => {
  file.stage.tolerate(/did not begin|ERR_FAILED/);
  const { page, app } = await file.stage.visit({ group: contractors, missing: /\/begin-[^/]+\.js$/ });
  await readWhole(app, 240);
  await selectFirst(app, 50);
  await removeSelected(app, 50);
  await heading(app, 'No one was removed').waitFor();
  await app.getByText('Nothing was changed in contractors.').waitFor();
  await expectAccessible(page);
  await button(app, 'Close').click();
  await heading(app, 'No one was removed').waitFor({ state: 'detached' });
  await button(app, 'Remove 50 people').waitFor();
  expect(file.stage.deletedIds).toEqual([]);
});

describe('the receipt', () => {
  it('says what was not done and why; it is checked, and retried over a plan', async () => {
    const { app, page } = await openWhole();
    const [gone = '', broken = '', lost = '', slow = ''] = await firstIds(app, 5);
    file.stage.fault(
      { method: 'DELETE', accountId: gone, status: 404 },
      { path: `user/bulk.*${gone}`, status: 200, body: { results: [] } },
      { path: `memberof.*${gone}`, status: 404 },
      { method: 'DELETE', accountId: broken, status: 503 },
      { method: 'DELETE', accountId: lost, drop: 'before' },
      { method: 'DELETE', accountId: slow, drop: 'after', times: 1 },
    );
    await selectFirst(app, 5);
    await removeSelected(app, 5);
    await receipt(app).waitFor({ timeout: 25_000 });
    expect(await tally(app)).toEqual({ Removed: '2', Failed: '2', 'Not confirmed': '1' });
    await receipt(app)
      .getByText(/^1 × Failed: .*\(Confluence knows no person with this account ID\)$/)
      .waitFor();
    await receipt(app).getByText('1 × Not confirmed: No answer from Confluence').waitFor();
    await expectAccessible(page);
    file.stage.fault();

    const { held, release } = await hold(page, 'checkChanges');
    await button(app, 'Check 2').click();
    await held;
    await receipt(app).getByText('Checked 0 of 2', { exact: true }).waitFor();
    await expectAccessible(page);
    await button(app, 'Stop checking').click();
    release();
    await receipt(app).getByText('2 × Still a member').waitFor();
    await receipt(app).and(app.locator(':focus-within')).waitFor();

    // Not whom Confluence does not know: that would be answered as before.
    await button(app, 'Retry 2').click();
    await app.getByText(/^Planned by .+ on .+, for 5 changes in all\.$/).waitFor();
    await expectAccessible(page);
    await confirmPlan(app);
    await heading(app, removedAndOthers(2)).waitFor();
    expect(await tally(app)).toEqual({ Removed: '4', Failed: '1' });
    expect(await memberCount()).toBe(236);
    await app.getByText('236 members', { exact: true }).waitFor();
  });

  it('can be saved as a file that a list reads back, undone over a plan, and put away', async () => {
    const { page, app } = await openWhole();
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
});
