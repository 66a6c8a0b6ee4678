/** How fast the people of a run get back into their group: through the run's receipt, at the limit for POST. */
import { groupIds } from '../../sandbox/confluence';
import { atLeast, atMost, percent, type Bench, type Result } from '../benchmark';
import { reviewUndo, visitPath } from '../support/app';
import { withSite, type Site } from '../support/site';

const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300, limits: true, scale: 1_000 };
/** Additions a second that Confluence allows. */
const LIMIT = 100;
const REPETITIONS = 3;
/** People in one call, as the resolver takes them. */
const SLICE = 200;

interface Figures {
  seconds: number;
  people: number;
  /** People who are not back in the group. */
  failures: number;
  tooMany: number;
}

export async function undo(bench: Bench): Promise<Result> {
  const runs: Figures[] = [];
  for (let n = 0; n < (bench.size.repetitions ?? REPETITIONS); n += 1) {
    bench.say(`undo ${n + 1}`);
    runs.push(await measure(bench));
  }
  const median = [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
  if (!median) throw new Error('Nothing was measured.');
  const rate = (median.people - median.failures) / median.seconds;
  const failures = Math.max(...runs.map((run) => run.failures));
  return {
    title: `Undo the removal of ${median.people} people`,
    method:
      `A group of ${median.people} was emptied in one run; its receipt puts everyone back, at ${OPTIONS.latencyMs} ms a ` +
      `request and ${OPTIONS.invokeOverheadMs} ms an invocation, with Confluence's rate limits on. From the confirming click to ` +
      `the receipt of the undo; a fresh site each time, median of ${runs.length}. Failures are people who are not back.`,
    columns: ['', 'seconds', 'people/s', 'of the 100/s', 'failures', '429s'],
    rows: [
      [
        'Group Members',
        median.seconds.toFixed(2),
        rate.toFixed(1),
        percent(rate / LIMIT),
        String(failures),
        String(Math.max(...runs.map(({ tooMany }) => tooMany))),
      ],
    ],
    checks: [atLeast('share of the limit', rate / LIMIT, 0.9, percent), atMost('failures', failures, 0)],
    figures: { runs },
  };
}

async function measure({ browser }: Bench): Promise<Figures> {
  return withSite(OPTIONS, async (site) => {
    const accountIds = await members(site);
    const runId = await empty(site, accountIds);
    await site.forgetRequests();
    const visit = await visitPath(browser, site, `/changes/${runId}`);
    try {
      const confirm = await reviewUndo(visit, accountIds.length);
      const seconds = await confirm();
      const back = new Set(await members(site));
      return {
        seconds,
        people: accountIds.length,
        failures: accountIds.filter((accountId) => !back.has(accountId)).length,
        tooMany: (await site.requests()).filter(({ status }) => status === 429).length,
      };
    } finally {
      await visit.close();
    }
  });
}

/** Account ids of everyone in the group. */
async function members(site: Site): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; ; start += SLICE) {
    const path = `/wiki/rest/api/group/${groupIds.contractors}/membersByGroupId?start=${start}&limit=${SLICE}`;
    const { results } = (await site.get(path)) as { results: { accountId: string }[] };
    if (results.length === 0) return ids;
    ids.push(...results.map(({ accountId }) => accountId));
  }
}

/** Takes everyone out in one run, as the page would. @returns its id in the history */
async function empty(site: Site, accountIds: readonly string[]): Promise<string> {
  const total = accountIds.length;
  const block = { groupId: groupIds.contractors, action: 'remove', accountIds };
  const newRun = { driver: 'driver-of-the-benchmark', plan: { blocks: [block] }, total };
  let answer: { run: { runId: string }; paces: unknown } | undefined;
  for (let from = 0; from < total; from += SLICE) {
    const changes = [[from, Math.min(from + SLICE, total) - 1]];
    const recorded = answer ? { run: answer.run, paces: answer.paces } : { newRun };
    answer = (await site.invoke('makeChanges', { ...recorded, changes })) as typeof answer;
  }
  if (!answer) throw new Error('There was nobody to take out.');
  await site.invoke('endRun', answer.run);
  return answer.run.runId;
}
