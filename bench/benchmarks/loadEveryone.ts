/** How long it takes to read everyone in a group of 50,000, against reading the pages one after the other. */
import { atLeast, times, type Bench, type Result } from '../benchmark';
import { loadEveryone as loadInPage, visit } from '../support/app';
import { attempt, type Outcome } from '../support/attempt';
import { membersRead } from '../support/members';
import { runPeer } from '../support/peer';
import { withSite, type Site } from '../support/site';
import { median } from '../support/statistics';

const REPETITIONS = 3;
const OPTIONS = { latencyMs: 120, limits: true };

interface Contestant {
  name: string;
  /** Reads everyone and answers how many seconds that took. */
  read: (site: Site, bench: Bench) => Promise<number>;
  /** Seconds of each round it got through. */
  seconds: number[];
  failed?: string;
}

export async function loadEveryone(bench: Bench): Promise<Result> {
  const { size, say } = bench;
  const repetitions = size.repetitions ?? REPETITIONS;
  const ours: Contestant = { name: 'Group Members', read: readInPage, seconds: [] };
  const peers: Contestant[] = [
    { name: 'confluence.js', read: (site) => readWith('list/confluenceJs.mjs', site), seconds: [] },
    { name: 'fetch in a loop', read: (site) => readWith('list/fetch.mjs', site), seconds: [] },
  ];
  for (let round = 1; round <= repetitions; round += 1) {
    for (const contestant of [ours, ...peers]) {
      say(`${contestant.name}, round ${round} of ${repetitions}`);
      note(contestant, await attempt(() => once(contestant, bench)));
    }
  }
  const oursSeconds = secondsOf(ours);
  const factors = peers.map((peer) => factor(secondsOf(peer), oursSeconds));
  return {
    title: 'Load everyone',
    method:
      `Reading all ${size.scale.toLocaleString('en-US')} members at ${OPTIONS.latencyMs} ms a request, with Confluence's rate ` +
      `limits on. For Group Members it is the time from the confirming click in the page until everyone is there. The others read pages of 200 over HTTP, one after the other. ` +
      `A fresh site each time, median of ${repetitions}.`,
    columns: ['', 'seconds', 'members/s', 'times as long'],
    rows: [ours, ...peers].map((contestant) => row(contestant, size.scale, oursSeconds)),
    checks: peers.map((peer, i) => atLeast(`${peer.name}: times as long`, factors[i], 8, times)),
    figures: Object.fromEntries([ours, ...peers].map(({ name, seconds }) => [`${name}, seconds`, seconds])),
  };
}

function once({ read }: Contestant, bench: Bench): Promise<number> {
  const { scale } = bench.size;
  return withSite({ ...OPTIONS, scale }, async (site) => {
    const seconds = await read(site, bench);
    const members = membersRead(await site.requests(), scale);
    if (members < scale) throw new Error(`Only ${members} of ${scale} members were read.`);
    return seconds;
  });
}

async function readInPage(site: Site, { browser }: Bench): Promise<number> {
  const { app, close } = await visit(browser, site);
  try {
    return await loadInPage(app);
  } finally {
    await close();
  }
}

async function readWith(peer: string, site: Site): Promise<number> {
  return (await runPeer(peer, site)).seconds;
}

function note(contestant: Contestant, outcome: Outcome<number>): void {
  if (outcome.ok) contestant.seconds.push(outcome.figures);
  else contestant.failed = outcome.why;
}

/** Who failed once has no figure. */
function secondsOf({ seconds, failed }: Contestant): number | undefined {
  return failed === undefined ? median(seconds) : undefined;
}

function factor(seconds: number | undefined, oursSeconds: number | undefined): number | undefined {
  return seconds === undefined || oursSeconds === undefined ? undefined : seconds / oursSeconds;
}

function row(contestant: Contestant, members: number, oursSeconds: number | undefined): string[] {
  const seconds = secondsOf(contestant);
  if (seconds === undefined) return [`${contestant.name} (${contestant.failed ?? ''})`, '–', '–', '–'];
  const timesAsLong = factor(seconds, oursSeconds);
  return [
    contestant.name,
    seconds.toFixed(1),
    (members / seconds).toFixed(0),
    timesAsLong === undefined ? '–' : times(timesAsLong),
  ];
}
