import { App, CONTRACTORS, EMPTY_GROUP, succeeded } from '../support/app';
import { firstEditionRun, type FirstEditionOptions } from '../support/firstEdition';
import { hurry, type HastyClock } from '../support/hastyClock';
import {
  detailOf,
  endRun,
  listed,
  makeSlice,
  newDriver,
  outcomesOf,
  removeAll,
  undo,
  unfinished,
  type TestRun,
} from '../support/runs';

/** What the first edition stored is listed, opened, taken up, dismissed and undone. */

const DAY_MS = 24 * 3_600_000;

let app: App;
let accountIds: string[];
let admin: string;
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 6);
  admin = app.accountOf('site-admin');
  time = hurry();
});
afterAll(() => app.host.close());

/** Plants a run of the six. @returns its id */
async function plant(options: Partial<FirstEditionOptions> = {}): Promise<string> {
  const { runId, values } = firstEditionRun({
    ...{ groupId: CONTRACTORS, groupName: 'contractors', accountIds, actorId: admin },
    ...options,
  });
  await app.plant(values);
  app.host.storage.requestLog.clear();
  return runId;
}

const people = (...places: number[]) => places.map((place) => accountIds[place] ?? '');
const isMember = (accountId = '') => app.isMember(CONTRACTORS, accountId);
const resume = async (runId: string): Promise<TestRun> => {
  const input = { runId, driver: newDriver() };
  const { run } = succeeded(await app.call('site-admin', 'resumeRun', input));
  return { as: 'site-admin', changes: [], ticket: run };
};

/** Six of whom each came to something else. */
function mixed(): Partial<FirstEditionOptions> {
  return {
    ended: true,
    counts: { done: 2, failed: 2, unconfirmed: 1, notAttempted: 1 },
    log: [
      {
        accountIds: people(0, 1, 2, 3),
        outcomes: ['done', 'failed:invalid', 'unconfirmed:unconfirmed', 'unconfirmed:unconfirmed'],
      },
      { accountIds: people(4), outcomes: ['failed:unavailable'] },
      { asOf: 3, others: people(3), members: [] },
    ],
  };
}
const MIXED_OUTCOMES = [
  ...['done', 'failed invalid', 'unconfirmed unconfirmed', 'done', 'failed unavailable', 'notAttempted'],
];

describe('a run that has ended', () => {
  it('is listed as it was, and is not rewritten for that', async () => {
    const runId = await plant(mixed());
    const before = app.stored;
    expect(await listed(app)).toEqual([
      {
        ...{ runId, actorId: admin, drivers: [admin], total: 6, firstAccountIds: [] },
        groups: [{ groupId: CONTRACTORS, name: 'contractors' }],
        actions: { add: 0, remove: 6 },
        counts: { done: 2, unchanged: 0, failed: 2, unconfirmed: 1, notAttempted: 1 },
        ...{ startedAt: expect.any(String) as string, endedAt: expect.any(String) as string },
      },
    ]);
    for (const filter of [{ groupId: CONTRACTORS }, { actorId: admin }]) {
      expect((await listed(app, filter)).map((run) => run.runId)).toEqual([runId]);
    }
    for (const filter of [{ groupId: EMPTY_GROUP }, { actorId: 'x' }]) {
      expect(await listed(app, filter)).toEqual([]);
    }
    expect(await unfinished(app)).toEqual([]);
    expect(app.stored).toEqual(before);
  });

  it('is opened with what became of each, and listed with the same', async () => {
    const runId = await plant(mixed());
    expect(await outcomesOf(app, runId)).toEqual(MIXED_OUTCOMES);
    const { run, changes } = await detailOf(app, runId);
    expect(changes.map(({ accountId }) => accountId)).toEqual(accountIds);
    expect(run.firstAccountIds).toEqual(accountIds.slice(0, 3));
    expect(run.counts).toEqual({ done: 2, unchanged: 0, failed: 2, unconfirmed: 1, notAttempted: 1 });
    expect(await listed(app)).toEqual([run]);
    // From now on it is read like any other.
    expect(await app.countStorageRequests(() => detailOf(app, runId))).toBeLessThanOrEqual(3);
  });

  it('is checked where it left something open', async () => {
    const runId = await plant(mixed());
    expect(await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 5]] })).toEqual({
      ok: true,
      checked: [
        { change: 2, isMember: true },
        { change: 4, isMember: true },
      ],
    });
    expect((await outcomesOf(app, runId)).map((outcome) => outcome.split(' ')[1])).toEqual([
      ...[undefined, 'invalid', 'notMade', undefined, 'notMade', undefined],
    ]);
  });

  it('is undone, by the places of its people', async () => {
    await removeAll(app, CONTRACTORS, people(0, 3));
    const runId = await plant(mixed());
    expect(await undo(app, runId, [[0, 1]])).toMatchObject({ error: { kind: 'invalid' } });
    succeeded(
      await undo(app, runId, [
        [0, 0],
        [3, 3],
      ]),
    );
    expect([await isMember(accountIds[0]), await isMember(accountIds[3])]).toEqual([true, true]);
    expect(await outcomesOf(app, runId)).toEqual([
      ...['done undone', 'failed invalid', 'unconfirmed unconfirmed', 'done undone'],
      ...['failed unavailable', 'notAttempted'],
    ]);
    expect(await undo(app, runId, [[0, 0]])).toMatchObject({ error: { kind: 'invalid' } });
  });

  it('is taken up again, and only what is left is to be asked for', async () => {
    const runId = await plant(mixed());
    const run = await resume(runId);
    succeeded(await makeSlice(app, run, [[5, 5]]));
    await endRun(app, run);
    expect((await outcomesOf(app, runId))[5]).toBe('done');
    expect((await detailOf(app, runId)).run.drivers).toEqual([admin]);
  });

  it('that was one slice by itself is opened too', async () => {
    const runId = await plant({
      ...{ isWhole: true, ended: true, accountIds: people(0, 1) },
      log: [{ accountIds: people(0, 1), outcomes: ['done', 'failed:permission'] }],
    });
    expect(await outcomesOf(app, runId)).toEqual(['done', 'failed permission']);
  });

  it('says who drove it where that were two', async () => {
    const other = app.accountOf('new-admin');
    const second = { actorId: other, driver: 'driver-of-the-second-1' };
    const runId = await plant({
      ended: true,
      log: [
        { accountIds: people(0), outcomes: ['done'] },
        { taken: second },
        { accountIds: people(1), outcomes: ['done'], ...second },
      ],
    });
    expect((await detailOf(app, runId)).run).toMatchObject({ actorId: admin, drivers: [admin, other] });
    expect((await listed(app, { actorId: other })).map((run) => run.runId)).toEqual([runId]);
  });
});

describe('a run that has not ended', () => {
  const started = (): Partial<FirstEditionOptions> => ({
    log: [{ accountIds: people(0, 1), outcomes: ['done', 'failed:invalid'] }],
  });

  it('is offered, taken up and ended', async () => {
    await removeAll(app, CONTRACTORS, people(0));
    const runId = await plant(started());
    expect(await unfinished(app)).toMatchObject([
      {
        run: { runId, counts: { done: 1, failed: 1, notAttempted: 4 } },
        ...{ isPartial: false, driver: { accountId: admin, leftMs: 0 } },
      },
    ]);
    const run = await resume(runId);
    succeeded(await makeSlice(app, run, [[1, 5]]));
    await endRun(app, run);
    expect(await outcomesOf(app, runId)).toEqual(Array.from({ length: 6 }, () => 'done'));
    expect(await unfinished(app)).toEqual([]);
    expect([...app.stored.keys()].filter((key) => key.startsWith('open:'))).toEqual([]);
    expect((await listed(app)).find((one) => one.runId === runId)?.counts).toMatchObject({ done: 6 });
  });

  it('is listed as what it was begun for until it is opened', async () => {
    const runId = await plant(started());
    const [run] = await listed(app);
    expect(run).toMatchObject({ runId, total: 6, counts: { notAttempted: 6 } });
    expect(run).not.toHaveProperty('endedAt');
  });

  it('is dismissed', async () => {
    const runId = await plant(started());
    expect(await app.call('new-admin', 'dismissRun', { runId })).toMatchObject({
      ok: true,
      counts: { done: 1, failed: 1, notAttempted: 4 },
    });
    expect(await unfinished(app)).toEqual([]);
    expect([...app.stored.keys()].filter((key) => key.startsWith('open:'))).toEqual([]);
  });

  it('whose slice was cut off leaves it open, and is credited with nothing that somebody else may have done', async () => {
    const runId = await plant({
      log: [{ accountIds: people(0), outcomes: ['done'] }, { accountIds: people(1, 2) }],
    });
    expect((await outcomesOf(app, runId)).slice(0, 4)).toEqual([
      ...['done', 'unconfirmed unrecorded', 'unconfirmed unrecorded', 'notAttempted'],
    ]);
    await removeAll(app, CONTRACTORS, people(1));
    succeeded(await app.call('site-admin', 'checkChanges', { runId, changes: [[1, 2]] }));
    expect((await outcomesOf(app, runId)).slice(1, 3)).toEqual([
      ...['unconfirmed unattributed', 'failed notMade'],
    ]);
  });

  it('does not let a check settle what came after it asked', async () => {
    const runId = await plant({
      log: [
        { accountIds: people(0), outcomes: ['unconfirmed:unconfirmed'] },
        { accountIds: people(1), outcomes: ['unconfirmed:unconfirmed'] },
        { asOf: 2, others: people(0, 1), members: [] },
      ],
    });
    expect((await outcomesOf(app, runId)).slice(0, 2)).toEqual(['done', 'unconfirmed unconfirmed']);
  });

  it('of which only a part was named is offered to be dismissed, and cannot go on', async () => {
    const many = Array.from({ length: 5_001 }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
    const runId = await plant({ accountIds: many, planned: 5_000 });
    expect(await unfinished(app)).toMatchObject([{ isPartial: true, run: { runId, total: 5_001 } }]);
    const input = { runId, driver: newDriver() };
    expect(await app.call('site-admin', 'resumeRun', input)).toMatchObject({ error: { kind: 'invalid' } });
    succeeded(await app.call('site-admin', 'dismissRun', { runId }));
    expect(await unfinished(app)).toEqual([]);
  });

  it('whose log says that it has ended is not offered, and is put right', async () => {
    await plant({ ...started(), ended: true, isSummarized: false });
    expect(await unfinished(app)).toEqual([]);
    expect([...app.stored.keys()].filter((key) => key.startsWith('open:'))).toEqual([]);
    expect(await listed(app)).toMatchObject([{ endedAt: expect.any(String) as string }]);
  });

  it('counts with those of this edition', async () => {
    for (let n = 0; n < 12; n += 1) await plant(started());
    expect(await unfinished(app)).toHaveLength(12);
    const [first] = await unfinished(app);
    succeeded(await app.call('site-admin', 'dismissRun', { runId: first?.run.runId }));
    expect(await unfinished(app)).toHaveLength(11);
  });
});

describe('a run that another took back', () => {
  const removal = (): Partial<FirstEditionOptions> => ({
    ended: true,
    log: [{ accountIds, outcomes: accountIds.map(() => 'done') }],
  });
  const restoring = (undoes: string, ...places: number[]): Partial<FirstEditionOptions> => ({
    ...{ action: 'restore', undoes, isWhole: true, ended: true, accountIds: people(...places) },
    log: [{ accountIds: people(...places), outcomes: places.map(() => 'done') }],
  });
  const undoneIn = async (runId: string) =>
    (await detailOf(app, runId)).changes.flatMap(({ index, undone }) => (undone ? [index] : []));

  it('says of whom', async () => {
    const runId = await plant(removal());
    await plant(restoring(runId, 1, 4));
    expect(await undoneIn(runId)).toEqual([1, 4]);
    expect(await undo(app, runId, [[1, 1]])).toMatchObject({ error: { kind: 'invalid' } });
  });

  it('says it also where the other was opened before', async () => {
    const runId = await plant(removal());
    const by = await plant(restoring(runId, 1, 4));
    expect((await detailOf(app, by)).run).toMatchObject({ undoes: runId, actions: { add: 2, remove: 0 } });
    expect(await undoneIn(runId)).toEqual([1, 4]);
  });

  it('says it of what the other did, and of nothing that it did not', async () => {
    const runId = await plant(removal());
    await plant({
      ...{ action: 'restore', undoes: runId, accountIds: people(0, 1, 2) },
      log: [
        {
          accountIds: people(0, 1, 2),
          outcomes: ['done', 'failed:userNotFound', 'unconfirmed:unconfirmed'],
        },
        { asOf: 2, members: people(2), others: [] },
      ],
    });
    // Neither does a run of another group take anything back, nor one that made the same change.
    await plant({ ...restoring(runId, 3), groupId: EMPTY_GROUP });
    await plant({ ...restoring(runId, 4), action: 'remove' });
    expect(await undoneIn(runId)).toEqual([0, 2]);
  });

  it('says it however many took something back', async () => {
    const many = (await app.memberIds(CONTRACTORS)).slice(0, 130);
    const runId = await plant({
      ...{ accountIds: many, ended: true },
      log: [{ accountIds: many, outcomes: many.map(() => 'done') }],
    });
    for (const accountId of many) {
      await plant({
        ...{ action: 'restore', undoes: runId, isWhole: true, ended: true, accountIds: [accountId] },
        log: [{ accountIds: [accountId], outcomes: ['done'] }],
      });
    }
    expect(await undoneIn(runId)).toEqual(many.map((_, n) => n));
  });
});

describe('a large run', () => {
  const many = Array.from({ length: 1_200 }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
  const large = (): Partial<FirstEditionOptions> => ({
    ...{ accountIds: many, ended: true },
    log: Array.from({ length: 6 }, (_, n) => ({
      accountIds: many.slice(n * 200, (n + 1) * 200),
      outcomes: many
        .slice(n * 200, (n + 1) * 200)
        .map((__, place) => (place % 7 ? 'done' : 'failed:invalid')),
    })),
  });

  it('is opened whole', async () => {
    const runId = await plant(large());
    const { run, changes } = await detailOf(app, runId);
    expect(changes.map(({ accountId }) => accountId)).toEqual(many);
    expect(changes.filter(({ outcome }) => outcome === 'done')).toHaveLength(run.counts.done);
    expect(run.counts).toMatchObject({ done: 6 * 171, failed: 6 * 29 });
  });

  /** The storage's writes of an upgrade, by what they write. */
  const WRITES = ['^plan:', '^state:', '^run:'];

  it.each(
    WRITES.flatMap((key) =>
      [{ status: 503 }, { drop: 'before' }, { drop: 'after' }].map((fault) => [key, fault] as const),
    ),
  )('whose upgrade breaks off at %s in %j, and is repeated, ends the same', async (key, fault) => {
    const whole = await plant(large());
    const expected = await detailOf(app, whole);
    const runId = await plant(large());
    app.fault({ service: 'storage', path: 'transaction|/set$', key, ...fault, times: 1 });
    expect(await app.call('site-admin', 'getRun', { runId, from: 0 })).toMatchObject({
      error: { kind: 'storage' },
    });
    expect(await listed(app)).toHaveLength(2);
    const again = await detailOf(app, runId);
    expect(again.changes).toEqual(expected.changes);
    expect(again.run.counts).toEqual(expected.run.counts);
  });

  it('whose upgrade breaks off again and again ends the same', async () => {
    const whole = await plant(large());
    const expected = await detailOf(app, whole);
    const runId = await plant(large());
    for (let write = 0; write < 3; write += 1) {
      app.fault(
        ...(write > 0 ? [{ service: 'storage', path: 'transaction|/set$', delayMs: 0, times: write }] : []),
        { service: 'storage', path: 'transaction|/set$', status: 503 },
      );
      await app.call('site-admin', 'getRun', { runId, from: 0 });
    }
    app.fault();
    expect((await detailOf(app, runId)).changes).toEqual(expected.changes);
  });

  it('that is larger than one may begin now is shown, taken up, made and undone to its end', async () => {
    const huge = Array.from({ length: 61_000 }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
    const runId = await plant({ accountIds: huge, log: [{ accountIds: huge.slice(0, 5), outcomes: [] }] });
    const last = await detailOf(app, runId, 60_000);
    expect(last.changes.at(-1)).toMatchObject({ index: 60_999, accountId: huge.at(-1) });
    expect(last.next).toBeUndefined();
    const run = await resume(runId);
    app.fault({ method: 'DELETE', status: 204, body: '' }, { method: 'POST', status: 201, body: {} });
    succeeded(await makeSlice(app, run, [[60_990, 60_999]]));
    await endRun(app, run);
    succeeded(await app.call('site-admin', 'checkChanges', { runId, changes: [[60_999, 60_999]] }));
    succeeded(await undo(app, runId, [[60_999, 60_999]]));
    expect((await detailOf(app, runId, 60_000)).changes.at(-1)).toMatchObject({
      ...{ outcome: 'done', undone: true },
    });
  }, 60_000);

  it('is upgraded by two at once to the same', async () => {
    const whole = await plant(large());
    const expected = await detailOf(app, whole);
    const runId = await plant(large());
    const [one, other] = await Promise.all([detailOf(app, runId), detailOf(app, runId)]);
    expect(one.changes).toEqual(expected.changes);
    expect(other.changes).toEqual(expected.changes);
    expect((await detailOf(app, runId)).changes).toEqual(expected.changes);
  });

  it('expires as it would have', async () => {
    const startedAt = Date.now() - 100 * DAY_MS;
    const runId = await plant({ ...large(), startedAt });
    await detailOf(app, runId);
    const rewritten = app
      .storedWithExpiry()
      .filter(({ key }) => /^(run|plan|state):/.test(key))
      .map(({ expireTime }) => Date.parse(expireTime ?? ''));
    expect(rewritten.length).toBeGreaterThan(6);
    for (const at of rewritten) {
      expect(Math.abs(at - (startedAt + 365 * DAY_MS))).toBeLessThan(60_000);
    }
    time.aheadMs = 266 * DAY_MS;
    expect(await listed(app)).toEqual([]);
  });
});

it('says that a run it cannot make sense of is unreadable, and rewrites nothing of it', async () => {
  const runId = await plant(mixed());
  await app.plant([[`log:${runId}:000002`, { kind: 'slice', id: 'x' }]]);
  const before = app.stored;
  expect(await app.call('site-admin', 'getRun', { runId, from: 0 })).toEqual({
    ok: false,
    error: { kind: 'unreadable' },
  });
  expect(app.stored).toEqual(before);
});
