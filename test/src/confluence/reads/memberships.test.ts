import { groupIds } from '../../../../sandbox/confluence';
import { areMembers, isMember } from '../../../../src/confluence/checkMembership';
import { listMembers } from '../../../../src/confluence/listMembers';
import { VirtualClock } from '../../../support/virtualClock';
import { Site } from '../support/site';

const DESIGN_TEAM = groupIds.designTeam;
const CONTRACTORS = groupIds.contractors;
const UNKNOWN = '5b10a2844c20165700ede000';
const clock = new VirtualClock();

let site: Site;
let designers: string[];
let contractors: string[];
beforeAll(async () => {
  site = await Site.start({ clock });
  designers = await idsIn(DESIGN_TEAM);
  contractors = await idsIn(CONTRACTORS);
});
beforeEach(() => site.sandbox.reset());

async function idsIn(groupId: string): Promise<string[]> {
  const request = { start: 0, limit: 200, withTotal: false };
  const answer = await listMembers(site.as('member', clock), groupId, request);
  return answer.ok ? answer.value.members.map(({ accountId }) => accountId) : [];
}

const ask = (accountIds: readonly string[], groupId = DESIGN_TEAM) =>
  areMembers(site.as('member', clock), groupId, accountIds);

it('are said of each person, in the order asked, whoever’s answer comes last', async () => {
  const others = contractors.filter((id) => !designers.includes(id));
  const asked = [0, 1, 2].flatMap((place) => [others[place] ?? '', designers[place] ?? '']);
  site.fault({ path: 'memberof', accountId: asked[0], delayMs: 500 });
  const answer = ask(asked);
  await clock.pass(500);
  expect(await answer).toEqual(
    asked.map((accountId) => ({ accountId, member: designers.includes(accountId) })),
  );
});

it('of many are what is said of each alone', async () => {
  const [accountId = ''] = designers;
  for (const groupId of [DESIGN_TEAM, groupIds.emptyGroup, 'gone']) {
    const alone = await isMember(site.as('member', clock), groupId, accountId);
    expect(alone).toEqual({ ok: true, value: groupId === DESIGN_TEAM });
    expect(await ask([accountId], groupId)).toEqual([{ accountId, member: groupId === DESIGN_TEAM }]);
  }
});

it('of an account that does not exist there are none, as Confluence says', async () => {
  expect(await ask([UNKNOWN])).toEqual([{ accountId: UNKNOWN, member: false }]);
});

it('cost a request a person, of 1 point and 2 for each group they are in', async () => {
  const asked = [...designers.slice(0, 12), UNKNOWN];
  await ask(asked);
  const points = site.requests.map((request) => request.points);
  const groups = await Promise.all(asked.map(countGroups));
  expect(points).toEqual(groups.map((count) => 1 + 2 * count));
  expect(new Set(groups).size).toBeGreaterThan(1);
});

/** How many groups somebody is in, as any other client is told. */
async function countGroups(accountId: string): Promise<number> {
  const { body } = await site.sandbox.handle({
    method: 'GET',
    path: `/wiki/rest/api/user/memberof?accountId=${accountId}&limit=200`,
    headers: { authorization: 'Bearer site-admin' },
    caller: { kind: 'client' },
  });
  return (JSON.parse(body) as { results: unknown[] }).results.length;
}

it('of 50 people are asked for ten at a time', async () => {
  const fifty = contractors.slice(0, 50);
  site.fault({ path: 'memberof', delayMs: 1_000 });
  const answer = ask(fifty, CONTRACTORS);
  for (const begun of [10, 20, 30, 40, 50]) {
    await clock.pass(0);
    expect(site.requests).toHaveLength(begun);
    await clock.pass(1_000);
  }
  expect(await answer).toEqual(fifty.map((accountId) => ({ accountId, member: true })));
});

it.each([
  [{ status: 400 }, 'invalid'],
  [{ status: 429, headers: { 'ratelimit-reason': 'confluence-burst-based' } }, 'rateLimited'],
  [{ drop: 'before' }, 'unavailable'],
  [{ drop: 'after' }, 'unavailable'],
])('of the others are said where one person’s end in %j', async (fault, kind) => {
  const asked = designers.slice(0, 3);
  site.fault({ path: 'memberof', accountId: asked[1], ...fault });
  expect(await ask(asked)).toMatchObject([
    { accountId: asked[0], member: true },
    { accountId: asked[1], error: { kind } },
    { accountId: asked[2], member: true },
  ]);
});

it('that a limit keeps back come with which it was, and when it is over', async () => {
  const headers = { 'retry-after': '7', 'ratelimit-reason': 'confluence-burst-based' };
  site.fault({ path: 'memberof', status: 429, headers });
  expect(await ask([UNKNOWN])).toMatchObject([
    { error: { kind: 'rateLimited', limit: 'burst', retryAfterMs: 7_000 } },
  ]);
});
