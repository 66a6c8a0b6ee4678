import { VirtualClock } from '../support/virtualClock';
import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP } from './support/app';

const clock = new VirtualClock();

let app: App;
beforeAll(async () => {
  app = await App.start({ clock });
});
beforeEach(() => app.host.reset());
afterAll(() => app.host.close());

const ask = (accountIds: readonly string[], groupId = DESIGN_TEAM) =>
  app.call('member', 'checkMemberships', { groupId, accountIds });

async function membershipsOf(accountIds: readonly string[], groupId?: string) {
  const answer = await ask(accountIds, groupId);
  if (!answer.ok) throw new Error(answer.error.kind);
  return answer.memberships;
}

it('says of each person whether they are in the group, in the order asked', async () => {
  const designers = await app.memberIds(DESIGN_TEAM);
  const contractors = (await app.memberIds(CONTRACTORS)).filter((id) => !designers.includes(id));
  const asked = [0, 1, 2].flatMap((place) => [contractors[place] ?? '', designers[place] ?? '']);
  app.fault({ path: 'memberof', accountId: asked[0], delayMs: 500 });
  const answer = membershipsOf(asked);
  await clock.pass(500);
  expect(await answer).toEqual(
    asked.map((accountId) => ({ accountId, member: designers.includes(accountId) })),
  );
});

it('agrees with checkMembership', async () => {
  const [accountId = ''] = await app.memberIds(DESIGN_TEAM);
  for (const groupId of [DESIGN_TEAM, EMPTY_GROUP, 'gone']) {
    const alone = await app.call('member', 'checkMembership', { groupId, accountId });
    expect(alone.ok).toBe(true);
    expect(await membershipsOf([accountId], groupId)).toEqual([
      { accountId, member: alone.ok && alone.member },
    ]);
  }
});

it('says of an unknown account that it is not in the group, as Confluence does', async () => {
  expect(await membershipsOf(['5b10a2844c20165700ede000'])).toEqual([
    { accountId: '5b10a2844c20165700ede000', member: false },
  ]);
});

it('costs a request a person, of 1 point and 2 a group they are in', async () => {
  const designers = (await app.memberIds(DESIGN_TEAM)).slice(0, 12);
  app.host.confluence.requestLog.clear();
  await membershipsOf(designers);
  expect(app.requests).toHaveLength(12);
  for (const { points } of app.requests) expect(points).toBeGreaterThanOrEqual(3);
});

it('takes 50 people, and has ten requests under way at a time', async () => {
  const fifty = (await app.memberIds(CONTRACTORS)).slice(0, 50);
  app.host.confluence.requestLog.clear();
  app.fault({ path: 'memberof', delayMs: 1_000 });
  const answer = membershipsOf(fifty, CONTRACTORS);
  for (const begun of [10, 20, 30, 40, 50]) {
    await clock.pass(0);
    expect(app.requests).toHaveLength(begun);
    await clock.pass(1_000);
  }
  expect(await answer).toEqual(fifty.map((accountId) => ({ accountId, member: true })));
});

it.each([
  [{ status: 403 }, 'permission'],
  [{ status: 429 }, 'rateLimited'],
  [{ status: 401 }, 'signedOut'],
  [{ status: 500 }, 'unavailable'],
  [{ status: 400 }, 'invalid'],
  [{ drop: 'before' }, 'unavailable'],
])('leaves the others theirs where one ends in %j', async (fault, kind) => {
  const asked = (await app.memberIds(DESIGN_TEAM)).slice(0, 3);
  app.fault({ path: 'memberof', accountId: asked[1], ...fault });
  expect(await membershipsOf(asked)).toMatchObject([
    { accountId: asked[0], member: true },
    { accountId: asked[1], error: { kind } },
    { accountId: asked[2], member: true },
  ]);
});

it('passes on which limit a 429 named and when it is over', async () => {
  app.fault({
    path: 'memberof',
    status: 429,
    headers: { 'retry-after': '7', 'ratelimit-reason': 'confluence-burst-based' },
  });
  expect(await membershipsOf(['5b10a2844c20165700ede000'])).toMatchObject([
    { error: { kind: 'rateLimited', limit: 'burst', retryAt: expect.any(String) as string } },
  ]);
});

it('leaves missing consent to the host, which asks and calls again', async () => {
  const payload = { groupId: DESIGN_TEAM, accountIds: ['abc', 'def'] };
  await expect(app.call('new-admin', 'checkMemberships', payload)).rejects.toMatchObject({
    name: 'NEEDS_AUTHENTICATION_ERR',
  });
  expect(app.requests).toEqual([]);
  app.host.consent('new-admin');
  await expect(app.call('new-admin', 'checkMemberships', payload)).resolves.toMatchObject({ ok: true });
});

it.each([
  [{ groupId: DESIGN_TEAM }, 'accountIds'],
  [{ groupId: DESIGN_TEAM, accountIds: [] }, 'accountIds'],
  [{ groupId: DESIGN_TEAM, accountIds: Array.from({ length: 51 }, (_, n) => `a${n}`) }, 'accountIds'],
  [{ groupId: DESIGN_TEAM, accountIds: ['abc', 'abc'] }, 'accountIds'],
  [{ groupId: DESIGN_TEAM, accountIds: ['abc', 'a b'] }, 'accountIds.1'],
  [{ groupId: DESIGN_TEAM, accountIds: 'abc' }, 'accountIds'],
  [{ groupId: '..', accountIds: ['abc'] }, 'groupId'],
  [{ accountIds: ['abc'] }, 'groupId'],
  [null, 'groupId'],
])('refuses %j, naming %s, and asks nothing of Confluence', async (payload, field) => {
  expect(await app.call('member', 'checkMemberships', payload)).toMatchObject({
    ok: false,
    error: { kind: 'invalid', field },
  });
  expect(app.requests).toEqual([]);
});
