import { expectAccessible } from './support/accessible';
import { NOBODY, OLGA, openRun, Past, personIn, runsTable, ZOE } from './support/history';
import { groupIds, hold, removalDialog, rowOf, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const past = new Past(file);
const group = groupIds.designTeam;
const path = '/history';

const dialog = (app: FrameLocator, name: string | RegExp) => app.getByRole('dialog', { name });
const undo = (app: FrameLocator) => app.getByRole('button', { name: 'Undo', exact: true }).first();
const summary = (app: FrameLocator) => app.getByRole('region', { name: 'Undo summary' });

/** Opens the history's run of this title in a new page. */
async function visitRun(title: string) {
  const visit = await file.stage.visit({ path });
  await openRun(visit.app, title);
  return visit;
}

/** Account ids that a POST was made for. */
async function isMember(accountId: string): Promise<boolean> {
  return (await past.members(group)).includes(accountId);
}

it('adds back everyone whom a run removed, and nobody else', async () => {
  const groupId = groupIds.contractors;
  const before = await past.members(groupId);
  await past.removed(before.slice(0, 120), { groupId });
  const { app } = await visitRun('Removed 120 people');
  await undo(app).click();
  const asked = dialog(app, 'Add 120 people back to contractors?');
  await asked.getByText('and 115 more').waitFor();
  expect(await app.locator(':focus').innerText()).toBe('Cancel');
  await asked.getByRole('button', { name: 'Add back' }).click();
  await summary(app).getByText('Added 120 of 120 people back to contractors').waitFor();
  expect((await past.members(groupId)).sort()).toEqual([...before].sort());
  await app.getByText('Removed, added back since').first().waitFor();
  await app.getByText('Undone', { exact: true }).waitFor();
  await app.getByRole('button', { name: 'All runs', exact: true }).click();
  await runsTable(app).getByRole('button', { name: 'Undo of a removal: added back 120 people' }).waitFor();
});

it('adds one person back, who then is in the list of members again', async () => {
  await past.removed([ZOE.id, OLGA.id]);
  const { page, app } = await file.stage.visit({ group });
  await app.getByText('22 members').waitFor();
  await app.getByRole('tab', { name: 'History' }).click();
  await openRun(app, 'Removed 2 people');
  await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
  const asked = dialog(app, 'Add 1 person back to design-team?');
  await asked.getByText(ZOE.name).waitFor();
  await page.keyboard.press('Escape');
  await asked.waitFor({ state: 'detached' });
  await app.locator(`[aria-label="Undo ${ZOE.name}"]:focus`).waitFor();
  await page.keyboard.press('Enter');
  await asked.getByRole('button', { name: 'Add back' }).click();
  await summary(app).getByText('Added 1 of 1 person back to design-team').waitFor();
  await personIn(app, ZOE.id).getByText('Removed, added back since').waitFor();
  await personIn(app, OLGA.id).getByText('Removed', { exact: true }).waitFor();
  expect(await isMember(OLGA.id)).toBe(false);
  await app.getByRole('tab', { name: 'Members' }).click();
  await app.getByText('23 members').waitFor();
  await rowOf(app, ZOE.name).waitFor();
});

it('leaves out whom somebody has added back meanwhile', async () => {
  await past.removed([ZOE.id, OLGA.id]);
  await past.changedElsewhere('POST', ZOE.id);
  const { app } = await visitRun('Removed 2 people');
  await undo(app).click();
  const asked = dialog(app, 'Add 1 person back to design-team?');
  await asked.getByText('Left out: 1 is in the group already.').waitFor();
  await asked.getByText(OLGA.name).waitFor();
  await asked.getByRole('button', { name: 'Add back' }).click();
  await summary(app).getByText('Added 1 of 1 person back').waitFor();
  const added = file.stage.requests.filter(
    ({ method, path: to }) => method === 'POST' && to.includes('group/user'),
  );
  expect(added).toHaveLength(2);
});

it('says so where nobody is left to add back', async () => {
  await past.removed([ZOE.id]);
  await past.changedElsewhere('POST', ZOE.id);
  const { page, app } = await visitRun('Removed 1 person');
  await undo(app).click();
  const asked = dialog(app, 'Undo in design-team');
  await asked.getByText('There is nobody to add back. Left out: 1 is in the group already.').waitFor();
  expect(await asked.getByRole('button', { name: 'Add back' }).isDisabled()).toBe(true);
  await expectAccessible(page);
});

it('says so where the group is gone', async () => {
  await past.removed([ZOE.id]);
  file.stage.fault({ path: 'group/by-id', status: 404 });
  const { page, app } = await visitRun('Removed 1 person');
  await undo(app).click();
  await dialog(app, 'Undo in design-team')
    .getByText('Confluence has no group with this ID, so nobody can be added back to it.')
    .waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  expect(await isMember(ZOE.id)).toBe(false);
});

it('can itself be undone: whom it added back is removed again', async () => {
  await past.removed([ZOE.id, OLGA.id]);
  const { app } = await visitRun('Removed 2 people');
  await undo(app).click();
  await dialog(app, /^Add 2 people back/)
    .getByRole('button', { name: 'Add back' })
    .click();
  await summary(app).getByText('Added 2 of 2 people').waitFor();
  await past.changedElsewhere('DELETE', OLGA.id);
  await app.getByRole('button', { name: 'All runs', exact: true }).click();
  await openRun(app, 'Undo of a removal: added back 2 people');
  await personIn(app, ZOE.id).getByText('Added back', { exact: true }).waitFor();
  await undo(app).click();
  const asked = dialog(app, 'Remove 1 person from design-team?');
  await asked.getByText('Left out: 1 is not in the group.').waitFor();
  await asked.getByRole('button', { name: 'Remove', exact: true }).click();
  await app.getByRole('region', { name: 'Removal summary' }).getByText('Removed 1 of 1 person').waitFor();
  expect(await isMember(ZOE.id)).toBe(false);
  await personIn(app, ZOE.id).getByText('Added back, removed since').waitFor();
  await app.getByRole('button', { name: 'All runs', exact: true }).click();
  await openRun(app, 'Undo of adding people back: removed 1 person');
  await app.getByRole('button', { name: 'Open the run it undoes' }).click();
  await app.getByRole('heading', { name: 'Undo of a removal: added back 2 people to design-team' }).waitFor();
});

it('asks what the group gives once in each dialog', async () => {
  await past.removed([ZOE.id]);
  const { app } = await visitRun('Removed 1 person');
  await undo(app).click();
  await dialog(app, /^Add 1 person back/)
    .getByRole('button', { name: 'Add back' })
    .click();
  await summary(app).waitFor();
  await app.getByRole('button', { name: 'All runs', exact: true }).click();
  await openRun(app, 'Undo of a removal: added back 1 person');
  const asked: string[][] = [];
  for (let time = 0; time < 2; time += 1) {
    file.stage.sandbox.confluence.requestLog.clear();
    await undo(app).click();
    const removal = await removalDialog(app);
    asked.push(
      file.stage
        .requestsFor('accessType')
        .map(({ path: to }) => to)
        .sort(),
    );
    await removal.getByRole('button', { name: 'Cancel' }).click();
    await removal.waitFor({ state: 'detached' });
  }
  expect(asked[0]).not.toEqual([]);
  expect(asked[1]).toEqual(asked[0]);
});

it('reads the group where that is cheaper, and asks about few people one by one', async () => {
  const groupId = groupIds.contractors;
  await past.removed((await past.members(groupId)).slice(0, 150), { groupId });
  await past.removed([ZOE.id]);
  const asked = (part: string) => file.stage.requests.filter(({ path: to }) => to.includes(part)).length;
  const first = await visitRun('Removed 150 people');
  file.stage.sandbox.confluence.requestLog.clear();
  await undo(first.app).click();
  await dialog(first.app, 'Add 150 people back to contractors?').waitFor();
  expect([asked('membersByGroupId'), asked('memberof')]).toEqual([2, 0]);
  const second = await visitRun('Removed 1 person');
  file.stage.sandbox.confluence.requestLog.clear();
  await undo(second.app).click();
  await dialog(second.app, 'Add 1 person back to design-team?').waitFor();
  expect([asked('membersByGroupId'), asked('memberof')]).toEqual([0, 1]);
});

it('can be cancelled while Confluence is asked, and tried again where it did not answer', async () => {
  await past.removed([ZOE.id]);
  const { page, app } = await visitRun('Removed 1 person');
  const { release } = file.stage.holdReads(/memberof/);
  await undo(app).click();
  await app.getByRole('progressbar', { name: 'Checking who is in the group' }).waitFor();
  await expectAccessible(page);
  await app.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await app.getByRole('dialog').waitFor({ state: 'detached' });
  release();
  file.stage.fault({ path: 'group/by-id', status: 503, times: 1 });
  await undo(app).click();
  await app.getByRole('dialog').getByText('Confluence had a problem').waitFor();
  await app.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
  await dialog(app, 'Add 1 person back to design-team?').waitFor();
  expect(await isMember(ZOE.id)).toBe(false);
});

it('waits for the run under way, and says why', async () => {
  await past.removed([ZOE.id, OLGA.id]);
  const { page, app } = await visitRun('Removed 2 people');
  const { release } = await hold(page, 'makeChanges');
  await app.getByRole('button', { name: `Undo ${ZOE.name}` }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Add back' }).click();
  await app.getByText('Wait until the run under way has ended.').waitFor();
  expect(await undo(app).isDisabled()).toBe(true);
  expect(await app.getByRole('button', { name: `Undo ${OLGA.name}` }).isDisabled()).toBe(true);
  await expectAccessible(page);
  release();
  await summary(app).waitFor();
  await personIn(app, ZOE.id).getByText('Removed, added back since').waitFor();
  expect(await undo(app).isEnabled()).toBe(true);
});

it('is refused by Confluence to who is no site admin, and says so', async () => {
  await past.removed([ZOE.id]);
  const { app } = await file.stage.visit({ path, as: 'confluence-admin' });
  await openRun(app, 'Removed 1 person');
  await undo(app).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Add back' }).click();
  await summary(app).getByText('Confluence refused this', { exact: true }).waitFor();
  expect(await isMember(ZOE.id)).toBe(false);
});

it('offers nothing for who was not removed', async () => {
  await past.removed([NOBODY]);
  const { app } = await visitRun('Removed 0 of 1 person');
  await app.getByText('Nothing to undo').waitFor();
  expect(await app.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
});
