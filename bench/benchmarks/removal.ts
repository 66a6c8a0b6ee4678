/** How fast 2,000 people leave a group, and how many are left behind: through the page, and as people do it today. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../../sandbox/confluence';
import { atLeast, atMost, percent, times, type Bench, type Check, type Result } from '../benchmark';
import { reviewList, visit } from '../support/app';
import { attempt, type Outcome } from '../support/attempt';
import { groupSize, someMembers } from '../support/members';
import { runPeer } from '../support/peer';
import { GROUP, withSite, type Site } from '../support/site';

const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300, limits: true };
/** Removals a second that the site takes; Atlassian publishes the figure for Jira, and none for Confluence. */
const LIMIT = 50;
/** People whom somebody else takes out between the review and the removal, where the site refuses to remove them again. */
const GONE_BEFORE = 40;
const A_HANDFUL = 5;

interface Contestant {
  /** Removes these people and answers how many seconds that took. */
  remove: (site: Site, accountIds: readonly string[], bench: Bench) => Promise<number>;
  /** What the site answers to the removal of somebody who is no member. */
  nonMember: 204 | 404;
}

const OURS = 'Group Members';
const OURS_REFUSED = 'Group Members, 404 for who is gone';
const ALL_AT_ONCE = 'confluence.js, all at once';
const CONTESTANTS: Record<string, Contestant> = {
  [OURS]: { remove: removeWithOurs(0), nonMember: 204 },
  [OURS_REFUSED]: { remove: removeWithOurs(GONE_BEFORE), nonMember: 404 },
  [ALL_AT_ONCE]: peer('remove/confluenceJs.mjs', '--all-at-once'),
  'confluence.js, one by one': peer('remove/confluenceJs.mjs'),
  'newman over a CSV, by name': peer('remove/newman.mjs'),
  'curl in a loop': peer('remove/curl.sh'),
};
const ALL_OURS = [OURS, OURS_REFUSED];
const ONE_BY_ONE = Object.keys(CONTESTANTS).filter(
  (name) => !ALL_OURS.includes(name) && name !== ALL_AT_ONCE,
);

interface Figures {
  seconds: number;
  removed: number;
  /** People who should have been removed and are still in the group. */
  failures: number;
  /** Answers 429. */
  tooMany: number;
  /** Rate-limit points that are counted. */
  points: number;
}

export async function removal(bench: Bench): Promise<Result> {
  const { people } = bench.size;
  const outcomes = new Map<string, Outcome<Figures>>();
  for (const [name, contestant] of Object.entries(CONTESTANTS)) {
    bench.say(name);
    outcomes.set(name, await attempt(() => measure(contestant, bench)));
  }
  return {
    title: `Remove ${people.toLocaleString('en-US')} people`,
    method:
      `From a group of ${bench.size.scale.toLocaleString('en-US')}, at ${OPTIONS.latencyMs} ms a request, with Confluence's rate ` +
      `limits on. For Group Members ${OPTIONS.invokeOverheadMs} ms an invocation come on top; its time is from the confirming ` +
      `click to the receipt, its points are those of the whole visit. Of its people ${GONE_BEFORE} leave before it begins where the site ` +
      `answers 404 for who is gone. The others talk to Confluence over HTTP, on a site that answers 204. ` +
      `A fresh site each; failures are people still in the group afterwards.`,
    columns: ['', 'seconds', 'removals/s', 'of the 50/s', 'failures', '429s', 'points'],
    rows: [...outcomes].map(([name, outcome]) => row(name, outcome)),
    checks: checks(outcomes),
    figures: Object.fromEntries(outcomes),
  };
}

async function measure({ remove, nonMember }: Contestant, bench: Bench): Promise<Figures> {
  const { scale, people } = bench.size;
  return withSite({ ...OPTIONS, scale, nonMember }, async (site) => {
    const accountIds = await someMembers(site, people);
    const before = await groupSize(site);
    await site.forgetRequests();
    const seconds = await remove(site, accountIds, bench);
    const requests = await site.requests();
    const removed = removedBy(requests);
    const failures = accountIds.filter((accountId) => !removed.has(accountId)).length;
    if ((await groupSize(site)) !== before - (people - failures)) {
      throw new Error(
        'The group is not as large as the requests say: others were removed, or a removal was lost.',
      );
    }
    return {
      seconds,
      removed: people - failures,
      failures,
      tooMany: requests.filter(({ status }) => status === 429).length,
      points: requests.reduce((sum, { points }) => sum + points, 0),
    };
  });
}

/** @param gone how many of them somebody else takes out before */
function removeWithOurs(gone: number): Contestant['remove'] {
  return async (site, accountIds, { browser }) => {
    const opened = await visit(browser, site);
    try {
      const confirm = await reviewList(opened, accountIds);
      for (const accountId of accountIds.slice(0, gone)) await site.remove(accountId);
      return await confirm();
    } finally {
      await opened.close();
    }
  };
}

function peer(file: string, ...args: string[]): Contestant {
  const remove: Contestant['remove'] = async (site, accountIds) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      const csv = join(folder, 'people.csv');
      const lines = accountIds.map((accountId) => `${GROUP.name},${accountId}\n`);
      writeFileSync(csv, ['group,accountId\n', ...lines].join(''));
      return (await runPeer(file, site, args, csv)).seconds;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  return { remove, nonMember: 204 };
}

/** Account ids that a removal was confirmed for. */
function removedBy(requests: readonly LogEntry[]): Set<string> {
  const done = requests.filter(({ method, status }) => method === 'DELETE' && status === 204);
  return new Set(done.map(({ path }) => new URL(path, 'http://site').searchParams.get('accountId') ?? ''));
}

function row(name: string, outcome: Outcome<Figures>): string[] {
  if (!outcome.ok) return [`${name} (${outcome.why})`, ...Array.from({ length: 6 }, () => '–')];
  const { seconds, failures, tooMany, points } = outcome.figures;
  const rate = rateOf(outcome.figures);
  return [
    name,
    seconds.toFixed(1),
    rate.toFixed(1),
    percent(rate / LIMIT),
    ...[failures, tooMany, points].map(String),
  ];
}

function checks(outcomes: ReadonlyMap<string, Outcome<Figures>>): Check[] {
  const of = (name: string, figure: (figures: Figures) => number) => {
    const outcome = outcomes.get(name);
    return outcome?.ok ? figure(outcome.figures) : undefined;
  };
  const oursRate = of(OURS, rateOf);
  return [
    ...ALL_OURS.flatMap((name) => [
      atLeast(
        `${name}: share of the limit`,
        of(name, (figures) => rateOf(figures) / LIMIT),
        0.95,
        percent,
      ),
      atMost(
        `${name}: failures`,
        of(name, ({ failures }) => failures),
        0,
      ),
      atMost(
        `${name}: 429s`,
        of(name, ({ tooMany }) => tooMany),
        A_HANDFUL,
      ),
    ]),
    ...ONE_BY_ONE.map((name) => {
      const rate = of(name, rateOf);
      const factor = oursRate === undefined || rate === undefined ? undefined : oursRate / rate;
      return atLeast(`times as fast as ${name}:`, factor, 5, times);
    }),
    atLeast(
      `people whom ${ALL_AT_ONCE}, loses:`,
      of(ALL_AT_ONCE, ({ failures }) => failures),
      1,
    ),
  ];
}

function rateOf({ removed, seconds }: Figures): number {
  return removed / seconds;
}
