/** Whether many groups slow a plan down: 50 people out of six groups each, beside as many people out of one. */
import { groupIds } from '../../sandbox/confluence';
import { atLeast, atMost, percent, type Bench, type Result } from '../benchmark';
import { reviewList, reviewOffboarding, visit, visitPath } from '../support/app';
import { someMembers } from '../support/members';
import { ADMIN, withSite, type Site } from '../support/site';

const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300, limits: true, scale: 3_000 };
const PEOPLE = 50;
const GROUPS = [
  groupIds.deptLegal,
  groupIds.deptIt,
  groupIds.deptData,
  groupIds.deptFinance,
  groupIds.deptOperations,
];
/** With `all-staff`, which everyone is in. */
const CHANGES = PEOPLE * (GROUPS.length + 1);
const REPETITIONS = 3;

interface Figures {
  seconds: number;
  /** Memberships that are still there. */
  failures: number;
  tooMany: number;
}

export async function offboarding(bench: Bench): Promise<Result> {
  const oneGroup: Figures[] = [];
  const sixGroups: Figures[] = [];
  for (let n = 0; n < (bench.size.repetitions ?? REPETITIONS); n += 1) {
    bench.say(`${n + 1}`);
    oneGroup.push(await fromOneGroup(bench));
    sixGroups.push(await fromSixGroups(bench));
  }
  const [one, six] = [medianOf(oneGroup), medianOf(sixGroups)];
  const all = [...oneGroup, ...sixGroups];
  const row = (name: string, { seconds, failures, tooMany }: Figures) => [
    name,
    seconds.toFixed(2),
    (CHANGES / seconds).toFixed(1),
    percent(one.seconds / seconds),
    ...[failures, tooMany].map(String),
  ];
  return {
    title: `Offboard ${PEOPLE} people from six groups`,
    method:
      `${CHANGES} removals in one plan: ${PEOPLE} people out of six groups, and as many people out of one, in turn. At ${OPTIONS.latencyMs} ms a ` +
      `request and ${OPTIONS.invokeOverheadMs} ms an invocation, with Confluence's rate limits on; from the confirming click to the ` +
      `receipt; a fresh site each time, median of ${oneGroup.length}.`,
    columns: ['', 'seconds', 'changes/s', 'of one group', 'failures', '429s'],
    rows: [row('one group', one), row('six groups', six)],
    checks: [
      atLeast('six groups, of what one reaches', one.seconds / six.seconds, 0.9, percent),
      atMost('failures', Math.max(...all.map(({ failures }) => failures)), 0),
    ],
    figures: { oneGroup, sixGroups },
  };
}

function medianOf(runs: readonly Figures[]): Figures {
  const median = [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
  if (!median) throw new Error('Nothing was measured.');
  return median;
}

async function fromOneGroup({ browser }: Bench): Promise<Figures> {
  return withSite(OPTIONS, async (site) => {
    const accountIds = await someMembers(site, CHANGES);
    const opened = await visit(browser, site);
    try {
      const confirm = await reviewList(opened, accountIds);
      await site.forgetRequests();
      return await measure(site, confirm);
    } finally {
      await opened.close();
    }
  });
}

async function fromSixGroups({ browser }: Bench): Promise<Figures> {
  return withSite(OPTIONS, async (site) => {
    // Those of the seed who are in departments too would be in more than six.
    const accountIds = await someMembers(site, PEOPLE);
    for (const groupId of GROUPS) await addAll(site, groupId, accountIds);
    const opened = await visitPath(browser, site, `/people/${accountIds[0] ?? ''}`);
    try {
      const confirm = await reviewOffboarding(opened, accountIds, CHANGES);
      await site.forgetRequests();
      return await measure(site, confirm);
    } finally {
      await opened.close();
    }
  });
}

async function measure(site: Site, confirm: () => Promise<number>): Promise<Figures> {
  const seconds = await confirm();
  const requests = await site.requests();
  const done = requests.filter(({ method, status }) => method === 'DELETE' && status === 204).length;
  return {
    seconds,
    failures: CHANGES - done,
    tooMany: requests.filter(({ status }) => status === 429).length,
  };
}

async function addAll(site: Site, groupId: string, accountIds: readonly string[]): Promise<void> {
  const headers = { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' };
  for (const accountId of accountIds) {
    const response = await fetch(`${site.url}/wiki/rest/api/group/userByGroupId?groupId=${groupId}`, {
      ...{ method: 'POST', headers },
      body: JSON.stringify({ accountId }),
    });
    if (!response.ok) throw new Error(`${accountId} was not added: ${response.status}.`);
  }
}
