import { expectAccessible } from './support/accessible';
import { OLGA, Past, personIn, receipt, ZOE } from './support/history';
import { hold, Stage } from './support/page';

const file = Stage.forFile();
const past = new Past(file);

it('finds out who was removed, and the record says so from then on', async () => {
  // Zoë is gone and Olga is not; no answer tells. The function asks again for some seconds.
  file.stage.fault(
    { method: 'DELETE', accountId: ZOE.id, drop: 'after' },
    { method: 'DELETE', accountId: OLGA.id, drop: 'before' },
  );
  const runId = await past.removed([ZOE.id, OLGA.id]);
  file.stage.fault({ path: 'memberof', status: 403 });
  const { page, app } = await file.stage.visit({ path: `/changes/${runId}` });
  const check = receipt(app).getByRole('button', { name: 'Check 2', exact: true });
  await personIn(app, ZOE.id).getByText('Not confirmed').waitFor();
  await receipt(app).getByText('2 people may or may not have been removed: Check asks Confluence.').waitFor();
  await check.focus();
  await page.keyboard.press('Enter');
  await receipt(app).getByText('Checked 0 of 2.').waitFor();
  await receipt(app).getByRole('alert').getByText('Confluence refused this').waitFor();
  await expectAccessible(page);

  file.stage.fault();
  file.stage.sandbox.confluence.requestLog.clear();
  const { held, release } = await hold(page, 'checkChanges');
  await check.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await held;
  await receipt(app).getByText('Checked 0 of 2', { exact: true }).waitFor();
  await receipt(app).getByRole('progressbar', { name: 'Checking who is in the group' }).waitFor();
  await expectAccessible(page);
  await receipt(app).getByRole('button', { name: 'Stop checking' }).click();
  release();
  // What was asked already is answered, and each was asked about once.
  await receipt(app).getByText('Checked 2 of 2. Found: 1 removed and 1 still a member.').waitFor();
  expect(file.stage.requestsFor('memberof')).toHaveLength(2);
  expect(await receipt(app).getByText('Confluence refused this').count()).toBe(0);
  await personIn(app, ZOE.id).getByText('Removed', { exact: true }).waitFor();
  await personIn(app, OLGA.id).getByText('Still a member').waitFor();
  await app.getByRole('heading', { name: 'Removed 1 of 2 people from design-team' }).waitFor();
  expect(
    await receipt(app)
      .getByRole('button', { name: /^Check/ })
      .count(),
  ).toBe(0);
  expect(await app.locator('body').evaluate((body) => body === document.activeElement)).toBe(false);
  await page.reload();
  await app.getByRole('button', { name: `Undo ${ZOE.name}` }).waitFor();
  await personIn(app, OLGA.id).getByText('Still a member').waitFor();
}, 40_000);
