import { expectAccessible } from './support/accessible';
import {
  confirmRemoval,
  groupIds,
  hold,
  loaded,
  readWhole,
  removalDialog,
  removePerson,
  Stage,
} from './support/page';

// Too short for retries, so that the first fault of a removal is what the row tells.
const file = Stage.forFile({ invocationLimitMs: 5_000 });
const group = groupIds.designTeam;
/** For what does not depend on who is in it: a scan takes as long as there are rows. */
const small = groupIds.research;
const ZOE = 'Zoë Ångström-Çelik';

describe.each(['light', 'dark'] as const)('no axe violation in %s', (colorScheme) => {
  it('before a group is chosen, and with the list of groups open', async () => {
    const { page, app } = await file.stage.visit({ colorScheme });
    await app.getByRole('heading', { name: 'Pick a group' }).waitFor();
    await expectAccessible(page);
    await app.getByRole('combobox', { name: 'Group' }).click();
    await app.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await expectAccessible(page);
  });

  it.each([1280, 320])('with members, at %i px', async (width) => {
    const { page, app } = await file.stage.visit({ group, colorScheme, viewport: { width, height: 800 } });
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await expectAccessible(page);
  });

  it('asking for confirmation', async () => {
    const { page, app } = await file.stage.visit({ group: small, colorScheme });
    await app
      .getByRole('button', { name: /^Remove / })
      .first()
      .click();
    await removalDialog(app);
    await expectAccessible(page);
  });

  it('after a removal, with failures on rows and above the table', async () => {
    const { page, app } = await file.stage.visit({ group, colorScheme });
    await removePerson(app, ZOE);
    await app.getByText(`Removed ${ZOE} from design-team.`).waitFor();
    file.stage.fault(
      { method: 'DELETE', status: 500, times: 1 },
      { method: 'DELETE', drop: 'before', times: 1 },
      { method: 'DELETE', status: 429 },
    );
    await removePerson(app, 'José Ñáñez Íñiguez');
    await removePerson(app, 'Dana Okonkwo');
    await app.getByRole('button', { name: 'Check Dana Okonkwo' }).waitFor();
    await removePerson(app, 'Ib');
    await app.getByRole('alert').getByText('Too many requests at once').waitFor();
    for (const details of await app.getByText('Response details').all()) await details.click();
    await expectAccessible(page);
  });

  it('with an empty group, a missing one, and while loading', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.emptyGroup, colorScheme });
    await app.getByText('Nobody is in this group').waitFor();
    await expectAccessible(page);
    await page.goto(`${file.stage.sandbox.url}/?as=site-admin&group=gone`);
    await app.getByText('Confluence has no group with this ID').waitFor();
    await expectAccessible(page);
    file.stage.holdReads(/membersByGroupId/);
    await page.goto(`${file.stage.sandbox.url}/?as=site-admin&group=${group}`);
    await app.getByText('Loading members…').waitFor();
    await expectAccessible(page);
  });

  it('with no match, a failed search and offline', async () => {
    file.stage.fault({ path: 'query=fail', status: 500 });
    const { page, app } = await file.stage.visit({ colorScheme });
    const combobox = app.getByRole('combobox', { name: 'Group' });
    await combobox.fill('nothing');
    await app.getByText('No group name contains').waitFor();
    await expectAccessible(page);
    await combobox.fill('fail');
    await app.getByText('Confluence had a problem').waitFor();
    await expectAccessible(page);
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await app.getByText('You are offline', { exact: true }).waitFor();
    await expectAccessible(page);
  });

  it('with part of a large group, sorted, searched, and asking whether to load everyone', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.allStaff, colorScheme });
    await loaded(app, 50);
    await app.getByRole('button', { name: 'Name', exact: true }).click();
    await app.getByText('Sorted: the 50 members loaded so far.').waitFor();
    await expectAccessible(page);
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('Sasha Whitfield');
    await app.getByText('Nobody else was found').waitFor();
    await expectAccessible(page);
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('');
    await app.getByRole('button', { name: 'Load everyone' }).click();
    await app.getByRole('dialog').waitFor();
    await expectAccessible(page);
  });

  it('with people who are not in the group', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.contractors, colorScheme });
    await readWhole(app, 240);
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('Robin Castellanos');
    await app.getByText('Not in this group').waitFor();
    await expectAccessible(page);
  });

  it('with the rest of a group that met the hourly limit', async () => {
    const headers = { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '600' };
    file.stage.fault({ path: 'start=48', status: 429, headers });
    const { page, app } = await file.stage.visit({ group: groupIds.contractors, colorScheme });
    await app.getByText('An hourly limit is used up').waitFor();
    await expectAccessible(page);
  });

  it('with the first names, while the rest of the page is on the way', async () => {
    file.stage.holdReads(/by-id/);
    const { page, app } = await file.stage.visit({ group, colorScheme });
    await app.getByText('Sasha Whitfield').waitFor();
    await expectAccessible(page);
  });

  it('with people chosen, asking about them, removing them, and the summary', async () => {
    const { page, app } = await file.stage.visit({ group: small, colorScheme });
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await app.getByRole('button', { name: 'Remove selected (12)' }).click();
    const dialog = app.getByRole('dialog', { name: /^Remove 12 people from / });
    await dialog.waitFor();
    await expectAccessible(page);
    file.stage.fault({ method: 'DELETE', status: 400, times: 1 });
    const { release } = await hold(page, 'makeChanges');
    await confirmRemoval(app);
    await app.getByRole('progressbar').waitFor();
    await expectAccessible(page);
    release();
    const summary = app.getByRole('region', { name: 'Removal summary' });
    await summary.getByText('1 × Failed').click();
    await expectAccessible(page);
  });

  it('asking for consent', async () => {
    const { page } = await file.stage.visit({ as: 'new-admin', group, colorScheme });
    await page.getByRole('button', { name: 'Allow access' }).waitFor();
    await expectAccessible(page);
  });
});

it.each(['the app', 'the host page'])('notices a violation in %s', async (where) => {
  const { page, app } = await file.stage.visit({ group: groupIds.emptyGroup });
  await app.getByRole('heading', { name: 'Nobody is in this group' }).waitFor();
  const body = where === 'the app' ? app.locator('body') : page.locator('body');
  await body.evaluate((element) => element.append(document.createElement('input')));
  await expect(expectAccessible(page)).rejects.toThrow('Form elements must have labels');
});

it('follows the theme of the host while the page is open', async () => {
  const { page, app } = await file.stage.visit({ group, colorScheme: 'light' });
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  const background = () => app.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  const light = await background();
  await page.getByLabel('Theme').selectOption('dark');
  await app.locator('html[data-color-mode="dark"]').waitFor();
  expect(await background()).not.toBe(light);
});
