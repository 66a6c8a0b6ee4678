import { expectAccessible } from './support/accessible';
import {
  confirmRemoval,
  groupIds,
  hold,
  pointsOf,
  readWhole,
  removalDialog,
  rowOf,
  selectFirst,
  Stage,
  type FrameLocator,
} from './support/page';

const file = Stage.forFile();
const { siteAdmins, designTeam, contractors, allStaff } = groupIds;
const ME = 'Sasha Whitfield';
const OTHER = 'Mateo Villanueva';
const MATEO_ID = '5b10b0d1c8a97c2f6e4d3b1a';

const removeButton = (app: FrameLocator) =>
  app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true });
const nameField = (app: FrameLocator, group: string) =>
  app.getByRole('textbox', { name: `Type the group’s name to confirm: ${group}`, exact: true });
const countField = (app: FrameLocator, count: string) =>
  app.getByRole('textbox', { name: `Type ${count} to confirm the number of people`, exact: true });

/** What the group gives was asked of Confluence for. */
const lookUps = () => file.stage.requestsFor('accessType');

async function ask(app: FrameLocator, name: string) {
  await app.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  return removalDialog(app);
}

async function askAboutBoth(app: FrameLocator, names: readonly string[]) {
  for (const name of names) await app.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  await app.getByRole('button', { name: /^Remove selected/ }).click();
  return removalDialog(app);
}

async function askAboutAll(app: FrameLocator) {
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await app.getByRole('button', { name: /^Remove selected/ }).click();
  return removalDialog(app);
}

/** What a screen reader says of the button beside its name; the same words are a live status. */
async function whyNot(app: FrameLocator): Promise<string> {
  expect(await removeButton(app).isDisabled()).toBe(true);
  return removeButton(app).evaluate((button) => {
    const words = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    return words?.getAttribute('role') === 'status' ? words.innerText : '';
  });
}

/** Makes Confluence say that a group is among those with this access, or that there are more than are read. */
function accessFault(accessType: string, ids: readonly string[], more = false) {
  return {
    path: `accessType=${accessType}&`,
    status: 200,
    body: {
      results: ids.map((id) => ({ type: 'group', id, name: id })),
      _links: more ? { next: '/rest/api/group?start=4' } : {},
    },
  };
}

describe('what a group gives', () => {
  it('is asked once in a view of it, when the first removal is to be confirmed, for no points', async () => {
    const { page, app } = await file.stage.visit({ group: contractors });
    await readWhole(app, 240);
    expect(lookUps()).toEqual([]);
    const names = (await app.getByRole('rowheader').allInnerTexts()).slice(0, 2);
    for (const name of names) {
      await app
        .getByRole('button', { name: `Remove ${name}`, exact: true })
        .first()
        .click();
      await removalDialog(app);
      await page.keyboard.press('Escape');
    }
    const byThePage = lookUps();
    expect(byThePage).toHaveLength(3);
    expect(pointsOf(byThePage)).toBe(0);
    await selectFirst(app, 50);
    await app.getByRole('button', { name: 'Remove selected (50)' }).click();
    await confirmRemoval(app);
    await app.getByRole('region', { name: 'Removal summary' }).getByText('Removed 50 of 50').waitFor();
    expect(lookUps().filter(({ via }) => via === 'bridge')).toHaveLength(3);
  });

  it('is asked anew after a reload of the list, and for another group', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins });
    await ask(app, OTHER);
    await page.keyboard.press('Escape');
    await app.getByRole('button', { name: 'Reload' }).click();
    await ask(app, OTHER);
    await page.keyboard.press('Escape');
    expect(lookUps()).toHaveLength(6);
    await app.getByRole('combobox', { name: 'Group' }).fill('design');
    await app.getByRole('option', { name: 'design-team' }).click();
    await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
    await ask(app, 'Ib');
    expect(lookUps()).toHaveLength(9);
  });

  it('keeps Remove waiting until it is known, with Cancel in focus', async () => {
    const { page, app } = await file.stage.visit({ group: designTeam });
    const { release } = file.stage.holdReads(/accessType/);
    await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
    const status = app.getByRole('dialog').getByRole('status');
    await status.getByText('Checking what this group gives access to…').waitFor();
    expect(await whyNot(app)).toBe('Checking what this group gives access to…');
    expect(await app.locator(':focus').innerText()).toBe('Cancel');
    await expectAccessible(page);
    release();
    await removeButton(app).click();
    await app.getByText('Removed Ib from design-team.').waitFor();
  });
});

describe('a group that gives nothing special', () => {
  it('asks for nothing to be typed, and says how to undo it', async () => {
    const { app } = await file.stage.visit({ group: designTeam });
    const dialog = await ask(app, 'Ib');
    await dialog.getByText('You can undo this in the History tab.').waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    await removeButton(app).click({ trial: true }); // Waits until it is enabled.
    expect(await removeButton(app).getAttribute('aria-describedby')).toBeNull();
  });

  it('says to those who remove themselves what they lose, and no more than that', async () => {
    const { app } = await file.stage.visit({ group: designTeam });
    const dialog = await ask(app, ME);
    await dialog.getByText('This is your own account.', { exact: true }).waitFor();
    await dialog.getByText('You lose whatever this group gives access to').waitFor();
    expect(await dialog.getByText('You may lose').count()).toBe(0);
    await removeButton(app).click({ trial: true }); // Waits until it is enabled.
  });

  it('needs the number typed for more than 100 people, by keyboard alone', async () => {
    const { page, app } = await file.stage.visit({ group: contractors });
    await readWhole(app, 240);
    const dialog = await askAboutAll(app);
    await dialog.getByText('These are more than 100 people at once.').waitFor();
    expect(await whyNot(app)).toBe('To remove, type the number of people.');
    expect(await app.locator(':focus').innerText()).toBe('Cancel');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('24');
    await page.keyboard.press('Enter');
    expect(await countField(app, '240').inputValue()).toBe('24');
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.type('0');
    await removeButton(app).click({ trial: true }); // Waits until it is enabled.
    expect(file.stage.deletedIds).toEqual([]);
    await page.keyboard.press('Enter');
    await app.getByRole('region', { name: 'Removal summary' }).getByText('Removed 240 of 240').waitFor();
  });

  it('can be emptied: only administrators’ groups are kept from that', async () => {
    const { app } = await file.stage.visit({ group: designTeam });
    await askAboutAll(app);
    await removeButton(app).click();
    await app.getByRole('heading', { name: 'Nobody is in this group' }).waitFor();
  });
});

describe('a group that gives use of Confluence', () => {
  it('is said of one person, who is named, and needs nothing typed', async () => {
    const { app } = await file.stage.visit({ group: allStaff });
    const dialog = await ask(app, 'Zoë Ångström-Çelik');
    await dialog.getByText('This group gives use of Confluence.').waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    await removeButton(app).click();
    await app.getByText('Removed Zoë Ångström-Çelik from all-staff.').waitFor();
  });

  it('needs the number typed for as few as two people', async () => {
    const { app } = await file.stage.visit({ group: allStaff });
    const dialog = await askAboutBoth(app, ['Zoë Ångström-Çelik', 'José Ñáñez Íñiguez']);
    await dialog.getByText('This group gives use of Confluence.').waitFor();
    expect(await whyNot(app)).toBe('To remove, type the number of people.');
    await countField(app, '2').fill('1');
    expect(await removeButton(app).isDisabled()).toBe(true);
    await countField(app, '2').fill(' 2 ');
    await removeButton(app).click();
    await app.getByText('Removed 2 of 2 people from all-staff').waitFor();
  });

  it('says that one may lose access to Confluence', async () => {
    const { app } = await file.stage.visit({ group: allStaff });
    const dialog = await ask(app, ME);
    await dialog.getByText('You may lose access to Confluence, this page included.').waitFor();
    expect(await dialog.getByText('You can undo this').count()).toBe(0);
  });

  it('and administration too needs both typed', async () => {
    file.stage.fault(accessFault('user', [siteAdmins]));
    const { app } = await file.stage.visit({ group: siteAdmins });
    await askAboutBoth(app, [ME, OTHER]);
    expect(await whyNot(app)).toBe('To remove, type the group’s name and the number of people.');
    await countField(app, '2').fill('2');
    await app.getByRole('status').getByText('To remove, type the group’s name.', { exact: true }).waitFor();
    await nameField(app, 'site-admins').fill('site-admins');
    await removeButton(app).click();
    await app.getByText('Removed 2 of 2 people from site-admins').waitFor();
  });
});

describe('an administrators’ group', () => {
  it('needs its name typed exactly, with Enter or the button', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins });
    const dialog = await ask(app, OTHER);
    await dialog.getByText('This group gives administration of the site or of Confluence.').waitFor();
    expect(await whyNot(app)).toBe('To remove, type the group’s name.');
    for (const typed of ['Site-Admins', 'site-admin', 'site admins']) {
      await nameField(app, 'site-admins').fill(typed);
      await page.keyboard.press('Enter');
      expect(await removeButton(app).isDisabled()).toBe(true);
    }
    await nameField(app, 'site-admins').fill('  site-admins ');
    expect(file.stage.deletedIds).toEqual([]);
    await page.keyboard.press('Enter');
    await app.getByText(`Removed ${OTHER} from site-admins.`).waitFor();
    expect(file.stage.deletedIds).toHaveLength(1);
  });

  it('forgets what was typed when the dialog is closed', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins });
    await ask(app, OTHER);
    await nameField(app, 'site-admins').fill('site-admins');
    await page.keyboard.press('Escape');
    await app.getByRole('dialog').waitFor({ state: 'detached' });
    const opener = app.getByRole('button', { name: `Remove ${OTHER}`, exact: true });
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
    await ask(app, OTHER);
    expect(await nameField(app, 'site-admins').inputValue()).toBe('');
  });

  it('says to those who remove themselves that they may be locked out', async () => {
    const { app } = await file.stage.visit({ group: siteAdmins });
    const dialog = await ask(app, ME);
    await dialog.getByText('This is your own account. You may lose administration').waitFor();
    await dialog.getByText('only another admin can').waitFor();
    expect(await dialog.getByText('You can undo this').count()).toBe(0);
  });

  it('is not emptied: not at once, and not one by one', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins });
    const dialog = await askAboutAll(app);
    await dialog.getByText('Nobody would be left in this administrators’ group').waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    expect(await whyNot(app)).toBe('Can’t be removed: nobody would be left.');
    await page.keyboard.press('Escape');
    await app.getByRole('checkbox', { name: `Select ${ME}` }).uncheck();
    await app.getByRole('button', { name: 'Remove selected (2)' }).click();
    await confirmRemoval(app);
    await app.getByRole('region', { name: 'Removal summary' }).getByText('Removed 2 of 2').waitFor();
    await app.getByText('1 member', { exact: true }).waitFor();
    await ask(app, ME);
    expect(await whyNot(app)).toBe('Can’t be removed: nobody would be left.');
    expect(file.stage.deletedIds).toHaveLength(2);
  });

  it('is not emptied while a run or a single removal takes others out', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins });
    const third = (await app.getByRole('rowheader').allInnerTexts()).find(
      (name) => ![ME, OTHER].includes(name),
    );
    const { held, release } = await hold(page, 'makeChanges');
    await ask(app, third ?? '');
    await confirmRemoval(app);
    await held;
    const dialog = await askAboutBoth(app, [ME, OTHER]);
    await dialog.getByText('Others are being removed from it already.').waitFor();
    expect(await whyNot(app)).toBe('Can’t be removed: nobody would be left.');
    await page.keyboard.press('Escape');
    release();
    await app.getByText(`Removed ${third ?? ''} from site-admins.`).waitFor();
    await app.getByRole('checkbox', { name: `Select ${ME}` }).uncheck();
    const run = await hold(page, 'makeChanges');
    await app.getByRole('button', { name: 'Remove selected (1)' }).click();
    await confirmRemoval(app);
    await run.held;
    await ask(app, ME);
    expect(await whyNot(app)).toBe('Can’t be removed: nobody would be left.');
    expect(file.stage.deletedIds).toHaveLength(2);
  });

  it('needs its name again where what failed is retried', async () => {
    const { app } = await file.stage.visit({ group: siteAdmins });
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await app.getByRole('checkbox', { name: `Select ${ME}` }).uncheck();
    file.stage.fault({ method: 'DELETE', accountId: MATEO_ID, status: 503 });
    await app.getByRole('button', { name: 'Remove selected (2)' }).click();
    await confirmRemoval(app);
    await app.getByRole('button', { name: 'Check (1)' }).click();
    file.stage.fault();
    await app.getByRole('button', { name: 'Retry failed (1)' }).click();
    const dialog = app.getByRole('dialog', { name: 'Remove 1 person from site-admins?' });
    await dialog.getByText(/^Begun by you on .+, for 2 people in all\.$/).waitFor();
    await dialog.getByText('This group gives administration of the site or of Confluence.').waitFor();
    expect(await whyNot(app)).toBe('To remove, type the group’s name.');
    await nameField(app, 'site-admins').fill('site-admins');
    await removeButton(app).click();
    await app.getByText('Removed 2 of 2 people from site-admins').first().waitFor();
  });

  it('keeps a person: an app administers nothing', async () => {
    file.stage.fault(accessFault('site-admin', [designTeam]));
    const { page, app } = await file.stage.visit({ group: designTeam });
    await app.getByRole('checkbox', { name: 'Select all' }).check();
    await rowOf(app, 'Design Digest').getByRole('checkbox').uncheck();
    await app.getByRole('button', { name: 'Remove selected (23)' }).click();
    const dialog = await removalDialog(app);
    await dialog.getByText('Only apps would be left in this administrators’ group').waitFor();
    expect(await whyNot(app)).toBe('Can’t be removed: no person would be left.');
    await page.keyboard.press('Escape');
    // Nothing else that Confluence says of an account tells whether it may administer.
    await rowOf(app, 'Dana Okonkwo').getByRole('checkbox').uncheck();
    await app.getByRole('button', { name: 'Remove selected (22)' }).click();
    await removalDialog(app);
    expect(await whyNot(app)).toBe('To remove, type the group’s name.');
  });
});

describe('where it cannot be found out what a group gives', () => {
  it('says so, asks for the name, and asks Confluence again on demand', async () => {
    const { app } = await file.stage.visit({ group: designTeam });
    file.stage.fault({ path: 'accessType=admin', status: 503 });
    const dialog = await ask(app, ME);
    await dialog.getByText('What this group gives access to could not be found out').waitFor();
    await dialog.getByText('Confluence had a problem. To be safe').waitFor();
    await dialog.getByText('This may be more than is known here').waitFor();
    expect(await whyNot(app)).toBe('To remove, type the group’s name.');
    await dialog.getByText('Response details').click();
    await dialog.getByText('Status code: 503').waitFor();
    file.stage.fault();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByRole('textbox').waitFor({ state: 'detached' });
    await dialog.getByText('You lose whatever').waitFor();
    await removeButton(app).click({ trial: true }); // Waits until it is enabled.
    // The button that had the focus is gone; Escape still belongs to the dialog.
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  });

  it('lets the name stand for it', async () => {
    const { app } = await file.stage.visit({ group: designTeam });
    file.stage.fault({ path: 'accessType', status: 403 });
    await ask(app, 'Ib');
    await nameField(app, 'design-team').fill('design-team');
    await removeButton(app).click();
    await app.getByText('Removed Ib from design-team.').waitFor();
  });

  it.each([
    ['site-admin', 'Whether this group gives administration could not be found out'],
    ['user', 'Whether this group gives use of Confluence could not be found out'],
  ])('says so where a site has too many groups of type %s', async (accessType, words) => {
    file.stage.fault(accessFault(accessType, ['other'], true));
    const { app } = await file.stage.visit({ group: designTeam });
    const dialog = await ask(app, 'Ib');
    await dialog.getByText(words).waitFor();
    await dialog
      .getByText('This site has more groups that give access than the app looks through.')
      .waitFor();
    // Asking again would find as many.
    expect(await dialog.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(await whyNot(app)).toBe('To remove, type the group’s name.');
  });
});

describe.each(['light', 'dark'] as const)('no axe violation in %s', (colorScheme) => {
  it('asking for a name, about oneself', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins, colorScheme });
    await ask(app, ME);
    await expectAccessible(page);
  });

  it('refusing', async () => {
    const { page, app } = await file.stage.visit({ group: siteAdmins, colorScheme });
    await askAboutAll(app);
    await app.getByRole('heading', { name: 'Nobody would be left' }).waitFor();
    await expectAccessible(page);
  });

  it('asking for name and number after a failed look-up, at 320 px', async () => {
    const { page, app } = await file.stage.visit({
      group: contractors,
      colorScheme,
      viewport: { width: 320, height: 700 },
    });
    await readWhole(app, 240);
    file.stage.fault({ path: 'accessType', status: 503 });
    await askAboutAll(app);
    await app.getByRole('heading', { name: 'could not be found out' }).waitFor();
    await expectAccessible(page);
  });
});

it.each([
  [1280, 800],
  [640, 400], // 200 % zoom halves the CSS pixels of a window of 1280 × 800.
  [320, 568],
])('has all it asks for in reach within %i × %i px', async (width, height) => {
  const { app } = await file.stage.visit({ group: contractors, viewport: { width, height } });
  await readWhole(app, 240);
  file.stage.fault({ path: 'accessType', status: 503 });
  const dialog = await askAboutAll(app);
  const box = await dialog.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, top, right: window.innerWidth - right, bottom: window.innerHeight - bottom };
  });
  expect(Math.min(box.left, box.top, box.right, box.bottom)).toBeGreaterThanOrEqual(0);
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  file.stage.fault();
  await confirmRemoval(app);
  await app.getByRole('region', { name: 'Removal summary' }).getByText('Removed 240 of 240').waitFor();
});
