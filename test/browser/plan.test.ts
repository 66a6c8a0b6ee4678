import { expectNothingSideways } from './support/accessible';
import { Past, peopleTable, receipt, ZOE } from './support/history';
import {
  groupIds,
  planButton,
  readWhole,
  resize,
  selectFirst,
  Stage,
  type FrameLocator,
  type Page,
} from './support/page';
import { WatchedFunction } from './support/watchedFunction';

const watched = new WatchedFunction();
const file = Stage.forFile({ handler: watched.handler });
const past = new Past(file);
const { contractors, designTeam } = groupIds;
const DANA = { name: 'Dana Okonkwo', id: '5c3a2000e0d7426a91b8c02d' };
const DAY_MS = 86_400_000;

beforeEach(() => watched.watchClock());

const placeOf = (page: Page) => new URL(page.url()).searchParams;
const planTitle = (app: FrameLocator) => app.getByRole('heading', { name: 'Review changes' });
const planTable = (app: FrameLocator) => app.getByRole('table', { name: 'Planned changes' });

it('goes back from a plan to what was selected, and forward to the plan', async () => {
  const { page, app } = await file.stage.visit({ group: designTeam });
  await readWhole(app, 24);
  await selectFirst(app, 3);
  await app.getByRole('button', { name: 'Remove selected (3)' }).click();
  await planTitle(app).waitFor();
  expect(placeOf(page).get('path')).toBe('/plan');
  await app.getByRole('button', { name: 'Take out Sasha Whitfield' }).click();
  await page.goBack();
  await app.getByText('3 selected', { exact: true }).waitFor();
  await page.goForward();
  await app.getByRole('button', { name: 'Remove 2 people' }).waitFor();
  // Another tab and back by its address.
  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByText('No changes yet').waitFor();
  await page.goBack();
  await app.getByRole('button', { name: 'Remove 2 people' }).waitFor();
  await app.getByRole('button', { name: 'Cancel' }).click();
  await app.getByText('3 selected', { exact: true }).waitFor();
});

it('says at its address that there is no plan, and where one begins', async () => {
  const { page, app } = await file.stage.visit({ path: '/plan' });
  await app.getByText('No changes to review').waitFor();
  await app.getByRole('button', { name: 'Go to Groups' }).click();
  await app.getByRole('table', { name: 'Groups' }).waitFor();
  await page.goBack();
  await app.getByText('No changes to review').waitFor();
});

it('has whole rows and few of them in the document, at 1280 and 320 px', async () => {
  const { page, app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await app.getByRole('button', { name: 'Remove selected (240)' }).click();
  await planButton(app).waitFor();
  await app.getByText('No effect on Confluence access').first().waitFor();
  const rows = planTable(app).locator('tbody').getByRole('row');
  for (const width of [1280, 320]) {
    await resize(page, width, 800);
    expect(await rows.count()).toBeLessThan(60);
    const cut = await rows.evaluateAll((all) =>
      all.flatMap((row) => {
        const { bottom, right } = row.getBoundingClientRect();
        return [...row.querySelectorAll('*')]
          .filter((inner) => {
            const box = inner.getBoundingClientRect();
            return box.bottom > bottom + 1 || box.right > right + 1;
          })
          .map((inner) => inner.outerHTML);
      }),
    );
    expect(cut).toEqual([]);
    await expectNothingSideways(page);
  }
  // The last of them, by the bar of the list.
  await planTable(app).locator('tbody').getByRole('row').first().focus();
  await page.keyboard.press('End');
  await planTable(app).locator('[aria-rowindex="241"]').waitFor();
  await app.getByRole('button', { name: 'Remove 240 people' }).scrollIntoViewIfNeeded();
});

it('shows a receipt months later at its address, and takes the changes back from there', async () => {
  const runId = await past.removed([ZOE.id, DANA.id]);
  await watched.advance(150 * DAY_MS);
  const { page, app } = await file.stage.visit({ path: `/changes/${runId}`, clockAheadMs: 150 * DAY_MS });
  await peopleTable(app).getByText(DANA.name).waitFor();
  await receipt(app).getByText(`Removed ${ZOE.name} and ${DANA.name} from design-team`).waitFor();
  await receipt(app).getByRole('button', { name: 'Undo', exact: true }).click();
  await app.getByRole('button', { name: 'Add 2 people back' }).click();
  // Back where it was opened, which says that they are back.
  await app.getByText('Undone', { exact: true }).first().waitFor();
  expect(placeOf(page).get('path')).toBe(`/changes/${runId}`);
  expect(await past.members(designTeam)).toEqual(expect.arrayContaining([ZOE.id, DANA.id]));
});
