import { expectAccessible, expectAccessibleEverywhere } from './support/accessible';
import { changesTable, openNewest, Past, peopleTable, receipt, ROWAN, ZOE } from './support/history';
import {
  chooseAction,
  confirmPlan,
  groupIds,
  hold,
  loaded,
  planButton,
  readWhole,
  removalDialog,
  removePerson,
  rowOf,
  selectFirst,
  Stage,
  type FrameLocator,
  type Locator,
  type Page,
} from './support/page';

// Too short for retries, so that the first fault of a removal is what the row tells.
const file = Stage.forFile({ invocationLimitMs: 5_000 });
const past = new Past(file);
/** Of twelve people: a scan takes as long as there are rows. */
const { research } = groupIds;
const JONAS = { name: 'Jonas Berg', id: '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713' };

const dialogOf = (app: FrameLocator) => app.getByRole('dialog');
const findPerson = (app: FrameLocator) => app.getByRole('searchbox', { name: 'Find a person' });

/** Another place of the app, in a page that is open. */
function goTo(page: Page, query: Record<string, string>) {
  return page.goto(
    `${file.stage.sandbox.url}/?${new URLSearchParams({ as: 'site-admin', ...query }).toString()}`,
  );
}

/** Gives the dialog a table as a file. */
async function giveFile(app: FrameLocator, name: string, rows: readonly (readonly string[])[]) {
  const buffer = Buffer.from(rows.map((cells) => cells.join(',')).join('\n'));
  await dialogOf(app).locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

async function closeDialog(app: FrameLocator) {
  await dialogOf(app).getByRole('button', { name: 'Cancel' }).click();
  await dialogOf(app).waitFor({ state: 'detached' });
}

describe('no violation, in both themes, at 1280 and 320 px:', () => {
  it('the list of groups, with recent ones, unfinished changes, the open combobox, and protected people', async () => {
    await past.beganToRemove([ZOE.id, JONAS.id], 1);
    const { page, app } = await file.stage.visit({ group: research });
    await readWhole(app, 12);
    await app.getByRole('tab', { name: 'Groups' }).click();
    await app.getByText('Opened recently').waitFor();
    await app.getByText('Gives Confluence').waitFor();
    await app.getByRole('region', { name: 'Unfinished changes' }).getByRole('button').first().waitFor();
    await expectAccessibleEverywhere(page);
    await app.getByRole('combobox', { name: 'Group' }).click();
    await app.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await expectAccessibleEverywhere(page);
    await app.getByRole('combobox', { name: 'Group' }).fill('nothing');
    await app.getByText('No group name contains').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await chooseAction(app, 'Protected people');
    await app.getByRole('searchbox', { name: 'Find people to protect' }).fill('imogen.prescott@example.com');
    await app.getByRole('button', { name: 'Choose Imogen Prescott' }).click();
    await app.getByText('Added Imogen Prescott.').waitFor();
    await app.getByRole('button', { name: 'Take off Imogen Prescott' }).waitFor();
    await app.getByRole('searchbox', { name: 'Find people to protect' }).fill('imogen');
    await app.getByText('2 people found').waitFor();
    await expectAccessibleEverywhere(page);
  });

  it('a group, its menu, filtered, searched, and with people selected', async () => {
    const { page, app } = await file.stage.visit({ group: research });
    await readWhole(app, 12);
    await expectAccessibleEverywhere(page);
    await app.getByRole('button', { name: 'More actions' }).click();
    await app.getByRole('menuitem').first().waitFor();
    await expectAccessibleEverywhere(page);
    await page.keyboard.press('Escape');
    await app.getByRole('button', { name: /^Active \d/ }).click();
    await expectAccessible(page);
    await app.getByRole('button', { name: 'All 12' }).click();
    await selectFirst(app, 2);
    await expectAccessibleEverywhere(page);
    await findPerson(app).fill('Imogen');
    await app.getByRole('button', { name: 'Add Imogen Prescott' }).first().waitFor();
    await expectAccessibleEverywhere(page);
  });

  it('the dialogs of a group', async () => {
    const { page, app } = await file.stage.visit({ group: research });
    await readWhole(app, 12);
    await rowOf(app, 'Priya Raman').getByRole('button', { name: 'Remove Priya Raman' }).click();
    await removalDialog(app);
    await expectAccessibleEverywhere(page);
    await closeDialog(app);
    await app.getByRole('button', { name: 'Add people' }).click();
    const find = app.getByRole('searchbox', { name: 'Find people' });
    await find.fill('imogen.prescott@example.com');
    await app.getByRole('button', { name: 'Choose Imogen Prescott' }).click();
    await find.fill('Imogen');
    await app.getByText('2 people found').waitFor();
    await app.getByRole('button', { name: 'Choose Imogen Prescott' }).waitFor();
    await expectAccessibleEverywhere(page);
    await closeDialog(app);
    await selectFirst(app, 2);
    await app.getByRole('button', { name: 'Move to…' }).click();
    await dialogOf(app).getByRole('combobox', { name: 'Group' }).click();
    await app.getByRole('option').first().waitFor();
    await expectAccessibleEverywhere(page);
  });

  it('the dialog From a list: with columns, filters, chosen groups, lines to decide, and a file that names nobody', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.deptMarketing });
    await readWhole(app, 26);
    await app.getByRole('button', { name: 'From a list' }).click();
    await giveFile(app, 'a-file-with-a-long-name-of-many-words-for-leavers.csv', [
      ['Account', 'Mail', 'Full name', 'Kind', 'Last seen', 'Days'],
      [ZOE.id, '', ZOE.name, 'Guest', '12 Mar 2025', '12'],
      [ZOE.id, '', ZOE.name, 'Guest', '12 Mar 2025', '12'],
      ['', '', 'Imogen Prescott', 'User', 'Never', '400'],
      ['', 'nobody@example.com', '', 'User', '13 Mar 2025', '41'],
      ['', '', '???', 'Guest', '', '7'],
    ]);
    await giveFile(app, 'prices.csv', [
      ['Article', 'Price'],
      ['Screw', '1.20'],
    ]);
    const dialog = dialogOf(app);
    await dialog.getByText('None of its columns names people.', { exact: false }).waitFor();
    await dialog.getByRole('region', { name: 'To decide' }).waitFor();
    await dialog.getByRole('button', { name: 'Change columns' }).click();
    await dialog.getByRole('combobox', { name: 'Last seen' }).selectOption('Before…');
    await dialog.getByRole('radio', { name: 'Chosen groups' }).check();
    await dialog.getByRole('combobox', { name: 'Add a group' }).fill('dept-legal');
    await app.getByRole('option', { name: /^dept-legal/ }).click();
    await dialog.getByRole('radio', { name: 'Make the group equal this list' }).check();
    for (const bin of await dialog.locator('summary').all()) await bin.click();
    await expectAccessibleEverywhere(page);
  });

  it('two groups compared, also where one of them is known in part', async () => {
    const { page, app } = await file.stage.visit({ path: '/compare' });
    await app.getByText('Choose two groups', { exact: false }).waitFor();
    await app.getByRole('combobox', { name: 'Group A' }).waitFor();
    await expectAccessible(page);
    await goTo(page, { path: `/compare/a/${groupIds.deptHumanResources}/b/${groupIds.oktaEngineering}` });
    await app.getByText('As Confluence lists the members.').waitFor();
    await app.locator('[data-index="0"]').getByRole('checkbox').check();
    await app.getByText('1 selected', { exact: true }).waitFor();
    await expectAccessibleEverywhere(page);
    await app.getByRole('button', { name: 'More actions' }).click();
    await app.getByRole('menuitem').first().waitFor();
    await expectAccessible(page);
    await goTo(page, { path: `/compare/a/${groupIds.deptHumanResources}/b/${groupIds.allStaff}` });
    await app.getByText('As Confluence lists the members.').waitFor();
    await app.getByRole('button', { name: 'Read all 3,000 members of all-staff' }).waitFor();
    await expectAccessible(page);
  });

  it('a group compared with a list', async () => {
    const { page, app } = await file.stage.visit({ path: `/compare/a/${groupIds.deptHumanResources}` });
    await app.getByRole('button', { name: 'A list', exact: true }).click();
    const list = app.getByRole('textbox', { name: 'Account IDs or email addresses' });
    await list.fill(`Account,Full name\n${ZOE.id},\n,Imogen Prescott\n,Nobody At All`);
    await app.getByRole('region', { name: 'To decide' }).waitFor();
    await app.getByRole('button', { name: 'Only in the list 1' }).click();
    await rowOf(app, ZOE.name).waitFor();
    await expectAccessibleEverywhere(page);
  });

  it('a group that is not what it usually is: changed elsewhere, only looked at, empty, missing, or on its way', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.oktaEngineering });
    await readWhole(app, 40);
    await app.getByText('An identity provider owns this group').waitFor();
    await expectAccessibleEverywhere(page);
    await goTo(page, { group: groupIds.emptyGroup });
    await app.getByText('Nobody is in this group').waitFor();
    await expectAccessibleEverywhere(page);
    await goTo(page, { group: 'gone' });
    await app.getByText('Confluence has no group with this ID').waitFor();
    await expectAccessibleEverywhere(page);
    await goTo(page, { as: 'member', group: research });
    await app.getByText('You do not administer Confluence').waitFor();
    await expectAccessibleEverywhere(page);
    file.stage.holdReads(/by-id/);
    await goTo(page, { group: groupIds.designTeam });
    await app.getByText('Sasha Whitfield').waitFor();
    await expectAccessible(page);
    await goTo(page, { as: 'new-admin', group: research });
    await page.getByRole('button', { name: 'Allow access' }).waitFor();
    await expectAccessible(page);
  });

  it('part of a large group: sorted, searched, asking whether to load everyone, and stopped by a limit', async () => {
    const headers = { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '600' };
    const { page, app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    await app.getByRole('button', { name: 'Name', exact: true }).click();
    await app.getByText('Sorted: the 50 members read so far.').waitFor();
    await expectAccessibleEverywhere(page);
    await findPerson(app).fill('Robin Castellanos');
    await app.getByText('Nobody else was found in the directory').waitFor();
    await expectAccessible(page);
    await findPerson(app).fill('');
    await app.getByRole('button', { name: 'Load everyone' }).click();
    await dialogOf(app).waitFor();
    await expectAccessible(page);
    file.stage.fault({ path: 'membersByGroupId', status: 429, headers });
    await dialogOf(app).getByRole('button', { name: 'Load everyone' }).click();
    await app.getByText('An hourly limit is used up').waitFor();
    await expectAccessibleEverywhere(page);
  });

  it('after removals: one that was made, failures on rows and in the dock, and offline', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    await removePerson(app, ZOE.name);
    await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
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
    for (const details of await app.getByRole('button', { name: /^Details of / }).all())
      await details.click();
    for (const details of await app.getByText('Response details').all()) await details.click();
    await expectAccessibleEverywhere(page);
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await app.getByText('You are offline', { exact: true }).waitFor();
    await expectAccessible(page);
  });

  it('a plan: with what has to be typed before it is typed and after, with lines left out, and none', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.siteAdmins });
    await readWhole(app, 3);
    await selectFirst(app, 2);
    await app.getByRole('button', { name: 'Remove selected (2)' }).click();
    const typed = app.getByRole('textbox', { name: 'Type the group’s name to confirm: site-admins' });
    await typed.waitFor();
    await expectAccessibleEverywhere(page);
    await typed.fill('site-admins');
    await planButton(app).and(app.locator(':enabled')).waitFor();
    await expectAccessible(page);
    await goTo(page, { group: groupIds.deptMarketing });
    await readWhole(app, 26);
    await app.getByRole('button', { name: 'From a list' }).click();
    const list = dialogOf(app).getByRole('textbox', { name: 'Account IDs or email addresses' });
    const namesakes = ['5d21c07e9a4b3f0c8e61d2a4', '557058:a84f1c36-2d70-49be-9e05-b3c61d8f7240'];
    await list.fill([...namesakes, 'nobody@example.com', namesakes[0], ZOE.id].join('\n'));
    await app.getByRole('button', { name: 'Review 3 people' }).click();
    await planButton(app).waitFor();
    await app.getByRole('button', { name: 'Same name 2' }).click();
    await expectAccessibleEverywhere(page);
    await app.getByRole('button', { name: /^Not matched/ }).click();
    await expectAccessibleEverywhere(page);
    await app.getByRole('button', { name: 'Cancel' }).click();
    await goTo(page, { path: '/plan' });
    await app.getByText('No changes to review').waitFor();
    await expectAccessibleEverywhere(page);
  });

  it('a plan of a list for a group that an identity provider owns', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.oktaEngineering });
    await readWhole(app, 40);
    await app.getByRole('button', { name: 'From a list' }).click();
    const [one, another] = await past.members(groupIds.oktaEngineering);
    await dialogOf(app)
      .getByRole('textbox', { name: 'Account IDs or email addresses' })
      .fill([one, another, 'nobody@example.com'].join('\n'));
    await app.getByRole('button', { name: 'Review 2 people' }).click();
    await app.getByRole('button', { name: 'Download for Microsoft Entra' }).waitFor();
    await app.getByRole('button', { name: 'Download what is left out' }).waitFor();
    await expectAccessibleEverywhere(page);
  });

  it('changes under way, paused, and ended; their receipt; and the plan that takes them back', async () => {
    const { page, app } = await file.stage.visit({ group: research });
    await readWhole(app, 12);
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await app.getByRole('button', { name: 'Remove selected (12)' }).click();
    file.stage.fault(
      { method: 'DELETE', status: 400, times: 2 },
      { method: 'DELETE', drop: 'before', times: 2 },
    );
    const { release } = await hold(page, 'makeChanges');
    await confirmPlan(app);
    await app.getByRole('progressbar').waitFor();
    await expectAccessibleEverywhere(page);
    await app.getByRole('button', { name: 'Pause' }).click();
    await app.getByRole('button', { name: 'Resume' }).waitFor();
    await expectAccessibleEverywhere(page);
    release();
    await receipt(app).or(app.getByText('No one is removed until you resume.').first()).first().waitFor();
    const resume = app.getByRole('button', { name: 'Resume' });
    if (await resume.isVisible()) await resume.click();
    await receipt(app).waitFor();
    for (const reason of await receipt(app).locator('summary').all()) await reason.click();
    await expectAccessibleEverywhere(page);
    await receipt(app).getByRole('button', { name: 'View receipt' }).click();
    await peopleTable(app).waitFor();
    await expectAccessibleEverywhere(page);
    await receipt(app).getByRole('button', { name: 'Undo', exact: true }).click();
    await planButton(app).waitFor();
    await expectAccessibleEverywhere(page);
  });

  it('finding a person, one person, what can be asked about them, and the plan that takes them out of everything', async () => {
    await past.removed([ZOE.id]);
    const { page, app } = await file.stage.visit({ path: '/people' });
    await expectAccessible(page);
    await findPerson(app).fill('Imogen');
    await app.getByText('2 people match').waitFor();
    await expectAccessibleEverywhere(page);
    await findPerson(app).fill(ZOE.name);
    await app.getByRole('button', { name: ZOE.name }).click();
    await app.getByRole('checkbox', { name: 'Select all-staff' }).check();
    await app.getByRole('button', { name: 'Show what was changed here' }).click();
    await app.getByRole('button', { name: 'Undo removal from design-team' }).waitFor();
    await expectAccessibleEverywhere(page);
    await app.getByRole('button', { name: 'Add to a group' }).click();
    await dialogOf(app).getByRole('combobox', { name: 'Group' }).waitFor();
    await expectAccessibleEverywhere(page);
    await closeDialog(app);
    await app.getByRole('button', { name: 'Offboard' }).click();
    await planButton(app).waitFor();
    await app.getByText('Loses Confluence', { exact: true }).waitFor();
    await expectAccessibleEverywhere(page);
    await goTo(page, { path: '/people/nobody' });
    await app.getByText('Confluence knows no person with this account ID').waitFor();
    await expectAccessible(page);
  });

  it('the history: empty, all of it, filtered, of one person, and changes that are not finished', async () => {
    const { page, app } = await file.stage.visit({ path: '/history' });
    await app.getByText('No changes yet').waitFor();
    await expectAccessibleEverywhere(page);
    await past.removed([ZOE.id]);
    await past.removed([ROWAN.id, JONAS.id]);
    await past.beganToRemove([ROWAN.id, JONAS.id], 1, { as: 'confluence-admin' });
    await goTo(page, { path: '/history/action/remove' });
    await changesTable(app).waitFor();
    await app.getByText('Priya Raman').first().waitFor();
    await expectAccessibleEverywhere(page);
    await openNewest(app);
    await expectAccessibleEverywhere(page);
    await goTo(page, { path: `/history/person/${ZOE.id}` });
    await changesTable(app).waitFor();
    await app.getByRole('combobox', { name: 'Admin' }).fill('Priya');
    await app.getByRole('option').first().waitFor();
    await expectAccessibleEverywhere(page);
  });
});

it('tells apart in forced colors what is a button, ticked, selected, focused, and done', async () => {
  const { page, app } = await file.stage.visit({ group: research, forcedColors: 'active' });
  await readWhole(app, 12);
  const active = app.getByRole('button', { name: 'Active 12' });
  await active.click();
  await selectFirst(app, 1);
  const tick = rowOf(app, 'Priya Raman').getByRole('checkbox');
  expect(await lookOf(tick)).toMatchObject({ adjust: 'auto', appearance: 'auto' });
  for (const name of ['Add people', 'Clear', 'Remove selected (1)', 'More actions']) {
    const { border, borderColor, background } = await lookOf(app.getByRole('button', { name, exact: true }));
    expect([name, border, borderColor === background]).toEqual([name, '1px solid', false]);
  }
  await app.getByRole('button', { name: 'Clear', exact: true }).click();
  const selected = [
    [active, app.getByRole('button', { name: 'All 12' })],
    [app.getByRole('tab', { name: 'Groups' }), app.getByRole('tab', { name: 'People' })],
  ] as const;
  for (const [one, other] of selected) {
    const [is, isNot] = [await lookOf(one), await lookOf(other)];
    expect(is.background).not.toBe(isNot.background);
    expect(is.color).not.toBe(is.background);
  }
  await app.getByRole('combobox', { name: 'Group' }).click();
  await app.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  const highlighted = app.getByRole('option', { selected: true });
  await highlighted.waitFor();
  expect((await lookOf(highlighted)).background).not.toBe(
    (await lookOf(app.getByRole('option').last())).background,
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await lookOf(app.locator(':focus'))).toMatchObject({
    outline: expect.stringContaining('solid') as string,
  });
  await selectFirst(app, 2);
  await app.getByRole('button', { name: 'Remove selected (2)' }).click();
  const { release } = await hold(page, 'makeChanges');
  await confirmPlan(app);
  const bar = app.getByRole('progressbar');
  await bar.waitFor();
  const [track, done] = [await lookOf(bar), await lookOf(bar.locator('> *'))];
  expect(track.border).toBe('1px solid');
  expect(done.background).not.toBe(track.background);
  release();
  await receipt(app).waitFor();
});

it('tells apart in forced colors which part of a comparison is shown, and what is ticked of a list', async () => {
  const { deptHumanResources, deptLegal } = groupIds;
  const path = `/compare/a/${deptHumanResources}/b/${deptLegal}`;
  const { app } = await file.stage.visit({ path, forcedColors: 'active' });
  await app.getByText('As Confluence lists the members.').waitFor();
  const part = await lookOf(app.getByRole('button', { name: /^Only in dept-human-resources/ }));
  expect(part.background).not.toBe((await lookOf(app.getByRole('button', { name: /^In both/ }))).background);
  expect(part.color).not.toBe(part.background);
  await app.getByRole('button', { name: 'A list', exact: true }).click();
  await app
    .getByRole('textbox', { name: 'Account IDs or email addresses' })
    .fill(`Account ID,Kind\n${ZOE.id},a\n${JONAS.id},b\n${ROWAN.id},b`);
  await app.locator('summary').filter({ hasText: 'Kind' }).click();
  const box = app.getByRole('checkbox', { name: 'b (2)' });
  await box.check();
  expect(await lookOf(box)).toMatchObject({ adjust: 'auto', appearance: 'auto' });
});

/** How an element is drawn, as the browser says. */
function lookOf(element: Locator) {
  return element.evaluate((drawn) => {
    const style = getComputedStyle(drawn);
    return {
      background: style.backgroundColor,
      color: style.color,
      border: `${style.borderTopWidth} ${style.borderTopStyle}`,
      borderColor: style.borderTopColor,
      outline: `${style.outlineWidth} ${style.outlineStyle}`,
      adjust: style.forcedColorAdjust,
      appearance: style.appearance,
    };
  });
}

it.each(['the app', 'the host page'])('notices a violation in %s', async (where) => {
  const { page, app } = await file.stage.visit({ group: groupIds.emptyGroup });
  await app.getByRole('heading', { name: 'Nobody is in this group' }).waitFor();
  const body = where === 'the app' ? app.locator('body') : page.locator('body');
  await body.evaluate((element) => element.append(document.createElement('input')));
  await expect(expectAccessible(page)).rejects.toThrow('Form elements must have labels');
});

it('follows the theme of the host while the page is open', async () => {
  const { page, app } = await file.stage.visit({ group: research, colorScheme: 'light' });
  await readWhole(app, 12);
  const background = () => app.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  const light = await background();
  await page.getByLabel('Theme').selectOption('dark');
  await app.locator('html[data-color-mode="dark"]').waitFor();
  expect(await background()).not.toBe(light);
});
