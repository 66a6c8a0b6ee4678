/** What the app's visit costs of the points an hour that all its customers share: only requests of the function are counted. */
import type { LogEntry } from '../../sandbox/confluence';
import { atMost, type Bench, type Result } from '../benchmark';
import { findAndRemove, loadEveryone, membersTable, visit } from '../support/app';
import { someMembers } from '../support/members';
import { withSite, type Site } from '../support/site';

/** After the first rows the page asks for what an earlier visit left. */
const SETTLING_MS = 2_000;

interface Step {
  name: string;
  requests: number;
  /** Those of the function, which are counted. */
  counted: number;
  points: number;
}

export async function points({ browser, size, say }: Bench): Promise<Result> {
  const [first, reading, removal] = await withSite({ scale: size.scale }, async (site) => {
    const [accountId = ''] = await someMembers(site, 1);
    await site.forgetRequests();
    const { page, app, close } = await visit(browser, site);
    try {
      say('first view');
      const first = await step('first view', site, async () => {
        await membersTable(app);
        await page.waitForTimeout(SETTLING_MS);
      });
      say('reading');
      const reading = await step('reading everyone', site, () => loadEveryone(app));
      say('find and remove one');
      const removal = await step('find and remove one', site, () => findAndRemove(app, accountId));
      return [first, reading, removal];
    } finally {
      await close();
    }
  });
  return {
    title: 'Points of a visit',
    method:
      `One visit to a group of ${size.scale.toLocaleString('en-US')}. Atlassian counts 1 point a request, and 2 for each person or group in ` +
      `the answer, of what the app's function asks; what the page asks over Forge's bridge is not counted.`,
    columns: ['', 'requests', 'of them by the function', 'points'],
    rows: [first, reading, removal].map(({ name, requests, counted, points }) => [
      name,
      ...[requests, counted, points].map(String),
    ]),
    checks: [
      atMost('requests of the first view', first.requests, 3),
      atMost('points of the first view', first.points, 0),
      atMost('points of reading everyone', reading.points, 0),
      atMost('points to find and remove one', removal.points, 8),
    ],
    figures: Object.fromEntries([first, reading, removal].map((one) => [one.name, one])),
  };
}

async function step(name: string, site: Site, work: () => Promise<unknown>): Promise<Step> {
  await work();
  const requests = await site.requests();
  await site.forgetRequests();
  const counted = requests.filter(({ via }) => via === 'function');
  return { name, requests: requests.length, counted: counted.length, points: pointsOf(counted) };
}

function pointsOf(requests: readonly LogEntry[]): number {
  return requests.reduce((sum, { points }) => sum + points, 0);
}
