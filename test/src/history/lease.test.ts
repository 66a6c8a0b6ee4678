import { App, CONTRACTORS, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import { beginRun, blockOf, endRun, makeSlice, newDriver, unfinished, type TestRun } from '../support/runs';

let app: App;
let accountIds: string[];
let time: HastyClock;
beforeAll(async () => {
  app = await App.start();
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 6);
  time = hurry();
});
afterAll(() => app.host.close());

/** The first page removes two of six. */
const firstPage = () => beginRun(app, [blockOf(CONTRACTORS, accountIds)], [[0, 1]]);
const resume = (runId: string, driver = newDriver(), as: 'site-admin' | 'new-admin' = 'new-admin') =>
  app.call(as, 'resumeRun', { runId, driver });
/** A second page takes a run up. */
async function secondPage({ ticket, changes }: TestRun): Promise<TestRun> {
  const { run } = succeeded(await resume(ticket.runId));
  return { as: 'new-admin', changes, ticket: run };
}
const deletes = () => app.asked.filter((request) => request.startsWith('DELETE')).length;
const COUNTS = { done: 2, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 4 };

it('keeps a run with the page that drives it, and tells the other who that is', async () => {
  const { runId } = (await firstPage()).ticket;
  const refused = await resume(runId);
  expect(refused).toMatchObject({
    ok: false,
    error: { kind: 'runTaken', takenBy: { accountId: app.accountOf('site-admin') } },
  });
  expect(await app.call('new-admin', 'dismissRun', { runId })).toMatchObject({
    ok: false,
    error: { kind: 'runTaken', takenBy: { accountId: app.accountOf('site-admin') } },
  });
  const until = refused.ok ? '' : refused.error.takenBy?.until;
  expect(Date.parse(until ?? '') - Date.now()).toBeLessThanOrEqual(5_000);
});

it('keeps it with its page from another page of the same admin too', async () => {
  const { runId } = (await firstPage()).ticket;
  expect(await resume(runId, newDriver(), 'site-admin')).toMatchObject({ error: { kind: 'runTaken' } });
  expect(await app.call('site-admin', 'dismissRun', { runId })).toMatchObject({
    error: { kind: 'runTaken' },
  });
});

it('gives it to another when the first has gone, who then learns that', async () => {
  const first = await firstPage();
  time.aheadMs = 6_000;
  const second = await secondPage(first);
  const before = deletes();
  expect(await makeSlice(app, first, [[2, 3]])).toMatchObject({
    ok: false,
    error: { kind: 'runTaken', takenBy: { accountId: app.accountOf('new-admin') } },
  });
  expect(deletes()).toBe(before);
  for (const name of ['endRun', 'keepRun'] as const) {
    expect(await app.call('site-admin', name, first.ticket)).toMatchObject({
      ok: false,
      error: { kind: 'runTaken', takenBy: { accountId: app.accountOf('new-admin') } },
    });
  }
  expect(await makeSlice(app, second, [[2, 3]])).toMatchObject({ ok: true });
});

it('tells the first that it has ended once the other has ended it', async () => {
  const first = await firstPage();
  time.aheadMs = 6_000;
  await endRun(app, await secondPage(first));
  expect(await makeSlice(app, first, [[2, 3]])).toEqual({ ok: false, error: { kind: 'runTaken' } });
});

it('tells the first only that it has ended where nobody took it', async () => {
  const first = await firstPage();
  time.aheadMs = 6_000;
  succeeded(await app.call('new-admin', 'dismissRun', { runId: first.ticket.runId }));
  expect(await makeSlice(app, first, [[2, 3]])).toEqual({ ok: false, error: { kind: 'runTaken' } });
});

it('says for how long an unfinished run is its driver’s, whatever the time is on the admin’s machine', async () => {
  await firstPage();
  const drivers = async () => (await unfinished(app, 'new-admin')).map(({ driver }) => driver);
  const [driver] = await drivers();
  expect(driver?.accountId).toBe(app.accountOf('site-admin'));
  expect(driver?.leftMs).toBeGreaterThan(3_000);
  expect(driver?.leftMs).toBeLessThanOrEqual(5_000);
  time.aheadMs = 6_000;
  expect(await drivers()).toEqual([{ accountId: app.accountOf('site-admin'), leftMs: 0 }]);
});

it('gives it to one of many who want it at once', async () => {
  const { runId } = (await firstPage()).ticket;
  time.aheadMs = 6_000;
  const answers = await Promise.all(Array.from({ length: 8 }, () => resume(runId)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) {
    if (!answer.ok) expect(answer.error.kind).toBe('runTaken');
  }
});

it('goes on with the page that was not answered', async () => {
  const first = await firstPage();
  const before = { ...first.ticket };
  succeeded(await makeSlice(app, first, [[2, 3]])); // The answer is lost: the page has the ticket of before.
  const sent = deletes();
  first.ticket = before;
  const again = succeeded(await makeSlice(app, first, [[2, 3]]));
  expect(deletes()).toBe(sent);
  expect(again.missed).toMatchObject([{ kind: 'slice', changes: [[2, 3]] }]);
  expect(again.run?.next).toBe(before.next + 1);
  expect(succeeded(await makeSlice(app, first, [[4, 5]])).outcomes).toHaveLength(2);
});

it('believes no ticket that somebody made up', async () => {
  const first = await firstPage();
  const { runId, driver, next } = first.ticket;
  for (const [ticket, kind] of [
    [{ runId, driver: newDriver(), next }, 'runTaken'],
    [{ runId, driver, next: next + 1 }, 'invalid'],
    [{ runId: `${runId.slice(0, -1)}${runId.endsWith('0') ? '1' : '0'}`, driver, next }, 'runNotFound'],
  ] as const) {
    const before = deletes();
    const answer = await makeSlice(app, { ...first, ticket }, [[2, 3]]);
    expect(answer).toMatchObject({ ok: false, error: { kind } });
    expect(deletes()).toBe(before);
  }
});

it('ends once, and is open again for who resumes it', async () => {
  const first = await firstPage();
  const { runId, driver } = first.ticket;
  const end = () => app.call('site-admin', 'endRun', first.ticket);
  expect(await end()).toEqual({ ok: true, counts: COUNTS, missed: [] });
  expect(await end()).toEqual({ ok: true, counts: COUNTS, missed: [] });
  expect(await makeSlice(app, first, [[2, 3]])).toMatchObject({ ok: false, error: { kind: 'runTaken' } });
  expect(await unfinishedIds()).toEqual([]);
  const { run } = succeeded(await resume(runId, driver, 'site-admin'));
  expect(await unfinishedIds()).toEqual([runId]);
  first.ticket = run;
  expect(await makeSlice(app, first, [[2, 3]])).toMatchObject({ ok: true });
});

it('is told at its end what its driver did not hear of', async () => {
  const first = await firstPage();
  const before = { ...first.ticket };
  succeeded(await makeSlice(app, first, [[2, 3]]));
  const answer = await app.call('site-admin', 'endRun', before);
  expect(answer).toMatchObject({
    ok: true,
    counts: { done: 4, notAttempted: 2 },
    missed: [{ kind: 'slice', changes: [[2, 3]], outcomes: [{ status: 'done' }, { status: 'done' }] }],
  });
});

it('is dismissed as it is', async () => {
  const { runId } = (await firstPage()).ticket;
  time.aheadMs = 6_000;
  expect(await app.call('new-admin', 'dismissRun', { runId })).toEqual({ ok: true, counts: COUNTS });
  expect(await unfinishedIds()).toEqual([]);
  expect(await app.call('site-admin', 'getRun', { runId, from: 0 })).toMatchObject({
    run: { counts: COUNTS, endedAt: expect.any(String) as string },
  });
});

it('cannot go on where not everyone was named', async () => {
  const named = Array.from({ length: 5_000 }, (_, n) => `person-${n}`);
  const plan = { blocks: [blockOf(CONTRACTORS, named)] };
  const start = { driver: newDriver(), plan, total: 5_001 };
  const { run } = succeeded(await app.call('site-admin', 'startRun', start));
  time.aheadMs = 31_000;
  expect(await resume(run.runId)).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'runId' } });
  expect(await unfinished(app)).toMatchObject([
    { isPartial: true, run: { counts: { notAttempted: 5_001 } } },
  ]);
  succeeded(await app.call('new-admin', 'dismissRun', { runId: run.runId }));
  expect(await unfinished(app)).toEqual([]);
});

describe('who drove it', () => {
  it('stands with the run and with each change, and the filter by admin finds it for both', async () => {
    const first = await firstPage();
    time.aheadMs = 6_000;
    const second = await secondPage(first);
    succeeded(await makeSlice(app, second, [[2, 3]]));
    await endRun(app, second);
    const [admin, other] = [app.accountOf('site-admin'), app.accountOf('new-admin')];
    const { runId } = first.ticket;
    const detail = succeeded(await app.call('site-admin', 'getRun', { runId, from: 0 }));
    expect(detail.run).toMatchObject({ actorId: admin, drivers: [admin, other] });
    expect(detail.changes.map(({ outcome, by }) => ({ outcome, by }))).toEqual([
      ...[0, 1].map(() => ({ outcome: 'done', by: undefined })),
      ...[2, 3].map(() => ({ outcome: 'done', by: other })),
      ...[4, 5].map(() => ({ outcome: 'notAttempted', by: undefined })),
    ]);
    for (const actorId of [admin, other]) {
      expect(await app.call('site-admin', 'listRuns', { limit: 5, actorId })).toMatchObject({
        runs: [{ runId, drivers: [admin, other] }],
      });
    }
    const nobody = { limit: 5, actorId: app.accountOf('member') };
    expect(await app.call('site-admin', 'listRuns', nobody)).toMatchObject({ runs: [] });
  });

  it('is known while the run goes on', async () => {
    const first = await firstPage();
    time.aheadMs = 6_000;
    const second = await secondPage(first);
    const [admin, other] = [app.accountOf('site-admin'), app.accountOf('new-admin')];
    expect(await unfinished(app)).toMatchObject([
      { run: { actorId: admin, drivers: [admin, other] }, driver: { accountId: other } },
    ]);
    succeeded(await makeSlice(app, second, [[2, 3]]));
    expect(await app.call('site-admin', 'listRuns', { limit: 5, actorId: other })).toMatchObject({
      runs: [{ drivers: [admin, other] }],
    });
  });

  it('is not who only dismissed it or asked of it', async () => {
    app.fault({ method: 'DELETE', accountId: accountIds[0], drop: 'after' });
    const { runId } = (await firstPage()).ticket;
    app.fault();
    time.aheadMs = 60_000;
    succeeded(await app.call('new-admin', 'checkChanges', { runId, changes: [[0, 0]] }));
    succeeded(await app.call('new-admin', 'dismissRun', { runId }));
    const detail = succeeded(await app.call('site-admin', 'getRun', { runId, from: 0 }));
    expect(detail.run.drivers).toEqual([app.accountOf('site-admin')]);
    expect(detail.changes[0]).toMatchObject({ outcome: 'done' });
    expect(detail.changes.every(({ by }) => by === undefined)).toBe(true);
  });

  it('is who settled a change last, where two asked for it', async () => {
    app.fault({ method: 'DELETE', accountId: accountIds[0], drop: 'before' });
    const first = await firstPage();
    app.fault();
    time.aheadMs = 60_000;
    const second = await secondPage(first);
    succeeded(await makeSlice(app, second, [[0, 1]]));
    const { runId } = first.ticket;
    const { changes } = succeeded(await app.call('site-admin', 'getRun', { runId, from: 0 }));
    // The second change was the first admin's doing, and remains so.
    expect(changes.slice(0, 2)).toMatchObject([
      { outcome: 'done', by: app.accountOf('new-admin') },
      { outcome: 'done' },
    ]);
    expect(changes[1]).not.toHaveProperty('by');
  });
});

async function unfinishedIds(): Promise<string[]> {
  return (await unfinished(app)).map(({ run }) => run.runId);
}
