/** How fast 20,000 people leave a group whose page is closed after five seconds, beside the same with the page left open. */
import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost, percent, type Bench, type Check, type Result } from '../benchmark';
import { giveFile, listIsRead, openList, visit } from '../support/app';
import { peopleOfGroup, withExport } from '../support/listFile';
import { groupSize } from '../support/members';
import { withSite, type Site, type StoredEntry } from '../support/site';

const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300, limits: true };
/** Ten times the people of `removal`: seven minutes at the platform's speed. */
const TIMES_AS_MANY = 10;
/** The page is closed so long after the confirming click. */
const CLOSED_AFTER_MS = 5_000;
/** How often it is looked whether the run has ended; when it did is what its record says. */
const LOOK_EVERY_MS = 5_000;
const PATIENCE_MS = 1_800_000;

interface Figures {
  /** From the beginning to the end, as the record has them. */
  seconds: number;
  /** Changes that the record says the worker made. */
  inBackground: number;
  /** People who should have been removed and are in the group, or others who are gone. */
  wrong: number;
  /** Changes of the record that are not what the site says. */
  untrue: number;
  tooMany: number;
}

export async function background({ browser, size, say }: Bench): Promise<Result> {
  const people = Math.min(size.people * TIMES_AS_MANY, size.scale - 2_000);
  const listed = peopleOfGroup(size.scale).slice(0, people);
  const accountIds = listed.map(({ accountId }) => accountId);
  const measure = (path: string, closesPage: boolean) =>
    withSite({ ...OPTIONS, scale: size.scale }, async (site): Promise<Figures> => {
      const before = await groupSize(site);
      const opened = await visit(browser, site);
      const list = await openList(opened);
      await giveFile(list, path);
      const { reviewRemovals } = await listIsRead(opened, list);
      const confirm = await reviewRemovals(people);
      if (closesPage) await untilPossible(site);
      await site.forgetRequests();
      const ended = confirm();
      if (closesPage) {
        ended.catch(() => undefined); // The page is gone before its receipt.
        await sleep(CLOSED_AFTER_MS);
        await opened.close();
        say('the page is closed');
      }
      const run = await untilEnded(site);
      if (!closesPage) await opened.close();
      return { ...run.figures, ...(await compare(site, run.runId, accountIds, before)) };
    });
  say(`${people} people, twice, at the same time`);
  const [open, closed] = await withExport(listed, (path) =>
    Promise.all([measure(path, false), measure(path, true)]),
  );
  const count = people.toLocaleString('en-US');
  const rateOf = ({ seconds }: Figures) => people / seconds;
  return {
    title: `Remove ${count} people with the page closed`,
    method:
      `Two sites at the same time, each with a group of ${size.scale.toLocaleString('en-US')}, at ${OPTIONS.latencyMs} ms a request and ` +
      `${OPTIONS.invokeOverheadMs} ms a call of the page, with Confluence's rate limits on. On one the page stays open, on the other it is ` +
      `closed ${CLOSED_AFTER_MS / 1_000} s after the confirming click, and the queue's worker goes on. The time is that of the record, from ` +
      `the beginning to the end. Afterwards each person is looked up in the record and in what the site was asked.`,
    columns: ['', 'seconds', 'removals/s', 'made by the worker', 'wrong', 'untrue in the record', '429s'],
    rows: [row('page open', open, people), row('page closed', closed, people)],
    checks: [
      atLeast('page closed: share of the page’s own speed', rateOf(closed) / rateOf(open), 0.95, percent),
      ...[open, closed].flatMap(({ wrong, untrue }): Check[] => [
        atMost('people who are wrongly in or out', wrong, 0),
        atMost('outcomes that are untrue', untrue, 0),
      ]),
    ],
    figures: { people, open, closed },
  };
}

function row(name: string, figures: Figures, people: number): string[] {
  const { seconds, inBackground, wrong, untrue, tooMany } = figures;
  return [
    name,
    seconds.toFixed(1),
    (people / seconds).toFixed(1),
    ...[inBackground, wrong, untrue, tooMany].map((figure) => figure.toLocaleString('en-US')),
  ];
}

/** Has it tried, as the first look at the Groups page does. */
async function untilPossible(site: Site): Promise<void> {
  await site.invoke('tryBackground', {});
  for (let waited = 0; waited < 60_000; waited += 500) {
    const entry = (await site.stored()).find(({ key }) => key === 'background');
    if (entry && (entry.value as { state?: unknown }).state === 'possible') return;
    await sleep(500);
  }
  throw new Error('Work without a page was not found to be possible.');
}

interface StoredRun {
  startedAt: number;
  endedAt?: number;
}

async function untilEnded(site: Site): Promise<{ runId: string; figures: Pick<Figures, 'seconds'> }> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
    const entry = (await site.stored('run:')).find(isEnded);
    if (!entry) continue;
    const { startedAt, endedAt } = entry.value as Required<StoredRun>;
    return { runId: entry.key.slice('run:'.length), figures: { seconds: (endedAt - startedAt) / 1_000 } };
  }
  throw new Error('The run did not end.');
}

function isEnded({ value }: StoredEntry): boolean {
  return (value as StoredRun).endedAt !== undefined;
}

interface Page {
  run: { inBackground?: number };
  changes: { accountId: string; outcome: string }[];
  next?: number;
}

/** What the record says, person by person, against what the site was asked and how large its group is. */
async function compare(
  site: Site,
  runId: string,
  accountIds: readonly string[],
  before: number,
): Promise<Omit<Figures, 'seconds'>> {
  const requests = await site.requests();
  const removed = new Set(
    requests
      .filter(({ method, status }) => method === 'DELETE' && status === 204)
      .map(({ path }) => new URL(path, 'http://site').searchParams.get('accountId') ?? ''),
  );
  const changes: Page['changes'] = [];
  let inBackground = 0;
  for (let from: number | undefined = 0; from !== undefined;) {
    const page = (await site.invoke('getRun', { runId, from })) as Page;
    changes.push(...page.changes);
    inBackground = page.run.inBackground ?? 0;
    from = page.next;
  }
  const asked = new Set(accountIds);
  const left = accountIds.filter((accountId) => !removed.has(accountId)).length;
  const others = [...removed].filter((accountId) => !asked.has(accountId)).length;
  const gone = before - (await groupSize(site));
  return {
    inBackground,
    wrong: left + others + Math.abs(gone - removed.size),
    untrue:
      Math.abs(changes.length - accountIds.length) +
      changes.filter(({ accountId, outcome }) => (outcome === 'done') !== removed.has(accountId)).length,
    tooMany: requests.filter(({ status }) => status === 429).length,
  };
}
