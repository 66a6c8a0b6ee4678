import { systemClock } from '../../../src/clock';
import type { RunTicket } from '../../../src/contract';
import { App, CONTRACTORS, succeeded } from '../support/app';

/** A driver each for two pages. */
const FIRST = 'driver-0000000000001';
const SECOND = 'driver-0000000000002';

let app: App;
let accountIds: string[];
let aheadMs: number;
beforeAll(async () => {
  app = await App.start();
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 6);
  aheadMs = 0;
  jest.spyOn(systemClock, 'now').mockImplementation(() => Date.now() + aheadMs);
});
afterAll(() => app.host.close());

const actor = (as: 'site-admin' | 'new-admin') => app.host.confluence.personas[as].accountId;

/** The first page removes two of six. */
async function firstPage(): Promise<RunTicket> {
  const newRun = { driver: FIRST, accountIds, total: 6 };
  const slice = { groupId: CONTRACTORS, accountIds: accountIds.slice(0, 2), newRun };
  const { run } = succeeded(await app.call('site-admin', 'removeMembers', slice));
  if (!run) throw new Error('It has no ticket.');
  return run;
}

const resume = (runId: string, driver = SECOND, as: 'site-admin' | 'new-admin' = 'new-admin') =>
  app.call(as, 'resumeRun', { runId, driver });
const slice = (run: RunTicket, from: number, as: 'site-admin' | 'new-admin' = 'site-admin') =>
  app.call(as, 'removeMembers', { groupId: CONTRACTORS, accountIds: accountIds.slice(from, from + 2), run });
const deletes = () => app.asked.filter((request) => request.startsWith('DELETE')).length;

it('keeps a run with the page that drives it, and tells the other who that is', async () => {
  const { runId } = await firstPage();
  const refused = await resume(runId);
  expect(refused).toMatchObject({
    ok: false,
    error: { kind: 'runTaken', takenBy: { accountId: actor('site-admin') } },
  });
  expect(await app.call('new-admin', 'dismissRun', { runId })).toMatchObject({
    ok: false,
    error: { kind: 'runTaken' },
  });
  const until = refused.ok ? '' : refused.error.takenBy?.until;
  expect(Date.parse(until ?? '') - Date.now()).toBeLessThanOrEqual(5_000);
});

it('gives it to another when the first has gone, who then learns that', async () => {
  const first = await firstPage();
  aheadMs = 6_000;
  const { run: second } = succeeded(await resume(first.runId));
  const before = deletes();
  expect(await slice(first, 2)).toMatchObject({
    ok: false,
    error: { kind: 'runTaken', takenBy: { accountId: actor('new-admin') } },
  });
  expect(deletes()).toBe(before);
  expect(await app.call('site-admin', 'endRun', first)).toMatchObject({
    ok: false,
    error: { kind: 'runTaken' },
  });
  expect(await slice(second, 2, 'new-admin')).toMatchObject({ ok: true });
  // Nor does it get it back because the second has not asked for a while.
  aheadMs = 60_000;
  expect(await slice(first, 4)).toMatchObject({ ok: false, error: { kind: 'runTaken' } });
});

it('tells the first who has it also once the other has ended it', async () => {
  const first = await firstPage();
  aheadMs = 6_000;
  const { run: second } = succeeded(await resume(first.runId));
  succeeded(await app.call('new-admin', 'endRun', second));
  expect(await slice(first, 2)).toMatchObject({
    ok: false,
    error: { kind: 'runTaken', takenBy: { accountId: actor('new-admin') } },
  });
});

it('tells the first only that it has ended where nobody took it', async () => {
  const first = await firstPage();
  aheadMs = 6_000;
  succeeded(await app.call('new-admin', 'dismissRun', { runId: first.runId }));
  expect(await slice(first, 2)).toEqual({ ok: false, error: { kind: 'runTaken' } });
});

it('says for how long an unfinished run is its driver’s, whatever the time is on the admin’s machine', async () => {
  await firstPage();
  const leftMs = async () => {
    const { runs } = succeeded(await app.call('new-admin', 'listUnfinishedRuns'));
    return runs.map(({ driver }) => driver);
  };
  const [driver] = await leftMs();
  expect(driver?.accountId).toBe(actor('site-admin'));
  expect(driver?.leftMs).toBeGreaterThan(3_000);
  expect(driver?.leftMs).toBeLessThanOrEqual(5_000);
  aheadMs = 6_000;
  expect(await leftMs()).toEqual([{ accountId: actor('site-admin'), leftMs: 0 }]);
});

it('gives it to one of many who want it at once', async () => {
  const { runId } = await firstPage();
  aheadMs = 6_000;
  const drivers = Array.from({ length: 8 }, (_, n) => `driver-of-many-${String(n).padStart(4, '0')}`);
  const answers = await Promise.all(drivers.map((driver) => resume(runId, driver)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(answer.error.kind).toBe('runTaken');
});

it('goes on with the page that was not answered', async () => {
  const first = await firstPage();
  succeeded(await slice(first, 2)); // The answer is lost: the page has the ticket of before.
  const again = succeeded(await slice(first, 2));
  expect(again.run?.next).toBe(first.next + 2);
});

it('believes no ticket that somebody made up', async () => {
  const { runId, next } = await firstPage();
  for (const run of [
    { runId, driver: SECOND, next },
    { runId, driver: FIRST, next: next + 1 },
    { runId: `${runId.slice(0, -1)}${runId.endsWith('0') ? '1' : '0'}`, driver: FIRST, next },
  ]) {
    const before = deletes();
    const answer = await slice(run, 2);
    expect(answer.ok ? '' : answer.error.kind).toMatch(/^run(Taken|NotFound)$/);
    expect(deletes()).toBe(before);
  }
});

it('ends once, and is open again for who resumes it', async () => {
  const first = await firstPage();
  const end = () => app.call('site-admin', 'endRun', first);
  const counts = { done: 2, failed: 0, unconfirmed: 0, notAttempted: 4 };
  expect(await end()).toEqual({ ok: true, counts });
  expect(await end()).toEqual({ ok: true, counts });
  expect(await slice(first, 2)).toMatchObject({ ok: false, error: { kind: 'runTaken' } });
  expect(await unfinished()).toEqual([]);
  const { run } = succeeded(await resume(first.runId, FIRST, 'site-admin'));
  expect(await unfinished()).toEqual([first.runId]);
  expect(await slice(run, 2)).toMatchObject({ ok: true });
});

it('is dismissed as it is', async () => {
  const { runId } = await firstPage();
  aheadMs = 6_000;
  const counts = { done: 2, failed: 0, unconfirmed: 0, notAttempted: 4 };
  expect(await app.call('new-admin', 'dismissRun', { runId })).toEqual({ ok: true, counts });
  expect(await unfinished()).toEqual([]);
  expect(await app.call('site-admin', 'getRun', { runId, from: 0 })).toMatchObject({
    run: { ended: { counts } },
  });
});

it('cannot go on where not everyone was named', async () => {
  const named = Array.from({ length: 5_000 }, (_, n) => `person-${n}`);
  const newRun = { action: 'remove', groupId: CONTRACTORS, driver: FIRST, accountIds: named, total: 5_001 };
  const { run } = succeeded(await app.call('site-admin', 'startRun', newRun));
  aheadMs = 31_000;
  expect(await resume(run.runId)).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'runId' } });
  const { runs } = succeeded(await app.call('site-admin', 'listUnfinishedRuns'));
  expect(runs).toMatchObject([{ isPartial: true, counts: { notAttempted: 5_001 } }]);
});

async function unfinished(): Promise<string[]> {
  const { runs } = succeeded(await app.call('site-admin', 'listUnfinishedRuns'));
  return runs.map(({ run }) => run.runId);
}
