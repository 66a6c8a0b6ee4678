import type { RunTicket } from '../../../src/contract';
import { App, EMPTY_GROUP, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import {
  blockOf,
  detailOf,
  endRun,
  listed,
  makeSlice,
  newDriver,
  startRun,
  undo,
  unfinished,
  type TestRun,
} from '../support/runs';

/** What a run costs the storage, however many slices it has. */

let app: App;
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(() => {
  app.host.reset();
  app.host.consent('new-admin');
  app.fault({ method: 'DELETE', status: 204, body: '' }, { method: 'POST', status: 201, body: {} });
  time = hurry();
});
afterAll(() => app.host.close());

const SLICES = [2, 30];
const CHANGES = 3_000;
const accountIds = Array.from({ length: CHANGES }, (_, n) => `712020:${String(n).padStart(36, '0')}`);

/** A run of 3,000 of which so many slices are made. */
async function runOf(slices: number): Promise<TestRun> {
  const run = await startRun(app, [blockOf(EMPTY_GROUP, accountIds)]);
  const size = CHANGES / slices;
  for (let n = 0; n < slices; n += 1) {
    for (let from = n * size; from < (n + 1) * size; from += 200) {
      const to = Math.min(from + 200, (n + 1) * size) - 1;
      if (from > n * size && slices < 10) continue;
      succeeded(await makeSlice(app, run, [[from, to]]));
    }
  }
  return run;
}

/** How often the storage is asked for each of these steps. */
async function costs(slices: number): Promise<Record<string, number>> {
  app.host.reset();
  app.host.consent('new-admin');
  app.fault({ method: 'DELETE', status: 204, body: '' }, { method: 'POST', status: 201, body: {} });
  const run = await runOf(slices);
  const { runId } = run.ticket;
  const cost: Record<string, number> = {};
  const measure = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const before = app.storageRequests.length;
    const value = await work();
    cost[step] = app.storageRequests.length - before;
    return value;
  };
  await measure('open', () => detailOf(app, runId));
  await measure('list unfinished', () => unfinished(app));
  await measure('list while it goes on', () => listed(app));
  await measure('list by admin', () => listed(app, { actorId: app.accountOf('site-admin') }));
  await measure('keep', () => app.call('site-admin', 'keepRun', run.ticket));
  time.aheadMs += 120_000;
  run.ticket = (await measure('resume', () => resume(runId))).run;
  await measure('slice', () => makeSlice(app, run, [[0, 99]]));
  await measure('end', () => endRun(app, run));
  await measure('list', () => listed(app));
  await measure('open what has ended', () => detailOf(app, runId));
  run.ticket = (await measure('resume what has ended', () => resume(runId))).run;
  time.aheadMs += 120_000;
  await measure('dismiss', () => app.call('site-admin', 'dismissRun', { runId }));
  await measure('check nothing', () => app.call('site-admin', 'checkChanges', { runId, changes: [[0, 0]] }));
  await measure('undo one', () => undo(app, runId, [[0, 0]]));
  return cost;
}

async function resume(runId: string): Promise<{ run: RunTicket }> {
  return succeeded(await app.call('site-admin', 'resumeRun', { runId, driver: newDriver() }));
}

it('is as often asked of a run of 30 slices as of one of 2', async () => {
  const [few, many] = [await costs(SLICES[0] ?? 0), await costs(SLICES[1] ?? 0)];
  expect(many).toEqual(few);
  for (const [step, requests] of Object.entries(many)) {
    expect([step, requests <= (LIMITS[step] ?? 0)]).toEqual([step, true]);
  }
});

/** A request is counted for each 25 keys. */
const LIMITS: Record<string, number> = {
  open: 2,
  'list unfinished': 4,
  'list while it goes on': 3,
  'list by admin': 3,
  keep: 3,
  resume: 4,
  slice: 5,
  end: 3,
  list: 1,
  'open what has ended': 2,
  'resume what has ended': 6,
  dismiss: 4,
  'check nothing': 4,
  'undo one': 19,
};

it('opens any page of a long run in three requests, and in one more where its last slice was cut off', async () => {
  const total = 30_000;
  const people = Array.from({ length: total }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
  const blocks = (from: number) => [blockOf(EMPTY_GROUP, people.slice(from, from + 5_000))];
  const start = { driver: newDriver(), plan: { blocks: blocks(0) }, total };
  let { run: ticket } = succeeded(await app.call('site-admin', 'startRun', start));
  for (let from = 5_000; from < total; from += 5_000) {
    const more = { run: ticket, from, plan: { blocks: blocks(from) } };
    ({ run: ticket } = succeeded(await app.call('site-admin', 'extendRun', more)));
  }
  const run: TestRun = { as: 'site-admin', changes: [], ticket };
  for (let n = 0; n < 60; n += 1) {
    succeeded(await makeSlice(app, run, [[n * 500, n * 500 + 9]]));
  }
  const open = async (most: number) => {
    let seen = 0;
    for (const from of [0, 10_000, 20_000]) {
      const before = app.storageRequests.length;
      const { changes, next, run: record } = await detailOf(app, ticket.runId, from);
      expect(app.storageRequests.length - before).toBeLessThanOrEqual(most);
      expect(changes).toHaveLength(10_000);
      expect(next).toBe(from === 20_000 ? undefined : from + 10_000);
      expect(record.counts.done).toBe(600);
      seen += changes.filter(({ outcome }) => outcome === 'done').length;
    }
    expect(seen).toBe(600);
  };
  await open(3);
  app.fault(
    { service: 'storage', path: 'transaction', status: 503 },
    { method: 'DELETE', status: 204, body: '' },
  );
  const scattered = Array.from({ length: 20 }, (_, n): [number, number] => [
    n * 1_500 + 100,
    n * 1_500 + 100,
  ]);
  expect(await makeSlice(app, run, scattered)).toMatchObject({ error: { kind: 'storage' } });
  app.fault();
  await open(4);
});

it('writes little for 2,000 changes', async () => {
  const bytes = { requests: 0, written: 0 };
  const { storage } = app.host;
  const handle = storage.handle.bind(storage);
  vi.spyOn(storage, 'handle').mockImplementation((request) => {
    if (/set|transaction|delete/.test(request.path)) {
      bytes.requests += 1;
      bytes.written += Buffer.byteLength(request.body);
    }
    return handle(request);
  });
  const people = accountIds.slice(0, 2_000);
  const run = await startRun(app, [blockOf(EMPTY_GROUP, people)]);
  for (let from = 0; from < 2_000; from += 200) {
    succeeded(await makeSlice(app, run, [[from, from + 199]]));
  }
  await endRun(app, run);
  const stored = [...app.stored].reduce(
    (sum, [key, value]) => sum + key.length + Buffer.byteLength(JSON.stringify(value)),
    0,
  );
  // The ids themselves are 88 KB of it; what is kept for each slice is a few hundred bytes.
  expect(stored).toBeLessThan(105_000);
  expect(bytes.written).toBeLessThan(125_000);
  expect(bytes.requests).toBeLessThanOrEqual(30);
});

it('gives each value the version of its shape', async () => {
  app.fault({ method: 'DELETE', drop: 'after', times: 5 }, { method: 'DELETE', status: 204, body: '' });
  const run = await startRun(app, [blockOf(EMPTY_GROUP, accountIds.slice(0, 10))]);
  await makeSlice(app, run, [[0, 4]]);
  app.fault();
  time.aheadMs += 120_000;
  const { runId } = run.ticket;
  succeeded(await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 0]] }));
  run.ticket = (await resume(runId)).run;
  app.fault({ method: 'DELETE', status: 204, body: '' }, { method: 'POST', status: 201, body: {} });
  succeeded(await makeSlice(app, run, [[5, 9]]));
  await endRun(app, run);
  succeeded(await undo(app, runId, [[5, 5]]));
  await resume(runId);
  const kinds = new Set([...app.stored.keys()].map((key) => key.split(':')[0]));
  expect([...kinds].sort()).toEqual(['begun', 'log', 'open', 'plan', 'run', 'state']);
  for (const [key, value] of app.stored) {
    expect([key, value]).toEqual([key, expect.objectContaining({ v: 2 })]);
  }
});
