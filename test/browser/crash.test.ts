/** A bug while drawing, which no fault of Confluence brings about: answers that break the contract stand in for it. */
import { Past } from './support/history';
import { alter, groupIds, Stage } from './support/page';
import { beginRemoval } from './support/plannedRemoval';

const file = Stage.forFile();
const past = new Past(file);
const group = groupIds.contractors;

it('in a tab leaves what is under way and the other tabs; in what steers that, it is paused, and nobody leaves by mistake', async () => {
  file.stage.tolerate(/TypeError|error occurred|Cannot read|page error|Minified React/i);
  const fifty = (await past.members(group)).slice(0, 50);
  const changes = file.stage.holdChanges();
  const { page, app } = await beginRemoval(file.stage, fifty, { group });
  await changes.held;
  await alter(page, 'listRuns', () => ({ ok: true, runs: [null] }));
  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByRole('heading', { name: 'This page can’t be shown' }).waitFor();
  await app.getByRole('button', { name: 'Pause', exact: true }).click();
  await app.getByText('Pausing.').waitFor();
  await app.getByRole('tab', { name: 'Groups' }).click();
  await app.getByRole('table', { name: 'Members of contractors' }).waitFor();
  changes.release();
  await app.getByText('Paused. No one is removed until you resume.').first().waitFor();

  const limited = { kind: 'rateLimited', limit: 'quota', detail: {}, response: { status: 429 } };
  const pace = { at: 0, rate: 50, tokens: 0, concurrency: 10, blockedMs: 5_000 };
  await alter(page, 'makeChanges', () => ({ ok: false, error: limited, paces: { remove: pace } }));
  await app.getByRole('button', { name: 'Resume', exact: true }).click();
  await app.getByRole('heading', { name: 'This page can’t be shown' }).waitFor();
  await app
    .getByText('Removing people from contractors is paused: 25 of 50 people were removed. Reload the page')
    .waitFor();
  const [dialog] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
  expect(dialog.type()).toBe('beforeunload');
  await Promise.all([page.waitForEvent('close'), dialog.accept()]);
});
