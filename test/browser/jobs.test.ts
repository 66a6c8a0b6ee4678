import { Past, receipt, ZOE } from './support/history';
import {
  chooseAction,
  confirmPlan,
  groupIds,
  planButton,
  readWhole,
  rowOf,
  Stage,
  type FrameLocator,
} from './support/page';
import { Clicks } from './support/walk';
import { WatchedFunction } from './support/watchedFunction';

const watched = new WatchedFunction();
const file = Stage.forFile({ handler: watched.handler });
const past = new Past(file);
const { designTeam, emptyGroup } = groupIds;
const DANA = { name: 'Dana Okonkwo', id: '5c3a2000e0d7426a91b8c02d' };
const IB = { name: 'Ib', id: '5c3a2050e0d7426a91b8c034' };
const JONAS = { name: 'Jonas Berg', id: '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713' };
const DAY_MS = 86_400_000;

beforeEach(() => watched.watchClock());

const groupNamed = (app: FrameLocator, name: string) =>
  app.getByRole('table', { name: 'Groups' }).getByRole('button', { name, exact: true });
const boxOf = (app: FrameLocator, name: string) => rowOf(app, name).getByRole('checkbox');
const findPerson = (app: FrameLocator) => app.getByRole('searchbox', { name: 'Find a person' });

/** Ids of the groups that a person is in. */
async function groupsOf(accountId: string): Promise<string[]> {
  const query = `accountId=${encodeURIComponent(accountId)}&limit=200`;
  const response = await fetch(`${file.stage.sandbox.url}/wiki/rest/api/user/memberof?${query}`, {
    headers: { authorization: 'Bearer site-admin' },
  });
  return ((await response.json()) as { results: { id: string }[] }).results.map(({ id }) => id);
}

it('takes three people out of a group in six clicks, and puts them back in two', async () => {
  const { app } = await file.stage.visit();
  const { click, clicks } = count();
  await click(groupNamed(app, 'design-team'));
  for (const { name } of [ZOE, DANA, IB]) await click(boxOf(app, name));
  await click(app.getByRole('button', { name: 'Remove selected (3)' }));
  await click(app.getByRole('button', { name: 'Remove 3 people' }));
  await receipt(app).getByText(`Removed ${ZOE.name}, ${DANA.name}, and 1 other from design-team`).waitFor();
  expect(clicks.count).toBeLessThanOrEqual(6);
  const three = [ZOE.id, DANA.id, IB.id];
  expect((await past.members(designTeam)).filter((id) => three.includes(id))).toEqual([]);
  expect([...file.stage.deletedIds].sort()).toEqual([...three].sort());
  await receipt(app).getByRole('button', { name: 'Undo', exact: true }).click();
  await app.getByRole('button', { name: 'Add 3 people back' }).click();
  await receipt(app).getByText(`Added ${ZOE.name}, ${DANA.name}, and 1 other back to design-team`).waitFor();
  expect((await past.members(designTeam)).filter((id) => three.includes(id)).sort()).toEqual(
    [...three].sort(),
  );
  await readWhole(app, 24);
});

it('takes a person out of everything, and leaves out what an identity provider owns', async () => {
  const { app } = await file.stage.visit();
  const before = await groupsOf(JONAS.id);
  expect(before).toContain(groupIds.oktaEngineering);
  const { click, clicks } = count();
  await click(app.getByRole('tab', { name: 'People' }));
  await findPerson(app).fill('Jonas Berg');
  await click(app.getByRole('button', { name: JONAS.name, exact: true }));
  await click(app.getByRole('button', { name: 'Offboard' }));
  await app.getByText('1 owned by an identity provider').waitFor();
  await click(planButton(app));
  await receipt(app).waitFor();
  expect(clicks.count).toBeLessThanOrEqual(4);
  expect(await groupsOf(JONAS.id)).toEqual([groupIds.oktaEngineering]);
  const table = app.getByRole('table', { name: `Groups of ${JONAS.name}` });
  await table.getByRole('row').nth(2).waitFor({ state: 'detached' });
  expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(['okta-engineering']);
});

it('says in four clicks what happened to a person last month, from the person or from the history', async () => {
  await past.removed([ZOE.id, DANA.id]);
  await watched.advance(35 * DAY_MS);
  const { page, app } = await file.stage.visit({ clockAheadMs: 35 * DAY_MS });
  const { click, clicks } = count();
  await click(app.getByRole('tab', { name: 'People' }));
  await findPerson(app).fill('Dana');
  await click(app.getByRole('button', { name: DANA.name, exact: true }));
  await click(app.getByRole('button', { name: 'Show what was changed here' }));
  const changes = app.getByRole('table', { name: 'Changes made here' });
  await changes.getByRole('rowheader', { name: 'Removed from design-team' }).waitFor();
  expect(clicks.count).toBeLessThanOrEqual(4);
  expect(await changes.getByRole('row').count()).toBe(2);
  await page.goBack();
  await page.goBack();
  const other = count();
  await other.click(app.getByRole('tab', { name: 'History' }));
  await app.getByRole('combobox', { name: 'Person' }).fill('Dana');
  await other.click(app.getByRole('option', { name: DANA.name }));
  await app.getByRole('heading', { name: `Changes of ${DANA.name}` }).waitFor();
  await app.getByRole('rowheader', { name: 'Removed from design-team' }).waitFor();
  expect(other.clicks.count).toBeLessThanOrEqual(4);
});

it('adds two people to an empty group, found by name', async () => {
  const { app } = await file.stage.visit();
  const { click, clicks } = count();
  await click(groupNamed(app, 'empty-group'));
  await click(app.getByRole('button', { name: 'Add people' }));
  const find = app.getByRole('searchbox', { name: 'Find people' });
  await find.fill('Zoë Ångström');
  await click(app.getByRole('button', { name: `Choose ${ZOE.name}` }));
  await find.fill('Jonas Berg');
  await click(app.getByRole('button', { name: `Choose ${JONAS.name}` }));
  await click(app.getByRole('button', { name: 'Review 2 people' }));
  await click(app.getByRole('button', { name: 'Add 2 people', exact: true }));
  await receipt(app).getByText(`Added ${ZOE.name} and ${JONAS.name} to empty-group`).waitFor();
  expect(clicks.count).toBeLessThanOrEqual(6);
  expect((await past.members(emptyGroup)).sort()).toEqual([ZOE.id, JONAS.id].sort());
  await rowOf(app, ZOE.name).waitFor();
  await app.getByText('2 members', { exact: true }).waitFor();
});

it('keeps a plan through a reload: who was taken out of it, and why it is made', async () => {
  const { page, app } = await file.stage.visit({ group: designTeam });
  await readWhole(app, 24);
  for (const { name } of [ZOE, DANA, IB]) await boxOf(app, name).check();
  await app.getByRole('button', { name: 'Remove selected (3)' }).click();
  await app.getByRole('button', { name: `Take out ${DANA.name}` }).click();
  await app.getByRole('textbox', { name: 'Reason' }).fill('OPS-421');
  await page.reload();
  await app.getByRole('button', { name: 'Remove 2 people' }).waitFor();
  expect(await app.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('OPS-421');
  await app.getByText('3 people → 2 to remove · 1 taken out').waitFor();
  await confirmPlan(app);
  await receipt(app).waitFor();
  expect([...file.stage.deletedIds].sort()).toEqual([ZOE.id, IB.id].sort());
  await receipt(app).getByRole('button', { name: 'View receipt' }).click();
  await receipt(app).getByText('OPS-421').waitFor();
});

it('leaves a protected person out of a plan, and refuses where the page is older than the list', async () => {
  const { page, app } = await file.stage.visit({ group: designTeam });
  await readWhole(app, 24);
  for (const { name } of [ZOE, DANA]) await boxOf(app, name).check();
  await app.getByRole('button', { name: 'Remove selected (2)' }).click();
  await planButton(app).and(app.locator(':enabled')).waitFor();
  // In another tab.
  const other = await page.context().newPage();
  await other.goto(`${file.stage.sandbox.url}/?as=site-admin`);
  const second = other.frameLocator('iframe');
  await chooseAction(second, 'Protected people');
  await second.getByRole('searchbox', { name: 'Find people to protect' }).fill('Zoë Ångström');
  await second.getByRole('button', { name: `Choose ${ZOE.name}` }).click();
  await second.getByText(`Added ${ZOE.name}.`).waitFor();
  // The first tab does not know.
  await confirmPlan(app);
  await receipt(app).getByText(`Removed ${DANA.name} from design-team`).waitFor();
  expect(file.stage.deletedIds).toEqual([DANA.id]);
  await rowOf(app, ZOE.name).getByText('Not removed. Protected from removal.').waitFor();
  // A new plan in the second tab does.
  await second.getByRole('button', { name: 'Close' }).click();
  await groupNamed(second, 'design-team').click();
  for (const name of [ZOE.name, IB.name]) await boxOf(second, name).check();
  await second.getByRole('button', { name: 'Remove selected (2)' }).click();
  await second.getByText('1 protected').waitFor();
  await second.getByRole('button', { name: 'Remove 1 person' }).waitFor();
});

function count() {
  const clicks = new Clicks();
  return { clicks, click: clicks.click.bind(clicks) };
}
