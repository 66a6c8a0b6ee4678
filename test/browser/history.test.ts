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

const file = Stage.forFile();
const past = new Past(file);
const path = '/history';

const tab = (app: FrameLocator, name: string) => app.getByRole('tab', { name });
const nothingYet = (app: FrameLocator) => app.getByRole('heading', { name: 'No changes yet' });
const pathOf = (page: Page) => new URL(page.url()).searchParams.get('path');

describe('the tabs', () => {
  it('lead to the history and back to the group shown last, with Back and after a reload too', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await tab(app, 'History').click();
    await changesTable(app).waitFor();
    expect(pathOf(page)).toBe('/history');
    await openNewest(app);
    expect(pathOf(page)).toMatch(/^\/changes\/\d{13}-/);
    await page.reload();
    await peopleTable(app).waitFor();
    await page.goBack();
    await changesTable(app).waitFor();
    await page.goBack();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await tab(app, 'History').click();
    await changesTable(app).waitFor();
    await tab(app, 'Groups').click();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  });

  it('lead there and back while the group is still on its way', async () => {
    const { held, release } = file.stage.holdReads(/membersByGroupId/);
    const { app } = await file.stage.visit({ group: groupIds.designTeam });
    await held;
    await tab(app, 'History').click();
    await nothingYet(app).waitFor();
    await tab(app, 'Groups').click();
    await app.getByText('Loading members…').waitFor();
    release();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  });

  it('work with the keyboard alone, and change nothing until one is chosen', async () => {
    const { page, app } = await file.stage.visit();
    await tab(app, 'Groups').focus();
    await page.keyboard.press('End');
    expect(await app.locator(':focus').innerText()).toBe('History');
    expect(await tab(app, 'Groups').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await nothingYet(app).waitFor();
    expect(await tab(app, 'History').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await app.locator(':focus').innerText()).toBe('Groups');
    await page.keyboard.press('ArrowRight');
    expect(await app.locator(':focus').innerText()).toBe('People');
  });

  it('give the focus to the change that is opened, and back to its row', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ path });
    await changesTable(app).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await app.locator('h2:focus', { hasText: 'Removed 1 person from design-team' }).waitFor();
    await app.getByRole('button', { name: 'All changes', exact: true }).focus();
    await page.keyboard.press('Enter');
    await changesTable(app).locator('button:focus').waitFor();
  });
});

describe('the Groups tab, while one looks at the history', () => {
  /** To the history and back. */
  async function lookAtHistory(app: FrameLocator): Promise<void> {
    await tab(app, 'History').click();
    await app.getByRole('heading', { level: 2, name: 'History' }).waitFor();
    await app.getByRole('searchbox', { name: 'Find a person' }).waitFor({ state: 'hidden' });
    await tab(app, 'Groups').click();
    await app.getByRole('searchbox', { name: 'Find a person' }).waitFor();
  }
  const scrollTop = (app: FrameLocator) =>
    app.getByRole('region', { name: 'List of contractors' }).evaluate((list) => list.scrollTop);

  it('keeps who is selected, what is searched for, the order, and how far one has scrolled', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.contractors });
    await readWhole(app, 240);
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
  });

  it('goes on to read the rest of a group', async () => {
    const { held, release } = file.stage.holdReads(/start=48/);
    const { app } = await file.stage.visit({ group: groupIds.contractors });
    await held;
    await tab(app, 'History').click();
    await nothingYet(app).waitFor();
    release();
    await tab(app, 'Groups').click();
    await readWhole(app, 240);
  });

  it('goes on to load everyone, and says so', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    const { held, release } = file.stage.holdReads(/membersByGroupId/);
    await app.getByRole('button', { name: 'Load everyone' }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Load everyone' }).click();
    await held;
    await tab(app, 'History').click();
    await nothingYet(app).waitFor();
    release();
    await app.getByText('All 3,000 members are loaded.').waitFor({ state: 'attached' });
    await tab(app, 'Groups').click();
    await readWhole(app, 3_000);
  });

  it('reads nothing before one has been there, and nothing anew before one is back', async () => {
    await past.removed([ZOE.id]);
    file.stage.sandbox.confluence.requestLog.clear();
    const { app } = await file.stage.visit({ path });
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
  });

  it('closes its dialog, which would lock the page, and hands the focus on', async () => {
    const { page, app } = await file.stage.visit({ path });
    await nothingYet(app).waitFor();
    await tab(app, 'Groups').click();
    await app.getByRole('combobox', { name: 'Group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
    await removalDialog(app);
    await page.evaluate(() => history.go(-2));
    await nothingYet(app).waitFor();
    await app.locator('[data-keeps-focus]:focus').waitFor();
    expect(await app.locator('dialog').count()).toBe(0);
    await page.keyboard.press('Tab');
    await app.getByRole('tabpanel', { name: 'History' }).locator(':focus').waitFor();
    await tab(app, 'Groups').click();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    expect(await app.getByRole('dialog').count()).toBe(0);
  });

  it('is told of by voice when somebody has been removed meanwhile', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    const { held, release } = await hold(page, 'makeChanges');
    await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
    await confirmRemoval(app);
    await held;
    await tab(app, 'History').click();
    await app.getByRole('heading', { level: 2, name: 'History' }).waitFor();
    release();
    await app.getByRole('status').getByText('Removed Ib from design-team.').waitFor({ state: 'attached' });
    await tab(app, 'Groups').click();
    await app.getByText('23 members').waitFor();
  });
});

describe('the list', () => {
  it('tells when, what, where, by whom and with what outcome, and asks for the names once', async () => {
    await past.removed([ZOE.id, NOBODY]);
    await past.removed([OLGA.id], { as: 'confluence-admin' });
    await past.removed([OLGA.id]);
    file.stage.sandbox.confluence.requestLog.clear();
    const { app } = await file.stage.visit({ path });
    await app.getByText('Priya Raman').waitFor();
    const texts = await changesTable(app)
      .getByRole('row')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    const byMe = 'Sasha WhitfieldYousasha.whitfield@example.com';
    expect(texts.map((cells) => cells.slice(1))).toEqual([
      ['What', 'Group', 'Admin', 'Outcome'],
      [`Removed ${OLGA.name} from design-team`, 'design-team', byMe, '1 done'],
      [
        `Removal of ${OLGA.name} from design-team`,
        'design-team',
        'Priya Ramanpriya.raman@example.com',
        '1 failed',
      ],
      ['Removed 1 of 2 people from design-team', 'design-team', byMe, '1 done and 1 failed'],
    ]);
    const times = await changesTable(app)
      .locator('time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    expect(times.map((time) => new Date(time).toISOString())).toEqual(times);
    const asked = file.stage.requests.map(({ path: whole }) => whole.split('?')[0] ?? '');
    expect(asked.filter((one) => one.endsWith('user/bulk'))).toHaveLength(1);
    expect(new Set(asked)).toEqual(new Set(['/wiki/rest/api/user/bulk', '/wiki/rest/api/user/current']));
  });

  it('says that a newer version wrote an entry, and shows the others', async () => {
    await past.removed([ZOE.id]);
    const runId = '0000000000001-00000000000000aa';
    await file.stage.plant(`run:${runId}`, { v: 3, groups: [] });
    const { page, app } = await file.stage.visit({ path });
    await app
      .getByText('1 entry was written by a newer version of this app and can’t be shown here.')
      .waitFor();
    await app.getByText('1 change', { exact: true }).waitFor();
    await expectAccessible(page);
    const { page: runPage, app: run } = await file.stage.visit({ path: `/changes/${runId}` });
    await run.getByText('A newer version of this app wrote this', { exact: true }).waitFor();
    expect(await run.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await expectAccessible(runPage);
  });
});

it('keeps its filters in the address: with Back, after a reload, and on the way back from a change', async () => {
  await past.removed([ZOE.id]);
  await past.removed((await past.members(groupIds.contractors)).slice(0, 1), {
    groupId: groupIds.contractors,
  });
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
  expect(pathOf(page)).toBe(`/history/person/${ZOE.id}/group/${groupIds.designTeam}`);
  await openNewestOfPerson(app);
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

/** Opens the change that the newest event of a person is part of. */
async function openNewestOfPerson(app: FrameLocator): Promise<void> {
  await changesTable(app).getByRole('row').nth(1).getByRole('button').first().click();
  await peopleTable(app).waitFor();
}

describe('a change', () => {
  it('shows everyone with their outcome, and is saved as a file', async () => {
    const runId = await past.removed([ZOE.id, NOBODY]);
    const { page, app } = await file.stage.visit({ path: `/changes/${runId}` });
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
    const rest = `remove,${groupIds.designTeam},design-team`;
    expect((await text(await saved.createReadStream())).split('\r\n')).toEqual([
      'User id,User name,email,Action,Group id,Group,Outcome,Details',
      expect.stringMatching(new RegExp(`^${ZOE.id},${ZOE.name},.*,${rest},Removed,$`)),
      `${NOBODY},,,${rest},Failed,Confluence knows no person with this account ID`,
    ]);
  });

  it('names only those who are shown', async () => {
    const groupId = groupIds.contractors;
    const runId = await past.removed((await past.members(groupId)).slice(0, 60), { groupId });
    const { app } = await file.stage.visit({ path: `/changes/${runId}` });
    await app.getByText('50 of 60 people').waitFor();
    await app.getByRole('button', { name: 'Show more' }).click();
    await app.getByText('60 people', { exact: true }).waitFor();
    await peopleTable(app).getByText('Looking up the name').first().waitFor({ state: 'detached' });
    const named = file.stage
      .requestsFor('user/bulk')
      .flatMap(({ path: asked }) => new URL(asked, 'http://site').searchParams.getAll('accountId'));
    expect(new Set(named).size).toBe(61);
  });

  it('that is not there says so', async () => {
    const { page, app } = await file.stage.visit({ path: '/changes/9999999999999-0000000000000000' });
    await app.getByText('These changes are not in the history').waitFor();
    expect(await app.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await expectAccessible(page);
    await app.getByRole('button', { name: 'All changes', exact: true }).click();
    await nothingYet(app).waitFor();
  });
});

it('has no axe violation where something was undone, of a person, in a change and an undo', async () => {
  await past.undid(await past.removed([OLGA.id]), 1);
  await past.removed([ZOE.id, NOBODY]);
  const { page, app } = await file.stage.visit({ path });
  await changesTable(app).getByText('Sasha Whitfield').first().waitFor();
  await expectAccessibleEverywhere(page);
  await openNewest(app);
  await personIn(app, ZOE.id).getByText(ZOE.name).waitFor();
  await expectAccessibleEverywhere(page);
  await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
  await app.getByRole('dialog', { name: `Add ${ZOE.name} back to design-team?` }).waitFor();
  await expectAccessibleEverywhere(page);
  const ofPerson = await file.stage.visit({ path: `/history/person/${OLGA.id}` });
  await changesTable(ofPerson.app).getByText('Sasha Whitfield').first().waitFor();
  await expectAccessibleEverywhere(ofPerson.page);
});

it('has no axe violation while it is on its way', async () => {
  const { page, app } = await file.stage.visit();
  await app.getByRole('combobox', { name: 'Group' }).waitFor();
  const { release } = await hold(page, 'listRuns');
  await tab(app, 'History').click();
  await app.getByText('Loading the history…').waitFor();
  await expectAccessibleEverywhere(page);
  release();
  await nothingYet(app).waitFor();
});
