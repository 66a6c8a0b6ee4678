import type { PersonaKey } from '../../../sandbox';
import type { IndexRanges, RunTicket } from '../../../src/contract';
import { MAX_CHANGES_IN_RUN } from '../../../src/contract/limits';
import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import { HeldClock } from '../support/heldClock';
import {
  beginRun,
  blockOf,
  detailOf,
  endRun,
  makeSlice,
  newDriver,
  newRunOf,
  outcomesOf,
  removeAll,
  runIdOf,
  startRun,
  type TestRun,
} from '../support/runs';

/** The record is bound to its run: what a slice touches, what a check settles, who drives, and one slice at a time. */

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

const begin = (as: PersonaKey = 'site-admin') =>
  beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 1]], { as });
const writes = () => app.asked.filter((request) => !request.startsWith('GET'));
const slice = (as: PersonaKey, run: RunTicket, changes: IndexRanges) =>
  app.call(as, 'makeChanges', { run, changes });

/** What Confluence was asked and what the storage has, before and after something. */
async function untouched<T>(work: () => Promise<T>): Promise<T> {
  const stored = app.stored;
  const before = app.asked.length;
  const answer = await work();
  expect(app.stored).toEqual(stored);
  expect(app.asked.slice(before).filter((request) => !request.includes('user/current'))).toEqual([]);
  return answer;
}

describe('a slice', () => {
  it.each<[string, IndexRanges]>([
    ['the place after the last', [[6, 6]]],
    ['some that are in the plan and one that is not', [[2, 6]]],
    [
      'one in the plan and one far beyond',
      [
        [2, 2],
        [MAX_CHANGES_IN_RUN - 1, MAX_CHANGES_IN_RUN - 1],
      ],
    ],
    ['one in another stretch', [[500, 500]]],
  ])('that names %s is refused before anything is asked', async (_, changes) => {
    const { ticket } = await begin();
    expect(await untouched(() => slice('site-admin', ticket, changes))).toMatchObject({
      ok: false,
      error: { kind: 'invalid', field: 'changes' },
    });
  });

  it('has no way to name anybody who is not in the plan', async () => {
    const { ticket } = await begin();
    const before = await app.directory();
    const forged = {
      ...{ run: ticket, changes: [[2, 2]], groupId: DESIGN_TEAM, action: 'add' },
      accountIds: [app.accountOf('member')],
      plan: { blocks: [blockOf(EMPTY_GROUP, [app.accountOf('member')], 'add')] },
    };
    succeeded(await app.call('site-admin', 'makeChanges', forged));
    const { [CONTRACTORS]: contractors, ...others } = await app.directory();
    const { [CONTRACTORS]: contractorsBefore, ...othersBefore } = before;
    expect(others).toEqual(othersBefore);
    // A page of 200 is seen: who leaves lets another in.
    expect(contractorsBefore?.filter((id) => !contractors?.includes(id))).toEqual([accountIds[2]]);
  });

  it('of a plan of which a part is missing is refused before anything is asked', async () => {
    const { ticket } = await begin();
    await app.host.storage.handle({
      ...{ path: '/api/v1/delete', scopes: ['storage:app'] },
      body: JSON.stringify({ key: `plan:${ticket.runId}:0000` }),
    });
    expect(await untouched(() => slice('site-admin', ticket, [[2, 2]]))).toMatchObject({
      error: { kind: 'invalid', field: 'changes' },
    });
  });
});

describe('a second invocation of a run', () => {
  it('is refused while a slice is under way, and makes no request', async () => {
    const run = await begin();
    const before = { ...run.ticket };
    app.fault({ method: 'DELETE', ...HELD });
    const first = makeSlice(app, run, [[2, 3]]);
    await clock.until(1);
    for (const ticket of [before, { ...before, next: before.next + 1 }]) {
      expect(await untouched(() => slice('site-admin', ticket, [[4, 5]]))).toMatchObject({
        ok: false,
        error: { kind: 'runBusy', retryAfterMs: expect.any(Number) as number },
      });
    }
    app.fault();
    clock.letGo();
    expect(await first).toMatchObject({ ok: true });
    expect(await makeSlice(app, run, [[4, 5]])).toMatchObject({ ok: true });
    expect(await outcomesOf(app, before.runId)).toEqual(Array.from({ length: 6 }, () => 'done'));
  });

  it('cannot be had by taking the run up anew while a slice is under way', async () => {
    const run = await begin();
    const { runId, driver } = run.ticket;
    app.fault({ method: 'DELETE', ...HELD });
    const first = makeSlice(app, run, [[2, 3]]);
    await clock.until(1);
    expect(await untouched(() => app.call('site-admin', 'resumeRun', { runId, driver }))).toMatchObject({
      ok: false,
      error: { kind: 'runBusy' },
    });
    app.fault();
    clock.letGo();
    succeeded(await first);
    expect(await app.call('site-admin', 'resumeRun', { runId, driver })).toMatchObject({ ok: true });
  });

  it('is one of eight at once, so that none goes faster than the pace', async () => {
    const { ticket } = await begin();
    const before = writes().length;
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => slice('site-admin', ticket, [[2 + (n % 4), 2 + (n % 4)]])),
    );
    expect(answers.filter(({ outcomes }) => outcomes)).toHaveLength(1);
    for (const answer of answers) {
      if (answer.outcomes) continue;
      // Those that came after the first were told what it did.
      if (answer.ok) expect(answer.missed).toHaveLength(1);
      else expect(answer.error.kind).toBe('runBusy');
    }
    expect(writes()).toHaveLength(before + 1);
  });

  it('may come when the invocation before is over, and is told of it', async () => {
    const run = await begin();
    const before = { ...run.ticket };
    app.fault({ method: 'DELETE', drop: 'before' });
    app.fault({ method: 'DELETE', ...HELD });
    const killed = makeSlice(app, { ...run }, [[2, 3]]); // Nobody ever hears of it.
    killed.catch(() => undefined);
    await clock.until(1);
    time.aheadMs += 60_000;
    const told = await untouched(() => slice('site-admin', before, [[2, 3]]));
    expect(told).toMatchObject({
      ok: true,
      missed: [{ kind: 'slice', changes: [[2, 3]] }],
      run: { next: before.next + 1 },
    });
    expect(told.missed?.[0]).not.toHaveProperty('outcomes');
    expect(await outcomesOf(app, before.runId)).toEqual([
      ...['done', 'done', 'unconfirmed unrecorded', 'unconfirmed unrecorded'],
      ...['notAttempted', 'notAttempted'],
    ]);
  });
});

describe('a driver that missed an answer', () => {
  it('gets what it missed with the outcomes, and nothing is asked of Confluence', async () => {
    app.fault({ method: 'DELETE', accountId: accountIds[3], status: 400 });
    const run = await begin();
    const before = { ...run.ticket };
    succeeded(await makeSlice(app, run, [[2, 3]]));
    const answer = await untouched(() => slice('site-admin', before, [[4, 5]]));
    expect(answer).toEqual({
      ok: true,
      run: { ...before, next: before.next + 1 },
      missed: [
        {
          ...{ kind: 'slice', actorId: app.accountOf('site-admin'), changes: [[2, 3]] },
          outcomes: [{ status: 'done' }, { status: 'failed', reason: 'invalid' }],
        },
      ],
    });
  });

  it('gets what others found out and undid meanwhile', async () => {
    app.fault({ method: 'DELETE', accountId: accountIds[0], drop: 'after' });
    const run = await begin();
    app.fault();
    const { runId } = run.ticket;
    const before = { ...run.ticket };
    succeeded(await app.call('new-admin', 'checkChanges', { runId, changes: [[0, 0]] }));
    expect(await untouched(() => slice('site-admin', before, [[2, 3]]))).toMatchObject({
      missed: [{ kind: 'check', actorId: app.accountOf('new-admin'), so: [[0, 0]], notSo: [] }],
    });
  });

  it('is believed to have missed a few, and not more', async () => {
    const driver = newDriver();
    const people = Array.from({ length: 40 }, (_, n) => `p${n}`);
    const run = await startRun(app, [blockOf(CONTRACTORS, people)], { driver });
    app.fault({ method: 'DELETE', status: 204, body: '' });
    for (let n = 0; n < 30; n += 1) succeeded(await makeSlice(app, run, [[n, n]]));
    const at = (next: number) => untouched(() => slice('site-admin', { ...run.ticket, next }, [[30, 30]]));
    expect(await at(0)).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'run' } });
    expect(await at(4)).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'run' } });
    const told = await at(5);
    expect(told.missed?.map((event) => 'changes' in event && event.changes)).toEqual(
      Array.from({ length: 25 }, (_, n) => [[n + 5, n + 5]]),
    );
  });
});

describe('a ticket', () => {
  it('of another driver, of another admin, or from where the run has not come is refused', async () => {
    const { ticket } = await begin();
    const none = `${ticket.runId.slice(0, -1)}${ticket.runId.endsWith('0') ? '1' : '0'}`;
    const admin = app.accountOf('site-admin');
    for (const [as, run, error] of [
      ['site-admin', { ...ticket, driver: newDriver() }, { kind: 'runTaken', takenBy: { accountId: admin } }],
      ['new-admin', ticket, { kind: 'runTaken', takenBy: { accountId: admin } }],
      ['confluence-admin', ticket, { kind: 'runTaken', takenBy: { accountId: admin } }],
      ['member', ticket, { kind: 'permission' }],
      ['site-admin', { ...ticket, next: ticket.next + 1 }, { kind: 'invalid', field: 'run' }],
      ['site-admin', { ...ticket, next: 999_999 }, { kind: 'invalid', field: 'run' }],
      ['site-admin', { ...ticket, runId: none }, { kind: 'runNotFound' }],
    ] as const) {
      const answer = await untouched(() => slice(as, run, [[2, 2]]));
      expect([as, run, answer]).toMatchObject([as, run, { ok: false, error }]);
    }
  });

  it('of another driver, or of another admin with the same driver, neither keeps, ends nor extends it', async () => {
    const { ticket } = await begin();
    const plan = { blocks: [blockOf(CONTRACTORS, ['x'])] };
    for (const [as, run] of [
      ['site-admin', { ...ticket, driver: newDriver() }],
      ['new-admin', ticket],
    ] as const) {
      for (const answer of [
        await untouched(() => app.call(as, 'keepRun', run)),
        await untouched(() => app.call(as, 'endRun', run)),
      ]) {
        expect(answer).toMatchObject({ ok: false, error: { kind: 'runTaken' } });
      }
      const extended = await app.call(as, 'extendRun', { run, from: 5_000, plan });
      expect(extended).toMatchObject({ ok: false, error: { kind: 'runTaken' } });
    }
  });

  it('from where the run has not come does not end it', async () => {
    const { ticket } = await begin();
    for (const next of [ticket.next + 1, 999_999]) {
      expect(await untouched(() => app.call('site-admin', 'endRun', { ...ticket, next }))).toMatchObject({
        ok: false,
        error: { kind: 'invalid' },
      });
    }
  });

  it('of a run that has ended is refused, until it is taken up again', async () => {
    const run = await begin();
    const old = { ...run.ticket };
    await endRun(app, run);
    for (const next of [old.next, old.next + 1]) {
      expect(await untouched(() => slice('site-admin', { ...old, next }, [[2, 2]]))).toMatchObject({
        error: { kind: 'runTaken' },
      });
    }
    const resume = { runId: old.runId, driver: newDriver() };
    const { run: again } = succeeded(await app.call('site-admin', 'resumeRun', resume));
    expect(await slice('site-admin', old, [[2, 2]])).toMatchObject({ error: { kind: 'runTaken' } });
    expect(await slice('site-admin', again, [[2, 2]])).toMatchObject({ ok: true });
  });
});

describe('more of a plan', () => {
  const people = (from: number, count: number) => Array.from({ length: count }, (_, n) => `p${from + n}`);
  const plan = (from: number, count: number) => ({ blocks: [blockOf(CONTRACTORS, people(from, count))] });

  async function beginLarge(total: number): Promise<TestRun> {
    const start = { driver: newDriver(), plan: plan(0, 5_000), total };
    const { run } = succeeded(await app.call('site-admin', 'startRun', start));
    return { as: 'site-admin', changes: [], ticket: run };
  }
  const extend = (run: TestRun, from: number, named: object) =>
    app.call('site-admin', 'extendRun', { run: run.ticket, from, plan: named });

  it('can be named again, and no other in its place', async () => {
    const run = await beginLarge(10_000);
    succeeded(await extend(run, 5_000, plan(5_000, 5_000)));
    const before = app.stored;
    succeeded(await extend(run, 5_000, plan(5_000, 5_000)));
    expect(await extend(run, 5_000, plan(20_000, 5_000))).toMatchObject({ error: { kind: 'invalid' } });
    expect(app.stored).toEqual(before);
  });

  it('goes on where the run’s plan ends, and ends where the run does', async () => {
    const run = await beginLarge(10_001);
    for (const [from, named] of [
      [10_000, plan(10_000, 1)],
      [5_000, plan(5_000, 5)],
      [5_000, plan(5_000, 4_999)],
      [45_000, plan(5_000, 5_000)],
    ] as const) {
      expect(await extend(run, from, named)).toMatchObject({ error: { kind: 'invalid' } });
    }
    succeeded(await extend(run, 5_000, plan(5_000, 5_000)));
    expect(await extend(run, 10_000, plan(10_000, 2))).toMatchObject({ error: { kind: 'invalid' } });
    succeeded(await extend(run, 10_000, plan(10_000, 1)));
    expect(await extend(run, 10_000, plan(10_001, 1))).toMatchObject({ error: { kind: 'invalid' } });
    expect((await detailOf(app, run.ticket.runId, 10_000)).changes).toHaveLength(1);
  });

  it('expires with the run, however late it is named', async () => {
    const run = await beginLarge(5_001);
    const at = (key: string) => {
      const found = app.storedWithExpiry().find((one) => one.key === `${key}:${run.ticket.runId}`);
      return Date.parse(found?.expireTime ?? '');
    };
    const before = at('run');
    time.aheadMs = 100 * 24 * 3_600_000;
    succeeded(await extend(run, 5_000, plan(5_000, 1)));
    const named = app.storedWithExpiry().find(({ key }) => key.endsWith(':0010'));
    // The sandbox's own clock is not ahead: what is written late is said to live so much less.
    for (const expiry of [at('run'), Date.parse(named?.expireTime ?? '')]) {
      expect(Math.abs(expiry + time.aheadMs - before)).toBeLessThan(60_000);
    }
  });

  it('does not take back what another run did, where the run does not', async () => {
    const removed = runIdOf(await removeAll(app, CONTRACTORS, accountIds));
    const run = await beginLarge(5_001);
    const undoes = { undoes: { runId: removed, changes: [[0, 0]] } };
    expect(await extend(run, 5_000, undoes)).toMatchObject({ error: { kind: 'invalid' } });
  });
});

describe('a check', () => {
  it('of changes that the run does not have says nothing', async () => {
    app.fault({ method: 'DELETE', drop: 'after' });
    const { ticket } = await begin();
    app.fault();
    const { runId } = ticket;
    const answer = await untouched(() =>
      app.call('site-admin', 'checkChanges', {
        runId,
        changes: [
          [6, 6],
          [10_000, 10_000],
        ],
      }),
    );
    expect(answer).toEqual({ ok: true, checked: [] });
  });

  it('of one run does not settle another about the same people', async () => {
    app.fault({ method: 'DELETE', drop: 'after' });
    const first = runIdOf(await removeAll(app, CONTRACTORS, accountIds.slice(0, 2)));
    const second = runIdOf(await removeAll(app, CONTRACTORS, accountIds.slice(0, 2)));
    app.fault();
    succeeded(await app.call('site-admin', 'checkChanges', { runId: first, changes: [[0, 1]] }));
    expect(await outcomesOf(app, first)).toEqual(['done', 'done']);
    expect(await outcomesOf(app, second)).toEqual(['unconfirmed unconfirmed', 'unconfirmed unconfirmed']);
  });

  it('settles what a run of additions left open the other way round', async () => {
    const newRun = newRunOf([blockOf(EMPTY_GROUP, accountIds.slice(0, 2), 'add')]);
    app.fault(
      { method: 'POST', accountId: accountIds[0], drop: 'after' },
      { method: 'POST', accountId: accountIds[1], drop: 'before' },
    );
    const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 1]], ends: true });
    app.fault();
    const runId = runIdOf(answer);
    expect(await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 1]] })).toEqual({
      ok: true,
      checked: [
        { change: 0, isMember: true },
        { change: 1, isMember: false },
      ],
    });
    expect(await outcomesOf(app, runId)).toEqual(['done', 'failed notMade']);
  });

  it('in a run that takes changes back marks nothing undone that is not', async () => {
    const removed = runIdOf(await removeAll(app, CONTRACTORS, accountIds.slice(0, 2)));
    app.fault({ method: 'POST', accountId: accountIds[0], drop: 'after' });
    const driver = newDriver();
    const plan = { undoes: { runId: removed, changes: [[0, 1]] } };
    const answer = await app.call('site-admin', 'makeChanges', {
      ...{ newRun: { driver, plan, total: 2 }, changes: [[0, 1]], ends: true },
    });
    app.fault();
    expect(await outcomesOf(app, removed)).toEqual(['done', 'done undone']);
    succeeded(await app.call('site-admin', 'checkChanges', { runId: runIdOf(answer), changes: [[0, 1]] }));
    expect(await outcomesOf(app, runIdOf(answer))).toEqual(['done', 'done']);
    // What was taken back and is known now is known to the run that it was taken back of, too.
    expect(await outcomesOf(app, removed)).toEqual(['done undone', 'done undone']);
  });
});
