import type { SliceAnswer } from '../../../src/contract';
import { App, CONTRACTORS, EMPTY_GROUP, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import { HeldClock } from '../support/heldClock';
import { blockOf, detailOf, listed, newDriver, newRunOf, ticketIn, unfinished } from '../support/runs';

/** Two begins with one driver make one run, at once or one after the other, whatever the storage does meanwhile. */

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
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 4);
  app.host.confluence.requestLog.clear();
  time = hurry();
});
afterAll(() => app.host.close());

const deletes = () => app.asked.filter((request) => request.startsWith('DELETE')).length;
const keysOf = (prefix: string) => [...app.stored.keys()].filter((key) => key.startsWith(prefix));

function newRun() {
  return newRunOf([blockOf(CONTRACTORS, accountIds)]);
}

/** One run there is, whole, and its driver can make all of it. */
async function expectOneRun(start: ReturnType<typeof newRun>, removed = 0): Promise<void> {
  const { run } = succeeded(await app.call('site-admin', 'startRun', start));
  expect(keysOf('run:')).toEqual([`run:${run.runId}`]);
  expect(keysOf('open:')).toHaveLength(1);
  expect(keysOf('begun:')).toHaveLength(1);
  expect(await listed(app)).toMatchObject([{ runId: run.runId, total: 4 }]);
  expect(await unfinished(app)).toMatchObject([{ run: { runId: run.runId }, isPartial: false }]);
  const { changes } = await detailOf(app, run.runId);
  expect(changes.map(({ accountId }) => accountId)).toEqual(accountIds);
  const slice = { run: { ...run, next: run.next + Math.sign(removed) }, changes: [[removed, 3]] };
  expect(succeeded(await app.call('site-admin', 'makeChanges', slice)).outcomes).toHaveLength(4 - removed);
  expect(deletes()).toBe(4);
  expect(succeeded(await app.call('site-admin', 'endRun', ticketIn(run))).counts).toMatchObject({ done: 4 });
  expect(keysOf('open:')).toEqual([]);
}

/** The storage's requests of a begin, in their order. */
const REQUESTS = [
  ['the look for the driver', { path: 'batch/get', key: '^begun:' }],
  ['the look for places', { path: 'batch/get', key: '^open:' }],
  ['the place', { path: '/set$', key: '^open:' }],
  ['the driver', { path: '/set$', key: '^begun:' }],
  ['the plan', { path: '/set$|transaction', key: '^plan:' }],
  ['the header', { path: '/set$', key: '^run:' }],
] as const;

it('asks the storage for what is tried below, and for nothing else', async () => {
  app.host.storage.requestLog.clear();
  succeeded(await app.call('site-admin', 'startRun', newRun()));
  const asked = app.host.storage.requestLog.entries();
  expect(asked).toHaveLength(REQUESTS.length);
  REQUESTS.forEach(([, { path, key }], n) => {
    expect(asked[n]?.path).toMatch(new RegExp(path));
    expect(asked[n]?.keys[0]).toMatch(new RegExp(key));
  });
});

it('is one run where eight begin at once', async () => {
  const start = newRun();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => app.call('site-admin', 'startRun', start)),
  );
  const runIds = answers.flatMap((answer) => (answer.ok ? [answer.run.runId] : []));
  expect(new Set(runIds).size).toBe(1);
  for (const answer of answers) if (!answer.ok) expect(answer.error.kind).toBe('runBusy');
  await expectOneRun(start);
});

it('is one run, of which each change is asked for once, where eight begin with their first slice at once', async () => {
  const start = newRun();
  const answers: SliceAnswer[] = await Promise.all(
    Array.from({ length: 8 }, () =>
      app.call('site-admin', 'makeChanges', { newRun: start, changes: [[0, 1]] }),
    ),
  );
  expect(answers.filter(({ outcomes }) => outcomes)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(answer.error.kind).toBe('runBusy');
  expect(deletes()).toBe(2);
  await expectOneRun(start, 2);
});

it('is one run where they begin one after the other', async () => {
  const start = newRun();
  const first = succeeded(await app.call('site-admin', 'startRun', start));
  time.aheadMs = 3_600_000;
  expect(await app.call('site-admin', 'startRun', start)).toEqual(first);
  await expectOneRun(start);
});

describe.each([[{ status: 503 }], [{ status: 429 }], [{ drop: 'before' }], [{ drop: 'after' }]])(
  'where the storage ends a request in %j',
  (fault) => {
    it.each(REQUESTS)('%s: the page that asks again has one run', async (_, request) => {
      const start = newRun();
      app.fault({ service: 'storage', ...request, ...fault, times: 1 });
      expect(await app.call('site-admin', 'startRun', start)).toMatchObject({ error: { kind: 'storage' } });
      await expectOneRun(start);
    });

    it.each(REQUESTS)('%s: the page that asks again much later has one run', async (_, request) => {
      const start = newRun();
      app.fault({ service: 'storage', ...request, ...fault, times: 1 });
      expect(await app.call('site-admin', 'startRun', start)).toMatchObject({ error: { kind: 'storage' } });
      time.aheadMs = 3_600_000;
      // Others have taken every place meanwhile that they could.
      const others = [];
      for (let n = 0; n < 10; n += 1) {
        const other = await app.call('site-admin', 'startRun', newRunOf([blockOf(EMPTY_GROUP, [`p${n}`])]));
        if (other.ok) others.push(other.run);
      }
      expect(others.length).toBeGreaterThanOrEqual(9);
      for (const run of others) succeeded(await app.call('site-admin', 'endRun', run));
      const { run } = succeeded(await app.call('site-admin', 'startRun', start));
      expect((await unfinished(app)).map((one) => one.run.runId)).toEqual([run.runId]);
      expect((await detailOf(app, run.runId)).changes).toHaveLength(4);
    });

    it.each(REQUESTS)('%s: two at once are one run', async (_, request) => {
      const start = newRun();
      app.fault({ service: 'storage', ...request, ...fault, times: 1 });
      const answers = await Promise.all([
        app.call('site-admin', 'startRun', start),
        app.call('site-admin', 'startRun', start),
      ]);
      for (const answer of answers) {
        if (!answer.ok) expect(answer.error.kind).toMatch(/^(storage|runBusy)$/);
      }
      await expectOneRun(start);
    });
  },
);

describe('where one is held at', () => {
  it.each(REQUESTS)('%s, and another goes past it: they are one run', async (_, request) => {
    const start = newRun();
    app.fault({ service: 'storage', ...request, delayMs: HeldClock.HELD_MS, times: 1 });
    const first = app.call('site-admin', 'makeChanges', { newRun: start, changes: [[0, 1]] });
    await clock.until(1);
    const second = succeeded(
      await app.call('site-admin', 'makeChanges', { newRun: start, changes: [[0, 1]] }),
    );
    expect(second.outcomes).toHaveLength(2);
    clock.letGo();
    const late = await first;
    if (late.ok) expect(late.missed).toMatchObject([{ kind: 'slice', changes: [[0, 1]] }]);
    else expect(late.error.kind).toBe('runBusy');
    expect(deletes()).toBe(2);
    await expectOneRun(start, 2);
  });

  it.each(REQUESTS)('%s, nobody who looks meanwhile takes its place away', async (_, request) => {
    app.fault({ service: 'storage', ...request, delayMs: HeldClock.HELD_MS, times: 1 });
    const begun = app.call('site-admin', 'startRun', newRun());
    await clock.until(1);
    expect(await unfinished(app, 'new-admin')).toEqual([]);
    clock.letGo();
    const { run } = succeeded(await begun);
    expect(await unfinished(app)).toMatchObject([{ run: { runId: run.runId } }]);
  });

  it('the take-up of a run that had ended, nobody who looks meanwhile takes its place away', async () => {
    const { run } = succeeded(await app.call('site-admin', 'startRun', newRun()));
    succeeded(await app.call('site-admin', 'endRun', run));
    app.fault({ service: 'storage', path: '/set$', key: '^log:', delayMs: HeldClock.HELD_MS, times: 1 });
    const resumed = app.call('site-admin', 'resumeRun', { runId: run.runId, driver: newDriver() });
    await clock.until(1);
    expect(await unfinished(app, 'new-admin')).toEqual([]);
    clock.letGo();
    succeeded(await resumed);
    expect(await unfinished(app)).toMatchObject([{ run: { runId: run.runId } }]);
  });
});

describe('another plan with a driver that has begun one', () => {
  const other = (driver: string) => newRunOf([blockOf(EMPTY_GROUP, accountIds)], { driver });

  it('is refused: the run is not what its admin saw', async () => {
    const start = newRun();
    succeeded(await app.call('site-admin', 'startRun', start));
    const before = app.stored;
    for (const changed of [
      other(start.driver),
      { ...start, reason: 'another' },
      newRunOf([blockOf(CONTRACTORS, accountIds, 'add')], { driver: start.driver }),
      newRunOf([blockOf(CONTRACTORS, accountIds.slice(1))], { driver: start.driver }),
    ]) {
      expect(await app.call('site-admin', 'startRun', changed)).toMatchObject({
        error: { kind: 'invalid', field: 'driver' },
      });
      const slice = { newRun: changed, changes: [[0, 0]] };
      expect(await app.call('site-admin', 'makeChanges', slice)).toMatchObject({
        error: { kind: 'invalid', field: 'driver' },
      });
    }
    expect(app.stored).toEqual(before);
    expect(deletes()).toBe(0);
    await expectOneRun(start);
  });

  it('is refused to another admin too, and so is the same one', async () => {
    const start = newRun();
    succeeded(await app.call('site-admin', 'startRun', start));
    const before = app.stored;
    for (const changed of [start, other(start.driver)]) {
      expect(await app.call('new-admin', 'startRun', changed)).toMatchObject({
        error: { kind: 'invalid', field: 'driver' },
      });
    }
    expect(app.stored).toEqual(before);
  });

  it.each(REQUESTS)('does not get into the run, also where that is held at %s', async (_, request) => {
    const start = newRun();
    app.fault({ service: 'storage', ...request, delayMs: HeldClock.HELD_MS, times: 1 });
    const held = app.call('site-admin', 'startRun', other(start.driver));
    await clock.until(1);
    const first = await app.call('site-admin', 'startRun', start);
    clock.letGo();
    const second = await held;
    const answers = [first, second];
    const begun = answers.flatMap((answer) => (answer.ok ? [answer.run.runId] : []));
    expect(begun.length).toBeLessThanOrEqual(1);
    for (const runId of begun) {
      const { run, changes } = await detailOf(app, runId);
      const groupId = first.ok ? CONTRACTORS : EMPTY_GROUP;
      expect(run.groups.map((group) => group.groupId)).toEqual([groupId]);
      expect(new Set(changes.map((change) => change.groupId))).toEqual(new Set([groupId]));
    }
    expect(keysOf('run:').length).toBeLessThanOrEqual(1);
  });
});

it('does not begin what the same driver began before, once that is over and no longer known', async () => {
  const start = newRun();
  const { run } = succeeded(await app.call('site-admin', 'startRun', start));
  // The driver is known for a day; the place of its run is there for as long as that goes on.
  await app.host.storage.handle({
    ...{ path: '/api/v1/delete', scopes: ['storage:app'] },
    body: JSON.stringify({ key: `begun:${start.driver}` }),
  });
  const plan = app.stored.get(`plan:${run.runId}:0000`);
  await app.call('site-admin', 'startRun', newRunOf([blockOf(EMPTY_GROUP, accountIds)], start));
  expect(app.stored.get(`plan:${run.runId}:0000`)).toEqual(plan);
});
