/** Memberships until a date: added, listed, moved, ended by the worker or, where that cannot be, from the page. */
import { dayFromNow } from '../static/support/days';
import { expectAccessible, expectAccessibleEverywhere } from './support/accessible';
import { changesTable, OLGA, openNewest, Past, receipt, ZOE } from './support/history';
import { confirmPlan, groupIds, Stage, type FrameLocator, type Locator } from './support/page';
import { passTimeUntil } from './support/pageClock';
import { letTimePass, SITE_ADMIN } from './support/worker';

const file = Stage.forFile();
const past = new Past(file);
const { emptyGroup } = groupIds;
const DAY_MS = 86_400_000;
const TITLE = 'Memberships with an end date';

const button = (app: FrameLocator | Locator, name: string) => app.getByRole('button', { name, exact: true });
const region = (app: FrameLocator) => app.getByRole('region', { name: TITLE });
const rowsOf = (app: FrameLocator) => app.getByRole('table', { name: TITLE }).locator('tbody tr');

it('people are added until a date, which is listed, moved, and comes: then the worker removes them, or the page where it cannot', async () => {
  const { stage } = file;
  const { page, app } = await stage.visit({ group: emptyGroup });
  await button(app, 'Add people').first().click();
  for (const name of [ZOE.name, OLGA.name]) {
    await app.getByRole('searchbox', { name: 'Find people' }).fill(name);
    await button(app, `Choose ${name}`).click();
  }
  await app.getByLabel('Until (optional)').fill(dayFromNow(1));
  await button(app, 'Review 2 people').click();
  await app.getByText(/^They are added, and removed again at the end of .+\.$/).waitFor();
  await expectAccessible(page);
  await confirmPlan(app);
  await receipt(app).waitFor();
  await button(receipt(app), 'Dismiss').click();

  await app.getByRole('tab', { name: 'Groups' }).click();
  await button(app, TITLE).click();
  await region(app).getByText('2 memberships end, the soonest first.').waitFor();
  await button(region(app), `Change date: ${OLGA.name}, empty-group`).click();
  const dialog = app.getByRole('dialog', { name: `Change the date: ${OLGA.name} in empty-group` });
  await dialog.getByLabel('New date').fill(dayFromNow(7));
  await expectAccessible(page);
  await button(dialog, 'Change date').click();
  await region(app).getByText('Changed the date of 1 membership.').waitFor();
  await rowsOf(app).nth(1).getByText(OLGA.name).waitFor();
  await rowsOf(app).nth(0).getByText(ZOE.name).waitFor();

  stage.sandbox.confluence.requestLog.clear();
  await page.close();
  await letTimePass(stage, 2 * DAY_MS);
  expect(await past.members(emptyGroup)).toEqual([OLGA.id]);
  const asked = stage.requests
    .filter(({ method }) => method === 'DELETE')
    .map(({ principal }) => ('persona' in principal ? principal.persona : principal.type));
  expect(asked).toEqual(['site-admin']);
  expect(stage.deletedIds).toEqual([ZOE.id]);
  // The other's comes while the app cannot act for the admin.
  stage.sandbox.confluence.changePerson(SITE_ADMIN.id, { isDeactivated: true });
  await letTimePass(stage, 6 * DAY_MS);
  stage.sandbox.confluence.changePerson(SITE_ADMIN.id, { isDeactivated: false });
  expect(stage.deletedIds).toEqual([ZOE.id]);

  const { page: later, app: back } = await stage.visit({
    ...{ after: page, clockAheadMs: 8 * DAY_MS, hasFastClock: true },
  });
  await button(back, 'Undo the last change').waitFor();
  await passTimeUntil(later, region(back).getByText('Date has come, not removed'));
  await region(back)
    .getByText(/^The app could not act for you, who set the date: /)
    .waitFor();
  await expectAccessibleEverywhere(later);
  await back.getByRole('tab', { name: 'History' }).click();
  const newest = changesTable(back).locator('tbody tr').first();
  await newest.getByText('Ends memberships whose date had come').waitFor();
  await newest.getByText('1 in the background').waitFor();
  await newest.getByText('Sasha Whitfield').waitFor();
  await openNewest(back);
  await back.getByText('1 of 1 change was made in the background, as you.').waitFor();
  await button(back, 'An earlier change').click();
  await back.getByText('Added until').waitFor();

  await back.getByRole('tab', { name: 'Groups' }).click();
  await button(region(back), 'Review removal').click();
  await confirmPlan(back);
  await receipt(back).waitFor();
  expect(await past.members(emptyGroup)).toEqual([]);
  await back.getByRole('tab', { name: 'Groups' }).click();
  await button(back, TITLE).click();
  await region(back)
    .getByText(/^No membership has an end date\./)
    .waitFor();
}, 60_000);
