import type { PersonaKey } from '../../../sandbox';
import type { Calls, RunTicket } from '../../../src/contract';
import { handler } from '../../../src/index';
import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, SITE_ADMINS, succeeded } from '../support/app';
import { firstEditionRun } from '../support/firstEdition';
import { hurry, type HastyClock } from '../support/hastyClock';
import { beginRun, blockOf, changeOne, detailOf, newRunOf, removeAll, startRun, undo } from '../support/runs';
import { CALL_NAMES, callsOf, validInputs, type Inputs } from '../support/validInputs';

/** Who may not administer Confluence stores nothing and changes nothing, whatever they ask for. */

let app: App;
let accountIds: string[];
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  accountIds = (await app.memberIds(DESIGN_TEAM)).slice(0, 4);
  time = hurry();
});
afterAll(() => app.host.close());

const NO_RUNS = { ok: true, runs: [], background: { state: 'untried' } };
const ASKS_WHO = 'GET /wiki/rest/api/user/current?expand=operations';
const writes = () => app.asked.filter((request) => !request.startsWith('GET'));

const REFUSED = { change: 0, outcome: { status: 'failed', error: { kind: 'permission', status: 403 } } };

/** A run that an admin has begun, one that has ended with something open, and one whose memberships are to end. */
async function adminsRuns(): Promise<{ ticket: RunTicket; ended: string }> {
  app.fault({ method: 'DELETE', accountId: accountIds[0], drop: 'before' });
  const ended = await removeAll(app, DESIGN_TEAM, accountIds.slice(0, 1));
  app.fault();
  const until = app.host.now() + 24 * 3_600_000;
  const newRun = { ...newRunOf([blockOf(EMPTY_GROUP, accountIds.slice(0, 1), 'add')]), until };
  succeeded(await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 0]], ends: true }));
  const { ticket } = await beginRun(app, [blockOf(DESIGN_TEAM, accountIds)], [[1, 1]]);
  return { ticket, ended: ended.run?.runId ?? '' };
}

/** More inputs of the calls that have several kinds. */
function moreInputs(ticket: RunTicket, ended: string): [keyof Calls, Inputs[keyof Calls]][] {
  const newRun = newRunOf([blockOf(DESIGN_TEAM, accountIds)]);
  const plan = { undoes: { runId: ended, changes: [[0, 0]] as [number, number][] } };
  return [
    ['makeChanges', { run: ticket, changes: [[2, 3]] }],
    ['makeChanges', { run: { ...ticket, next: 0 }, changes: [[1, 1]] }],
    ['makeChanges', { newRun, changes: [[0, 3]], ends: true }],
    ['makeChanges', { newRun: { ...newRun, plan, total: 1 }, changes: [[0, 0]], ends: true }],
    ['startRun', { ...newRun, plan, total: 1 }],
    ['startRun', newRunOf([blockOf(SITE_ADMINS, [app.accountOf('member')], 'add')])],
    ['checkChanges', { runId: ended, changes: [[0, 0]] }],
    ['resumeRun', { runId: ended, driver: newRun.driver }],
    ['endRun', { ...ticket, runId: ended }],
  ];
}

describe('a member', () => {
  const asMember = async (name: keyof Calls, input: unknown) => {
    const stored = app.stored;
    const expiries = app.storedWithExpiry();
    const directory = await app.directory();
    app.host.confluence.requestLog.clear();
    const answer = await app.call('member', name, input);
    const asked = app.asked;
    expect(app.stored).toEqual(stored);
    expect(app.storedWithExpiry()).toEqual(expiries);
    expect(await app.directory()).toEqual(directory);
    return { answer, asked };
  };

  it.each(CALL_NAMES)('stores and changes nothing with %s, on a run of an admin’s', async (name) => {
    const { ticket } = await adminsRuns();
    const { answer } = await asMember(name, validInputs(ticket)[name]);
    // Of one change alone it is Confluence who refuses.
    if (name === 'makeChanges') expect(answer).toMatchObject({ outcomes: [REFUSED] });
    else expect(answer).toEqual({ ok: false, error: { kind: 'permission' } });
    expect(answer).not.toHaveProperty('run');
  });

  it('stores and changes nothing with the same calls’ other inputs', async () => {
    const { ticket, ended } = await adminsRuns();
    for (const [name, input] of moreInputs(ticket, ended)) {
      const { answer, asked } = await asMember(name, input);
      expect([name, answer]).toMatchObject([name, { ok: false, error: { kind: 'permission' } }]);
      expect(asked.filter((request) => !request.startsWith('GET'))).toEqual([]);
    }
  });

  it('does not get to know whose a run is, or whether there is one', async () => {
    const { ticket, ended } = await adminsRuns();
    const none = { ...ticket, runId: '0000000000000-0123456789abcdef' };
    for (const run of [
      ticket,
      none,
      { ...ticket, runId: ended },
      { ...ticket, driver: 'another-driver-01' },
    ]) {
      for (const [name, input] of [...callsOf(validInputs(run)), ...moreInputs(run, ended)]) {
        const { answer } = await asMember(name, input);
        const text = JSON.stringify(answer);
        expect([name, text]).toEqual([name, expect.stringContaining('"permission"')]);
        expect(text).not.toContain(app.accountOf('site-admin'));
      }
    }
  });

  it('rewrites no run of the first edition', async () => {
    for (const ended of [true, false]) {
      const { runId, values } = firstEditionRun({ groupId: DESIGN_TEAM, accountIds, ended });
      await app.plant(values);
      const ticket = { runId, driver: 'driver-of-the-first-ed', next: 2 };
      for (const [name, input] of [...callsOf(validInputs(ticket)), ...moreInputs(ticket, runId)]) {
        await asMember(name, input);
      }
    }
  });

  it('is refused one change alone in Confluence’s own words', async () => {
    for (const action of ['remove', 'add'] as const) {
      const accountId = action === 'add' ? app.accountOf('new-admin') : (accountIds[0] ?? '');
      app.host.confluence.requestLog.clear();
      const answer = await changeOne(app, { groupId: DESIGN_TEAM, accountId, action }, 'member');
      const error = {
        ...{ kind: 'permission', status: 403, detail: expect.stringContaining('site admin') as string },
        response: {
          ...{ status: 403, body: expect.any(String) as string },
          headers: expect.objectContaining({ 'atl-traceid': expect.any(String) as string }) as object,
        },
      };
      expect(answer).toMatchObject({ outcomes: [{ change: 0, outcome: { status: 'failed', error } }] });
      expect(writes()).toHaveLength(1);
    }
    expect(app.stored.size).toBe(0);
  });

  it('is asked for no more than one change', async () => {
    expect(await removeAll(app, DESIGN_TEAM, accountIds, 'member')).toEqual({
      ok: false,
      error: { kind: 'permission' },
    });
    expect(writes()).toEqual([]);
  });
});

describe('unfinished runs', () => {
  it.each<PersonaKey>(['site-admin', 'confluence-admin', 'member', 'new-admin'])(
    'that there are none of are no secret: %s gets the empty list, and nobody is asked who that is',
    async (as) => {
      app.host.reset();
      succeeded(await removeAll(app, DESIGN_TEAM, accountIds)); // One that has ended.
      const stored = app.stored;
      app.host.confluence.requestLog.clear();
      expect(await app.call(as, 'listUnfinishedRuns')).toEqual(NO_RUNS);
      expect(app.requests).toEqual([]);
      expect(app.stored).toEqual(stored);
    },
  );

  it('are for those who administer Confluence, who is asked once there is one', async () => {
    const { ticket } = await adminsRuns();
    for (const as of ['site-admin', 'confluence-admin'] as const) {
      app.host.confluence.requestLog.clear();
      expect(await app.call(as, 'listUnfinishedRuns')).toMatchObject({
        ...{ ok: true, runs: [{ run: { runId: ticket.runId } }] },
      });
      expect(app.asked).toEqual([ASKS_WHO]);
    }
    expect(await app.call('member', 'listUnfinishedRuns')).toEqual({
      ok: false,
      error: { kind: 'permission' },
    });
  });

  it('that have ended and left their place behind are put right by those who administer alone', async () => {
    const { ticket } = await beginRun(app, [blockOf(DESIGN_TEAM, accountIds)], [[0, 1]]);
    app.fault({ service: 'storage', path: 'transaction', status: 503 });
    expect(await app.call('site-admin', 'endRun', ticket)).toMatchObject({ error: { kind: 'storage' } });
    app.fault();
    time.aheadMs += 120_000;
    const left = app.stored;
    for (const [as, fault, kind] of [
      ['member', undefined, 'permission'],
      ['confluence-admin', { path: 'user/current', status: 500 }, 'unavailable'],
    ] as const) {
      app.fault(...(fault ? [fault] : []));
      expect(await app.call(as, 'listUnfinishedRuns')).toMatchObject({ ok: false, error: { kind } });
      expect(app.stored).toEqual(left);
    }
    app.fault();
    expect(await app.call('confluence-admin', 'listUnfinishedRuns')).toEqual(NO_RUNS);
    expect([...app.stored.keys()].filter((key) => key.startsWith('open:'))).toEqual([]);
  });
});

describe('who administers Confluence and may not change groups', () => {
  const as: PersonaKey = 'confluence-admin';

  it('has it written down, and is refused by Confluence', async () => {
    const before = await app.directory();
    const answer = await removeAll(app, DESIGN_TEAM, accountIds, as);
    const refused = { status: 'failed', error: { kind: 'permission', status: 403 } };
    expect(answer).toMatchObject({ ok: true, stopped: [{ groupId: DESIGN_TEAM }] });
    expect(answer.outcomes?.[0]).toMatchObject({ change: 0, outcome: refused });
    const { run, changes } = await detailOf(app, answer.run?.runId ?? '');
    expect(run).toMatchObject({
      ...{ actorId: app.accountOf(as), drivers: [app.accountOf(as)] },
      counts: { done: 0, failed: 1, notAttempted: 3 },
    });
    expect(changes[0]).toMatchObject({ outcome: 'failed', reason: 'permission' });
    expect(await app.directory()).toEqual(before);
  });

  it('may read what others did, and end it, as whoever administers may', async () => {
    const { ticket, ended } = await adminsRuns();
    time.aheadMs += 60_000;
    succeeded(await app.call(as, 'getRun', { runId: ticket.runId, from: 0 }));
    succeeded(await app.call(as, 'dismissRun', { runId: ticket.runId }));
    expect(await undo(app, ticket.runId, [[1, 1]], as)).toMatchObject({
      outcomes: [{ outcome: { status: 'failed', error: { kind: 'permission' } } }],
    });
    expect(await app.call(as, 'checkChanges', { runId: ended, changes: [[0, 0]] })).toMatchObject({
      ok: true,
      checked: [{ change: 0, isMember: true }],
    });
  });
});

describe('who has lost the right since', () => {
  it('goes on with a slice or two at most, and stores nothing then', async () => {
    const run = await startRun(app, [blockOf(DESIGN_TEAM, accountIds)]);
    const slice = (change: number) =>
      app.call('site-admin', 'makeChanges', {
        run: { ...run.ticket, next: change },
        changes: [[change, change]],
      });
    succeeded(await slice(0));
    app.fault({ path: 'user/current', status: 200, body: { accountId: 'x', operations: [] } });
    succeeded(await slice(1)); // Confluence said a moment ago that they may.
    time.aheadMs += 61_000;
    const before = app.stored;
    app.host.confluence.requestLog.clear();
    expect(await slice(2)).toEqual({ ok: false, error: { kind: 'permission' } });
    expect(app.asked).toEqual([ASKS_WHO]);
    expect(app.stored).toEqual(before);
    app.fault();
    succeeded(await slice(2));
  });

  it('is not asked again within a minute, however many slices there are', async () => {
    const run = await startRun(app, [blockOf(DESIGN_TEAM, accountIds)]);
    app.host.confluence.requestLog.clear();
    for (const change of [0, 1, 2]) {
      time.aheadMs += 15_000;
      succeeded(
        await app.call('site-admin', 'makeChanges', {
          run: { ...run.ticket, next: change },
          changes: [[change, change]],
        }),
      );
    }
    expect(app.asked.filter((request) => request === ASKS_WHO)).toEqual([]);
  });
});

describe('where Forge does not say who asks', () => {
  it.each([undefined, null, '', 7, { accountId: 'a' }])(
    '%j: nothing is asked or stored',
    async (accountId) => {
      const unnamed = await App.start({
        limits: false,
        handler: (event, request) => handler(event, { ...request, principal: { accountId } }),
      });
      const ticket = { runId: '9999999999999-0123456789abcdef', driver: 'driver-0000000000001', next: 0 };
      for (const [name, input] of callsOf(validInputs(ticket, { groupId: CONTRACTORS }))) {
        expect([name, await unnamed.call('site-admin', name, input)]).toMatchObject([
          name,
          { ok: false, error: { kind: 'signedOut' } },
        ]);
      }
      expect(unnamed.requests).toEqual([]);
      expect(unnamed.storageRequests).toEqual([]);
      unnamed.host.close();
    },
  );
});
