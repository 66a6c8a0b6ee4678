import { App, DESIGN_TEAM, EMPTY_GROUP, succeeded } from './support/app';
import { blockOf, newDriver, newRunOf, removeAll } from './support/runs';
import { CALL_NAMES, validInputs } from './support/validInputs';

/** What is so of all calls. */

let app: App;
beforeAll(async () => {
  app = await App.start();
});
beforeEach(() => app.host.reset());
afterAll(() => app.host.close());

it('asks as the person who clicked', async () => {
  for (const persona of ['member', 'confluence-admin', 'site-admin'] as const) {
    app.host.confluence.requestLog.clear();
    await app.call(persona, 'listRuns', { limit: 5 });
    await removeAll(app, DESIGN_TEAM, ['nobody'], persona);
    expect(app.requests.length).toBeGreaterThan(2);
    for (const { principal } of app.requests) expect(principal).toEqual({ type: 'user', persona });
  }
});

it.each(CALL_NAMES)(
  'leaves the missing consent of %s to the host, which asks and calls again',
  async (name) => {
    // Where there is no run, and nothing that is to end, nobody is asked who looks.
    const until = app.host.now() + 24 * 3_600_000;
    const newRun = { ...newRunOf([blockOf(EMPTY_GROUP, ['abc'], 'add')]), until };
    succeeded(await app.call('site-admin', 'startRun', newRun));
    const stored = app.stored;
    app.host.confluence.requestLog.clear();
    const ticket = { runId: '9999999999999-0123456789abcdef', driver: newDriver(), next: 0 };
    const input = validInputs(ticket)[name];
    await expect(app.call('new-admin', name, input)).rejects.toMatchObject({
      name: 'NEEDS_AUTHENTICATION_ERR',
    });
    expect(app.requests).toEqual([]);
    expect(app.stored).toEqual(stored);
    app.host.consent('new-admin');
    await expect(app.call('new-admin', name, input)).resolves.toBeDefined();
  },
);

it.each([
  [{ status: 401 }, 'signedOut'],
  [{ status: 401, body: { message: 'Unauthorized; scope does not match' } }, 'scopeMissing'],
  [{ status: 403 }, 'permission'],
  [{ status: 429, headers: { 'ratelimit-reason': 'confluence-quota-global-based' } }, 'rateLimited'],
  [{ status: 500 }, 'unavailable'],
  [{ status: 503, body: '<html>Down</html>' }, 'unavailable'],
  [{ status: 200, body: '<html>Log in</html>' }, 'signedOut'],
  [{ status: 200, body: '<html>Hello</html>' }, 'unavailable'],
  [{ drop: 'before' }, 'unavailable'],
  [{ drop: 'after' }, 'unavailable'],
])('says what was in the way where asking who asks ends in %j: %s', async (fault, kind) => {
  app.fault(fault);
  expect(await app.call('site-admin', 'listRuns', { limit: 5 })).toMatchObject({
    ok: false,
    error: { kind },
  });
  expect(app.storageRequests).toEqual([]);
});

it.each(['noSuchCall', 'listMembers', 'getGroup', 'findPeople', 'checkMemberships'])(
  'has no call %s: the page reads Confluence itself',
  async (name) => {
    expect(await app.host.invoke('site-admin', name, { groupId: DESIGN_TEAM })).toMatchObject({
      error: { message: expect.stringContaining(name) as string },
    });
    expect(app.requests).toEqual([]);
  },
);
