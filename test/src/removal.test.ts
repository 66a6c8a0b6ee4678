import { systemClock } from '../../src/clock';
import { App, DESIGN_TEAM, EMPTY_GROUP, UMLAUT_GROUP } from './support/app';

const QUOTA = 'confluence-quota-global-based';

/** Retries wait, but not in a test. */
beforeEach(() => {
  let sleptMs = 0;
  jest.spyOn(systemClock, 'now').mockImplementation(() => Date.now() + sleptMs);
  jest.spyOn(systemClock, 'sleep').mockImplementation((ms) => {
    sleptMs += ms;
    return Promise.resolve();
  });
});

/** The endpoint of the default and the one of the first contract: the same behavior over both. */
describe.each([
  ['by-id', 'DELETE /wiki/rest/api/group/userByGroupId?'],
  ['by-name', 'DELETE /wiki/rest/api/group/user?name='],
])('removeMembers %s', (mode, endpoint) => {
  let app: App;
  let ada: string, bob: string, cy: string;
  const modeBefore = process.env.GROUP_MEMBERSHIP_API;

  beforeAll(async () => {
    process.env.GROUP_MEMBERSHIP_API = mode;
    app = await App.start();
    [ada = '', bob = '', cy = ''] = (await app.memberIds(DESIGN_TEAM)).slice(1);
  });
  beforeEach(() => app.host.reset());
  afterAll(() => {
    app.host.close();
    if (modeBefore === undefined) delete process.env.GROUP_MEMBERSHIP_API;
    else process.env.GROUP_MEMBERSHIP_API = modeBefore;
  });

  const remove = (accountIds: string[], groupId = DESIGN_TEAM, as: 'site-admin' | 'member' = 'site-admin') =>
    app.call(as, 'removeMembers', { groupId, accountIds });
  const deletes = () => app.asked.filter((request) => request.startsWith('DELETE'));

  it('204: removes exactly the people asked for, one DELETE each', async () => {
    const before = await app.memberIds(DESIGN_TEAM);
    app.host.confluence.requestLog.clear();
    expect(await remove([ada, cy])).toMatchObject({
      ok: true,
      outcomes: [
        { accountId: ada, status: 'removed' },
        { accountId: cy, status: 'removed' },
      ],
    });
    expect(deletes()).toHaveLength(2);
    expect(deletes().every((request) => request.startsWith(endpoint))).toBe(true);
    expect(await app.memberIds(DESIGN_TEAM)).toEqual(before.filter((id) => id !== ada && id !== cy));
  });

  it('204: someone who was no member is not a member now', async () => {
    expect(await remove([ada], EMPTY_GROUP)).toMatchObject({
      ok: true,
      outcomes: [{ accountId: ada, status: 'removed' }],
    });
  });

  it('reaches a group whose name needs escaping', async () => {
    const [someone = ''] = await app.memberIds(UMLAUT_GROUP);
    expect(await remove([someone], UMLAUT_GROUP)).toMatchObject({ ok: true });
    expect(await app.memberIds(UMLAUT_GROUP)).not.toContain(someone);
  });

  it('403: says that Confluence refused, stops, and has changed nothing', async () => {
    const before = await app.memberIds(DESIGN_TEAM);
    app.host.confluence.requestLog.clear();
    expect(await remove([ada, bob], DESIGN_TEAM, 'member')).toMatchObject({
      ok: false,
      error: { kind: 'permission', status: 403, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
      outcomes: [
        { accountId: ada, status: 'failed', error: { kind: 'permission' } },
        { accountId: bob, status: 'notAttempted' },
      ],
    });
    expect(deletes()).toHaveLength(1);
    expect(app.requests.map(({ principal }) => principal)).toContainEqual({
      type: 'user',
      persona: 'member',
    });
    expect(await app.memberIds(DESIGN_TEAM)).toEqual(before);
  });

  it('404 of a group: says so', async () => {
    expect(await remove([ada, bob], 'gone')).toMatchObject({
      ok: false,
      error: { kind: 'groupNotFound', status: 404 },
    });
  });

  it('404 of an account: fails that person and goes on', async () => {
    expect(await remove(['nobody', bob])).toMatchObject({
      ok: true,
      outcomes: [
        { accountId: 'nobody', status: 'failed', error: { kind: 'userNotFound', status: 404 } },
        { accountId: bob, status: 'removed' },
      ],
    });
  });

  it.each([
    [{ status: 401 }, 'signedOut', false],
    [{ status: 403 }, 'permission', false],
    [{ status: 429, headers: { 'ratelimit-reason': QUOTA } }, 'rateLimited', false],
    [{ status: 500 }, 'unavailable', true],
  ])('404, and %j to which of them: fails for that reason', async (fault, kind, goesOn) => {
    // The first lookup of by-name is the name's.
    const name = { path: 'by-id', status: 200, body: { id: DESIGN_TEAM, name: 'design-team' }, times: 1 };
    app.fault(...(mode === 'by-name' ? [name] : []), { ...fault, path: 'by-id' });
    expect(await remove(['nobody'])).toMatchObject({
      ok: goesOn,
      outcomes: [{ status: 'failed', error: { kind } }],
    });
  });

  it('429 of Forge itself is a limit too, and slows the run down', async () => {
    const limited = { status: 429, headers: { 'forge-proxy-error': 'FETCH_LIMIT_EXCEEDED' } };
    app.fault({ ...limited, method: 'DELETE', accountId: ada, times: 2 });
    const answer = await remove([ada, bob]);
    expect(answer).toMatchObject({ ok: true, outcomes: [{ status: 'removed' }, { status: 'removed' }] });
    expect(answer.pace?.rate).toBeLessThan(50);
  });

  it.each([
    [{ status: 400, body: { message: 'accountId is invalid' } }, 'invalid', 'failed', true],
    [{ status: 401 }, 'signedOut', 'failed', false],
    [{ status: 401, body: 'Unauthorized; scope does not match' }, 'scopeMissing', 'failed', false],
    [{ status: 429, headers: { 'ratelimit-reason': QUOTA } }, 'rateLimited', 'failed', false],
    [{ status: 500, body: '<html>Oops</html>' }, 'unavailable', 'failed', true],
    [{ drop: 'before' }, 'unconfirmed', 'unconfirmed', true],
    [{ drop: 'after' }, 'unconfirmed', 'unconfirmed', true],
    [{ status: 200, body: '<html>Log in</html>' }, 'unconfirmed', 'unconfirmed', true],
  ])('a DELETE that ends in %j is %s: %s', async (fault, kind, status, goesOn) => {
    app.fault({ ...fault, method: 'DELETE', accountId: ada });
    const answer = await remove([ada, bob]);
    expect(answer).toMatchObject({
      ok: goesOn,
      outcomes: [
        { accountId: ada, status, error: { kind } },
        { accountId: bob, status: goesOn ? 'removed' : 'notAttempted' },
      ],
    });
  });

  it.each([
    [{ status: 429, headers: { 'retry-after': '1' } }],
    [{ status: 500 }],
    [{ drop: 'before' }],
    [{ drop: 'after' }],
  ])('a DELETE that ends in %j four times is made a fifth time', async (fault) => {
    app.fault({ ...fault, method: 'DELETE', accountId: ada, times: 4 });
    expect(await remove([ada, bob])).toMatchObject({
      ok: true,
      outcomes: [{ status: 'removed' }, { status: 'removed' }],
    });
    expect(deletes()).toHaveLength(6);
  });

  it('a DELETE that is turned away five times for coming too fast stops the slice', async () => {
    app.fault({ method: 'DELETE', accountId: ada, status: 429, headers: { 'retry-after': '1' } });
    expect(await remove([ada, bob])).toMatchObject({
      ok: false,
      error: { kind: 'rateLimited' },
      outcomes: [{ status: 'failed', error: { kind: 'rateLimited' } }, { status: 'removed' }],
      pace: { rate: expect.any(Number) as number },
    });
    expect(deletes()).toHaveLength(6);
  });

  it('hands on the pace, and takes it back', async () => {
    const first = await remove([ada]);
    expect(first.pace).toMatchObject({ rate: 50, blockedMs: 0, latencyMs: expect.any(Number) as number });
    const payload = { groupId: DESIGN_TEAM, accountIds: [bob], pace: { ...first.pace, rate: 20 } };
    const second = await app.call('site-admin', 'removeMembers', payload);
    expect(second.pace?.rate).toBeCloseTo(20.05);
  });

  it('looks at the group once for those who are missing together, and again for those who come later', async () => {
    await remove([ada]);
    app.host.confluence.requestLog.clear();
    const { pace } = await remove([bob]);
    const missing = Array.from({ length: 40 }, (_, n) => `nobody${n}`);
    const answer = await app.call('site-admin', 'removeMembers', {
      ...{ groupId: DESIGN_TEAM, accountIds: missing },
      pace: { ...pace, latencyMs: 400 },
    });
    expect(
      answer.outcomes?.every((outcome) => 'error' in outcome && outcome.error.kind === 'userNotFound'),
    ).toBe(true);
    const lookups = app.asked.filter((request) => request.includes('by-id')).length;
    expect(lookups).toBeGreaterThanOrEqual(2);
    expect(lookups).toBeLessThan(missing.length / 2);
  });

  it('tells when a rate limit ends', async () => {
    app.fault({ method: 'DELETE', status: 429, headers: { 'x-ratelimit-reset': '2030-01-01T00:00:00Z' } });
    expect(await remove([ada])).toMatchObject({ ok: false, error: { retryAt: '2030-01-01T00:00:00.000Z' } });
  });

  it('a lost answer says what it is: the change may have happened', async () => {
    app.fault({ method: 'DELETE', drop: 'after' });
    expect(await remove([ada])).toMatchObject({ outcomes: [{ status: 'unconfirmed' }] });
    app.fault();
    const check = (accountId: string) =>
      app.call('member', 'checkMembership', { groupId: DESIGN_TEAM, accountId });
    expect(await check(ada)).toEqual({ ok: true, member: false });
    expect(await check(bob)).toEqual({ ok: true, member: true });
  });

  it('carries the header that Confluence’s XSRF guard asks of writes', async () => {
    const handle = jest.spyOn(app.host.confluence, 'handle');
    await remove([ada]);
    const writes = handle.mock.calls.map(([request]) => request).filter(({ method }) => method === 'DELETE');
    expect(writes).toHaveLength(1);
    expect(writes[0]?.headers['x-atlassian-token']).toBe('no-check');
  });
});

describe('removeMembers by-name', () => {
  it('says that nobody was asked about where the name cannot be looked up', async () => {
    process.env.GROUP_MEMBERSHIP_API = 'by-name';
    const app = await App.start();
    app.fault({ path: 'by-id', status: 500 });
    const answer = await app.call('site-admin', 'removeMembers', {
      groupId: DESIGN_TEAM,
      accountIds: ['abc'],
    });
    delete process.env.GROUP_MEMBERSHIP_API;
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(answer).not.toHaveProperty('outcomes');
    expect(app.asked.filter((request) => request.startsWith('DELETE'))).toEqual([]);
  });

  it('hits the group by its name of today, looked up by id', async () => {
    process.env.GROUP_MEMBERSHIP_API = 'by-name';
    const app = await App.start();
    app.fault({ path: 'by-id', status: 200, body: { id: DESIGN_TEAM, name: 'empty-group' } });
    const [ada = ''] = await app.memberIds(DESIGN_TEAM);
    await app.call('site-admin', 'removeMembers', { groupId: DESIGN_TEAM, accountIds: [ada] });
    delete process.env.GROUP_MEMBERSHIP_API;
    expect(app.asked).toContain(`DELETE /wiki/rest/api/group/user?name=empty-group&accountId=${ada}`);
    expect(await app.memberIds(DESIGN_TEAM)).toContain(ada);
  });
});

describe('removeMembers by-name of a group renamed meanwhile', () => {
  it('asks again by the new name, rather than to say that the account is missing', async () => {
    process.env.GROUP_MEMBERSHIP_API = 'by-name';
    const app = await App.start();
    const [ada = ''] = await app.memberIds(DESIGN_TEAM);
    app.fault({ path: 'by-id', status: 200, body: { id: DESIGN_TEAM, name: 'old-name' }, times: 1 });
    const answer = await app.call('site-admin', 'removeMembers', {
      groupId: DESIGN_TEAM,
      accountIds: [ada],
    });
    delete process.env.GROUP_MEMBERSHIP_API;
    expect(answer).toMatchObject({ ok: true, outcomes: [{ accountId: ada, status: 'removed' }] });
    expect(await app.memberIds(DESIGN_TEAM)).not.toContain(ada);
  });
});

describe('time', () => {
  it('a request that does not answer in time is unconfirmed, and the page still gets its answer', async () => {
    // The limit leaves the request a second; the delay is of a clock that nobody moves.
    const clock = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };
    const app = await App.start({ clock, invocationLimitMs: 2_500 });
    app.fault({ method: 'DELETE', delayMs: 60_000 });
    expect(
      await app.call('site-admin', 'removeMembers', { groupId: DESIGN_TEAM, accountIds: ['abc'] }),
    ).toMatchObject({
      ok: true,
      outcomes: [
        {
          ...{ accountId: 'abc', status: 'unconfirmed' },
          error: { detail: expect.stringMatching(/^No answer within \d\.\d s\.$/) as string },
        },
      ],
    });
    app.fault({ method: 'GET', delayMs: 60_000 });
    expect(await app.call('site-admin', 'getGroup', { groupId: DESIGN_TEAM })).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
    app.host.close();
  });
});
