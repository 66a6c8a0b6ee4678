import { expectAccessible } from './support/accessible';
import { groupIds, readWhole, Stage, typeAtOnce, type FrameLocator } from './support/page';

const file = Stage.forFile();

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `g${from + index}`,
    name: `team ${from + index}`,
    type: 'group',
  }));

it('opens with nothing chosen and says what to do', async () => {
  const { app } = await file.stage.visit();
  await app.getByRole('heading', { level: 1, name: 'Group members' }).waitFor();
  await app.getByRole('heading', { name: 'Pick a group' }).waitFor();
});

it('finds a group as one types, with the keyboard alone', async () => {
  const { page, app } = await file.stage.visit();
  await app.getByRole('combobox', { name: 'Group' }).focus();
  await page.keyboard.type('sign-t');
  await app.getByText('1 group', { exact: true }).waitFor();
  expect(await app.getByRole('option').allInnerTexts()).toEqual(['design-team']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  expect(await app.getByRole('combobox', { name: 'Group' }).inputValue()).toBe('design-team');
});

it('keeps the chosen group where one leaves the field without choosing', async () => {
  const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
  const combobox = app.getByRole('combobox', { name: 'Group' });
  await app.getByRole('table').waitFor();
  await combobox.fill('contr');
  await app.getByRole('option', { name: 'contractors' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await combobox.inputValue()).toBe('design-team');
  await combobox.fill('contr');
  await page.keyboard.press('Tab');
  expect(await combobox.inputValue()).toBe('design-team');
});

it('asks once for what was typed, not once a letter', async () => {
  const { app } = await file.stage.visit();
  const combobox = app.getByRole('combobox', { name: 'Group' });
  await combobox.click();
  await app.getByRole('option', { name: 'all-staff' }).waitFor();
  file.stage.sandbox.confluence.requestLog.clear();
  await typeAtOnce(combobox, 'contractors');
  await app.getByText('1 group', { exact: true }).waitFor();
  const searches = file.stage.requests.map(({ path }) => path).filter((path) => path.includes('/group'));
  expect(searches).toEqual([expect.stringContaining('query=contractors') as string]);
});

it('says when no name matches, and shows what was typed as text', async () => {
  const { app } = await file.stage.visit();
  await app.getByRole('combobox', { name: 'Group' }).fill('<b>none</b>');
  await app.getByText('No group name contains “<b>none</b>”.').waitFor();
});

it('says how many more there are than fit', async () => {
  file.stage.fault({
    path: 'group/picker',
    status: 200,
    body: {
      results: many(0, 20),
      start: 0,
      limit: 20,
      size: 20,
      totalSize: 1_234,
      _links: { next: '/more' },
    },
  });
  const { app } = await file.stage.visit();
  await app.getByRole('combobox', { name: 'Group' }).fill('team');
  await app.getByText('and 1,214 more: type to narrow').waitFor();
});

it('shows an error of the search in the list, and searches again', async () => {
  file.stage.fault({ path: 'group/picker', status: 503, body: 'Down for repairs', times: 1 });
  const { app } = await file.stage.visit();
  const combobox = app.getByRole('combobox', { name: 'Group' });
  await combobox.fill('team');
  await app.getByText('Confluence said: “Down for repairs”').waitFor();
  await app.getByRole('button', { name: 'Try again' }).click();
  await app.getByRole('option', { name: 'design-team' }).waitFor();
  expect(await combobox.inputValue()).toBe('team');
  expect(await combobox.evaluate((input) => input === document.activeElement)).toBe(true);
});

it('asks Confluence for nothing about a group that was just found, but its members', async () => {
  const { app } = await file.stage.visit();
  await app.getByRole('combobox', { name: 'Group' }).fill('design');
  await app.getByRole('option', { name: 'design-team' }).click();
  await app.getByRole('table').waitFor();
  expect(file.stage.requestsFor('by-id')).toEqual([]);
});

it('takes Enter for the only match, and keeps looking while there are several', async () => {
  const { page, app } = await file.stage.visit();
  const combobox = app.getByRole('combobox', { name: 'Group' });
  await combobox.fill('s');
  await app.getByText(/^\d+ groups$/).waitFor();
  await page.keyboard.press('Enter');
  expect(await combobox.getAttribute('aria-expanded')).toBe('true');
  await combobox.fill('contract');
  await app.getByText('1 group', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await app.getByRole('table', { name: 'Members of contractors' }).waitFor();
});

it('keeps the highlight on its group when the answer puts others before it', async () => {
  const { page, app } = await file.stage.visit();
  const combobox = app.getByRole('combobox', { name: 'Group' });
  await combobox.click();
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
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
});

it('leaves what is typed alone when the name of the shown group comes late', async () => {
  const { page, app } = await file.stage.visit();
  await app.getByRole('heading', { name: 'Pick a group' }).waitFor();
  const { held, release } = file.stage.holdReads(/by-id/);
  await page.goto(`${file.stage.sandbox.url}/?as=site-admin&group=${groupIds.designTeam}`);
  const combobox = app.getByRole('combobox', { name: 'Group' });
  await combobox.fill('contr');
  await held;
  release();
  await app.getByRole('heading', { level: 2, name: 'design-team' }).waitFor();
  expect(await combobox.inputValue()).toBe('contr');
});

it('says that it is offline rather than that there are no groups', async () => {
  const { page, app } = await file.stage.visit();
  await app.getByRole('heading', { name: 'Pick a group' }).waitFor();
  file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
  await page.context().setOffline(true);
  await app.getByText('You are offline', { exact: true }).waitFor();
  await app.getByRole('combobox', { name: 'Group' }).fill('design');
  await app.getByText('The search goes on when the connection is back.').waitFor();
  await page.context().setOffline(false);
  await app.getByRole('option', { name: 'design-team' }).waitFor();
});

it('does not call a link that names no group Confluence’s fault', async () => {
  const { app } = await file.stage.visit({ group: 'a..b' });
  await app.getByText('It may have been deleted, or the link may be wrong.').waitFor();
  expect(await app.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  expect(file.stage.requestsFor('membersByGroupId')).toEqual([]);
});

it('keeps the group in the address, so that Back, Forward and a reload land where one was', async () => {
  const { page, app } = await file.stage.visit();
  const choose = async (name: string) => {
    await app.getByRole('combobox', { name: 'Group' }).fill(name);
    await app.getByRole('option', { name }).click();
    await app.getByRole('heading', { level: 2, name }).waitFor();
  };
  await choose('empty-group');
  await choose('R&D / Zürich (北)');
  expect(page.url()).toContain(`group=${groupIds.research}`);
  await page.goBack();
  await app.getByRole('heading', { level: 2, name: 'empty-group' }).waitFor();
  expect(await app.getByRole('combobox', { name: 'Group' }).inputValue()).toBe('empty-group');
  await page.goForward();
  await app.getByRole('table', { name: 'Members of R&D / Zürich (北)' }).waitFor();
  await page.reload();
  await app.getByRole('table', { name: 'Members of R&D / Zürich (北)' }).waitFor();
});

describe('a group that an identity provider owns', () => {
  it('is marked where one picks it', async () => {
    const { app } = await file.stage.visit();
    await app.getByRole('combobox', { name: 'Group' }).fill('engineering');
    await app.getByText('2 groups', { exact: true }).waitFor();
    const marked = app.getByRole('option').filter({ hasText: 'Identity provider' });
    expect(await marked.allInnerTexts()).toEqual([expect.stringContaining('okta-engineering') as string]);
    await marked.click();
    await app.getByRole('table', { name: 'Members of okta-engineering' }).waitFor();
    expect(await app.getByRole('combobox', { name: 'Group' }).inputValue()).toBe('okta-engineering');
  });

  it('can be read, searched and saved, says why it cannot be changed here, and offers no way to', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.oktaEngineering });
    await readWhole(app, 40);
    await app.locator('header').getByText('Identity provider', { exact: true }).waitFor();
    await app.getByText('An identity provider owns this group. Its members are changed there').waitFor();
    await expectAccessible(page);
    await expectNoWayToChange(app);
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('Jonas Berg');
    await app.getByText('1 member matches.').waitFor();
    await expectNoWayToChange(app);
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('Sasha Whitfield');
    await app.getByText('Not in this group').waitFor();
    await expectNoWayToChange(app);
  });

  async function expectNoWayToChange(app: FrameLocator): Promise<void> {
    expect(await app.getByRole('button', { name: /remove|add|list/i }).count()).toBe(0);
    expect(await app.getByRole('checkbox').count()).toBe(0);
  }
});
