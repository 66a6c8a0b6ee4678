import { expectAccessible } from './support/accessible';
import {
  confirmRemoval,
  groupIds,
  hold,
  loaded,
  readWhole,
  rowOf,
  scrollToRow,
  selectFirst,
  Stage,
  type FrameLocator,
  type Page,
} from './support/page';

const file = Stage.forFile();
const contractors = groupIds.contractors;

const summary = (app: FrameLocator) => app.getByRole('region', { name: 'Removal summary' });
const progress = (app: FrameLocator) =>
  app.getByRole('progressbar', { name: 'Removing people from contractors' });

/** Opens contractors with all 240 members. */
async function openWhole(): Promise<{ page: Page; app: FrameLocator }> {
  const { page, app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  return { page, app };
}

async function removeSelected(app: FrameLocator, count: number): Promise<void> {
  await app.getByRole('button', { name: `Remove selected (${count})`, exact: true }).click();
  const people = count === 1 ? '1 person' : `${count} people`;
  await app.getByRole('dialog', { name: new RegExp(`^Remove ${people} from `) }).waitFor();
  await confirmRemoval(app);
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

async function select(app: FrameLocator, accountIds: readonly string[]): Promise<void> {
  for (const accountId of accountIds) {
    await app.locator(`[data-account-id="${accountId}"]`).getByRole('checkbox').check();
  }
}

const focused = (app: FrameLocator) => app.locator(':focus');

async function tally(app: FrameLocator): Promise<Record<string, string>> {
  const pairs = await summary(app)
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

describe('choosing', () => {
  it('takes one, a range with shift, everyone who is loaded, and nobody', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    const boxes = app.getByRole('checkbox', { name: /^Select (?!all$)/ });
    await boxes.nth(1).check();
    await app.getByText('1 person selected').waitFor();
    await boxes.nth(5).click({ modifiers: ['Shift'] });
    await app.getByText('5 people selected').waitFor();
    await boxes.nth(3).uncheck();
    await app.getByText('4 people selected').waitFor();
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await app.getByText('50 people selected').waitFor();
    await app.getByText('Load everyone to select the whole group.').waitFor();
    await app.getByRole('button', { name: 'Clear selection' }).click();
    await app.getByRole('button', { name: /^Remove selected/ }).waitFor({ state: 'detached' });
    expect(await boxes.nth(5).isChecked()).toBe(false);
  });

  it('takes everyone who fits what is searched for, and keeps them when the search ends', async () => {
    const { app } = await openWhole();
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('anna');
    const found = parseInt(await app.getByText(/^\d+ members match/).innerText());
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('');
    await app.getByRole('button', { name: `Remove selected (${found})`, exact: true }).waitFor();
  });

  it('takes no range from somebody who is not among those found', async () => {
    const { app } = await openWhole();
    await app
      .getByRole('checkbox', { name: /^Select (?!all$)/ })
      .first()
      .check();
    const first = await app.getByRole('rowheader').first().innerText();
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('anna');
    await app.getByRole('rowheader', { name: first, exact: true }).waitFor({ state: 'detached' });
    await app
      .getByRole('checkbox', { name: /^Select (?!all$)/ })
      .nth(2)
      .click({ modifiers: ['Shift'] });
    await app.getByText('2 people selected').waitFor();
  });

  it('asks before anything is removed, and says who is among them', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await app.getByRole('button', { name: 'Remove selected (24)' }).click();
    const dialog = app.getByRole('dialog', { name: 'Remove 24 people from design-team?' });
    await dialog.getByText('Your own account is among them.').waitFor();
    await dialog.getByText('Among them: 1 guest, 1 app, 1 person without Confluence access.').waitFor();
    expect(await app.locator(':focus').innerText()).toBe('Cancel');
    await page.keyboard.press('Escape');
    expect(file.stage.deletedIds).toEqual([]);
  });
});

describe('a run', () => {
  it('removes everyone chosen, tells of each, and takes them off the list', async () => {
    const { page, app } = await openWhole();
    const { release } = await hold(page, 'makeChanges');
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(app, 240);
    await progress(app).waitFor();
    release();
    await summary(app).getByText('Removed 240 of 240 people from contractors').waitFor();
    expect(await tally(app)).toEqual({ Removed: '240', Failed: '0', 'Not attempted': '0', Unconfirmed: '0' });
    await app.getByRole('heading', { name: 'Nobody is in this group' }).waitFor();
    expect(await memberCount()).toBe(0);
    expect(new Set(file.stage.deletedIds).size).toBe(240);
    expect(file.stage.deletedIds).toHaveLength(240);
  });

  it('shows each row’s own outcome while it goes on, and lets other people be looked at', async () => {
    const { page, app } = await openWhole();
    const firstSlice = await hold(page, 'makeChanges');
    const [first = ''] = await firstIds(app, 1);
    const firstRow = app.locator(`[data-account-id="${first}"]`);
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(app, 240);
    await firstRow.getByText('Removing…').waitFor();
    await scrollToRow(app, 200);
    await app.getByText('Waiting').first().waitFor();
    await firstSlice.held;
    const { held, release } = await hold(page, 'makeChanges');
    firstSlice.release();
    await held;
    await app.getByText(/^25 of 240 removed · [\d.]+ a second · about \d+ s left$/).waitFor();
    await scrollToRow(app, 0);
    await firstRow.getByText('Removed', { exact: true }).waitFor();
    await app.getByRole('combobox', { name: 'Group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await progress(app).waitFor();
    release();
    await summary(app).getByText('Removed 240 of 240').waitFor();
    await app.getByRole('heading', { name: 'Removed 240 of 240 people from contractors' }).waitFor();
    expect(await rowOf(app, 'Ib').count()).toBe(1);
  });

  it('pauses, goes on, and stops after what is under way; the rest can be done later', async () => {
    const { page, app } = await openWhole();
    const first = await hold(page, 'makeChanges');
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(app, 240);
    await first.held;
    await app.getByRole('button', { name: 'Pause' }).click();
    await app.getByText('Pausing.').waitFor();
    first.release();
    await app.getByText('Paused. Nothing is removed until you resume.').waitFor();
    const atPause = file.stage.deletedIds.length;
    expect(240 - (await memberCount())).toBe(atPause);
    const second = await hold(page, 'makeChanges');
    await app.getByRole('button', { name: 'Resume' }).click();
    await second.held;
    await app.getByRole('button', { name: 'Stop', exact: true }).click();
    await app.getByText('Stopping.').waitFor();
    second.release();
    await summary(app).waitFor();
    const removed = file.stage.deletedIds.length;
    expect(await tally(app)).toEqual({
      Removed: String(removed),
      Failed: '0',
      'Not attempted': String(240 - removed),
      Unconfirmed: '0',
    });
    expect(await memberCount()).toBe(240 - removed);
    await summary(app)
      .getByRole('button', { name: `Go on with the rest (${240 - removed})` })
      .click();
    const dialog = app.getByRole('dialog', { name: `Remove ${240 - removed} people from contractors?` });
    await dialog.getByText(/^Begun by you on .+, for 240 people in all\.$/).waitFor();
    await confirmRemoval(app);
    await summary(app).getByText('Removed 240 of 240').waitFor();
    expect(await memberCount()).toBe(0);
  });

  it('says who failed and why, retries them, and checks those it does not know about', async () => {
    const { app, page } = await openWhole();
    const [gone = '', broken = '', lost = '', slow = '', fine = ''] = await firstIds(app, 5);
    file.stage.fault(
      { method: 'DELETE', accountId: gone, status: 404 },
      { path: `user/bulk.*${gone}`, status: 200, body: { results: [] } },
      { path: `memberof.*${gone}`, status: 404 },
      { method: 'DELETE', accountId: broken, status: 503 },
      { method: 'DELETE', accountId: lost, drop: 'before' },
      { method: 'DELETE', accountId: slow, drop: 'after', times: 1 },
    );
    await select(app, [gone, broken, lost, slow, fine]);
    await removeSelected(app, 5);
    await summary(app).waitFor({ timeout: 25_000 });
    expect(await tally(app)).toEqual({ Removed: '2', Failed: '2', 'Not attempted': '0', Unconfirmed: '1' });
    await summary(app)
      .getByText(/^1 × Failed: .*\(Confluence knows no account with this ID\)$/)
      .waitFor();
    await summary(app).getByText('1 × Not confirmed: No answer from Confluence').waitFor();
    await expectAccessible(page);
    file.stage.fault();
    await summary(app).getByRole('button', { name: 'Check (2)' }).click();
    await summary(app).getByText('2 × Still a member').waitFor();
    // Not whom Confluence does not know: that would be answered as before.
    await summary(app).getByRole('button', { name: 'Retry failed (2)' }).click();
    await app
      .getByRole('dialog', { name: 'Remove 2 people from contractors?' })
      .getByText(/^Begun by you on .+, for 5 people in all\.$/)
      .waitFor();
    await expectAccessible(page);
    await confirmRemoval(app);
    await summary(app).getByText('Removed 4 of 5 people from contractors').waitFor();
    expect(await memberCount()).toBe(236);
    await app.getByText('236 members').waitFor();
  });

  it('shows how far a check is, and stops it', async () => {
    const { app, page } = await openWhole();
    const [broken = ''] = await firstIds(app, 1);
    file.stage.fault({ method: 'DELETE', accountId: broken, status: 503 });
    await select(app, [broken]);
    await removeSelected(app, 1);
    await summary(app).waitFor({ timeout: 25_000 });
    const { held, release } = await hold(page, 'checkChanges');
    await summary(app).getByRole('button', { name: 'Check (1)' }).click();
    await held;
    await summary(app).getByText('Checked 0 of 1', { exact: true }).waitFor();
    await expectAccessible(page);
    await summary(app).getByRole('button', { name: 'Stop checking' }).click();
    release();
    await summary(app).getByText('1 × Still a member').waitFor();
    await app.locator('section:focus-within', { hasText: 'Still a member' }).waitFor();
  });

  it('makes up for the lost answer of an invocation with what the history has, and asks for nobody twice', async () => {
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
    await summary(app).getByText('Removed 50 of 50 people from contractors').waitFor();
    expect(await tally(app)).toEqual({ Removed: '50', Failed: '0', 'Not attempted': '0', Unconfirmed: '0' });
    expect(await memberCount()).toBe(190);
    expect(new Set(file.stage.deletedIds).size).toBe(50);
    expect(file.stage.deletedIds).toHaveLength(50);
  });

  it('leaves nothing said before of somebody whom a run has removed', async () => {
    const { app } = await openWhole();
    const [first = ''] = await firstIds(app, 1);
    const row = app.locator(`[data-account-id="${first}"]`);
    file.stage.fault({ method: 'DELETE', accountId: first, status: 400 });
    await row.getByRole('button', { name: /^Remove / }).click();
    await confirmRemoval(app);
    await row.getByText('Not removed.').waitFor();
    file.stage.fault();
    await select(app, [first]);
    await removeSelected(app, 1);
    await summary(app).getByText('Removed 1 of 1 person').waitFor();
    await app.getByText('239 members').waitFor();
    expect(await app.getByText('is not in the list').count()).toBe(0);
  });

  it('stops at once when Confluence refuses, and says that nothing more was changed', async () => {
    const { page, app } = await openWhole();
    const { held, release } = await hold(page, 'makeChanges');
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(app, 240);
    await held;
    file.stage.fault({ method: 'DELETE', status: 403 });
    release();
    await summary(app).getByText('Confluence refused this', { exact: true }).waitFor();
    await summary(app).getByText('Nothing more was changed.').waitFor();
    const { Removed, Failed, 'Not attempted': rest } = await tally(app);
    expect(Number(Removed) + Number(Failed) + Number(rest)).toBe(240);
    expect(240 - (await memberCount())).toBe(Number(Removed));
    expect(Number(rest)).toBeGreaterThan(0);
  });

  it('waits for the hourly limit, says until when, and can be stopped meanwhile', async () => {
    file.stage.fault({
      method: 'DELETE',
      status: 429,
      headers: { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '1800' },
    });
    const { app } = await openWhole();
    await selectFirst(app, 50);
    await removeSelected(app, 50);
    await app.getByText(/^Paused until \d/).waitFor();
    await app.getByText('The hourly limit is used up').waitFor();
    await app.getByRole('button', { name: 'Stop', exact: true }).click();
    await summary(app).getByText('Stopped. Removed 0 of 50 people from contractors').waitFor();
    expect(await memberCount()).toBe(240);
  });

  it('that cannot begin says so, changes nothing and leaves everyone selected', async () => {
    file.stage.tolerate(/The run did not begin|ERR_FAILED/);
    const { page, app } = await file.stage.visit({ group: contractors, missing: /\/begin-[^/]+\.js$/ });
    await readWhole(app, 240);
    await selectFirst(app, 50);
    await removeSelected(app, 50);
    await app.getByText('Wait until the run under way has ended.').waitFor();
    await app.getByText('The removal did not begin').waitFor();
    await app.getByText('Nothing was changed in contractors.').waitFor();
    await expectAccessible(page);
    await app.getByRole('button', { name: 'Close', exact: true }).click();
    await app.getByText('The removal did not begin').waitFor({ state: 'detached' });
    await app.getByText('50 people selected').waitFor();
    expect(file.stage.deletedIds).toEqual([]);
  });

  it('leaves the focus with whoever types when it ends, and tells them', async () => {
    const { page, app } = await openWhole();
    const { held, release } = await hold(page, 'makeChanges');
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(app, 240);
    await held;
    await app
      .getByRole('heading', { name: 'Removing 240 people from contractors' })
      .and(focused(app))
      .waitFor();
    await app.getByRole('combobox', { name: 'Group' }).fill('design');
    release();
    await app.getByRole('status').getByText('Removed 240 of 240 people from contractors').waitFor();
    await app.getByRole('combobox', { name: 'Group' }).and(focused(app)).waitFor();
  });

  it('puts the focus on what came of it where it was on Stop', async () => {
    const { page, app } = await openWhole();
    const { held, release } = await hold(page, 'makeChanges');
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(app, 240);
    await held;
    await app.getByRole('button', { name: 'Stop', exact: true }).click();
    release();
    await app
      .getByRole('heading', { name: /^Stopped\. Removed / })
      .and(focused(app))
      .waitFor();
  });

  it('waits while the browser is offline, says so, and goes on by itself', async () => {
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    const { page, app } = await openWhole();
    const { held, release } = await hold(page, 'makeChanges');
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(app, 240);
    await held;
    await page.context().setOffline(true);
    await app.getByText('It goes on by itself when the connection is back; keep this page open.').waitFor();
    await app.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    release();
    await page.context().setOffline(false);
    await summary(app).getByText('Removed 240 of 240 people from contractors').waitFor();
    expect(await memberCount()).toBe(0);
  });

  it('asks for nobody, and stores nothing, where a member has not the right', async () => {
    const { page, app } = await file.stage.visit({ as: 'member', group: contractors });
    await readWhole(app, 240);
    await selectFirst(app, 50);
    await removeSelected(app, 50);
    await summary(app).getByText('Only people who administer Confluence can do this here').waitFor();
    expect(await tally(app)).toMatchObject({ Removed: '0', Failed: '0', 'Not attempted': '50' });
    await expectAccessible(page);
    expect(file.stage.deletedIds).toEqual([]);
    expect(file.stage.sandbox.storage.entries()).toEqual([]);
  });

  it('takes those it has removed out of what was chosen meanwhile', async () => {
    const { page, app } = await openWhole();
    await select(app, await firstIds(app, 6));
    const { held, release } = await hold(page, 'makeChanges');
    await removeSelected(app, 6);
    await held;
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await app.getByText('240 people selected').waitFor();
    release();
    await app.getByText('234 people selected').waitFor();
    await removeSelected(app, 234);
    await summary(app).getByText('Removed 234 of 234 people from contractors').waitFor();
    expect(file.stage.deletedIds).toHaveLength(240);
  });

  it('warns before the page is left', async () => {
    const { page, app } = await openWhole();
    const { held } = await hold(page, 'makeChanges');
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await removeSelected(app, 240);
    await held;
    const [dialog] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
    expect(dialog.type()).toBe('beforeunload');
    await Promise.all([page.waitForEvent('close'), dialog.accept()]);
  });

  it('can be saved as a file that a list can be read from', async () => {
    const { page, app } = await openWhole();
    await select(app, await firstIds(app, 2));
    await removeSelected(app, 2);
    await summary(app).waitFor();
    const button = summary(app).getByRole('button', { name: 'Export outcome' });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(download.suggestedFilename()).toMatch(/^contractors removal \d{4}-\d\d-\d\d\.csv$/);
    await summary(app).getByRole('button', { name: 'Close summary' }).click();
    await summary(app).waitFor({ state: 'detached' });
  });
});
