/** A bug while drawing, which no fault of Confluence brings about: answers that break the contract stand in for it. */
import {
  alter,
  confirmRemoval,
  groupIds,
  hold,
  readWhole,
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
  await app.getByRole('button', { name: 'Remove selected (50)', exact: true }).click();
  await confirmRemoval(app);
}

it('in a tab leaves the run under way to be steered, and the other tab', async () => {
  const { page, app } = await file.stage.visit({ group: contractors });
  const { held, release } = await hold(page, 'makeChanges');
  await removeFifty(app);
  await held;
  await alter(page, 'listRuns', () => ({ ok: true, runs: [null] }));
  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByRole('heading', { name: 'This page can’t be shown' }).waitFor();
  await app.getByRole('button', { name: 'Pause', exact: true }).click();
  await app.getByText('Pausing.').waitFor();
  await app.getByRole('tab', { name: 'Members' }).click();
  await app.getByRole('table', { name: 'Members of contractors' }).waitFor();
  release();
  await app.getByText('Paused. Nothing is removed until you resume.').waitFor();
  await app.getByRole('button', { name: 'Resume', exact: true }).click();
  await app.getByText('Removed 50 of 50 people from contractors').first().waitFor();
});

it('in what a run is steered with pauses the run, and says so', async () => {
  const { page, app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  const limited = { kind: 'rateLimited', limit: 'quota', detail: {}, response: { status: 429 } };
  const pace = { at: 0, rate: 50, tokens: 0, concurrency: 10, blockedMs: 5_000 };
  await alter(page, 'makeChanges', () => ({ ok: false, error: limited, paces: { remove: pace } }));
  await removeFifty(app);
  await app.getByRole('heading', { name: 'This page can’t be shown' }).waitFor();
  await app
    .getByText(/The removal that was under way is paused: 0 of 50 people were removed from contractors/)
    .waitFor();
  const [dialog] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
  expect(dialog.type()).toBe('beforeunload');
  await Promise.all([page.waitForEvent('close'), dialog.accept()]);
});
