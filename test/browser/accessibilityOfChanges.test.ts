import { expectAccessible, expectAccessibleEverywhere } from './support/accessible';
import { Past, peopleTable, receipt, ZOE } from './support/history';
import {
  confirmPlan,
  goTo,
  groupIds,
  hold,
  planButton,
  readWhole,
  removePerson,
  rowOf,
  selectFirst,
  Stage,
  type FrameLocator,
} from './support/page';

/** What is to be changed, is being changed, and was. */

// Too short for retries, so that the first fault of a removal is what the row tells.
const file = Stage.forFile({ invocationLimitMs: 5_000 });
const past = new Past(file);
/** Of twelve people: a scan takes as long as there are rows. */
const { research } = groupIds;

const dialogOf = (app: FrameLocator) => app.getByRole('dialog');

/** Gives the dialog a table as a file. */
async function giveFile(app: FrameLocator, name: string, rows: readonly (readonly string[])[]) {
  const buffer = Buffer.from(rows.map((cells) => cells.join(',')).join('\n'));
  await dialogOf(app).locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

describe('no violation, in both themes, at 1280 and 320 px:', () => {
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

  it('two groups compared, also where one of them is known in part, and a group compared with a list', async () => {
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
    await goTo(page, { path: `/compare/a/${groupIds.deptHumanResources}` });
    await app.getByRole('button', { name: 'A list', exact: true }).click();
    const list = app.getByRole('textbox', { name: 'Account IDs or email addresses' });
    await list.fill(`Account,Full name\n${ZOE.id},\n,Imogen Prescott\n,Nobody At All`);
    await app.getByRole('region', { name: 'To decide' }).waitFor();
    await app.getByRole('button', { name: 'Only in the list 1' }).click();
    await rowOf(app, ZOE.name).waitFor();
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
    await goTo(page, { group: groupIds.oktaEngineering });
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
});
