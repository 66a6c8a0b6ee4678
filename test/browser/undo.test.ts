import { expectAccessible } from './support/accessible';
import { changesTable, OLGA, openNewest, Past, personIn, receipt, ZOE } from './support/history';
import { confirmPlan, groupIds, hold, rowOf, Stage, type FrameLocator } from './support/page';
import { plantPossible } from './support/worker';

const file = Stage.forFile();
const past = new Past(file);
const { designTeam } = groupIds;

const button = (app: FrameLocator, name: string) => app.getByRole('button', { name, exact: true });
// What the page says of it may cover what is clicked here.
beforeEach(() => plantPossible(file.stage));

const undo = (app: FrameLocator) => receipt(app).getByRole('button', { name: 'Undo', exact: true });

it('takes the last change back, itself too, and one person alone: whoever it is about, and nobody else', async () => {
  const before = await past.members(designTeam);
  const others = before.filter((id) => id !== ZOE.id && id !== OLGA.id);
  await past.removed([ZOE.id, OLGA.id, ...others.slice(0, 10)]);

  // It can be canceled while Confluence is asked who is in the group.
  const asking = file.stage.holdReads(/memberof|membersByGroupId/);
  const { page, app } = await file.stage.visit();
  await button(app, 'Undo the last change').click();
  await asking.held;
  await app.getByRole('progressbar', { name: 'Preparing the changes' }).waitFor();
  await expectAccessible(page);
  await button(app, 'Cancel').click();
  asking.release();
  await app.getByRole('heading', { name: 'Review changes' }).waitFor({ state: 'hidden' });
  await button(app, 'Undo the last change').click();
  await app.getByText('12 people to add back to design-team').waitFor();
  await app.getByText(/^Takes back what you changed on .+: 12 changes in all\.$/).waitFor();
  await expectAccessible(page);
  await button(app, 'Add 12 people back').click();
  await receipt(app)
    .getByText(/^Added .+ and 10 others back to design-team$/)
    .waitFor();
  expect((await past.members(designTeam)).sort()).toEqual([...before].sort());
  await app.getByRole('tab', { name: 'History' }).click();
  await changesTable(app).getByText('Undo of an earlier change').waitFor();
  await changesTable(app).getByText('Undone', { exact: true }).waitFor();

  // Whom it added back is removed again, but for those who have left since.
  await past.removedElsewhere(OLGA.id);
  await openNewest(app);
  await personIn(app, ZOE.id).getByText('Added back', { exact: true }).waitFor();
  await undo(app).click();
  await app.getByText('12 people → 11 to remove · 1 not in the group').waitFor();
  await confirmPlan(app);
  // Back where it was opened.
  await personIn(app, ZOE.id).getByText('Added back, removed since').waitFor();
  expect(await past.members(designTeam)).not.toContain(ZOE.id);
  await button(app, 'All changes').click();
  await changesTable(app).getByText(`Removed ${ZOE.name} and 10 others from design-team`).waitFor();
  await openNewest(app);
  await app.getByRole('heading', { name: 'Removed 11 people from design-team' }).waitFor();

  // One of them alone; the others wait until that is done, and say why.
  const { release } = await hold(page, 'makeChanges');
  await button(app, `Undo ${ZOE.name}`).click();
  const asked = app.getByRole('dialog', { name: `Add ${ZOE.name} back to design-team?` });
  await asked.waitFor();
  expect(await app.locator(':focus').innerText()).toBe('Cancel');
  await page.keyboard.press('Escape');
  await asked.waitFor({ state: 'detached' });
  await app.locator(`[aria-label="Undo ${ZOE.name}"]:focus`).waitFor();
  await page.keyboard.press('Enter');
  await asked.getByRole('button', { name: 'Add', exact: true }).click();
  await receipt(app).getByText('Wait until the changes under way are done.').waitFor();
  expect(await undo(app).isDisabled()).toBe(true);
  expect(await app.getByRole('button', { name: /^Undo .+/, disabled: false }).count()).toBe(0);
  await expectAccessible(page);
  release();
  await personIn(app, ZOE.id).getByText('Removed, added back since').waitFor();
  expect(await undo(app).first().isEnabled()).toBe(true);
  const members = await past.members(designTeam);
  expect(members.length).toBe(before.length - 11);
  expect(members).toContain(ZOE.id);
  expect(members).not.toContain(OLGA.id);

  await receipt(app).getByRole('button', { name: 'An earlier change' }).click();
  await app.getByRole('heading', { name: 'Added 12 people back to design-team' }).waitFor();
  await app.getByRole('tab', { name: 'Groups' }).click();
  await button(app, 'design-team').click();
  await rowOf(app, ZOE.name).waitFor();
}, 60_000);
