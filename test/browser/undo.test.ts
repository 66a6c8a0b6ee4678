import { expectAccessible } from './support/accessible';
import { changesTable, OLGA, openNewest, Past, peopleTable, personIn, receipt, ZOE } from './support/history';
import { confirmPlan, groupIds, hold, rowOf, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const past = new Past(file);
const { contractors, designTeam } = groupIds;

const undo = (app: FrameLocator) => receipt(app).getByRole('button', { name: 'Undo', exact: true });

/** Opens a run in a new page. */
async function visitRun(runId: string) {
  const visit = await file.stage.visit({ path: `/changes/${runId}` });
  await peopleTable(visit.app).waitFor();
  return visit;
}

it('adds back everyone whom the last change removed, and nobody else', async () => {
  const before = await past.members(contractors);
  await past.removed(before.slice(0, 120), { groupId: contractors });
  const { page, app } = await file.stage.visit();
  await app.getByRole('button', { name: 'Undo the last change' }).click();
  await app.getByText('120 people to add back to contractors').waitFor();
  await app.getByText(/^Takes back what you changed on .+: 120 changes in all\.$/).waitFor();
  await expectAccessible(page);
  await app.getByRole('button', { name: 'Add 120 people back' }).click();
  await receipt(app)
    .getByText(/^Added .+ and 118 others back to contractors$/)
    .waitFor();
  expect((await past.members(contractors)).sort()).toEqual([...before].sort());
  await app.getByRole('tab', { name: 'History' }).click();
  await changesTable(app).getByText('Undo of an earlier change').waitFor();
  await changesTable(app).getByText('Undone', { exact: true }).waitFor();
});

it('adds one person back, who then is in the list of members again', async () => {
  await past.removed([ZOE.id, OLGA.id]);
  const { page, app } = await file.stage.visit({ group: designTeam });
  await app.getByText('22 members').waitFor();
  await app.getByRole('tab', { name: 'History' }).click();
  await openNewest(app);
  await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
  const asked = app.getByRole('dialog', { name: `Add ${ZOE.name} back to design-team?` });
  await asked.waitFor();
  expect(await app.locator(':focus').innerText()).toBe('Cancel');
  await page.keyboard.press('Escape');
  await asked.waitFor({ state: 'detached' });
  await app.locator(`[aria-label="Undo ${ZOE.name}"]:focus`).waitFor();
  await page.keyboard.press('Enter');
  await asked.getByRole('button', { name: 'Add', exact: true }).click();
  await personIn(app, ZOE.id).getByText('Removed, added back since').waitFor();
  await personIn(app, OLGA.id).getByText('Removed', { exact: true }).waitFor();
  expect(await past.members(designTeam)).not.toContain(OLGA.id);
  await app.getByRole('tab', { name: 'Groups' }).click();
  await app.getByText('23 members').waitFor();
  await rowOf(app, ZOE.name).waitFor();
});

it('can itself be undone: whom it added back is removed again, but for those who have left since', async () => {
  const { app } = await visitRun(await past.undid(await past.removed([ZOE.id, OLGA.id]), 2));
  await past.removedElsewhere(OLGA.id);
  await personIn(app, ZOE.id).getByText('Added back', { exact: true }).waitFor();
  await undo(app).click();
  await app.getByText('2 people → 1 to remove · 1 not in the group').waitFor();
  await confirmPlan(app);
  // Back where it was opened.
  await personIn(app, ZOE.id).getByText('Added back, removed since').waitFor();
  expect(await past.members(designTeam)).not.toContain(ZOE.id);
  await app.getByRole('button', { name: 'All changes', exact: true }).click();
  await openNewest(app);
  await app.getByRole('heading', { name: 'Removed 1 person from design-team' }).waitFor();
  await receipt(app).getByRole('button', { name: 'An earlier change' }).click();
  await app.getByRole('heading', { name: 'Added 2 people back to design-team' }).waitFor();
});

it('can be canceled while Confluence is asked who is in the group', async () => {
  const { page, app } = await visitRun(await past.removed([ZOE.id, OLGA.id]));
  const { held, release } = file.stage.holdReads(/memberof/);
  await undo(app).click();
  await held;
  await app.getByRole('progressbar', { name: 'Preparing the changes' }).waitFor();
  await expectAccessible(page);
  await app.getByRole('button', { name: 'Cancel' }).click();
  release();
  await undo(app).waitFor();
  expect(await app.getByRole('heading', { name: 'Review changes' }).count()).toBe(0);
});

it('waits for the changes under way, and says why', async () => {
  const { page, app } = await visitRun(await past.removed([ZOE.id, OLGA.id]));
  const { release } = await hold(page, 'makeChanges');
  await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await receipt(app).getByText('Wait until the changes under way are done.').waitFor();
  expect(await undo(app).isDisabled()).toBe(true);
  expect(await app.getByRole('button', { name: `Undo ${OLGA.name}` }).isDisabled()).toBe(true);
  await expectAccessible(page);
  release();
  await personIn(app, ZOE.id).getByText('Removed, added back since').waitFor();
  expect(await undo(app).first().isEnabled()).toBe(true);
});
