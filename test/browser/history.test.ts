import { text } from 'node:stream/consumers';
import type { ListRunsInput } from '../../src/contract';
import { expectAccessible } from './support/accessible';
import { NOBODY, OLGA, openRun, Past, peopleTable, personIn, runsTable, ZOE } from './support/history';
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

const runs = (app: FrameLocator) => runsTable(app).getByRole('rowheader');
const tab = (app: FrameLocator, name: string) => app.getByRole('tab', { name });

async function download(page: Page, press: () => Promise<void>): Promise<{ name: string; lines: string[] }> {
  const [saved] = await Promise.all([page.waitForEvent('download'), press()]);
  const content = await text(await saved.createReadStream());
  return { name: saved.suggestedFilename(), lines: content.split('\r\n') };
}

async function find(app: FrameLocator, field: 'person' | 'admin', whom: string): Promise<void> {
  await app.getByRole('textbox', { name: `Filter by ${field}` }).fill(whom);
  await app.getByRole('button', { name: `Find ${field}` }).click();
}

describe('the tabs', () => {
  it('lead to the history and back to the group shown last, with Back and after a reload too', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await tab(app, 'History').click();
    await runsTable(app).waitFor();
    expect(new URL(page.url()).searchParams.get('path')).toBe('/history');
    await openRun(app, 'Removed 1 person');
    await page.reload();
    await peopleTable(app).waitFor();
    await page.goBack();
    await runsTable(app).waitFor();
    await page.goBack();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await tab(app, 'History').click();
    await runsTable(app).waitFor();
    await tab(app, 'Members').click();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  });

  it('lead there and back while the group is still on its way', async () => {
    file.stage.fault({ path: 'membersByGroupId', delayMs: 2_000 });
    const { app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByText('Loading members…').waitFor();
    await tab(app, 'History').click();
    await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    await tab(app, 'Members').click();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  });

  it('work with the keyboard alone, and change nothing until one is chosen', async () => {
    const { page, app } = await file.stage.visit();
    await tab(app, 'Members').focus();
    await page.keyboard.press('ArrowRight');
    expect(await app.locator(':focus').innerText()).toBe('History');
    expect(await tab(app, 'Members').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    expect(await tab(app, 'History').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await app.locator(':focus').innerText()).toBe('Members');
  });

  it('give the focus to the run that is opened, and back to its row', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ path });
    await runsTable(app).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await app.locator('h2:focus', { hasText: 'Removed 1 person from design-team' }).waitFor();
    await app.getByRole('button', { name: 'All runs', exact: true }).focus();
    await page.keyboard.press('Enter');
    await runsTable(app).locator('button:focus').waitFor();
  });
});

describe('the Members tab, while one looks at the history', () => {
  /** To the history and back. */
  async function lookAtHistory(app: FrameLocator): Promise<void> {
    await tab(app, 'History').click();
    await app.getByRole('heading', { level: 2, name: 'History' }).waitFor();
    await app.getByRole('searchbox', { name: 'Find a person' }).waitFor({ state: 'hidden' });
    await tab(app, 'Members').click();
    await app.getByRole('searchbox', { name: 'Find a person' }).waitFor();
  }
  const scroller = (app: FrameLocator) => app.getByRole('region', { name: 'List of contractors' });
  const scrollTop = (app: FrameLocator) => scroller(app).evaluate((list) => list.scrollTop);

  it('keeps who is chosen, what is searched for, the order, and how far one has scrolled', async () => {
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
    await app.getByText('1 person selected').waitFor();
    expect(await app.getByRole('searchbox', { name: 'Find a person' }).inputValue()).toBe('an');
    const header = app.getByRole('columnheader', { name: 'Name' });
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    expect(file.stage.requestsFor('membersByGroupId')).toHaveLength(pages);
    await expectAccessible(page);
  });

  it('goes on to load everyone', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    const { held, release } = file.stage.holdReads(/membersByGroupId/);
    await app.getByRole('button', { name: 'Load everyone' }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Load everyone' }).click();
    await held;
    await tab(app, 'History').click();
    await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    await expectAccessible(page);
    release();
    await app.getByText('All 3,000 members are loaded.').waitFor({ state: 'attached' });
    await tab(app, 'Members').click();
    await readWhole(app, 3_000);
  });

  it('goes on to read the rest of a group', async () => {
    const { held, release } = file.stage.holdReads(/start=48/);
    const { app } = await file.stage.visit({ group: groupIds.contractors });
    await held;
    await tab(app, 'History').click();
    await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    release();
    await tab(app, 'Members').click();
    await readWhole(app, 240);
  });

  it('reads nothing before one has been there, and nothing anew before one is back', async () => {
    await past.removed([ZOE.id]);
    file.stage.sandbox.confluence.requestLog.clear();
    const { app } = await file.stage.visit({ path });
    await runsTable(app).waitFor();
    expect(await app.getByText('Pick a group').count()).toBe(0);
    await tab(app, 'Members').click();
    await app.getByText('Pick a group').waitFor();
    await app.getByRole('combobox', { name: 'Group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByText('23 members').waitFor();
    await tab(app, 'History').click();
    await openRun(app, 'Removed 1 person');
    await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Add back' }).click();
    await app.getByText('Added 1 of 1 person back to design-team').waitFor();
    await personIn(app, ZOE.id).getByText('Removed, added back since').waitFor();
    expect(file.stage.requestsFor('membersByGroupId')).toHaveLength(1);
    await tab(app, 'Members').click();
    await app.getByText('24 members').waitFor();
    expect(file.stage.requestsFor('membersByGroupId')).toHaveLength(2);
  });

  it('closes its dialog, which would lock the page, and hands the focus on', async () => {
    const { page, app } = await file.stage.visit({ path });
    await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    await tab(app, 'Members').click();
    await app.getByRole('combobox', { name: 'Group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
    await removalDialog(app);
    await page.evaluate(() => history.go(-2));
    await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    await app.locator('[data-keeps-focus]:focus').waitFor();
    expect(await app.locator('dialog').count()).toBe(0);
    await page.keyboard.press('Tab');
    expect(await app.locator(':focus').innerText()).toBe('Reload');
    await tab(app, 'Members').click();
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
    await tab(app, 'Members').click();
    await app.getByText('23 members').waitFor();
  });

  it('starts afresh with another group', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('ib');
    await tab(app, 'History').click();
    await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    await tab(app, 'Members').click();
    await app.getByRole('combobox', { name: 'Group' }).fill('contr');
    await app.getByRole('option', { name: 'contractors' }).click();
    await readWhole(app, 240);
    expect(await app.getByRole('searchbox', { name: 'Find a person' }).inputValue()).toBe('');
    await page.goBack();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    expect(await app.getByRole('searchbox', { name: 'Find a person' }).inputValue()).toBe('');
  });
});

describe('the list', () => {
  it('tells when, what, where, by whom and with what outcome, and asks for the names once', async () => {
    await past.removed([ZOE.id, NOBODY]);
    await past.removed([OLGA.id], { as: 'confluence-admin' });
    file.stage.sandbox.confluence.requestLog.clear();
    const { app } = await file.stage.visit({ path });
    await app.getByText('Priya Raman').waitFor();
    const texts = await runsTable(app)
      .getByRole('row')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(texts.map((cells) => cells.slice(1))).toEqual([
      ['What', 'Group', 'Admin', 'Outcome'],
      ['Removed 0 of 1 person', 'design-team', 'Priya Raman', '0 removed, 1 failed'],
      ['Removed 1 of 2 people', 'design-team', 'Sasha WhitfieldYou', '1 removed, 1 failed'],
    ]);
    const times = await runsTable(app)
      .locator('time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    expect(times.map((time) => new Date(time).toISOString())).toEqual(times);
    // Whether the history may be read is asked with the list, and with what is unfinished: which may come later.
    const asked = file.stage.requests.map(({ path: whole }) => whole.split('?')[0] ?? '');
    expect(new Set(asked)).toEqual(new Set(['/wiki/rest/api/user/bulk', '/wiki/rest/api/user/current']));
    expect(asked.filter((one) => one.endsWith('/bulk'))).toHaveLength(1);
    expect(asked.filter((one) => one.endsWith('/current')).length).toBeLessThanOrEqual(2);
  });

  it('goes on page by page, and asks for no admin twice', async () => {
    await past.removedOneByOne(27);
    file.stage.sandbox.confluence.requestLog.clear();
    const { app } = await file.stage.visit({ path });
    await app.getByText('The newest 25 runs').waitFor();
    await app.getByRole('button', { name: 'Show more' }).click();
    await app.getByText('27 runs', { exact: true }).waitFor();
    expect(await runs(app).count()).toBe(27);
    expect(await app.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    expect(file.stage.requestsFor('user/bulk')).toHaveLength(1);
  });

  it('is saved as a file', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ path });
    await app.getByText('Sasha Whitfield').waitFor();
    const { name, lines } = await download(page, () =>
      app.getByRole('button', { name: 'Export 1 run' }).click(),
    );
    expect(name).toMatch(/^Group Members history \d{4}-\d\d-\d\d\.csv$/);
    expect(lines[1]).toContain(`Removed 1 person,design-team,${groupIds.designTeam},Sasha Whitfield,`);
  });

  it('says that a newer version wrote an entry, and shows the others', async () => {
    await past.removed([ZOE.id]);
    const runId = '0000000000001-00000000000000aa';
    await file.stage.plant(`run:${runId}`, { v: 3, groups: [] });
    const { page, app } = await file.stage.visit({ path });
    await app
      .getByText('1 entry was written by a newer version of this app and can’t be shown here.')
      .waitFor();
    await app.getByText('1 run', { exact: true }).waitFor();
    expect(await runs(app).allInnerTexts()).toEqual(['Removed 1 person']);
    await expectAccessible(page);
    const { page: runPage, app: run } = await file.stage.visit({ path: `/history/${runId}` });
    await run.getByText('A newer version of this app wrote this', { exact: true }).waitFor();
    expect(await run.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await expectAccessible(runPage);
  });

  it('says when the storage does not answer, and reads it when asked again', async () => {
    await past.removed([ZOE.id]);
    file.stage.fault({ service: 'storage', status: 503 });
    const { page, app } = await file.stage.visit({ path });
    await app.getByRole('alert').getByText('The history did not answer', { exact: true }).waitFor();
    await expectAccessible(page);
    file.stage.fault();
    await app.getByRole('tabpanel', { name: 'History' }).getByRole('button', { name: 'Try again' }).click();
    await runsTable(app).waitFor();
  });

  it('shows account ids where names cannot be looked up, and looks again when asked', async () => {
    await past.removed([ZOE.id]);
    file.stage.fault({ path: 'user/bulk', status: 500 });
    const { page, app } = await file.stage.visit({ path });
    await app.getByText('so their account IDs are shown').waitFor();
    await runsTable(app).getByText('5b10a2844c20165700ede21f').waitFor();
    await expectAccessible(page);
    file.stage.fault();
    await app.getByRole('button', { name: 'Look up names again' }).click();
    await runsTable(app).getByText('Sasha Whitfield').waitFor();
  });
});

describe('who may see it', () => {
  it('a member reads why not, and gets nothing', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ as: 'member', path });
    await app
      .getByRole('alert')
      .getByText('Only people who administer Confluence can do this here')
      .waitFor();
    expect(await app.locator('body').innerText()).not.toContain('design-team');
    await expectAccessible(page);
  });

  it('a Confluence admin sees everything', async () => {
    await past.removed([ZOE.id]);
    const { app } = await file.stage.visit({ as: 'confluence-admin', path });
    await openRun(app, 'Removed 1 person');
    await personIn(app, ZOE.id).getByText(ZOE.name).waitFor();
  });
});

describe('filters', () => {
  it('by group, by person and by admin, each to be taken away', async () => {
    await past.removed([ZOE.id]);
    await past.removed([OLGA.id], { as: 'confluence-admin' });
    await past.removedOneByOne(1);
    const { app } = await file.stage.visit({ path });
    await app.getByText('3 runs', { exact: true }).waitFor();
    await app.getByRole('combobox', { name: 'Filter by group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByText('2 runs', { exact: true }).waitFor();
    await find(app, 'admin', 'Priya Raman');
    await runsTable(app).getByText('0 removed, 1 failed').waitFor();
    await app.getByText('1 run', { exact: true }).waitFor();
    await find(app, 'person', ZOE.name);
    await app.getByRole('heading', { name: 'No run fits' }).waitFor();
    await app.getByRole('button', { name: 'Remove filter: Admin Priya Raman' }).click();
    await runsTable(app).getByText('1 removed').waitFor();
    await app.getByRole('button', { name: 'Clear filters' }).click();
    await app.getByText('3 runs', { exact: true }).waitFor();
    expect(await app.getByRole('list', { name: 'Filters in use' }).count()).toBe(0);
  });

  it('take the account id of somebody who is gone, and let one choose among namesakes', async () => {
    await past.removed([NOBODY]);
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ path });
    await runsTable(app).waitFor();
    await find(app, 'person', NOBODY);
    await runsTable(app).getByText('0 removed, 1 failed').waitFor();
    await app.getByRole('button', { name: `Remove filter: Person ${NOBODY}` }).click();
    await find(app, 'person', 'anna');
    await app.getByText(/^(?:Several|Many) people fit\. Choose one/).waitFor();
    await expectAccessible(page);
    await app
      .getByRole('button', { name: /^Anna / })
      .first()
      .click();
    await app.getByRole('heading', { name: 'No run fits' }).waitFor();
    await app.getByRole('button', { name: /^Remove filter: Person Anna / }).click();
    await find(app, 'person', 'nobody of this name');
    await app.getByText('The directory knows nobody by this.').waitFor();
  });

  it('are in the address: with Back, after a reload, and on the way back from a run', async () => {
    await past.removed([ZOE.id]);
    await past.removedOneByOne(1);
    const { page, app } = await file.stage.visit({ path });
    await app.getByText('2 runs', { exact: true }).waitFor();
    await app.getByRole('combobox', { name: 'Filter by group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByText('1 run', { exact: true }).waitFor();
    await find(app, 'person', ZOE.id);
    const byPerson = app.getByRole('button', { name: `Remove filter: Person ${ZOE.name}` });
    await byPerson.waitFor();
    expect(new URL(page.url()).searchParams.get('path')).toBe(
      `/history/group/${groupIds.designTeam}/person/${ZOE.id}`,
    );
    await openRun(app, 'Removed 1 person');
    await page.reload();
    await peopleTable(app).waitFor();
    await app.getByRole('button', { name: 'All runs', exact: true }).click();
    await byPerson.waitFor();
    await app.getByRole('button', { name: 'Remove filter: Group design-team' }).waitFor();
    expect(await app.getByRole('combobox', { name: 'Filter by group' }).inputValue()).toBe('design-team');
    await page.goBack();
    await peopleTable(app).waitFor();
    await page.goBack();
    await byPerson.waitFor();
    await page.goBack();
    await byPerson.waitFor({ state: 'detached' });
    await app.getByRole('button', { name: 'Remove filter: Group design-team' }).waitFor();
    await page.goBack();
    await app.getByText('2 runs', { exact: true }).waitFor();
  });

  it('of a link name a group that is gone as its runs do, or by its id', async () => {
    await past.removed([ZOE.id]);
    file.stage.fault({ path: 'group/by-id', status: 404 });
    const { app } = await file.stage.visit({ path: `/history/group/${groupIds.designTeam}` });
    await app.getByRole('button', { name: 'Remove filter: Group design-team' }).waitFor();
    const other = await file.stage.visit({ path: '/history/group/gone' });
    await other.app.getByRole('heading', { name: 'No run fits' }).waitFor();
    await other.app.getByRole('button', { name: 'Remove filter: Group gone' }).waitFor();
  });

  it('of a mangled link can be taken away', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ path: '/history/person/no%20one' });
    await app.getByRole('alert').getByText('This can’t be asked of Confluence').waitFor();
    await expectAccessible(page);
    await app.getByRole('button', { name: 'Remove filter: Person no one' }).click();
    await app.getByText('1 run', { exact: true }).waitFor();
  });

  it('stay when the directory answers late', async () => {
    await past.removed([ZOE.id]);
    await past.removed([ZOE.id], { as: 'confluence-admin' });
    const { app } = await file.stage.visit({ path });
    await runsTable(app).waitFor();
    const { held, release } = file.stage.holdReads(/search\/user/);
    await find(app, 'admin', 'Priya Raman');
    await held;
    await find(app, 'person', ZOE.id);
    await app.getByRole('button', { name: `Remove filter: Person ${ZOE.name}` }).waitFor();
    release();
    await app.getByRole('button', { name: 'Remove filter: Admin Priya Raman' }).waitFor();
    await app.getByRole('button', { name: `Remove filter: Person ${ZOE.name}` }).waitFor();
    await app.getByText('1 run', { exact: true }).waitFor();
  });

  it('say that older runs are not searched yet, and search them', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ path });
    await runsTable(app).waitFor();
    await page.route('**/sandbox/invoke', async (route) => {
      const { payload, ...call } = route.request().postDataJSON() as { payload?: ListRunsInput };
      if (payload?.personId === undefined) await route.continue();
      else if (payload.cursor === undefined) {
        await route.fulfill({ json: { result: { ok: true, runs: [], cursor: 'older' } } });
      } else {
        const older = { ...call, payload: { personId: payload.personId, limit: payload.limit } };
        await route.continue({ postData: older });
      }
    });
    await find(app, 'person', ZOE.id);
    await app.getByText('Older ones have not been searched yet.').waitFor();
    await expectAccessible(page);
    await app.getByRole('button', { name: 'Search older runs' }).click();
    await runsTable(app).getByRole('button', { name: 'Removed 1 person' }).waitFor();
  });

  it('lead from a run to all runs of its group', async () => {
    await past.removed([ZOE.id]);
    await past.removedOneByOne(1);
    const { app } = await file.stage.visit({ path });
    await app.getByText('2 runs', { exact: true }).waitFor();
    await runsTable(app).getByRole('row').filter({ hasText: 'design-team' }).getByRole('button').click();
    await app.getByRole('button', { name: 'All runs of this group' }).click();
    await app.getByText('1 run', { exact: true }).waitFor();
    await app.getByRole('button', { name: 'Remove filter: Group design-team' }).waitFor();
  });
});

describe('a run', () => {
  it('shows everyone with their outcome, those who are gone by their account id', async () => {
    await past.removed([ZOE.id, NOBODY]);
    const { page, app } = await file.stage.visit({ path });
    await openRun(app, 'Removed 1 of 2 people');
    await app.getByRole('heading', { name: 'Removed 1 of 2 people from design-team' }).waitFor();
    await personIn(app, ZOE.id).getByText(ZOE.name).waitFor();
    await personIn(app, ZOE.id).getByText('Removed', { exact: true }).waitFor();
    await personIn(app, NOBODY).getByText('No account with this ID', { exact: true }).waitFor();
    await personIn(app, NOBODY).getByText('Confluence knows no account with this ID').waitFor();
    await app.getByText(groupIds.designTeam).waitFor();
    expect(await app.getByRole('button', { name: `Undo ${NOBODY}` }).count()).toBe(0);
    await app.getByRole('combobox', { name: 'Outcome' }).selectOption('Failed (1)');
    await app.getByText('1 person', { exact: true }).waitFor();
    expect(await personIn(app, ZOE.id).count()).toBe(0);
    const { name, lines } = await download(page, () =>
      app.getByRole('button', { name: 'Export run' }).click(),
    );
    expect(name).toMatch(/^design-team removal /);
    expect(lines).toEqual([
      'User id,User name,email,Outcome,Details',
      expect.stringContaining(`${ZOE.id},${ZOE.name},`),
      `${NOBODY},,,Failed,Confluence knows no account with this ID`,
    ]);
  });

  it('names only those who are shown', async () => {
    const groupId = groupIds.contractors;
    await past.removed((await past.members(groupId)).slice(0, 60), { groupId });
    const { app } = await file.stage.visit({ path });
    await openRun(app, 'Removed 60 people');
    await app.getByText('50 of 60 people').waitFor();
    await app.getByRole('button', { name: 'Show more' }).click();
    await app.getByText('60 people', { exact: true }).waitFor();
    await peopleTable(app).getByText('Looking up the name').first().waitFor({ state: 'detached' });
    const named = file.stage.requests
      .filter(({ path: asked }) => asked.includes('user/bulk'))
      .map(({ path: asked }) => new URL(asked, 'http://site').searchParams.getAll('accountId').length);
    expect(named).toEqual([1, 50, 10]);
  });

  it('that is not there says so', async () => {
    for (const runId of ['9999999999999-0000000000000000', 'mangled']) {
      const { page, app } = await file.stage.visit({ path: `/history/${runId}` });
      await app.getByText('This run is not in the history').waitFor();
      expect(await app.getByRole('button', { name: 'Try again' }).count()).toBe(0);
      await expectAccessible(page);
      await app.getByRole('button', { name: 'All runs', exact: true }).click();
      await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    }
  });
});

describe.each(['light', 'dark'] as const)('no axe violation in %s', (colorScheme) => {
  it.each([1280, 320])('in the list, a run and an undo, at %i px', async (width) => {
    await past.removed([ZOE.id, NOBODY]);
    const { page, app } = await file.stage.visit({ path, colorScheme, viewport: { width, height: 800 } });
    await app.getByText('Sasha Whitfield').waitFor();
    await expectAccessible(page);
    await openRun(app, 'Removed 1 of 2 people');
    await personIn(app, ZOE.id).getByText(ZOE.name).waitFor();
    await expectAccessible(page);
    await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
    await app.getByRole('dialog', { name: 'Add 1 person back to design-team?' }).waitFor();
    await expectAccessible(page);
    expect(
      await app.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBe(0);
  });

  it('while it is loading, empty, and offline', async () => {
    const { page, app } = await file.stage.visit({ colorScheme });
    await app.getByRole('heading', { name: 'Pick a group' }).waitFor();
    const { release } = await hold(page, 'listRuns');
    await tab(app, 'History').click();
    await app.getByText('Loading the history…').waitFor();
    await expectAccessible(page);
    release();
    await app.getByRole('heading', { name: 'Nothing has been removed yet' }).waitFor();
    await expectAccessible(page);
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await app.getByText('You are offline', { exact: true }).waitFor();
    await expectAccessible(page);
  });
});
