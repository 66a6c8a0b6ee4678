/** The clock of the admin's machine is their own: what Confluence says of time is waited for all the same, and no longer. */
import {
  confirmRemoval,
  groupIds,
  hold,
  readWhole,
  removePerson,
  rowOf,
  selectFirst,
  Stage,
  type Page,
} from './support/page';
import { moveClock } from './support/pageClock';

const file = Stage.forFile();
const group = groupIds.contractors;
const HOUR_MS = 3_600_000;
/** A second is waited, and what a slow machine takes on top; far from an hour. */
const AT_MOST_MS = 10_000;

const burst = { status: 429, times: 1 } as const;
const inASecond = { 'ratelimit-reason': 'confluence-burst-based', 'retry-after': '1' };
/** The same, said as a time by Confluence's own clock. */
const atThatTime = () => ({
  'ratelimit-reason': 'confluence-burst-based',
  'retry-after': new Date(Date.now() + 1_000).toUTCString(),
  date: new Date().toUTCString(),
});

/** Listens for a 429. @returns waits until the app was told of one, and had a moment to make of it what it does */
async function listenForRefusal(page: Page): Promise<() => Promise<void>> {
  const app = page.frames()[1];
  if (!app) throw new Error('The settings page has no frame.');
  const told = await app.evaluateHandle(() => ({
    refusal: new Promise<void>((resolve) => {
      window.addEventListener('message', ({ data }: MessageEvent<{ result?: { status?: number } }>) => {
        if (data.result?.status !== 429) return;
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      });
    }),
  }));
  return () => told.evaluate(({ refusal }) => refusal);
}

/** How long after it was refused Confluence was asked again, ms. */
function waitedFor(part: string): number {
  const requests = file.stage.requestsFor(part);
  const refused = requests.findIndex(({ status }) => status === 429);
  const [before, after] = requests.slice(refused).map(({ at }) => Date.parse(at));
  if (before === undefined || after === undefined) throw new Error('Confluence was not asked again.');
  return after - before;
}

describe.each([
  ['an hour ahead', HOUR_MS],
  ['an hour behind', -HOUR_MS],
])('with a clock that is %s', (_, clockAheadMs) => {
  it.each([
    ['in seconds', () => inASecond],
    ['as a date', atThatTime],
  ])(
    'reads the rest of a group a second after it was too much, which Confluence says %s',
    async (__, say) => {
      file.stage.fault({ ...burst, path: 'start=48', headers: say() });
      const { app } = await file.stage.visit({ group, clockAheadMs });
      await readWhole(app, 240);
      expect(waitedFor('start=48')).toBeLessThan(AT_MOST_MS);
    },
  );

  it('removes one person, and several', async () => {
    const { app } = await file.stage.visit({ group, clockAheadMs });
    await readWhole(app, 240);
    const name = await app.locator('[data-index="0"]').getByRole('rowheader').innerText();
    await removePerson(app, name);
    await app.getByText(`Removed ${name} from contractors.`).waitFor();
    await selectFirst(app, 5);
    await app.getByRole('button', { name: 'Remove selected (5)' }).click();
    file.stage.fault({ ...burst, method: 'DELETE', headers: inASecond });
    await confirmRemoval(app);
    await app.getByRole('region', { name: 'Removal summary' }).getByText('Removed 5 of 5 people').waitFor();
    await app.getByText('234 members', { exact: true }).waitFor();
  });
});

describe.each([
  ['forward', HOUR_MS],
  ['back', -HOUR_MS],
])('with a clock that is put %s by an hour', (_, byMs) => {
  it('while it waits to read the rest of a group, goes on after a second', async () => {
    file.stage.fault({ ...burst, path: 'start=48', headers: inASecond });
    const refusal = file.stage.holdReads(/start=48/);
    const { page, app } = await file.stage.visit({ group, clockAheadMs: 0 });
    await refusal.held;
    const untilRefused = await listenForRefusal(page);
    refusal.release();
    await untilRefused();
    await moveClock(page, byMs);
    await readWhole(app, 240);
    expect(waitedFor('start=48')).toBeLessThan(AT_MOST_MS);
  });

  it('during a removal, says what became of it, and removes others', async () => {
    const { page, app } = await file.stage.visit({ group, clockAheadMs: 0 });
    await readWhole(app, 240);
    const names = await app.getByRole('rowheader').allInnerTexts();
    const [first = '', second = ''] = names;
    const { held, release } = await hold(page, 'makeChanges');
    await removePerson(app, first);
    await held;
    await moveClock(page, byMs);
    release();
    await app.getByText(`Removed ${first} from contractors.`).waitFor();
    await removePerson(app, second);
    await app.getByText(`Removed ${second} from contractors.`).waitFor();
    expect(await rowOf(app, first).count()).toBe(0);
    await app.getByText('238 members', { exact: true }).waitFor();
  });
});
