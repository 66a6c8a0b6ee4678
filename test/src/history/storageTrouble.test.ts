import { passTimers } from '../../support/passTimers';
import { App, CONTRACTORS, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import {
  beginRun,
  blockOf,
  endRun,
  makeSlice,
  newDriver,
  newRunOf,
  outcomesOf,
  removeAll,
  runIdOf,
  startRun,
  ticketIn,
  undo,
  unfinished,
  type TestRun,
} from '../support/runs';

let app: App;
let accountIds: string[];
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 3);
  app.host.confluence.requestLog.clear();
  time = hurry();
});
afterAll(() => app.host.close());

const block = () => blockOf(CONTRACTORS, accountIds);
/** Whether each of them is a member now. */
const members = () => Promise.all(accountIds.map((accountId) => app.isMember(CONTRACTORS, accountId)));
const deletes = () => app.asked.filter((request) => request.startsWith('DELETE')).length;
const outOf = (status: number) => ({ service: 'storage', status });

/** Longer than a slice may be at work that nobody heard of. */
const OVER_MS = 60_000;

/** Lets a slice be written down before, and no outcome after. */
const SECOND_WRITE_FAILS = { service: 'storage', path: 'transaction', status: 503 };

describe.each([
  ['is down', outOf(503)],
  ['answers 429', outOf(429)],
  ['does not answer', { service: 'storage', drop: 'before' }],
  ['is slow beyond use', { service: 'storage', delayMs: 10_000 }],
])('a storage that %s', (_, fault) => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));

  it('keeps a removal from being made', async () => {
    app.fault(fault);
    expect(await passTimers(removeAll(app, CONTRACTORS, accountIds))).toMatchObject({
      ok: false,
      error: { kind: 'storage' },
    });
    expect(deletes()).toBe(0);
  });

  it('keeps the next slice from being made', async () => {
    const run = await beginRun(app, [block()], [[0, 0]]);
    expect(deletes()).toBe(1);
    app.fault(fault);
    expect(await passTimers(makeSlice(app, run, [[1, 2]]))).toMatchObject({
      ok: false,
      error: { kind: 'storage' },
    });
    expect(deletes()).toBe(1);
    app.fault();
    expect(await makeSlice(app, run, [[1, 2]])).toMatchObject({ ok: true });
  });
});

it('tries again to write what became of people, and has it where that helps', async () => {
  app.fault({ ...SECOND_WRITE_FAILS, times: 2 });
  const runId = runIdOf(succeeded(await removeAll(app, CONTRACTORS, accountIds)));
  expect(await outcomesOf(app, runId)).toEqual(['done', 'done', 'done']);
});

it('says with the outcomes that they could not be written', async () => {
  app.fault(SECOND_WRITE_FAILS);
  const [ada = ''] = accountIds;
  expect(await removeAll(app, CONTRACTORS, [ada])).toMatchObject({
    ok: false,
    error: { kind: 'storage' },
    outcomes: [{ change: 0, outcome: { status: 'done' } }],
  });
  app.fault();
  expect(await unfinished(app)).toMatchObject([{ run: { counts: { unconfirmed: 1, done: 0 } } }]);
});

it('does not take an answer that was lost for a change that was not made', async () => {
  // The entry that was claimed turns out to be its own.
  app.fault({ service: 'storage', path: '/set$', key: '^log:', drop: 'after', times: 1 });
  const run = await beginRun(app, [block()], [[0, 2]]);
  expect(run.ticket.next).toBe(1);
  expect(await outcomesOf(app, run.ticket.runId)).toEqual(['done', 'done', 'done']);
});

it('knows what it wrote where only the answer was lost', async () => {
  app.fault({ service: 'storage', path: 'transaction', drop: 'after', times: 1 });
  const runId = runIdOf(succeeded(await removeAll(app, CONTRACTORS, accountIds)));
  expect(await outcomesOf(app, runId)).toEqual(['done', 'done', 'done']);
  expect(await unfinished(app)).toEqual([]);
});

it('lets a run that is read say that the history did not answer', async () => {
  app.fault(outOf(500));
  for (const [name, input] of [
    ['listRuns', { limit: 5 }],
    ['listUnfinishedRuns', undefined],
    ['getRun', { runId: '0000000000000-0123456789abcdef', from: 0 }],
  ] as const) {
    expect(await app.call('site-admin', name, input)).toMatchObject({
      ok: false,
      error: { kind: 'storage' },
    });
  }
});

describe('an answer that is not the storage’s', () => {
  it('is none: nothing is changed that is not written down', async () => {
    app.fault({ service: 'storage', path: '/set$|transaction', status: 200, body: '<html>Log in</html>' });
    expect(await removeAll(app, CONTRACTORS, accountIds)).toMatchObject({
      ok: false,
      error: { kind: 'storage' },
    });
    expect(deletes()).toBe(0);
  });

  it('is none for a read either', async () => {
    const run = await beginRun(app, [block()], [[0, 0]]);
    app.fault({ service: 'storage', path: 'batch/get', status: 200, body: '<html>Log in</html>' });
    const sent = deletes();
    expect(await makeSlice(app, run, [[1, 2]])).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(await app.call('site-admin', 'getRun', { runId: run.ticket.runId, from: 0 })).toMatchObject({
      error: { kind: 'storage' },
    });
    expect(deletes()).toBe(sent);
  });

  it('is none for the outcomes: they are not taken for written', async () => {
    app.fault({ service: 'storage', path: 'transaction', status: 200, body: '<html>Log in</html>' });
    expect(await removeAll(app, CONTRACTORS, accountIds)).toMatchObject({
      ok: false,
      error: { kind: 'storage' },
      outcomes: accountIds.map((_, change) => ({ change, outcome: { status: 'done' } })),
    });
  });
});

describe('a slice whose outcomes were not written', () => {
  /** A run of three, of which the first slice reached the site, or nothing of it. */
  async function unwritten(fault?: object): Promise<TestRun> {
    const run = await startRun(app, [block()]);
    app.fault(SECOND_WRITE_FAILS, ...(fault ? [fault] : []));
    expect(await makeSlice(app, run, [[0, 2]])).toMatchObject({ ok: false, error: { kind: 'storage' } });
    app.fault();
    expect(await outcomesOf(app, run.ticket.runId)).toEqual(
      Array.from({ length: 3 }, () => 'unconfirmed unrecorded'),
    );
    return run;
  }

  it('is busy until its invocation is over, and then its driver is told what the record has of it', async () => {
    const run = await unwritten();
    const sent = deletes();
    expect(await makeSlice(app, run, [[0, 2]])).toMatchObject({
      error: { kind: 'runBusy', retryAfterMs: expect.any(Number) as number },
    });
    time.aheadMs += OVER_MS;
    const told = succeeded(await makeSlice(app, run, [[0, 2]]));
    expect(told.missed).toEqual([{ kind: 'slice', actorId: app.accountOf('site-admin'), changes: [[0, 2]] }]);
    expect(deletes()).toBe(sent);
    expect(succeeded(await makeSlice(app, run, [[0, 2]])).outcomes).toHaveLength(3);
  });

  it('and that is asked for again with “not a member” has them done, and Undo has them', async () => {
    const run = await unwritten();
    time.aheadMs += OVER_MS;
    await makeSlice(app, run, [[0, 2]]); // What was missed.
    app.fault({ method: 'DELETE', status: 404, body: { message: 'Not a member' } });
    succeeded(await makeSlice(app, run, [[0, 2]]));
    app.fault();
    await endRun(app, run);
    const { runId } = run.ticket;
    expect(await outcomesOf(app, runId)).toEqual(['done', 'done', 'done']);
    succeeded(await undo(app, runId, [[0, 2]]));
    expect(await members()).toEqual([true, true, true]);
  });

  it('of which nothing reached Confluence, is not credited with what somebody else did', async () => {
    // A guard that cannot look lets nothing be asked for.
    const run = await unwritten({ path: 'membersByGroupId', status: 500 });
    expect(deletes()).toBe(0);
    time.aheadMs += 60_000;
    const [ada = '', bob = ''] = accountIds;
    await removeAll(app, CONTRACTORS, [ada, bob]);
    const { runId } = run.ticket;
    const checked = await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 2]] });
    expect(checked).toEqual({
      ok: true,
      checked: [0, 1, 2].map((change) => ({ change, isMember: change === 2 })),
    });
    expect(await outcomesOf(app, runId)).toEqual([
      ...['unconfirmed unattributed', 'unconfirmed unattributed', 'failed notMade'],
    ]);
    succeeded(await app.call('site-admin', 'dismissRun', { runId }));
    for (const change of [0, 1, 2]) {
      expect(await undo(app, runId, [[change, change]])).toMatchObject({ error: { kind: 'invalid' } });
    }
    expect(await members()).toEqual([false, false, true]);
  });

  it('has a next that its driver can go on with, also where the run was to end with it', async () => {
    const newRun = newRunOf([block()]);
    app.fault(SECOND_WRITE_FAILS);
    const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 2]], ends: true });
    expect(answer).toMatchObject({ error: { kind: 'storage' } });
    app.fault();
    time.aheadMs += OVER_MS;
    const run: TestRun = { as: 'site-admin', changes: [], ticket: ticketIn(answer.run) };
    expect(succeeded(await makeSlice(app, run, [[0, 2]])).missed).toHaveLength(1);
    expect(await makeSlice(app, run, [[0, 2]])).toMatchObject({ ok: true });
    await endRun(app, run);
    expect(await outcomesOf(app, run.ticket.runId)).toEqual(['done', 'done', 'done']);
  });

  it('is told of at the end', async () => {
    const run = await unwritten();
    expect(await app.call('site-admin', 'endRun', run.ticket)).toMatchObject({ error: { kind: 'runBusy' } });
    time.aheadMs += OVER_MS;
    expect(await app.call('site-admin', 'endRun', run.ticket)).toMatchObject({
      ok: true,
      counts: { unconfirmed: 3 },
      missed: [{ kind: 'slice', changes: [[0, 2]] }],
    });
  });

  it('can be taken up by another admin when its invocation is over, and not before', async () => {
    app.host.consent('new-admin');
    const run = await unwritten();
    const resume = () => app.call('new-admin', 'resumeRun', { runId: run.ticket.runId, driver: newDriver() });
    time.aheadMs += 1_000;
    expect(await resume()).toMatchObject({ error: { kind: 'runTaken' } });
    time.aheadMs += OVER_MS;
    const second: TestRun = { ...run, as: 'new-admin', ticket: succeeded(await resume()).run };
    succeeded(await makeSlice(app, second, [[0, 2]]));
    expect(await outcomesOf(app, run.ticket.runId)).toEqual(['done', 'done', 'done']);
  });
});

describe('an undo whose mark could not be written', () => {
  it('is made all the same, and found out by who undoes again', async () => {
    const runId = runIdOf(await removeAll(app, CONTRACTORS, accountIds));
    app.fault({ service: 'storage', path: '/set$', key: `^log:${runId}`, status: 503 });
    succeeded(await undo(app, runId, [[0, 1]]));
    app.fault();
    expect(await outcomesOf(app, runId)).toEqual(['done', 'done', 'done']);
    expect(await members()).toEqual([true, true, false]);
    app.fault({ method: 'POST', status: 409, body: {} });
    const again = succeeded(await undo(app, runId, [[0, 0]]));
    expect(again.outcomes).toEqual([{ change: 0, outcome: { status: 'unchanged' } }]);
  });
});
