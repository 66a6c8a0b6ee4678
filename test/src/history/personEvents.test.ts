import { realClock } from '../../../sandbox/confluence';
import type { Calls } from '../../../src/contract';
import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, succeeded, UMLAUT_GROUP } from '../support/app';
import { eventsAbout } from '../support/events';
import { firstEditionRun, type FirstEditionOptions } from '../support/firstEdition';
import { hurry, type HastyClock } from '../support/hastyClock';
import {
  beginRun,
  blockOf,
  detailOf,
  endRun,
  makeAll,
  makeSlice,
  newDriver,
  newRunOf,
  removeAll,
  runIdOf,
  startRun,
  undo,
} from '../support/runs';

/** What happened to one person, over all runs. */

let app: App;
let time: HastyClock;
let admin: string;
let ada: string, bob: string, cy: string;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  admin = app.accountOf('site-admin');
  [ada = '', bob = '', cy = ''] = await app.memberIds(CONTRACTORS);
  time = hurry();
});
afterAll(() => app.host.close());

const DAY_MS = 24 * 3_600_000;
const MOVE = () => [blockOf(EMPTY_GROUP, [ada], 'add'), blockOf(CONTRACTORS, [ada, bob])];
const about = (personId: string, filter: object = {}) => eventsAbout(app, { personId, ...filter });
const outcomesAbout = async (personId: string) =>
  (await about(personId)).map(({ action, outcome, reason, undone }) =>
    [action, outcome, reason, undone && 'undone'].filter(Boolean).join(' '),
  );
/** Time passes, so that runs have an order. */
const later = () => (time.aheadMs += 60_000);
/** The events that the records of runs have, in their order. */
async function expectedOf(personId: string, runIds: readonly string[]): Promise<object[]> {
  const details = await Promise.all(runIds.map((runId) => detailOf(app, runId)));
  return details.flatMap(({ run, changes }) =>
    changes
      .filter(({ accountId }) => accountId === personId)
      .map((change) => {
        const { runId, startedAt, endedAt, actorId, undoes, groups } = run;
        const name = groups.find(({ groupId }) => groupId === change.groupId)?.name;
        return {
          ...change,
          ...{ runId, startedAt, actorId },
          ...(endedAt !== undefined && { endedAt }),
          ...(undoes !== undefined && { undoes }),
          ...(name !== undefined && { groupName: name }),
        };
      }),
  );
}

it('are one for each change, in the order of the plan, with what a list has to say of it', async () => {
  const runId = runIdOf(await makeAll(app, MOVE()));
  const { run } = await detailOf(app, runId);
  const shared = { runId, accountId: ada, outcome: 'done', actorId: admin };
  const times = { startedAt: run.startedAt, endedAt: run.endedAt };
  expect(await about(ada)).toEqual([
    { ...shared, ...times, index: 0, groupId: EMPTY_GROUP, groupName: 'empty-group', action: 'add' },
    { ...shared, ...times, index: 1, groupId: CONTRACTORS, groupName: 'contractors', action: 'remove' },
  ]);
  expect(await about(bob)).toMatchObject([{ index: 2, groupId: CONTRACTORS }]);
  expect(await about(cy)).toEqual([]);
});

it('are told newest run first, with what took them back and who settled them', async () => {
  const removed = runIdOf(await removeAll(app, CONTRACTORS, [bob, ada]));
  later();
  const undone = runIdOf(await undo(app, removed, [[1, 1]], 'new-admin'));
  later();
  const run = await startRun(app, [blockOf(CONTRACTORS, [ada, cy])]);
  await endRun(app, run);
  const second = { ...run, as: 'new-admin' as const };
  const resume = { runId: run.ticket.runId, driver: newDriver() };
  second.ticket = succeeded(await app.call('new-admin', 'resumeRun', resume)).run;
  succeeded(await makeSlice(app, second, [[0, 1]]));
  await endRun(app, second);
  const other = app.accountOf('new-admin');
  expect(await about(ada)).toMatchObject([
    { runId: run.ticket.runId, actorId: admin, by: other, outcome: 'done' },
    { runId: undone, actorId: other, undoes: removed, action: 'add' },
    { runId: removed, actorId: admin, undone: true, action: 'remove' },
  ]);
  expect(await about(ada)).toEqual(await expectedOf(ada, [run.ticket.runId, undone, removed]));
});

it('are found by an id that has no shape that is known', async () => {
  const odd = "O'Brien/北";
  await removeAll(app, CONTRACTORS, [ada, odd]);
  expect(await about(odd)).toMatchObject([{ accountId: odd, outcome: 'failed', reason: 'userNotFound' }]);
});

describe('of a run that has not ended', () => {
  it('are as far as it has come', async () => {
    const run = await startRun(app, [blockOf(CONTRACTORS, [ada, bob])]);
    expect(await outcomesAbout(bob)).toEqual(['remove notAttempted']);
    succeeded(await makeSlice(app, run, [[0, 0]]));
    expect([await outcomesAbout(ada), await outcomesAbout(bob)]).toEqual([
      ['remove done'],
      ['remove notAttempted'],
    ]);
    expect((await about(ada))[0]).not.toHaveProperty('endedAt');
    await endRun(app, run);
    expect(await about(ada)).toEqual(await expectedOf(ada, [run.ticket.runId]));
  });

  it('are open where its last slice was cut off, and what a check found', async () => {
    const run = await startRun(app, [blockOf(CONTRACTORS, [ada, bob])]);
    app.fault({ service: 'storage', path: 'transaction', status: 503 });
    await makeSlice(app, run, [[0, 0]]);
    app.fault();
    expect(await outcomesAbout(ada)).toEqual(['remove unconfirmed unrecorded']);
    time.aheadMs += 120_000;
    const { runId } = run.ticket;
    succeeded(await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 0]] }));
    expect(await outcomesAbout(ada)).toEqual(['remove unconfirmed unattributed']);
    expect(await about(ada)).toEqual(await expectedOf(ada, [runId]));
  });

  it('are right where the snapshot lags behind the log', async () => {
    const run = await beginRun(app, [blockOf(CONTRACTORS, [ada, bob])], [[0, 1]]);
    await endRun(app, run);
    const { runId } = run.ticket;
    app.fault({ service: 'storage', path: 'transaction', key: `^run:${runId}`, status: 503 });
    succeeded(await undo(app, runId, [[0, 0]]));
    app.fault();
    expect(await outcomesAbout(ada)).toEqual(['add done', 'remove done undone']);
  });

  it('are of what is named so far', async () => {
    const people = Array.from({ length: 5_000 }, (_, n) => `p${n}`);
    const start = { ...newRunOf([blockOf(CONTRACTORS, people)]), total: 5_001 };
    const { run } = succeeded(await app.call('site-admin', 'startRun', start));
    expect(await about('p4999')).toMatchObject([{ index: 4_999, outcome: 'notAttempted' }]);
    // The plan's next stretch is written, and the header that says so is not.
    app.fault({ service: 'storage', path: '/set$', key: `^run:${run.runId}`, status: 503 });
    const more = { run, from: 5_000, plan: { blocks: [blockOf(CONTRACTORS, ['later'])] } };
    expect(await app.call('site-admin', 'extendRun', more)).toMatchObject({ error: { kind: 'storage' } });
    app.fault();
    expect(await about('later')).toEqual([]);
    succeeded(await app.call('site-admin', 'extendRun', more));
    expect(await about('later')).toMatchObject([{ index: 5_000 }]);
  });

  it('are none of a run that never came to be', async () => {
    app.fault({ service: 'storage', path: '/set$', key: '^run:', status: 503 });
    expect(await removeAll(app, CONTRACTORS, [ada])).toMatchObject({ error: { kind: 'storage' } });
    app.fault();
    expect([...app.stored.keys()].some((key) => key.startsWith('plan:'))).toBe(true);
    expect(await about(ada)).toEqual([]);
  });
});

describe('with a filter', () => {
  /** From and to are places of runs. */
  it.each<[string, Partial<Parameters<Calls['listPersonEvents']>[0]>, number[]]>([
    ['group', { groupId: CONTRACTORS }, [2, 0]],
    ['another group', { groupId: DESIGN_TEAM }, []],
    ['action', { action: 'add' }, [1]],
    ['outcome', { outcome: 'failed' }, [2]],
    ['outcome and group', { outcome: 'done', groupId: EMPTY_GROUP }, [1]],
    ['beginning', { from: 1 }, [2, 1]],
    ['end', { to: 1 }, [0]],
    ['a period', { from: 1, to: 2 }, [1]],
    ['a period before', { to: 0 }, []],
  ])('are those that fit: %s', async (_, filter, expected) => {
    const startedAt: number[] = [];
    const begin = async (blocks: Parameters<typeof makeAll>[1]) => {
      const { run } = await detailOf(app, runIdOf(await makeAll(app, blocks)));
      startedAt.push(Date.parse(run.startedAt));
      later();
      return run.runId;
    };
    const runIds = [
      await begin([blockOf(CONTRACTORS, [ada])]),
      await begin([blockOf(EMPTY_GROUP, [ada], 'add')]),
    ];
    app.fault({ method: 'DELETE', accountId: ada, status: 400 });
    runIds.push(await begin([blockOf(CONTRACTORS, [bob, ada])]));
    app.fault();
    const { from, to, ...rest } = filter;
    const dates = {
      ...(from !== undefined && { from: startedAt[from] }),
      ...(to !== undefined && { to: startedAt[to] }),
    };
    const found = await about(ada, { ...rest, ...dates });
    expect(found.map(({ runId }) => runIds.indexOf(runId))).toEqual(expected);
  });

  it('by admin are those that the admin settled, or began where they were not settled', async () => {
    const run = await startRun(app, [blockOf(CONTRACTORS, [ada, bob, cy])]);
    succeeded(await makeSlice(app, run, [[0, 0]]));
    await endRun(app, run);
    const other = app.accountOf('new-admin');
    const resume = { runId: run.ticket.runId, driver: newDriver() };
    const { run: ticket } = succeeded(await app.call('new-admin', 'resumeRun', resume));
    succeeded(await makeSlice(app, { ...run, as: 'new-admin', ticket }, [[1, 1]]));
    const by = async (actorId: string) => {
      const found = await Promise.all([ada, bob, cy].map((personId) => about(personId, { actorId })));
      return found.map((events) => events.length);
    };
    expect(await by(admin)).toEqual([1, 0, 1]);
    expect(await by(other)).toEqual([0, 1, 0]);
  });

  it('look no further back than the period begins', async () => {
    for (let n = 0; n < 120; n += 1) {
      await makeAll(app, [blockOf(EMPTY_GROUP, [`p${n}`])]);
      time.aheadMs += DAY_MS / 4;
    }
    const from = Date.now() + time.aheadMs - 5 * DAY_MS;
    const ask = (filter: object) =>
      app.countStorageRequests(() =>
        app.call('site-admin', 'listPersonEvents', { personId: 'p1', limit: 5, ...filter }),
      );
    expect(await ask({ from })).toBe(1);
    expect(await ask({ groupId: CONTRACTORS })).toBe(3 + 2);
  });
});

describe('page by page', () => {
  const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);

  it('are the same however many at once, also within one run and one stretch', async () => {
    const groups = [CONTRACTORS, EMPTY_GROUP, DESIGN_TEAM, UMLAUT_GROUP];
    const runIds: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      runIds.unshift(
        runIdOf(
          await makeAll(
            app,
            groups.map((groupId) => blockOf(groupId, ['same', `p${n}`])),
          ),
        ),
      );
      later();
    }
    const expected = await expectedOf('same', runIds);
    expect(expected).toHaveLength(12);
    for (const limit of [1, 2, 3, 5, 11, 12, 13, 50]) {
      expect(await about('same', { limit })).toEqual(expected);
    }
  });

  it('say how far back was looked, until there is nothing left', async () => {
    const older = runIdOf(await removeAll(app, CONTRACTORS, [ada]));
    later();
    const newer = runIdOf(await removeAll(app, DESIGN_TEAM, [ada]));
    const input = { personId: ada, limit: 1 };
    const page = succeeded(await app.call('site-admin', 'listPersonEvents', input));
    expect(page.events.map(({ runId }) => runId)).toEqual([newer]);
    expect(page.searchedTo).toBe(page.events[0]?.startedAt);
    const { cursor = '' } = page;
    const rest = succeeded(await app.call('site-admin', 'listPersonEvents', { ...input, cursor }));
    expect([rest.events[0]?.runId, rest.searchedTo, rest.cursor]).toEqual([older, undefined, undefined]);
  });

  it('are found in a long run, however far apart in it the person stands', async () => {
    const total = 30_001;
    const all = people(30_000);
    const start = {
      driver: newDriver(),
      plan: { blocks: [blockOf(CONTRACTORS, all.slice(0, 5_000))] },
      total,
    };
    let { run } = succeeded(await app.call('site-admin', 'startRun', start));
    for (let from = 5_000; from < total; from += 5_000) {
      const blocks =
        from === 30_000
          ? [blockOf(EMPTY_GROUP, ['p0'])]
          : [blockOf(CONTRACTORS, all.slice(from, from + 5_000))];
      ({ run } = succeeded(await app.call('site-admin', 'extendRun', { run, from, plan: { blocks } })));
    }
    await removeAll(app, CONTRACTORS, ['p0']);
    for (const limit of [1, 2, 3, 50]) {
      expect((await about('p0', { limit })).map(({ index }) => index)).toEqual([0, 0, 30_000]);
    }
  });
});

describe('of the first edition', () => {
  const plant = async (options: Partial<FirstEditionOptions>) => {
    const { runId, values } = firstEditionRun({
      ...{ groupId: CONTRACTORS, groupName: 'contractors', actorId: admin, accountIds: [ada, bob, cy] },
      ...options,
    });
    await app.plant(values);
    return runId;
  };

  it('are told like any, and nothing is rewritten for that', async () => {
    const removed = await plant({
      ended: true,
      startedAt: Date.now() - 10 * DAY_MS,
      log: [{ accountIds: [ada, bob], outcomes: ['done', 'failed:invalid'] }],
    });
    const restored = await plant({
      ...{ action: 'restore', undoes: removed, accountIds: [ada], ended: true },
      startedAt: Date.now() - 9 * DAY_MS,
      log: [{ accountIds: [ada], outcomes: ['done'] }],
    });
    const open = await plant({ startedAt: Date.now() - DAY_MS, log: [{ accountIds: [cy, ada] }] });
    const { stored } = app;
    const outcomes = await Promise.all([ada, bob, cy].map(outcomesAbout));
    expect(outcomes).toEqual([
      ['remove unconfirmed unrecorded', 'add done', 'remove done undone'],
      ['remove notAttempted', 'remove failed invalid'],
      ['remove unconfirmed unrecorded', 'remove notAttempted'],
    ]);
    const before = await Promise.all([ada, bob, cy].map((one) => about(one)));
    expect(app.stored).toEqual(stored);
    // Opening them rewrites them, and says the same.
    for (const [n, runIds] of [
      [open, restored, removed],
      [open, removed],
      [open, removed],
    ].entries()) {
      expect(await expectedOf([ada, bob, cy][n] ?? '', runIds)).toEqual(before[n]);
    }
    expect(app.stored).not.toEqual(stored);
    expect(await Promise.all([ada, bob, cy].map((one) => about(one)))).toEqual(before);
  });

  it('are told in full where a query has not noticed yet that they were rewritten', async () => {
    const clock = { ...realClock, now: () => realClock.now() + time.aheadMs };
    const slow = await App.start({ limits: false, queryLagMs: 60_000, clock });
    const { runId, values } = firstEditionRun({
      ...{ groupId: CONTRACTORS, accountIds: [bob, ada], ended: true, actorId: admin },
      log: [{ accountIds: [bob, ada], outcomes: ['done', 'failed:invalid'] }],
    });
    await slow.plant(values);
    time.aheadMs += 120_000;
    const before = await eventsAbout(slow, { personId: ada });
    expect(before).toMatchObject([{ index: 1, outcome: 'failed', reason: 'invalid', action: 'remove' }]);
    succeeded(await slow.call('site-admin', 'getRun', { runId, from: 0 }));
    expect(slow.stored.get(`run:${runId}`)).toMatchObject({ v: 2 });
    expect(await eventsAbout(slow, { personId: ada })).toEqual(before);
    slow.host.close();
  });
});

it('of a run that was just begun are told once queries notice it', async () => {
  const clock = { ...realClock, now: () => realClock.now() + time.aheadMs };
  const slow = await App.start({ limits: false, queryLagMs: 30_000, clock });
  const answer = await removeAll(slow, CONTRACTORS, [ada]);
  expect(await eventsAbout(slow, { personId: ada })).toEqual([]);
  later();
  const noticed = await eventsAbout(slow, { personId: ada });
  expect(noticed).toMatchObject([{ runId: runIdOf(answer), outcome: 'done' }]);
  // What became of a change since is read strictly.
  succeeded(await undo(slow, runIdOf(answer), [[0, 0]]));
  expect(await eventsAbout(slow, { personId: ada })).toMatchObject([{ outcome: 'done', undone: true }]);
  slow.host.close();
});

it('are none of what is no longer kept', async () => {
  await removeAll(app, CONTRACTORS, [ada]);
  const startedAt = Date.now() - 366 * DAY_MS;
  const first = firstEditionRun({ groupId: CONTRACTORS, accountIds: [ada], startedAt, ended: true });
  await app.plant(first.values);
  expect(await about(ada)).toHaveLength(1);
  time.aheadMs = 366 * DAY_MS;
  expect(await about(ada)).toEqual([]);
});

describe('that this version cannot read', () => {
  const newer = (value: unknown): unknown => ({ ...Object(value), v: 3 });
  const ask = async (personId: string, input: object = {}) =>
    succeeded(await app.call('site-admin', 'listPersonEvents', { personId, limit: 25, ...input }));

  it.each(['run', 'plan', 'state'])('are counted, and hide no other: a newer %s', async (prefix) => {
    const old = runIdOf(await removeAll(app, CONTRACTORS, [ada]));
    later();
    const runId = runIdOf(await removeAll(app, CONTRACTORS, [ada, bob]));
    later();
    const recent = runIdOf(await removeAll(app, CONTRACTORS, [ada]));
    const [key = '', value] = [...app.stored].find(([one]) => one.startsWith(`${prefix}:${runId}`)) ?? [];
    await app.plant([[key, newer(value)]]);
    const page = await ask(ada);
    expect(page.events.map((event) => event.runId)).toEqual([recent, old]);
    expect(page.unreadable).toBe(1);
    // Of a plan it is not known who is in it.
    expect(await ask(cy)).toEqual({ ok: true, events: [], unreadable: prefix === 'plan' ? 1 : 0 });
    expect((await ask(ada, { to: Date.parse(page.events[1]?.startedAt ?? '') + 1 })).unreadable).toBe(0);
    // Page by page it is counted once.
    const pages = [await ask(ada, { limit: 1 })];
    for (let cursor = pages[0]?.cursor; cursor !== undefined; cursor = pages.at(-1)?.cursor) {
      pages.push(await ask(ada, { limit: 1, cursor }));
    }
    expect(pages.reduce((sum, { unreadable }) => sum + unreadable, 0)).toBe(1);
  });

  it('are one for a run, however many parts of its plan', async () => {
    const people = Array.from({ length: 2_000 }, (_, n) => `p${n}`);
    const { ticket } = await startRun(app, [blockOf(CONTRACTORS, people)]);
    await app.plant(
      [...app.stored]
        .filter(([key]) => key.startsWith(`plan:${ticket.runId}`))
        .map(([key, value]) => [key, newer(value)]),
    );
    expect(await ask('p1')).toEqual({ ok: true, events: [], unreadable: 1 });
  });
});
