import { expectAccessible } from './support/accessible';
import { OLGA, openRun, Past, personIn, ZOE } from './support/history';
import { hold, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const past = new Past(file);

/** Removes Zoë, who is gone, and Olga, who is not; no answer tells. */
function loseAnswers(): void {
  file.stage.fault(
    { method: 'DELETE', accountId: ZOE.id, drop: 'after' },
    { method: 'DELETE', accountId: OLGA.id, drop: 'before' },
  );
}

/** Opens a run that left open what became of both. */
async function visitOpenRun() {
  loseAnswers();
  await past.removed([ZOE.id, OLGA.id]);
  file.stage.fault();
  const visit = await file.stage.visit({ path: '/history' });
  await openRun(visit.app, 'Removed 0 of 2 people');
  await personIn(visit.app, ZOE.id).getByText('Not confirmed').waitFor();
  return visit;
}

const check = (app: FrameLocator) => app.getByRole('button', { name: /^Check \(/ });

it('finds out who was removed, and the record says so from then on', async () => {
  const { page, app } = await visitOpenRun();
  await app.getByText('2 people may or may not have been removed.').waitFor();
  await expectAccessible(page);
  expect(await check(app).innerText()).toBe('Check (2)');
  await check(app).focus();
  await page.keyboard.press('Enter');
  await app.getByText('Checked 2 of 2: 1 removed, 1 still a member.').waitFor();
  await personIn(app, ZOE.id).getByText('Removed', { exact: true }).waitFor();
  await personIn(app, OLGA.id).getByText('Still a member').waitFor();
  await app.getByRole('heading', { name: 'Removed 1 of 2 people from design-team' }).waitFor();
  expect(await check(app).count()).toBe(0);
  expect(await app.locator('body').evaluate((body) => body === document.activeElement)).toBe(false);
  await expectAccessible(page);
  await page.reload();
  await app.getByRole('button', { name: `Undo ${ZOE.name}` }).waitFor();
  await personIn(app, OLGA.id).getByText('Still a member').waitFor();
});

it('asks about each once, however fast one clicks', async () => {
  const { app } = await visitOpenRun();
  await check(app).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await app.getByText('Checked 2 of 2: 1 removed, 1 still a member.').waitFor();
  expect(file.stage.requestsFor('memberof')).toHaveLength(2);
});

it('says how far it is, and can be stopped', async () => {
  const { page, app } = await visitOpenRun();
  const { held, release } = await hold(page, 'checkChanges');
  await check(app).click();
  await held;
  await app.getByText('Checked 0 of 2', { exact: true }).waitFor();
  await app.getByRole('progressbar', { name: 'Checking who is in the group' }).waitFor();
  await expectAccessible(page);
  await app.getByRole('button', { name: 'Stop checking' }).click();
  release();
  // What was asked already is answered.
  await app.getByText('Checked 2 of 2: 1 removed, 1 still a member.').waitFor();
});

it('says why it found out nothing, and can be tried again', async () => {
  const { app } = await visitOpenRun();
  file.stage.fault({ path: 'memberof', status: 403 });
  await check(app).click();
  await app.getByText('Checked 0 of 2.').waitFor();
  await app.getByRole('alert').getByText('Confluence refused this').waitFor();
  file.stage.fault();
  await check(app).click();
  await app.getByText('Checked 2 of 2: 1 removed, 1 still a member.').waitFor();
  expect(await app.getByText('Confluence refused this').count()).toBe(0);
});

it('is not offered for a run that may still be driven', async () => {
  loseAnswers();
  await past.beganToRemove([ZOE.id, OLGA.id], 1);
  const { app } = await file.stage.visit({ path: '/history' });
  await openRun(app, 'Removing 2 people');
  await personIn(app, ZOE.id).getByText('Not confirmed').waitFor();
  expect(await check(app).count()).toBe(0);
});
