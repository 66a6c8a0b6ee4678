import type { PersonaKey } from '../../../sandbox';
import { App, CONTRACTORS, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import { HeldClock } from '../support/heldClock';
import {
  beginRun,
  blockOf,
  changeOne,
  detailOf,
  endRun,
  listed,
  makeSlice,
  newDriver,
  outcomesOf,
  removeAll,
  runIdOf,
  undo,
  unfinished,
  type TestRun,
} from '../support/runs';

/** Moments at which two do something to the same run: whatever comes first, the record says what is true. */

const YEAR_MS = 365 * 24 * 3_600_000;
const HELD = { delayMs: HeldClock.HELD_MS };

const clock = new HeldClock();

let app: App;
let accountIds: string[];
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false, clock });
});
beforeEach(async () => {
  clock.letGo();
  app.host.reset();
  app.host.consent('new-admin');
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 6);
  time = hurry();
});
afterAll(() => app.host.close());

/** A run of six, two of whom are removed. */
const begin = () => beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 1]]);
const check = (as: PersonaKey, runId: string, change: number) =>
  app.call(as, 'checkChanges', { runId, changes: [[change, change]] });
const deletes = () => app.asked.filter((request) => request.startsWith('DELETE')).length;

/** Lets the answers that are held go, and holds no more. */
function letGo(): void {
  app.fault();
  clock.letGo();
}

describe('the end of a run', () => {
  it('that is dismissed comes before a slice or after it, never at once with it', async () => {
    const run = await begin();
    const { runId } = run.ticket;
    time.aheadMs = 6_000;
    const [dismissed, sliced] = await Promise.all([
      app.call('new-admin', 'dismissRun', { runId }),
      makeSlice(app, run, [[2, 5]]),
    ]);
    expect([dismissed.ok, sliced.ok].filter(Boolean)).toHaveLength(1);
    const removed = sliced.ok ? 6 : 2;
    expect((await detailOf(app, runId)).run.counts).toMatchObject({ done: removed });
    if (dismissed.ok) expect(await listed(app)).toMatchObject([{ counts: { done: 2, notAttempted: 4 } }]);
  });

  it('waits for a slice that is still at work', async () => {
    const run = await begin();
    const before = { ...run.ticket };
    app.fault({ method: 'DELETE', ...HELD });
    const sliced = makeSlice(app, run, [[2, 5]]);
    await clock.until(1);
    for (const name of ['endRun', 'keepRun'] as const) {
      const answer = await app.call('site-admin', name, before);
      if (name === 'endRun') {
        expect(answer).toMatchObject({
          error: { kind: 'runBusy', retryAfterMs: expect.any(Number) as number },
        });
      } else expect(answer).toEqual({ ok: true, run: before });
    }
    letGo();
    succeeded(await sliced);
    expect(await app.call('site-admin', 'endRun', before)).toMatchObject({
      ok: true,
      counts: { done: 6, unconfirmed: 0 },
    });
    expect(await listed(app)).toMatchObject([{ counts: { done: 6 }, endedAt: expect.any(String) as string }]);
  });

  it('is not brought back by a check that began before the run was taken up again', async () => {
    app.fault({ method: 'DELETE', accountId: accountIds[0], drop: 'after' });
    const run = await begin();
    const { runId } = run.ticket;
    await endRun(app, run);
    app.fault({ path: 'memberof', ...HELD });
    const checked = check('site-admin', runId, 0);
    await clock.until(1);
    const { run: again } = succeeded(
      await app.call('site-admin', 'resumeRun', { runId, driver: newDriver() }),
    );
    letGo();
    expect(await checked).toMatchObject({ ok: true, notRecorded: { kind: 'runBusy' } });
    expect((await listed(app))[0]?.endedAt).toBeUndefined();
    expect(await makeSlice(app, { ...run, ticket: again }, [[2, 5]])).toMatchObject({ ok: true });
    expect((await unfinished(app)).map((one) => one.run.runId)).toEqual([runId]);
  });
});

describe('a check', () => {
  it('is not made while a slice is at work', async () => {
    const run = await begin();
    const { runId } = run.ticket;
    app.fault({ method: 'DELETE', drop: 'after', ...HELD });
    const sliced = makeSlice(app, run, [[2, 2]]);
    await clock.until(1);
    const before = app.requests.length;
    expect(await check('new-admin', runId, 2)).toMatchObject({
      ok: false,
      error: { kind: 'runBusy', retryAfterMs: expect.any(Number) as number },
    });
    expect(app.asked.slice(before)).toEqual(['GET /wiki/rest/api/user/current?expand=operations']);
    app.fault({ method: 'DELETE', drop: 'after' });
    clock.letGo();
    await sliced;
    expect((await outcomesOf(app, runId))[2]).toBe('unconfirmed unconfirmed');
    app.fault();
    expect(await check('site-admin', runId, 2)).toEqual({
      ok: true,
      checked: [{ change: 2, isMember: false }],
    });
    expect((await outcomesOf(app, runId))[2]).toBe('done');
  });

  it('says nothing of a slice that came after Confluence was asked', async () => {
    const run = await begin();
    const { runId } = run.ticket;
    app.fault({ method: 'DELETE', accountId: accountIds[2], drop: 'before' });
    await makeSlice(app, run, [[2, 2]]); // Open: the check that follows is about this.
    app.fault({ path: 'memberof', ...HELD });
    const checked = check('new-admin', runId, 2);
    await clock.until(1);
    app.fault({ method: 'DELETE', accountId: accountIds[2], drop: 'after' });
    await makeSlice(app, run, [[2, 2]]);
    clock.letGo();
    expect(await checked).toMatchObject({ ok: true, notRecorded: { kind: 'runBusy' } });
    expect((await outcomesOf(app, runId))[2]).toBe('unconfirmed unconfirmed');
  });

  it('that found nothing changed does not credit the run with what somebody does later', async () => {
    const run = await begin();
    const { runId } = run.ticket;
    const groupId = CONTRACTORS;
    const accountId = accountIds[2] ?? '';
    app.fault({ method: 'DELETE', accountId, drop: 'before' });
    await makeSlice(app, run, [[2, 2]]);
    app.fault();
    await check('site-admin', runId, 2);
    expect((await outcomesOf(app, runId))[2]).toBe('failed notMade');
    await changeOne(app, { groupId, accountId, action: 'remove' }, 'new-admin');
    // What is not open is not asked about.
    expect(await check('site-admin', runId, 2)).toEqual({ ok: true, checked: [] });
    expect((await outcomesOf(app, runId))[2]).toBe('failed notMade');
  });

  it('answers where it cannot be written down, and says so', async () => {
    app.fault({ method: 'DELETE', drop: 'after' });
    const { runId } = (await begin()).ticket;
    app.fault({ service: 'storage', path: '/set$', status: 503 });
    expect(await check('site-admin', runId, 0)).toMatchObject({
      ...{ ok: true, checked: [{ change: 0, isMember: false }] },
      notRecorded: { kind: 'storage' },
    });
    app.fault();
    expect((await outcomesOf(app, runId))[0]).toBe('unconfirmed unconfirmed');
  });

  it('is not written into what another admin did by who may not read the history', async () => {
    app.fault({ method: 'DELETE', drop: 'after' });
    const { runId } = (await begin()).ticket;
    app.fault();
    const before = app.stored;
    expect(await check('member', runId, 0)).toEqual({ ok: false, error: { kind: 'permission' } });
    expect(app.stored).toEqual(before);
  });

  it('settles what the run left open and nothing else, one person’s error being theirs alone', async () => {
    const [ada, bob, cy] = accountIds;
    app.fault(
      { method: 'DELETE', accountId: ada, status: 500 },
      { method: 'DELETE', accountId: bob, drop: 'after' },
    );
    const run = await begin();
    const { runId } = run.ticket;
    app.fault({ method: 'DELETE', accountId: cy, status: 400 });
    await makeSlice(app, run, [[2, 3]]);
    app.host.confluence.requestLog.clear();
    app.fault({ path: 'memberof', accountId: ada, status: 500 });
    const answer = await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 5]] });
    expect(answer).toMatchObject({
      ok: true,
      checked: [
        { change: 0, error: { kind: 'unavailable' } },
        { change: 1, isMember: false },
      ],
    });
    expect(app.asked.filter((request) => request.includes('memberof'))).toHaveLength(2);
    expect(await outcomesOf(app, runId)).toEqual([
      ...['failed unavailable', 'done', 'failed invalid', 'done', 'notAttempted', 'notAttempted'],
    ]);
  });
});

describe('a run that waits', () => {
  it('stays with the page that keeps it, and its log does not grow with the wait', async () => {
    const run = await begin();
    const keep = async () => {
      run.ticket = succeeded(await app.call('site-admin', 'keepRun', run.ticket)).run;
    };
    await keep();
    const entries = app.stored.size;
    for (let minute = 0; minute < 20; minute += 1) {
      time.aheadMs += 40_000;
      await keep();
      const resume = { runId: run.ticket.runId, driver: newDriver() };
      expect(await app.call('new-admin', 'resumeRun', resume)).toMatchObject({
        error: { kind: 'runTaken' },
      });
    }
    expect(app.stored.size).toBe(entries);
    expect(await makeSlice(app, run, [[2, 5]])).toMatchObject({ ok: true });
  });

  it('goes to another once the page is gone, and the page is told when it is back', async () => {
    const run = await begin();
    run.ticket = succeeded(await app.call('site-admin', 'keepRun', run.ticket)).run;
    time.aheadMs = 76_000;
    const resume = { runId: run.ticket.runId, driver: newDriver() };
    succeeded(await app.call('new-admin', 'resumeRun', resume));
    const error = { kind: 'runTaken', takenBy: { accountId: app.accountOf('new-admin') } };
    expect(await app.call('site-admin', 'keepRun', run.ticket)).toMatchObject({ error });
    expect(await makeSlice(app, run, [[2, 5]])).toMatchObject({ error: { kind: 'runTaken' } });
  });

  it('is not kept by a page that asked at the moment at which another took it', async () => {
    const run = await begin();
    const { runId } = run.ticket;
    time.aheadMs = 6_000;
    // What the page wants to write is held until the other has the run.
    app.fault({ service: 'storage', path: 'transaction|/set$', key: `^run:`, times: 1, ...HELD });
    const kept = app.call('site-admin', 'keepRun', run.ticket);
    await clock.until(1);
    const { run: other } = succeeded(
      await app.call('new-admin', 'resumeRun', { runId, driver: newDriver() }),
    );
    letGo();
    expect(await kept).toMatchObject({ ok: false, error: { kind: 'runTaken' } });
    const second: TestRun = { ...run, as: 'new-admin', ticket: other };
    expect(await makeSlice(app, second, [[2, 3]])).toMatchObject({ ok: true });
    expect(await makeSlice(app, run, [[2, 5]])).toMatchObject({ error: { kind: 'runTaken' } });
    expect((await detailOf(app, runId)).run.drivers).toHaveLength(2);
  });
});

describe('what a run says it undoes', () => {
  /** An undo that must not be. */
  async function expectRefused(runId: string, changes: [number, number][], kind: string): Promise<void> {
    const before = app.stored;
    for (let time = 0; time < 3; time += 1) {
      expect(await undo(app, runId, changes)).toMatchObject({ ok: false, error: { kind } });
    }
    expect(app.stored).toEqual(before);
    expect(app.asked.filter((request) => request.startsWith('POST'))).toEqual([]);
  }

  it('is no run that has not ended', async () => {
    const run = await begin();
    await expectRefused(run.ticket.runId, [[0, 1]], 'invalid');
    await endRun(app, run);
    expect(await undo(app, run.ticket.runId, [[0, 1]])).toMatchObject({ ok: true });
  });

  it('is no run that is not there', async () => {
    await expectRefused('0000000000000-0123456789abcdef', [[0, 0]], 'runNotFound');
  });

  it('is no change that the run did not make, or does not have', async () => {
    app.fault({ method: 'DELETE', accountId: accountIds[0], status: 400 });
    const run = await begin();
    await endRun(app, run);
    await expectRefused(run.ticket.runId, [[0, 0]], 'invalid');
    await expectRefused(run.ticket.runId, [[0, 1]], 'invalid');
    await expectRefused(run.ticket.runId, [[1, 2]], 'invalid');
    await expectRefused(run.ticket.runId, [[6, 6]], 'invalid');
    await expectRefused(run.ticket.runId, [[49_999, 49_999]], 'invalid');
  });

  it('is no change that was taken back already', async () => {
    const run = await begin();
    await endRun(app, run);
    const { runId } = run.ticket;
    succeeded(await undo(app, runId, [[0, 0]]));
    app.host.confluence.requestLog.clear();
    await expectRefused(runId, [[0, 0]], 'invalid');
    await expectRefused(runId, [[0, 1]], 'invalid');
    app.host.confluence.requestLog.clear();
    expect(await undo(app, runId, [[1, 1]], 'new-admin')).toMatchObject({ ok: true });
    expect(await app.isMember(CONTRACTORS, accountIds[1] ?? '')).toBe(true);
  });

  it('is known however often single people were put back', async () => {
    const people = (await app.memberIds(CONTRACTORS)).slice(0, 110);
    const runId = runIdOf(await removeAll(app, CONTRACTORS, people));
    for (const n of people.keys()) succeeded(await undo(app, runId, [[n, n]]));
    app.host.storage.requestLog.clear();
    const { changes } = await detailOf(app, runId);
    expect(changes).toHaveLength(110);
    expect(changes.every(({ undone }) => undone)).toBe(true);
    expect(app.storageRequests.length).toBeLessThanOrEqual(3);
  });

  it('is said again after an answer that was lost: the undo goes on where it was', async () => {
    const run = await begin();
    await endRun(app, run);
    const { runId } = run.ticket;
    const newRun = { driver: newDriver(), plan: { undoes: { runId, changes: [[0, 1]] } }, total: 2 };
    const slice = { newRun, changes: [[0, 1]] };
    const first = succeeded(await app.call('site-admin', 'makeChanges', slice));
    const again = succeeded(await app.call('site-admin', 'makeChanges', slice));
    expect(again).toMatchObject({ run: first.run, missed: [{ kind: 'slice', changes: [[0, 1]] }] });
  });
});

it('begins with nobody whom it does not name', async () => {
  const newRun = {
    ...{ driver: newDriver(), total: 2 },
    plan: { blocks: [blockOf(CONTRACTORS, accountIds.slice(0, 2))] },
  };
  expect(await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 2]] })).toMatchObject({
    error: { kind: 'invalid', field: 'changes' },
  });
  expect(deletes()).toBe(0);
});

describe('a year after it began', () => {
  const expiries = () =>
    new Map(
      app
        .storedWithExpiry()
        .filter(({ key }) => !key.startsWith('begun:'))
        .map(({ key, expireTime }) => [key, Date.parse(expireTime ?? '')]),
    );

  it.each([
    ['goes on', false],
    ['has ended, and is taken up again', true],
  ])('a run that %s goes from the history as a whole', async (_, ends) => {
    const run = await begin();
    const { runId } = run.ticket;
    if (ends) await endRun(app, run);
    const first = expiries();
    expect(first.size).toBeGreaterThan(3);
    for (const at of first.values()) expect(Math.abs(at - Date.now() - YEAR_MS)).toBeLessThan(60_000);
    time.aheadMs = YEAR_MS / 2;
    run.ticket = succeeded(await app.call('site-admin', 'resumeRun', { runId, driver: newDriver() })).run;
    succeeded(await makeSlice(app, run, [[2, 3]]));
    const later = expiries();
    expect([...later.keys()].some((key) => key.startsWith('open:'))).toBe(true);
    for (const [key, at] of later) {
      // The sandbox's own clock is not ahead, so that what was written again is said to live half a year.
      const livesFor = at === first.get(key) ? YEAR_MS : YEAR_MS / 2;
      expect([key, Math.round((at - Date.now()) / 60_000)]).toEqual([key, Math.round(livesFor / 60_000)]);
    }
    time.aheadMs = YEAR_MS + 60_000;
    expect(await app.call('site-admin', 'getRun', { runId, from: 0 })).toMatchObject({
      error: { kind: 'runNotFound' },
    });
    expect(await listed(app)).toEqual([]);
    expect(await unfinished(app)).toEqual([]);
  });
});

it.each([{ status: 503 }, { drop: 'before' }, { drop: 'after' }])(
  'makes nothing of a run that the storage did not let begin: %j',
  async (fault) => {
    app.fault({ service: 'storage', path: '/set$', ...fault });
    expect(await removeAll(app, CONTRACTORS, accountIds.slice(0, 1))).toMatchObject({
      error: { kind: 'storage' },
    });
    app.fault();
    expect(deletes()).toBe(0);
    expect(await listed(app)).toEqual([]);
    expect(await unfinished(app)).toEqual([]);
  },
);
