/** Memberships until a date: added, listed, moved, ended by the worker or, where that cannot be, from the page. */
import { dayFromNow } from '../static/support/days';
import { expectAccessible, expectAccessibleEverywhere } from './support/accessible';
import { changesTable, OLGA, openNewest, Past, receipt, ZOE } from './support/history';
import {
  confirmPlan,
  confirmRemoval,
  groupIds,
  Stage,
  type FrameLocator,
  type Locator,
} from './support/page';
import { letTimePass } from './support/worker';

const { emptyGroup } = groupIds;
const DAY_MS = 86_400_000;
const TITLE = 'Memberships with an end date';

const button = (app: FrameLocator | Locator, name: string) => app.getByRole('button', { name, exact: true });
const region = (app: FrameLocator) => app.getByRole('region', { name: TITLE });
const rowsOf = (app: FrameLocator) => app.getByRole('table', { name: TITLE }).locator('tbody tr');

/** Opens "Add people" of the empty group, and chooses people and their last day there. */
async function choosePeople(app: FrameLocator, names: readonly string[], day: string): Promise<void> {
  await button(app, 'Add people').first().click();
  for (const name of names) {
    await app.getByRole('searchbox', { name: 'Find people' }).fill(name);
    await button(app, `Choose ${name}`).click();
  }
  await app.getByLabel('Until (optional)').fill(day);
}

describe('where the app can act for an admin who is away', () => {
  const file = Stage.forFile();
  const past = new Past(file);

  it('people are added until a date, which is listed, moved, comes, and is dropped when they are taken back', async () => {
    const { stage } = file;
    const { page, app } = await stage.visit({ group: emptyGroup });
    await choosePeople(app, [ZOE.name, OLGA.name], dayFromNow(1));
    await button(app, 'Review 2 people').click();
    await app.getByText(/^They are added, and removed again at the end of .+\.$/).waitFor();
    await expectAccessible(page);
    await confirmPlan(app);
    await receipt(app).waitFor();
    await button(receipt(app), 'Dismiss').click();

    await app.getByRole('tab', { name: 'Groups' }).click();
    await button(app, TITLE).click();
    await region(app).getByText('2 memberships end, the soonest first.').waitFor();
    await expectAccessibleEverywhere(page);
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
    const changed = stage.requests.filter(({ method }) => method === 'DELETE');
    const asked = changed.map(({ principal }) =>
      'persona' in principal ? principal.persona : principal.type,
    );
    expect(asked).toEqual(['site-admin']);
    expect(stage.deletedIds).toEqual([ZOE.id]);

    const { app: back } = await stage.visit({
      after: page,
      path: '/history',
      clockAheadMs: 2 * DAY_MS,
    });
    const newest = changesTable(back).locator('tbody tr').first();
    await newest.getByText('Ends memberships whose date had come').waitFor();
    await newest.getByText('1 in the background').waitFor();
    await newest.getByText('Sasha Whitfield').waitFor();
    await openNewest(back);
    await back.getByText('1 of 1 change was made in the background, as you.').waitFor();

    // Who was added with her is taken back by hand.
    await button(back, 'An earlier change').click();
    await back.getByText('Added until').waitFor();
    await button(back, 'Undo').first().click();
    await confirmRemoval(back);
    await back.getByRole('heading', { name: `Removed ${OLGA.name} from empty-group` }).waitFor();
    expect(await past.members(emptyGroup)).toEqual([]);
    await back.getByRole('tab', { name: 'Groups' }).click();
    await button(back, TITLE).click();
    await region(back)
      .getByText(/^No membership has an end date\./)
      .waitFor();
  }, 60_000);
});

describe('where it cannot', () => {
  const file = Stage.forFile({ impersonation: 'off' });
  const past = new Past(file);

  it('those whose date has come stay, the page says why unasked, and they are removed from there', async () => {
    const { stage } = file;
    const { page, app } = await stage.visit({ group: emptyGroup });
    await choosePeople(app, [ZOE.name], dayFromNow(1));
    await button(app, `Add ${ZOE.name}`).click();
    const dialog = app.getByRole('dialog', { name: `Add ${ZOE.name} to empty-group?` });
    expect(await dialog.getByLabel('Until (optional)').inputValue()).toBe(dayFromNow(1));
    await button(dialog, 'Add').click();
    await receipt(app).waitFor();
    await page.close();
    stage.sandbox.confluence.requestLog.clear();
    await letTimePass(stage, 2 * DAY_MS);
    expect(await past.members(emptyGroup)).toEqual([ZOE.id]);

    const { page: later, app: back } = await stage.visit({ after: page, clockAheadMs: 2 * DAY_MS });
    await region(back).getByText('Date has come, not removed').waitFor();
    await region(back)
      .getByText(/^The app could not act for you, who set the date: /)
      .waitFor();
    await expectAccessibleEverywhere(later);
    expect(stage.deletedIds).toEqual([]);
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
});
