import { text } from 'node:stream/consumers';
import { expectAccessible, expectAccessibleEverywhere } from './support/accessible';
import { changesTable, NOBODY, OLGA, openNewest, Past, peopleTable, personIn, ZOE } from './support/history';
import {
  confirmRemoval,
  groupIds,
  hold,
  loaded,
  readWhole,
  removalDialog,
  scrollToRow,
  Stage,
  type FrameLocator,
  type Page,
} from './support/page';
import { plantPossible } from './support/worker';

const file = Stage.forFile();
const past = new Past(file);
const path = '/history';
const { allStaff, contractors, designTeam } = groupIds;

// What the page says of it may cover what is clicked here.
beforeEach(() => plantPossible(file.stage));

const tab = (app: FrameLocator, name: string) => app.getByRole('tab', { name });
const heading = (app: FrameLocator) => app.getByRole('heading', { level: 2, name: 'History' });
const designMembers = (app: FrameLocator) => app.getByRole('table', { name: 'Members of design-team' });
const pathOf = (page: Page) => new URL(page.url()).searchParams.get('path');

/** Goes to another place of the app, which is loaded anew. */
async function goTo(page: Page, to: string): Promise<void> {
  const url = new URL(page.url());
  url.searchParams.set('path', to);
  await page.goto(url.toString());
}

it('has tabs that lead there and back to the group shown last, by hand, with the keyboard, Back, and after a reload', async () => {
  await past.removed([ZOE.id]);
  const { held, release } = file.stage.holdReads(/membersByGroupId/);
  const { page, app } = await file.stage.visit({ group: designTeam });
  await held;
  await tab(app, 'History').click();
  await changesTable(app).waitFor();
  expect(pathOf(page)).toBe('/history');
  await tab(app, 'Groups').click();
  await app.getByText('Loading members…').waitFor();
  release();
  await designMembers(app).waitFor();
  // Nothing changes until one is chosen.
  await tab(app, 'Groups').focus();
  await page.keyboard.press('End');
  expect(await app.locator(':focus').innerText()).toBe('History');
  expect(await tab(app, 'Groups').getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await changesTable(app).waitFor();
  expect(await tab(app, 'History').getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowRight');
  expect(await app.locator(':focus').innerText()).toBe('Groups');
  await page.keyboard.press('ArrowRight');
  expect(await app.locator(':focus').innerText()).toBe('People');

  await openNewest(app);
  expect(pathOf(page)).toMatch(/^\/changes\/\d{13}-/);
  await page.reload();
  await peopleTable(app).waitFor();
  await page.goBack();
  await changesTable(app).waitFor();
  await page.goBack();
  await designMembers(app).waitFor();
  await tab(app, 'History').click();
  // The focus is on the change that is opened, and back on its row.
  await changesTable(app).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await app.locator('h2:focus', { hasText: 'Removed 1 person from design-team' }).waitFor();
  await app.getByRole('button', { name: 'All changes', exact: true }).focus();
  await page.keyboard.press('Enter');
  await changesTable(app).locator('button:focus').waitFor();
  await tab(app, 'Groups').click();
  await designMembers(app).waitFor();
}, 60_000);

describe('the Groups tab, while one looks at the history', () => {
  /** To the history and back. */
  async function lookAtHistory(app: FrameLocator): Promise<void> {
    await tab(app, 'History').click();
    await heading(app).waitFor();
    await app.getByRole('searchbox', { name: 'Find a person' }).waitFor({ state: 'hidden' });
    await tab(app, 'Groups').click();
    await app.getByRole('searchbox', { name: 'Find a person' }).waitFor();
  }
  const scrollTop = (app: FrameLocator) =>
    app.getByRole('region', { name: 'List of all-staff' }).evaluate((list) => list.scrollTop);

  it('goes on to load everyone, says so, and keeps who is selected, what is searched for, the order, and where one was', async () => {
    const { page, app } = await file.stage.visit({ group: allStaff });
    await loaded(app, 50);
    const { held, release } = file.stage.holdReads(/membersByGroupId/);
    await app.getByRole('button', { name: 'Load everyone' }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Load everyone' }).click();
    await held;
    await tab(app, 'History').click();
    await heading(app).waitFor();
    release();
    await app.getByText('All 3,000 members are loaded.').waitFor({ state: 'attached' });
    await tab(app, 'Groups').click();
    await readWhole(app, 3_000);

    await scrollToRow(app, 40);
    await app.locator('[data-index="41"]').getByRole('checkbox').check();
    const [top, pages] = [await scrollTop(app), file.stage.requestsFor('membersByGroupId').length];
    await lookAtHistory(app);
    await app.locator('[data-index="41"]').getByRole('checkbox', { checked: true }).waitFor();
    expect(await scrollTop(app)).toBe(top);
    expect(top).toBeGreaterThan(0);
    await app.getByRole('button', { name: 'Name', exact: true }).click();
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('an');
    await lookAtHistory(app);
    await app.getByText('1 selected', { exact: true }).waitFor();
    expect(await app.getByRole('searchbox', { name: 'Find a person' }).inputValue()).toBe('an');
    const header = app.getByRole('columnheader', { name: 'Name' });
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    expect(file.stage.requestsFor('membersByGroupId')).toHaveLength(pages);
    await expectAccessible(page);
  }, 60_000);

  it('reads nothing before one has been there and nothing anew before one is back, tells by voice, and closes its dialog', async () => {
    await past.removed([ZOE.id]);
    file.stage.sandbox.confluence.requestLog.clear();
    const { page, app } = await file.stage.visit({ path });
    await changesTable(app).waitFor();
    expect(file.stage.requestsFor('/group')).toEqual([]);
    await tab(app, 'Groups').click();
    await app.getByRole('combobox', { name: 'Group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByText('23 members').waitFor();
    await tab(app, 'History').click();
    await openNewest(app);
    await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await app.getByRole('heading', { name: `Added ${ZOE.name} back to design-team` }).waitFor();
    await personIn(app, ZOE.id).getByText('Removed, added back since').waitFor();
    expect(file.stage.requestsFor('membersByGroupId')).toHaveLength(1);
    await tab(app, 'Groups').click();
    await app.getByText('24 members').waitFor();
    expect(file.stage.requestsFor('membersByGroupId')).toHaveLength(2);

    const { held, release } = await hold(page, 'makeChanges');
    await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
    await confirmRemoval(app);
    await held;
    await tab(app, 'History').click();
    await peopleTable(app).waitFor();
    release();
    await app.getByRole('status').getByText('Removed Ib from design-team.').waitFor({ state: 'attached' });
    await tab(app, 'Groups').click();
    await app.getByText('23 members').waitFor();

    // It would lock the page.
    await app.getByRole('button', { name: `Remove ${ZOE.name}`, exact: true }).click();
    await removalDialog(app);
    await page.goBack();
    await peopleTable(app).waitFor();
    await app.locator('[data-keeps-focus]:focus').waitFor();
    expect(await app.locator('dialog').count()).toBe(0);
    await page.keyboard.press('Tab');
    await app.getByRole('tabpanel', { name: 'History' }).locator(':focus').waitFor();
    await tab(app, 'Groups').click();
    await designMembers(app).waitFor();
    expect(await app.getByRole('dialog').count()).toBe(0);
  }, 60_000);
});

it('keeps its filters in the address: with Back, after a reload, and on the way back from a change', async () => {
  await past.removed([ZOE.id]);
  await past.removed((await past.members(contractors)).slice(0, 1), { groupId: contractors });
  const { page, app } = await file.stage.visit({ path });
  await app.getByText('2 changes', { exact: true }).waitFor();
  const filters = app.getByRole('group', { name: 'Filters' });
  await filters.getByRole('combobox', { name: 'Group' }).fill('design');
  await filters.getByRole('option', { name: 'design-team' }).click();
  await app.getByText('1 change', { exact: true }).waitFor();
  await filters.getByRole('combobox', { name: 'Person' }).fill('zoe');
  const zoe = filters.getByRole('option', { name: ZOE.name });
  await zoe.waitFor();
  await expectAccessible(page);
  await zoe.click();
  const byPerson = app.getByRole('button', { name: `Remove filter: Person ${ZOE.name}` });
  await byPerson.waitFor();
  expect(pathOf(page)).toBe(`/history/person/${ZOE.id}/group/${designTeam}`);
  // The change that the newest event of a person is part of.
  await changesTable(app).getByRole('row').nth(1).getByRole('button').first().click();
  await peopleTable(app).waitFor();
  await page.reload();
  await peopleTable(app).waitFor();
  await page.goBack();
  await byPerson.waitFor();
  await app.getByRole('button', { name: 'Remove filter: Group design-team' }).waitFor();
  expect(await filters.getByRole('combobox', { name: 'Group' }).inputValue()).toBe('design-team');
  expect(await filters.getByRole('combobox', { name: 'Person' }).inputValue()).toBe(ZOE.name);
  await page.goBack();
  await byPerson.waitFor({ state: 'detached' });
  await app.getByRole('button', { name: 'Remove filter: Group design-team' }).waitFor();
  await page.goBack();
  await app.getByText('2 changes', { exact: true }).waitFor();
  expect(await filters.getByRole('combobox', { name: 'Group' }).inputValue()).toBe('');
});

it('tells what was done with whom and by whom, asks for names once and of those who are shown, and saves a change as a file', async () => {
  await past.removed((await past.members(contractors)).slice(0, 60), { groupId: contractors });
  await past.undid(await past.removed([OLGA.id]), 1);
  await past.removed([OLGA.id], { as: 'confluence-admin' });
  const newerId = '0000000000001-00000000000000aa';
  await file.stage.plant(`run:${newerId}`, { v: 3, groups: [] });
  const runId = await past.removed([ZOE.id, NOBODY]);
  file.stage.sandbox.confluence.requestLog.clear();
  const { page, app } = await file.stage.visit();
  await app.getByRole('combobox', { name: 'Group' }).waitFor();
  const { held, release } = await hold(page, 'listRuns');
  await tab(app, 'History').click();
  await held;
  await app.getByText('Loading the history…').waitFor();
  await expectAccessible(page);
  release();
  await app.getByText('Priya Raman').waitFor();
  await app
    .getByText('1 entry was written by a newer version of this app and can’t be shown here.')
    .waitFor();
  const outcomes = await changesTable(app)
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => row.lastElementChild?.textContent));
  expect(outcomes).toEqual(['Outcome', '1 done and 1 failed', '1 failed', '1 done', '1 done', '60 done']);
  const asked = file.stage.requests.filter(({ path: whole }) => whole.includes('user/bulk'));
  expect(asked).toHaveLength(1);
  await expectAccessibleEverywhere(page);

  await openNewest(app);
  expect(pathOf(page)).toBe(`/changes/${runId}`);
  await app.getByRole('heading', { name: 'Removed 1 of 2 people from design-team' }).waitFor();
  await personIn(app, ZOE.id).getByText(ZOE.name).waitFor();
  await personIn(app, ZOE.id).getByText('Removed', { exact: true }).waitFor();
  await personIn(app, NOBODY).getByText('No person with this account ID', { exact: true }).waitFor();
  await personIn(app, NOBODY).getByText('Confluence knows no person with this account ID').waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    app.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/^design-team receipt \d{4}-\d\d-\d\d\.csv$/);
  const rest = `remove,${designTeam},design-team`;
  expect((await text(await saved.createReadStream())).split('\r\n')).toEqual([
    'User id,User name,email,Action,Group id,Group,Outcome,Details',
    expect.stringMatching(new RegExp(`^${ZOE.id},${ZOE.name},.*,${rest},Removed,$`)),
    `${NOBODY},,,${rest},Failed,Confluence knows no person with this account ID`,
  ]);
  await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
  await app.getByRole('dialog', { name: `Add ${ZOE.name} back to design-team?` }).waitFor();
  await expectAccessibleEverywhere(page);
  await page.keyboard.press('Escape');

  await app.getByRole('button', { name: 'All changes', exact: true }).click();
  await changesTable(app).getByRole('row').nth(5).getByRole('button').first().click();
  await app.getByText('50 of 60 people').waitFor();
  file.stage.sandbox.confluence.requestLog.clear();
  await page.reload();
  await app.getByText('50 of 60 people').waitFor();
  await app.getByRole('button', { name: 'Show more' }).click();
  await app.getByText('60 people', { exact: true }).waitFor();
  await peopleTable(app).getByText('Looking up the name').first().waitFor({ state: 'detached' });
  const named = file.stage
    .requestsFor('user/bulk')
    .flatMap(({ path: whole }) => new URL(whole, 'http://site').searchParams.getAll('accountId'));
  expect(new Set(named).size).toBe(61);

  await goTo(page, `/changes/${newerId}`);
  await app.getByText('A newer version of this app wrote this', { exact: true }).waitFor();
  expect(await app.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  await expectAccessible(page);
}, 60_000);
