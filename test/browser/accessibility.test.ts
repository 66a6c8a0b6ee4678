import { expectAccessible, expectAccessibleEverywhere } from './support/accessible';
import { changesTable, openNewest, Past, ROWAN, ZOE } from './support/history';
import {
  chooseAction,
  goTo,
  groupIds,
  loaded,
  planButton,
  readWhole,
  removalDialog,
  rowOf,
  selectFirst,
  Stage,
  type FrameLocator,
  type Page,
} from './support/page';

/** Where one looks. What one changes there is in accessibilityOfChanges.test.ts. */

const file = Stage.forFile();
const past = new Past(file);
/** Of twelve people: a scan takes as long as there are rows. */
const { research } = groupIds;
const JONAS = { name: 'Jonas Berg', id: '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713' };

const dialogOf = (app: FrameLocator) => app.getByRole('dialog');
const findPerson = (app: FrameLocator) => app.getByRole('searchbox', { name: 'Find a person' });

/** Opens the page of a group as another person. */
function openAs(page: Page, as: 'member' | 'new-admin') {
  const query = new URLSearchParams({ as, group: research });
  return page.goto(`${file.stage.sandbox.url}/?${query.toString()}`);
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
    const name = file.stage.holdReads(/by-id/);
    await goTo(page, { group: groupIds.designTeam });
    await app.getByText('Sasha Whitfield').waitFor();
    await expectAccessible(page);
    name.release();
    await openAs(page, 'member');
    await app.getByText('You do not administer Confluence').waitFor();
    await expectAccessibleEverywhere(page);
    await openAs(page, 'new-admin');
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

it.each(['the app', 'the host page'])('notices a violation in %s', async (where) => {
  const { page, app } = await file.stage.visit({ group: groupIds.emptyGroup });
  await app.getByRole('heading', { name: 'Nobody is in this group' }).waitFor();
  const body = where === 'the app' ? app.locator('body') : page.locator('body');
  await body.evaluate((element) => element.append(document.createElement('input')));
  await expect(expectAccessible(page)).rejects.toThrow('Form elements must have labels');
});
