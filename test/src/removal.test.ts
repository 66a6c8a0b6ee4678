import { systemClock } from '../../src/clock';
import type { Pace } from '../../src/contract';
import { passTimers } from '../support/passTimers';
import { App, DESIGN_TEAM, EMPTY_GROUP, SITE_ADMINS, succeeded, UMLAUT_GROUP } from './support/app';
import { ALREADY_SO } from './support/nonMember';
import { blockOf, changeOne, makeSlice, removeAll, runIdOf, startRun } from './support/runs';

const QUOTA = 'confluence-quota-global-based';

/** Retries wait, but not in a test. */
beforeEach(() => {
  let sleptMs = 0;
  vi.spyOn(systemClock, 'now').mockImplementation(() => Date.now() + sleptMs);
  vi.spyOn(systemClock, 'sleep').mockImplementation((ms) => {
    sleptMs += ms;
    return Promise.resolve();
  });
});

const DONE = { status: 'done' };

/** The endpoint of the default and the one of the first contract: the same behavior over both. */
describe.each([
  ['by-id', 'DELETE /wiki/rest/api/group/userByGroupId?', 'POST /wiki/rest/api/group/userByGroupId?'],
  ['by-name', 'DELETE /wiki/rest/api/group/user?name=', 'POST /wiki/rest/api/group/user?name='],
])('makeChanges %s', (mode, deletePath, postPath) => {
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

  const remove = (accountIds: string[], groupId = DESIGN_TEAM) => removeAll(app, groupId, accountIds);
  const writes = () => app.asked.filter((request) => !request.startsWith('GET'));
  const deletes = () => app.asked.filter((request) => request.startsWith('DELETE'));
  /** Lookups of the group's name that come before there can be a 404: for the record, and by-name for the path. */
  const named = {
    ...{ path: 'by-id', status: 200, body: { id: DESIGN_TEAM, name: 'design-team' } },
    times: mode === 'by-name' ? 2 : 1,
  };

  it('204: removes exactly the people asked for, one DELETE each', async () => {
    const before = await app.memberIds(DESIGN_TEAM);
    app.host.confluence.requestLog.clear();
    expect(await remove([ada, cy])).toMatchObject({
      ok: true,
      outcomes: [
        { change: 0, outcome: DONE },
        { change: 1, outcome: DONE },
      ],
    });
    expect(writes()).toHaveLength(2);
    expect(writes().every((request) => request.startsWith(deletePath))).toBe(true);
    expect(await app.memberIds(DESIGN_TEAM)).toEqual(before.filter((id) => id !== ada && id !== cy));
  });

  it('201: adds exactly the person asked for, with one POST', async () => {
    expect(await changeOne(app, { groupId: EMPTY_GROUP, accountId: ada, action: 'add' })).toMatchObject({
      ok: true,
      outcomes: [{ change: 0, outcome: DONE }],
    });
    expect(writes()).toHaveLength(1);
    expect(writes()[0]).toContain(postPath);
    expect(await app.memberIds(EMPTY_GROUP)).toEqual([ada]);
  });

  it(`someone who was no member is not a member now, which is ${ALREADY_SO}`, async () => {
    expect(await remove([ada], EMPTY_GROUP)).toMatchObject({
      ok: true,
      outcomes: [{ outcome: { status: ALREADY_SO } }],
    });
  });

  it(`someone who was a member is one now, which is ${ALREADY_SO}`, async () => {
    const before = await app.memberIds(DESIGN_TEAM);
    expect(await changeOne(app, { groupId: DESIGN_TEAM, accountId: ada, action: 'add' })).toMatchObject({
      ok: true,
      outcomes: [{ outcome: { status: ALREADY_SO } }],
    });
    expect(await app.memberIds(DESIGN_TEAM)).toEqual(before);
  });

  it('404 for someone who is no member, and 409 for someone who is: it was so already', async () => {
    app.fault({ method: 'DELETE', status: 404, body: { message: 'Not a member' } });
    expect(await remove([ada], EMPTY_GROUP)).toMatchObject({
      ok: true,
      outcomes: [{ outcome: { status: 'unchanged' } }],
    });
    app.fault({ method: 'POST', status: 409, body: { message: 'Already a member' } });
    expect(await changeOne(app, { groupId: DESIGN_TEAM, accountId: ada, action: 'add' })).toMatchObject({
      ok: true,
      outcomes: [{ outcome: { status: 'unchanged' } }],
    });
  });

  it('reaches a group whose name needs escaping', async () => {
    const [someone = ''] = await app.memberIds(UMLAUT_GROUP);
    expect(await remove([someone], UMLAUT_GROUP)).toMatchObject({ ok: true });
    expect(await app.memberIds(UMLAUT_GROUP)).not.toContain(someone);
  });

  it('403 of a person alone: says that Confluence refused, and has changed and stored nothing', async () => {
    const before = await app.directory();
    for (const action of ['remove', 'add'] as const) {
      app.host.confluence.requestLog.clear();
      const accountId = action === 'add' ? app.accountOf('new-admin') : ada;
      const answer = await changeOne(app, { groupId: DESIGN_TEAM, accountId, action }, 'member');
      const error = {
        ...{ kind: 'permission', status: 403, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
        response: { status: 403, body: expect.stringContaining('site administrators') as string },
      };
      expect(answer).toMatchObject({ outcomes: [{ change: 0, outcome: { status: 'failed', error } }] });
      expect(answer).not.toHaveProperty('run');
      expect(writes()).toHaveLength(1);
      expect(app.requests.at(-1)?.principal).toEqual({ type: 'user', persona: 'member' });
    }
    expect(await app.directory()).toEqual(before);
    expect(app.stored.size).toBe(0);
  });

  it('403 of the first of several: stops, and has changed nothing', async () => {
    const before = await app.directory();
    app.host.confluence.requestLog.clear();
    const answer = await removeAll(app, DESIGN_TEAM, [ada, bob], 'confluence-admin');
    expect(answer).toMatchObject({
      ok: true,
      outcomes: [
        { change: 0, outcome: { status: 'failed', error: { kind: 'permission', status: 403 } } },
        { change: 1, outcome: { status: 'notAttempted' } },
      ],
      stopped: [{ groupId: DESIGN_TEAM, error: { kind: 'permission' } }],
    });
    expect(deletes()).toHaveLength(1);
    expect(await app.directory()).toEqual(before);
  });

  it('404 of a group: says so', async () => {
    expect(await remove([ada, bob], 'gone')).toMatchObject({
      ok: false,
      error: { kind: 'groupNotFound', status: 404 },
    });
    expect(app.stored.size).toBe(0);
  });

  it('404 of an account: fails that person and goes on', async () => {
    expect(await remove(['nobody', bob])).toMatchObject({
      ok: true,
      outcomes: [
        { change: 0, outcome: { status: 'failed', error: { kind: 'userNotFound', status: 404 } } },
        { change: 1, outcome: DONE },
      ],
    });
  });

  it('404 of an account whose id has no shape that is known: fails that person and goes on', async () => {
    const odd = [`O'Brien&accountId=${cy}`, '../..', '🙂', 'x'.repeat(255)];
    const answer = await remove([ada, ...odd, bob]);
    expect(answer).toMatchObject({
      ok: true,
      outcomes: [ada, ...odd, bob].map((id, change) => ({
        change,
        outcome: odd.includes(id) ? { status: 'failed', error: { kind: 'userNotFound' } } : DONE,
      })),
    });
    expect(deletes()).toHaveLength(6);
    const left = await app.memberIds(DESIGN_TEAM);
    expect(left).toContain(cy);
    expect(left).toHaveLength(22);
    const { changes } = succeeded(
      await app.call('site-admin', 'getRun', { runId: runIdOf(answer), from: 0 }),
    );
    expect(changes.map(({ accountId }) => accountId)).toEqual([ada, ...odd, bob]);
  });

  it.each([
    [{ status: 401 }, 'signedOut', false],
    [{ status: 403 }, 'permission', true],
    [{ status: 429, headers: { 'ratelimit-reason': QUOTA } }, 'rateLimited', false],
    [{ status: 500 }, 'unavailable', true],
  ])('404, and %j to which of them: comes to nothing for that reason', async (fault, kind, goesOn) => {
    app.fault(named, { ...fault, path: 'by-id' });
    const answer = await remove(['nobody']);
    expect(answer.ok).toBe(goesOn);
    // What a lookup could not find out leaves nothing open: the 404 says that nothing was changed.
    const outcome =
      kind === 'unavailable' ? { status: 'notAttempted' } : { status: 'failed', error: { kind } };
    expect(answer).toMatchObject({ outcomes: [{ outcome }] });
  });

  it('429 of Forge itself is a limit too, and slows the run down', async () => {
    const limited = { status: 429, headers: { 'forge-proxy-error': 'FETCH_LIMIT_EXCEEDED' } };
    app.fault({ ...limited, method: 'DELETE', accountId: ada, times: 2 });
    const answer = await remove([ada, bob]);
    expect(answer).toMatchObject({ ok: true, outcomes: [{ outcome: DONE }, { outcome: DONE }] });
    expect(answer.paces?.remove?.rate).toBeLessThan(50);
  });

  it.each([
    [{ status: 400, body: { message: 'accountId is invalid' } }, 'invalid', 'failed', true],
    [{ status: 401 }, 'signedOut', 'failed', false],
    [{ status: 401, body: 'Unauthorized; scope does not match' }, 'scopeMissing', 'failed', false],
    [{ status: 429, headers: { 'ratelimit-reason': QUOTA } }, 'rateLimited', 'failed', false],
    [{ status: 500, body: '<html>Oops</html>' }, 'unavailable', 'failed', true],
    [{ drop: 'before' }, 'unconfirmed', 'unconfirmed', true],
    [{ drop: 'after' }, 'unconfirmed', 'unconfirmed', true],
    [{ status: 200, body: '<html>Log in</html>' }, 'signedOut', 'failed', false],
    [{ status: 401, body: '<html>Edge</html>' }, 'unavailable', 'failed', true],
    [{ status: 200, body: '<html>Welcome</html>' }, 'unavailable', 'failed', true],
  ])('a DELETE that ends in %j is %s: %s', async (fault, kind, status, goesOn) => {
    app.fault({ ...fault, method: 'DELETE', accountId: ada });
    expect(await remove([ada, bob])).toMatchObject({
      ok: goesOn,
      outcomes: [
        { change: 0, outcome: { status, error: { kind } } },
        { change: 1, outcome: { status: goesOn ? 'done' : 'notAttempted' } },
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
      outcomes: [{ outcome: DONE }, { outcome: DONE }],
    });
    expect(deletes()).toHaveLength(6);
  });

  it('a DELETE that is turned away five times for coming too fast stops the slice', async () => {
    app.fault({ method: 'DELETE', accountId: ada, status: 429, headers: { 'retry-after': '1' } });
    expect(await remove([ada, bob])).toMatchObject({
      ok: false,
      error: { kind: 'rateLimited' },
      outcomes: [{ outcome: { status: 'failed', error: { kind: 'rateLimited' } } }, { outcome: DONE }],
      paces: { remove: { rate: expect.any(Number) as number } },
    });
    expect(deletes()).toHaveLength(6);
  });

  it('hands on the pace of each operation, and takes it back', async () => {
    const run = await startRun(app, [blockOf(DESIGN_TEAM, [ada, bob])]);
    const { paces } = succeeded(await makeSlice(app, run, [[0, 0]]));
    expect(paces).toEqual({
      remove: expect.objectContaining({
        ...{ rate: 50, blockedMs: 0, latencyMs: expect.any(Number) as number },
      }) as Pace,
    });
    if (!paces?.remove) throw new Error('It has no pace.');
    const second = await app.call('site-admin', 'makeChanges', {
      ...{ run: run.ticket, changes: [[1, 1]] },
      paces: { add: { ...paces.remove, rate: 7 }, remove: { ...paces.remove, rate: 20 } },
    });
    expect(second.paces?.remove?.rate).toBeCloseTo(20.05);
    expect(second.paces?.add?.rate).toBe(7);
  });

  it('looks at the group once for those who are missing together, and again for those who come later', async () => {
    const missing = Array.from({ length: 40 }, (_, n) => `nobody${n}`);
    const run = await startRun(app, [blockOf(DESIGN_TEAM, [ada, ...missing])]);
    const { paces } = succeeded(await makeSlice(app, run, [[0, 0]]));
    app.host.confluence.requestLog.clear();
    const answer = await app.call('site-admin', 'makeChanges', {
      ...{ run: run.ticket, changes: [[1, 40]] },
      paces: paces?.remove && { remove: { ...paces.remove, latencyMs: 400 } },
    });
    expect(answer.outcomes).toHaveLength(40);
    for (const { outcome } of answer.outcomes ?? []) {
      expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'userNotFound' } });
    }
    const lookups = app.asked.filter((request) => request.includes('by-id')).length;
    expect(lookups).toBeGreaterThanOrEqual(2);
    expect(lookups).toBeLessThan(missing.length / 2);
  });

  it('tells when a rate limit ends', async () => {
    app.fault({ method: 'DELETE', status: 429, headers: { 'x-ratelimit-reset': '1800' } });
    expect(await remove([ada])).toMatchObject({
      ok: false,
      error: { retryAfterMs: 1_800_000, retryAt: expect.any(String) as string },
    });
  });

  it('a lost answer says what it is: the change may have happened', async () => {
    app.fault({ method: 'DELETE', drop: 'after' });
    expect(await remove([ada])).toMatchObject({ outcomes: [{ outcome: { status: 'unconfirmed' } }] });
    app.fault();
    expect(await app.isMember(DESIGN_TEAM, ada)).toBe(false);
    expect(await app.isMember(DESIGN_TEAM, bob)).toBe(true);
  });

  it('a lost answer, and a 404 to the next attempt: it is so, and the run may claim it', async () => {
    app.fault(
      { method: 'DELETE', drop: 'after', times: 1 },
      { method: 'DELETE', status: 404, body: { message: 'Not a member' } },
    );
    const answer = succeeded(await remove([ada]));
    expect(answer).toMatchObject({ outcomes: [{ outcome: DONE }] });
    app.fault();
    const { run, changes } = succeeded(
      await app.call('site-admin', 'getRun', { runId: runIdOf(answer), from: 0 }),
    );
    expect(changes).toMatchObject([{ accountId: ada, outcome: 'done' }]);
    const plan = { undoes: { runId: run.runId, changes: [[0, 0]] } };
    const newRun = { driver: 'driver-of-the-undo-001', plan, total: 1 };
    succeeded(await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 0]], ends: true }));
    expect(await app.memberIds(DESIGN_TEAM)).toContain(ada);
  });

  it('carries the header that Confluence’s XSRF guard asks of writes', async () => {
    const handle = vi.spyOn(app.host.confluence, 'handle');
    await remove([ada]);
    const sent = handle.mock.calls.map(([request]) => request).filter(({ method }) => method === 'DELETE');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers['x-atlassian-token']).toBe('no-check');
  });

  it('empties no group of site admins', async () => {
    const admins = await app.memberIds(SITE_ADMINS);
    expect(await remove(admins, SITE_ADMINS)).toMatchObject({
      ok: true,
      outcomes: admins.map((_, change) => ({
        change,
        outcome: { status: 'failed', error: { kind: 'lastAdministrators' } },
      })),
    });
    expect(deletes()).toEqual([]);
    expect(await app.memberIds(SITE_ADMINS)).toEqual(admins);
  });
});

describe('makeChanges by-name', () => {
  let app: App;
  beforeEach(async () => {
    process.env.GROUP_MEMBERSHIP_API = 'by-name';
    app = await App.start();
  });
  afterEach(() => {
    delete process.env.GROUP_MEMBERSHIP_API;
    app.host.close();
  });

  it('says that nobody was asked about where the name cannot be looked up', async () => {
    app.fault({ path: 'by-id', status: 500 });
    const answer = await removeAll(app, DESIGN_TEAM, ['abc']);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(answer).not.toHaveProperty('outcomes');
    expect(app.asked.filter((request) => request.startsWith('DELETE'))).toEqual([]);
  });

  it('hits the group by its name of today, looked up by id', async () => {
    app.fault({ path: 'by-id', status: 200, body: { id: DESIGN_TEAM, name: 'empty-group' } });
    const [ada = ''] = await app.memberIds(DESIGN_TEAM);
    await removeAll(app, DESIGN_TEAM, [ada]);
    expect(app.asked).toContain(`DELETE /wiki/rest/api/group/user?name=empty-group&accountId=${ada}`);
    expect(await app.memberIds(DESIGN_TEAM)).toContain(ada);
  });

  it('asks again by the new name of a group renamed meanwhile, rather than to say that the account is missing', async () => {
    const [ada = ''] = await app.memberIds(DESIGN_TEAM);
    app.fault({ path: 'by-id', status: 200, body: { id: DESIGN_TEAM, name: 'old-name' }, times: 2 });
    expect(await removeAll(app, DESIGN_TEAM, [ada])).toMatchObject({
      ok: true,
      outcomes: [{ outcome: DONE }],
    });
    expect(await app.memberIds(DESIGN_TEAM)).not.toContain(ada);
  });
});

describe('time', () => {
  it('a request that does not answer in time is unconfirmed, and the page still gets its answer', async () => {
    const app = await App.start();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    app.fault({ method: 'DELETE', delayMs: 60_000 });
    expect(await passTimers(removeAll(app, DESIGN_TEAM, ['abc']))).toMatchObject({
      ok: true,
      outcomes: [
        {
          outcome: { status: 'unconfirmed', error: { detail: 'No answer within 10.0 s.' } },
        },
      ],
    });
    app.fault({ method: 'GET', delayMs: 60_000 });
    expect(await passTimers(app.call('site-admin', 'listRuns', { limit: 5 }))).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
    app.host.close();
  });
});
