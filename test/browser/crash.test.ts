/** A bug while drawing, which no fault of Confluence brings about: answers that break the contract stand in for it. */
import {
  alter,
  groupIds,
  hold,
  readWhole,
  removeSelected,
  selectFirst,
  Stage,
  type FrameLocator,
} from './support/page';

const file = Stage.forFile();
const contractors = groupIds.contractors;

beforeEach(() => file.stage.tolerate(/TypeError|error occurred|Cannot read|page error|Minified React/i));

async function removeFifty(app: FrameLocator): Promise<void> {
  await readWhole(app, 240);
  await selectFirst(app, 50);
  await removeSelected(app, 50);
}

it('in a tab leaves what is under way to be steered, and the other tabs', async () => {
  const { page, app } = await file.stage.visit({ group: contractors });
  const { held, release } = await hold(page, 'makeChanges');
  await removeFifty(app);
  await held;
  await alter(page, 'listRuns', () => ({ ok: true, runs: [null] }));
  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByRole('heading', { name: 'This page can’t be shown' }).waitFor();
  await app.getByRole('button', { name: 'Pause', exact: true }).click();
  await app.getByText('Pausing.').waitFor();
  await app.getByRole('tab', { name: 'Groups' }).click();
  await app.getByRole('table', { name: 'Members of contractors' }).waitFor();
  release();
  await app.getByText('Paused. No one is removed until you resume.').first().waitFor();
  await app.getByRole('button', { name: 'Resume', exact: true }).click();
  await app.getByRole('heading', { name: /^Removed .+ and 48 others from contractors$/ }).waitFor();
});

it('in what changes are steered with pauses them, and says so', async () => {
  const { page, app } = await file.stage.visit({ group: contractors });
  const limited = { kind: 'rateLimited', limit: 'quota', detail: {}, response: { status: 429 } };
  const pace = { at: 0, rate: 50, tokens: 0, concurrency: 10, blockedMs: 5_000 };
  await alter(page, 'makeChanges', () => ({ ok: false, error: limited, paces: { remove: pace } }));
  await removeFifty(app);
  await app.getByRole('heading', { name: 'This page can’t be shown' }).waitFor();
  await app
    .getByText('Removing people from contractors is paused: 0 of 50 people were removed. Reload the page')
    .waitFor();
  const [dialog] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
  expect(dialog.type()).toBe('beforeunload');
  await Promise.all([page.waitForEvent('close'), dialog.accept()]);
});
