import type { SandboxOptions } from '../../sandbox';
import type { Answer, RunDetail } from '../../src/contract';
import { handler } from '../../src/index';
import { expectAccessible } from './support/accessible';
import { NOBODY, OLGA, openRun, Past, peopleTable, personIn, ZOE } from './support/history';
import { groupIds, hold, Stage, type FrameLocator } from './support/page';

/** Changes a page: so few that a short run has several. */
const CHANGES_A_PAGE = 2;

/** The app's function, with shorter pages of a run's changes. */
const inShortPages: NonNullable<SandboxOptions['handler']> = async (event, request) => {
  const { functionKey, payload } = event.call;
  if (functionKey !== 'getRun') return handler(event, request);
  const { runId, from } = payload as { runId: string; from: number };
  const whole = { ...event, call: { functionKey, payload: { runId, from: 0 } } };
  const answer = (await handler(whole, request)) as Answer<RunDetail>;
  if (!answer.ok) return answer;
  const { changes, ...rest } = answer;
  const next = from + CHANGES_A_PAGE;
  return { ...rest, changes: changes.slice(from, next), ...(next < changes.length && { next }) };
};

const file = Stage.forFile({ handler: inShortPages });
const past = new Past(file);
const outcome = (app: FrameLocator) => app.getByRole('combobox', { name: 'Outcome' });

/** A run of five people, of whom the fourth failed, in two pages and a half. */
async function visitRun() {
  const [first = '', second = ''] = (await past.members(groupIds.designTeam)).filter(
    (id) => id !== ZOE.id && id !== OLGA.id,
  );
  await past.removed([first, second, ZOE.id, NOBODY, OLGA.id]);
  const visit = await file.stage.visit({ path: '/history' });
  await openRun(visit.app, 'Removed 4 of 5 people');
  await visit.app.getByText('2 of 5 people', { exact: true }).waitFor();
  return visit;
}

it('tells how many people have an outcome, whoever of them is read', async () => {
  const { app } = await visitRun();
  const options = await outcome(app).getByRole('option').allInnerTexts();
  expect(options).toEqual(['All (5)', 'Removed (4)', 'Failed (1)']);
});

it('is read to its end before it is said who has an outcome', async () => {
  const { page, app } = await visitRun();
  const { held, release } = await hold(page, 'getRun');
  await outcome(app).selectOption('Failed (1)');
  await held;
  await app.getByText('Reading this run: 2 of 5 people…').waitFor();
  await expectAccessible(page);
  release();
  await personIn(app, NOBODY).waitFor();
  await app.getByText('1 person', { exact: true }).waitFor();
  await outcome(app).selectOption('Removed (4)');
  await app.getByText('4 people', { exact: true }).waitFor();
});

it('says that it could not be read to its end, and goes on when asked', async () => {
  const { app } = await visitRun();
  file.stage.fault({ service: 'storage', status: 503 });
  await outcome(app).selectOption('Failed (1)');
  await app.getByText('Only 2 of 5 people could be read so far.').waitFor();
  file.stage.fault();
  await app.getByRole('tabpanel').getByRole('button', { name: 'Try again' }).click();
  await app.getByText('1 person', { exact: true }).waitFor();
  expect(await peopleTable(app).getByRole('rowheader').count()).toBe(1);
});
