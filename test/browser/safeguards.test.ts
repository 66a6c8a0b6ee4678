import { expectAccessible, expectNothingSideways } from './support/accessible';
import { receipt } from './support/history';
import {
  chooseAction,
  confirmRemoval,
  groupIds,
  hold,
  planButton,
  pointsOf,
  readWhole,
  removalDialog,
  removeSelected,
  resize,
  rowOf,
  selectFirst,
  Stage,
  type FrameLocator,
  type Locator,
} from './support/page';

/** What stands between a removal and its confirmation. What follows from what is known is tested without a browser. */

const file = Stage.forFile();
const { siteAdmins, designTeam, contractors } = groupIds;
const ME = 'Sasha Whitfield';
const OTHER = 'Mateo Villanueva';

const removeButton = (app: FrameLocator) =>
  app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true });
const nameField = (app: FrameLocator, group: string) =>
  app.getByRole('textbox', { name: `Type the group’s name to confirm: ${group}`, exact: true });

/** What the page has asked Confluence about what groups give. */
const lookUps = () => file.stage.requestsFor('accessType').filter(({ via }) => via === 'bridge');

async function ask(app: FrameLocator, name: string) {
  await app.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  return removalDialog(app);
}

/** Selects people, and opens the plan that removes them. */
async function plan(app: FrameLocator, names: readonly string[] | 'all'): Promise<void> {
  const boxes = names === 'all' ? ['Select all'] : names.map((name) => `Select ${name}`);
  for (const name of boxes) await app.getByRole('checkbox', { name, exact: true }).check();
  await app.getByRole('button', { name: /^Remove selected/ }).click();
  await planButton(app).waitFor();
}

/** A screen reader says this of the button, beside its name; the same words are a live status. */
async function expectBlocked(app: FrameLocator, button: Locator, why: string): Promise<void> {
  await app.getByRole('status').filter({ hasText: why }).waitFor();
  const words = await button.evaluate((element) => {
    const described = document.getElementById(element.getAttribute('aria-describedby') ?? '');
    return described?.getAttribute('role') === 'status' ? described.innerText : '';
  });
  expect(words).toBe(why);
  expect(await button.isDisabled()).toBe(true);
}

it('what groups give is asked once, for no points, and anew after a reload of the list', async () => {
  const { page, app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  const names = (await app.getByRole('rowheader').allInnerTexts()).slice(0, 2);
  for (const name of names) {
    await ask(app, name.split('\n')[0] ?? '');
    await page.keyboard.press('Escape');
  }
  await selectFirst(app, 2);
  await removeSelected(app, 2);
  await receipt(app).waitFor();
  expect(lookUps()).toHaveLength(3);
  expect(pointsOf(lookUps())).toBe(0);
  await chooseAction(app, 'Reload');
  await ask(app, (await app.getByRole('rowheader').first().innerText()).split('\n')[0] ?? '');
  await removeButton(app).click({ trial: true }); // Waits until it is enabled.
  expect(lookUps()).toHaveLength(6);
});

it('Remove waits until it is known what the group gives, with Cancel in focus', async () => {
  const { release } = file.stage.holdReads(/accessType/);
  const { page, app } = await file.stage.visit({ group: designTeam });
  await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
  await expectBlocked(app, removeButton(app), 'Checking what this group gives access to…');
  expect(await app.locator(':focus').innerText()).toBe('Cancel');
  await expectAccessible(page);
  release();
  await removeButton(app).click();
  await app.getByText('Removed Ib from design-team.').waitFor();
});

it('the number of people is typed for more than 100, with the keyboard alone', async () => {
  const { page, app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  await plan(app, 'all');
  await app.getByText('These are more than 100 people at once.').waitFor();
  await expectBlocked(app, planButton(app), 'To go on, type the number of people.');
  await app.locator('h2:focus', { hasText: 'Review changes' }).waitFor();
  const field = app.getByRole('textbox', { name: 'Type 240 to confirm the number of people' });
  const hasFocus = () => field.evaluate((element) => element === document.activeElement);
  // The table of 240 people is one stop on the way.
  for (let tabs = 0; tabs < 20 && !(await hasFocus()); tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('24');
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('24');
  expect(await planButton(app).isDisabled()).toBe(true);
  await page.keyboard.type('0');
  await planButton(app).click({ trial: true }); // Waits until it is enabled.
  expect(file.stage.deletedIds).toEqual([]);
  await page.keyboard.press('Enter');
  await app.getByRole('progressbar').waitFor();
});

describe('an administrators’ group', () => {
  it('is not emptied: not at once, and not one by one', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins });
    await plan(app, 'all');
    await app
      .getByRole('heading', { name: 'Nobody would be left in the administrators’ group site-admins' })
      .waitFor();
    await expectBlocked(app, planButton(app), 'Can’t be removed: nobody would be left in site-admins.');
    expect(await nameField(app, 'site-admins').count()).toBe(0);
    await expectAccessible(page);
    await app.getByRole('button', { name: 'Cancel' }).click();
    await app.getByRole('checkbox', { name: `Select ${ME}` }).uncheck();
    await removeSelected(app, 2);
    await receipt(app).waitFor();
    await app.getByText('1 member', { exact: true }).waitFor();
    await ask(app, ME);
    await expectBlocked(app, removeButton(app), 'Can’t be removed: nobody would be left in site-admins.');
    expect(file.stage.deletedIds).toHaveLength(2);
  });

  it('is not emptied while others are being taken out', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins });
    await app.getByRole('rowheader').first().waitFor();
    const names = (await app.getByRole('rowheader').allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
    const third = names.find((name) => ![ME, OTHER].includes(name)) ?? '';
    const { held, release } = await hold(page, 'makeChanges');
    await ask(app, third);
    await confirmRemoval(app);
    await held;
    await plan(app, [ME, OTHER]);
    await app.getByText('Others are being removed from it already.').waitFor();
    await expectBlocked(app, planButton(app), 'Can’t be removed: nobody would be left in site-admins.');
    release();
    await app.getByRole('button', { name: 'Cancel' }).click();
    await rowOf(app, third).waitFor({ state: 'detached' });
    expect(file.stage.deletedIds).toHaveLength(1);
  });
});

it('what could not be found out is asked again on demand, with the focus in the dialog', async () => {
  file.stage.fault({ path: 'accessType=admin', status: 503 });
  const { page, app } = await file.stage.visit({ group: designTeam });
  const dialog = await ask(app, ME);
  await dialog.getByText('What design-team gives access to could not be found out').waitFor();
  await expectBlocked(app, removeButton(app), 'To go on, type the group’s name.');
  file.stage.fault();
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByRole('textbox').waitFor({ state: 'detached' });
  await removeButton(app).click({ trial: true }); // Waits until it is enabled.
  // The button that had the focus is gone; Escape still belongs to the dialog.
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

it('all that is asked for is in reach at 1280 × 800, 640 × 400 and 320 × 568 px', async () => {
  file.stage.fault({ path: 'accessType', status: 503 });
  const { page, app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  const [first = ''] = (await app.getByRole('rowheader').first().innerText()).split('\n');
  const dialog = await ask(app, first);
  await dialog.getByText('could not be found out').waitFor();
  for (const [width, height] of SIZES) {
    await resize(page, width, height);
    await expectAccessible(page);
    const box = await dialog.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, top, right: window.innerWidth - right, bottom: window.innerHeight - bottom };
    });
    expect(Math.min(box.left, box.top, box.right, box.bottom)).toBeGreaterThanOrEqual(0);
    expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await plan(app, 'all');
  await expectBlocked(app, planButton(app), 'To go on, type the group’s name and the number of people.');
  await nameField(app, 'contractors').fill('contractors');
  await app.getByRole('textbox', { name: 'Type 240 to confirm the number of people' }).fill('240');
  for (const [width, height] of SIZES) {
    await resize(page, width, height);
    await expectNothingSideways(page);
    await planButton(app).click({ trial: true }); // Waits until it is enabled, and in sight.
  }
});

/** The second is 200 % zoom, which halves the CSS pixels of a window. */
const SIZES = [
  [1280, 800],
  [640, 400],
  [320, 568],
] as const;
