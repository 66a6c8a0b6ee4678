import { groupIds, Stage, typeAtOnce, type FrameLocator } from './support/page';

const file = Stage.forFile();

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `g${from + index}`,
    name: `team ${from + index}`,
    type: 'group',
  }));

const comboboxOf = (app: FrameLocator) => app.getByRole('combobox', { name: 'Group' });
const membersOf = (app: FrameLocator, group: string) =>
  app.getByRole('table', { name: `Members of ${group}`, exact: true });

describe('the combobox Group', () => {
  it('finds a group as one types, with the keyboard alone', async () => {
    const { page, app } = await file.stage.visit();
    await comboboxOf(app).focus();
    await page.keyboard.type('sign-t');
    await app.getByText('1 group', { exact: true }).waitFor();
    expect(await app.getByRole('option').allInnerTexts()).toEqual(['design-team']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await membersOf(app, 'design-team').waitFor();
    expect(await comboboxOf(app).inputValue()).toBe('design-team');
    // Who is in it is all that there was to ask for.
    expect(file.stage.requestsFor('by-id')).toEqual([]);
  });

  it('takes Enter for the only match, and keeps looking while there are several', async () => {
    const { page, app } = await file.stage.visit();
    await comboboxOf(app).fill('s');
    await app.getByText(/^\d+ groups$/).waitFor();
    await page.keyboard.press('Enter');
    expect(await comboboxOf(app).getAttribute('aria-expanded')).toBe('true');
    await comboboxOf(app).fill('okta');
    await app.getByText('1 group', { exact: true }).waitFor();
    await app.getByRole('option').getByText('Identity provider').waitFor();
    await page.keyboard.press('Enter');
    await membersOf(app, 'okta-engineering').waitFor();
    expect(await comboboxOf(app).inputValue()).toBe('okta-engineering');
  });

  it('keeps the chosen group where one leaves it without choosing', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    await membersOf(app, 'design-team').waitFor();
    for (const key of ['Escape', 'Tab']) {
      await comboboxOf(app).fill('contr');
      await app.getByRole('option', { name: 'contractors' }).waitFor();
      await page.keyboard.press(key);
      expect(await comboboxOf(app).inputValue()).toBe('design-team');
    }
  });

  it('asks once for what was typed, not once a letter', async () => {
    const { app } = await file.stage.visit();
    await comboboxOf(app).click();
    await app.getByRole('option', { name: 'all-staff' }).waitFor();
    file.stage.sandbox.confluence.requestLog.clear();
    await typeAtOnce(comboboxOf(app), 'contractors');
    await app.getByText('1 group', { exact: true }).waitFor();
    const searches = file.stage.requestsFor('group/picker').map(({ path }) => path);
    expect(searches).toEqual([expect.stringContaining('query=contractors') as string]);
  });

  it('shows why a search failed in its list, and searches again', async () => {
    file.stage.fault({ path: 'group/picker', status: 503, body: 'Down for repairs', times: 1 });
    const { app } = await file.stage.visit();
    await comboboxOf(app).fill('team');
    await app.getByText('Confluence said: “Down for repairs”').waitFor();
    await app.getByRole('button', { name: 'Try again' }).click();
    await app.getByRole('option', { name: 'design-team' }).waitFor();
    expect(await comboboxOf(app).inputValue()).toBe('team');
    expect(await comboboxOf(app).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('keeps the highlight on its group when the answer puts others before it', async () => {
    const { page, app } = await file.stage.visit();
    await comboboxOf(app).click();
    await app.getByRole('option', { name: 'design-team' }).waitFor();
    file.stage.fault({
      path: 'group/picker',
      status: 200,
      body: {
        results: [...many(1, 1), { id: groupIds.designTeam, name: 'design-team', type: 'group' }],
        _links: {},
      },
    });
    const { release } = file.stage.holdReads(/group\/picker/);
    await page.keyboard.type('desi');
    // No other is left of those that were there.
    await app.getByRole('option').nth(1).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await app.locator('[data-highlighted]', { hasText: 'design-team' }).waitFor();
    release();
    await app.getByRole('option', { name: 'team 1' }).waitFor();
    await page.keyboard.press('Enter');
    await membersOf(app, 'design-team').waitFor();
  });

  it('leaves what is typed alone when the name of the shown group comes late', async () => {
    const { held, release } = file.stage.holdReads(/by-id/);
    const { app } = await file.stage.visit({ group: groupIds.designTeam });
    await comboboxOf(app).fill('contr');
    await held;
    release();
    await app.getByRole('heading', { level: 2, name: 'design-team' }).waitFor();
    expect(await comboboxOf(app).inputValue()).toBe('contr');
  });

  it('says that it is offline rather than that there are no groups', async () => {
    const { page, app } = await file.stage.visit();
    await comboboxOf(app).waitFor();
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await app.getByText('You are offline', { exact: true }).waitFor();
    await comboboxOf(app).fill('design');
    await app.getByText('You are offline. The search goes on when the connection is back.').waitFor();
    await page.context().setOffline(false);
    await app.getByRole('option', { name: 'design-team' }).waitFor();
  });
});

describe('the address', () => {
  it('names the group, so that Back, Forward and a reload land where one was', async () => {
    const { page, app } = await file.stage.visit();
    const groups = app.getByRole('table', { name: 'Groups' });
    await groups.getByRole('button', { name: 'empty-group' }).click();
    await app.getByRole('heading', { level: 2, name: 'empty-group' }).waitFor();
    await comboboxOf(app).fill('R&D');
    await app.getByRole('option', { name: 'R&D / Zürich (北)' }).click();
    await membersOf(app, 'R&D / Zürich (北)').waitFor();
    expect(page.url()).toContain(`group=${groupIds.research}`);
    await page.goBack();
    await app.getByRole('heading', { level: 2, name: 'empty-group' }).waitFor();
    expect(await comboboxOf(app).inputValue()).toBe('empty-group');
    await page.goBack();
    await groups.waitFor();
    await page.goForward();
    await page.goForward();
    await membersOf(app, 'R&D / Zürich (北)').waitFor();
    await page.reload();
    await membersOf(app, 'R&D / Zürich (北)').waitFor();
  });

  it('names the tab, which comes back as it was left', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('castellanos');
    await app.getByText('1 member matches.').waitFor();
    await app.getByRole('tab', { name: 'People' }).click();
    await page.waitForURL(/path=%2Fpeople/);
    await app.getByRole('tab', { name: 'History' }).click();
    await page.waitForURL(/path=%2Fhistory/);
    await app.getByRole('tab', { name: 'Groups' }).click();
    await page.waitForURL(/group=/);
    await app.getByText('1 member matches.').waitFor();
    // A second press leads to the list of groups.
    await app.getByRole('tab', { name: 'Groups' }).click();
    await app.getByRole('table', { name: 'Groups' }).waitFor();
  });

  it('that names no group is not called Confluence’s fault', async () => {
    const { app } = await file.stage.visit({ group: 'a..b' });
    await app.getByText('It may have been deleted, or the link may be wrong.').waitFor();
    expect(await app.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(file.stage.requestsFor('membersByGroupId')).toEqual([]);
  });
});
