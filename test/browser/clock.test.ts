/** The clock of the admin's machine is their own: what Confluence says of time is waited for all the same, and no longer. */
import { groupIds, hold, readWhole, removePerson, rowOf, Stage, type Page } from './support/page';
import { moveClock } from './support/pageClock';

const file = Stage.forFile();
const group = groupIds.contractors;
const HOUR_MS = 3_600_000;
/** A second is waited, and what a slow machine takes on top; far from an hour. */
const AT_MOST_MS = 10_000;

/** A refusal that says for how long as a time by Confluence's own clock. */
const burst = () => ({
  ...{ status: 429, times: 1 },
  headers: {
    'ratelimit-reason': 'confluence-burst-based',
    'retry-after': new Date(Date.now() + 1_000).toUTCString(),
    date: new Date().toUTCString(),
  },
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

it.each([
  ['ahead', 'forward', HOUR_MS],
  ['behind', 'back', -HOUR_MS],
])(
  'with a clock that is an hour %s, and put %s by another while it waits to read and a person is removed, goes on as ever',
  async (_, __, byMs) => {
    file.stage.fault({ ...burst(), path: 'start=48' });
    const refusal = file.stage.holdReads(/start=48/);
    const { page, app } = await file.stage.visit({ group, clockAheadMs: byMs });
    await refusal.held;
    const untilRefused = await listenForRefusal(page);
    refusal.release();
    await untilRefused();
    await moveClock(page, byMs);
    await readWhole(app, 240);
    expect(waitedFor('start=48')).toBeLessThan(AT_MOST_MS);

    const [first = '', second = ''] = await app.getByRole('rowheader').allInnerTexts();
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
  },
);
