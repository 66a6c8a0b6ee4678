import { MAX_PROTECTED_PEOPLE } from '../../../src/contract/limits';
import { App, CONTRACTORS, EMPTY_GROUP, SITE_ADMINS, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';
import {
  blockOf,
  changeOne,
  detailOf,
  endRun,
  makeAll,
  makeSlice,
  outcomesOf,
  removeAll,
  runIdOf,
  startRun,
  undo,
} from '../support/runs';

/** People on the list are removed from no group, whatever the page asks for. */

let app: App;
let time: HastyClock;
let ada: string, bob: string, cy: string;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  [ada = '', bob = '', cy = ''] = await app.memberIds(CONTRACTORS);
  app.host.confluence.requestLog.clear();
  time = hurry();
});
afterAll(() => app.host.close());

const PROTECTED = { status: 'failed', error: { kind: 'protected' } };
const DONE = { status: 'done' };
const change = (accountId: string, isProtected: boolean) =>
  app.call('site-admin', 'changeProtected', { accountId, isProtected });
const list = async () => succeeded(await app.call('site-admin', 'listProtected')).accountIds;
const protect = async (...accountIds: string[]) => {
  for (const accountId of accountIds) succeeded(await change(accountId, true));
  app.host.confluence.requestLog.clear();
};
const isIn = (groupId: string, accountId: string) => app.isMember(groupId, accountId);
/** What Confluence was asked about a person. */
const askedAbout = (accountId: string) =>
  app.requests.filter(
    ({ path }) => new URL(path, 'https://site').searchParams.get('accountId') === accountId,
  );
const UNREAD = { service: 'storage', path: 'get', key: '^protected', status: 503 };

describe('the list', () => {
  it('is empty at first, and has people in the order in which they were put on it', async () => {
    expect(await list()).toEqual([]);
    expect(app.stored.size).toBe(0);
    expect(await change(bob, true)).toEqual({ ok: true, accountIds: [bob] });
    expect(await change(ada, true)).toEqual({ ok: true, accountIds: [bob, ada] });
    expect(await change(bob, false)).toEqual({ ok: true, accountIds: [ada] });
    expect(await change(bob, true)).toEqual({ ok: true, accountIds: [ada, bob] });
    expect(await list()).toEqual([ada, bob]);
  });

  it('is the same after what was so already, and nothing is written', async () => {
    await protect(ada);
    const { stored } = app;
    expect(await change(ada, true)).toEqual({ ok: true, accountIds: [ada] });
    expect(await change(bob, false)).toEqual({ ok: true, accountIds: [ada] });
    expect(app.stored).toEqual(stored);
  });

  it('is shared by all who administer Confluence, and does not expire', async () => {
    await protect(ada);
    expect(await app.call('new-admin', 'listProtected')).toEqual({ ok: true, accountIds: [ada] });
    expect(
      await app.call('confluence-admin', 'changeProtected', { accountId: bob, isProtected: true }),
    ).toEqual({ ok: true, accountIds: [ada, bob] });
    const kept = app.storedWithExpiry().find(({ key }) => key === 'protected');
    expect(kept).toEqual({ key: 'protected', expireTime: undefined });
    expect(app.stored.get('protected')).toEqual({ v: 1, revision: 2, accountIds: [ada, bob] });
  });

  it('is not for others to read or change', async () => {
    await protect(ada);
    const { stored } = app;
    for (const call of [
      () => app.call('member', 'listProtected'),
      () => app.call('member', 'changeProtected', { accountId: ada, isProtected: false }),
    ]) {
      expect(await call()).toEqual({ ok: false, error: { kind: 'permission' } });
    }
    expect(app.stored).toEqual(stored);
  });

  it('has room for 100', async () => {
    const people = Array.from({ length: MAX_PROTECTED_PEOPLE }, (_, n) => `person-${n}`);
    await protect(...people);
    expect(await change(ada, true)).toEqual({
      ok: false,
      error: { kind: 'invalid', field: 'accountId', detail: 'at most 100 people can be protected' },
    });
    expect(await list()).toEqual(people);
    succeeded(await change('person-7', false));
    succeeded(await change(ada, true));
    expect(await list()).toHaveLength(100);
  });

  it.each([
    ['refuses', { status: 503 }],
    ['does not answer', { drop: 'before' }],
    ['loses its answer', { drop: 'after' }],
  ])('is as before or as asked for where the storage %s, and can be changed again', async (_, fault) => {
    await protect(ada);
    for (const path of ['/set$', 'batch/get']) {
      for (const skipped of [0, 1]) {
        app.fault(...(skipped > 0 ? [{ service: 'storage', path, delayMs: 0, times: skipped }] : []), {
          service: 'storage',
          path,
          ...fault,
          times: 1,
        });
        expect(await change(bob, true)).toMatchObject({ ok: false, error: { kind: 'storage' } });
        app.fault();
        expect([[ada], [ada, bob]]).toContainEqual(await list());
        expect(await change(bob, true)).toEqual({ ok: true, accountIds: [ada, bob] });
        succeeded(await change(bob, false));
      }
    }
  });

  it('keeps an edit whose author was cut off, once another call has seen it', async () => {
    app.fault({ service: 'storage', path: '/set$', key: '^protected$', status: 503 });
    expect(await change(ada, true)).toMatchObject({ error: { kind: 'storage' } });
    app.fault();
    expect(app.stored.has('protected')).toBe(false);
    expect(await list()).toEqual([ada]);
    expect(app.stored.get('protected')).toEqual({ v: 1, revision: 1, accountIds: [ada] });
  });

  it.each([[{ v: 2, people: [] }], ['garbage'], [[]], [{ v: 1, accountIds: 'all', revision: 1 }]])(
    'that this version cannot read, %j, is neither shown nor changed, and no person is removed',
    async (value) => {
      await app.plant([['protected', value]]);
      const { stored } = app;
      const unreadable = { ok: false, error: { kind: 'unreadable' } };
      expect(await app.call('site-admin', 'listProtected')).toEqual(unreadable);
      expect(await change(ada, true)).toEqual(unreadable);
      expect(app.stored).toEqual(stored);
      expect(await removeAll(app, CONTRACTORS, [ada])).toMatchObject({
        ...unreadable,
        outcomes: [{ change: 0, outcome: { status: 'notAttempted' } }],
      });
      expect(await isIn(CONTRACTORS, ada)).toBe(true);
    },
  );
});

describe('a person on it', () => {
  it('is not removed, and Confluence is not even asked; the others of the slice are', async () => {
    await protect(bob);
    const answer = await removeAll(app, CONTRACTORS, [ada, bob, cy]);
    expect(answer).toEqual(
      expect.objectContaining({
        ok: true,
        outcomes: [
          { change: 0, outcome: DONE },
          { change: 1, outcome: PROTECTED },
          { change: 2, outcome: DONE },
        ],
      }),
    );
    expect(answer).not.toHaveProperty('stopped');
    expect(askedAbout(bob)).toEqual([]);
    expect([await isIn(CONTRACTORS, ada), await isIn(CONTRACTORS, bob)]).toEqual([false, true]);
    expect(await outcomesOf(app, runIdOf(answer))).toEqual(['done', 'failed protected', 'done']);
    expect((await detailOf(app, runIdOf(answer))).run.counts).toMatchObject({ done: 2, failed: 1 });
  });

  it('is not removed by a run of one', async () => {
    await protect(ada);
    const answer = await changeOne(app, { groupId: CONTRACTORS, accountId: ada, action: 'remove' });
    expect(answer).toMatchObject({ ok: true, outcomes: [{ change: 0, outcome: PROTECTED }] });
    expect(askedAbout(ada)).toEqual([]);
    expect(await isIn(CONTRACTORS, ada)).toBe(true);
  });

  it('is added like anybody, and a move of theirs leaves them in both groups', async () => {
    await protect(ada);
    const move = [blockOf(EMPTY_GROUP, [ada, bob], 'add'), blockOf(CONTRACTORS, [ada, bob])];
    expect(await makeAll(app, move)).toMatchObject({
      ok: true,
      outcomes: [DONE, DONE, PROTECTED, DONE].map((outcome, n) => ({ change: n, outcome })),
    });
    expect([await isIn(EMPTY_GROUP, ada), await isIn(CONTRACTORS, ada)]).toEqual([true, true]);
  });

  it('is not removed by an undo', async () => {
    const added = runIdOf(await makeAll(app, [blockOf(EMPTY_GROUP, [ada, bob], 'add')]));
    await protect(ada);
    expect(await undo(app, added, [[0, 1]])).toMatchObject({
      ok: true,
      outcomes: [{ outcome: PROTECTED }, { outcome: DONE }],
    });
    expect(await isIn(EMPTY_GROUP, ada)).toBe(true);
    expect(await outcomesOf(app, added)).toEqual(['done', 'done undone']);
  });

  it('is added back by an undo, which needs no look at the list', async () => {
    const removed = runIdOf(await removeAll(app, CONTRACTORS, [ada]));
    await protect(ada);
    app.fault(UNREAD);
    expect(await undo(app, removed, [[0, 0]])).toMatchObject({ ok: true, outcomes: [{ outcome: DONE }] });
  });

  it('is looked for in each slice, whatever the list was when the run began', async () => {
    const run = await startRun(app, [blockOf(CONTRACTORS, [ada, bob, cy])]);
    expect(succeeded(await makeSlice(app, run, [[0, 0]])).outcomes).toMatchObject([{ outcome: DONE }]);
    await protect(bob, cy);
    expect(succeeded(await makeSlice(app, run, [[1, 1]])).outcomes).toMatchObject([{ outcome: PROTECTED }]);
    succeeded(await change(cy, false));
    expect(succeeded(await makeSlice(app, run, [[2, 2]])).outcomes).toMatchObject([{ outcome: DONE }]);
    succeeded(await change(bob, false));
    expect(succeeded(await makeSlice(app, run, [[1, 1]])).outcomes).toMatchObject([{ outcome: DONE }]);
    await endRun(app, run);
    expect(await outcomesOf(app, run.ticket.runId)).toEqual(['done', 'done', 'done']);
  });

  it('counts as one who stays in a group that gives administration', async () => {
    const [first = '', ...others] = await app.memberIds(SITE_ADMINS);
    await protect(first);
    const answer = await removeAll(app, SITE_ADMINS, [first, ...others]);
    expect(answer).toMatchObject({
      ok: true,
      outcomes: [{ outcome: PROTECTED }, ...others.map(() => ({ outcome: DONE }))],
    });
    expect(await app.memberIds(SITE_ADMINS)).toEqual([first]);
  });

  it('is not asked about for a caller who may not administer Confluence, who is told nothing of the list', async () => {
    await protect(ada);
    const removal = { groupId: CONTRACTORS, accountId: ada, action: 'remove' } as const;
    expect(await changeOne(app, removal, 'member')).toEqual({ ok: false, error: { kind: 'permission' } });
    expect(askedAbout(ada)).toEqual([]);
    // Of another person it is Confluence that refuses.
    expect(await changeOne(app, { ...removal, accountId: bob }, 'member')).toMatchObject({
      outcomes: [{ outcome: { status: 'failed', error: { status: 403 } } }],
    });
  });
});

describe('where the list cannot be read', () => {
  it('a slice with a removal stops, and nothing of it is asked of Confluence; it goes on once it can be', async () => {
    await protect(bob);
    const run = await startRun(app, [blockOf(EMPTY_GROUP, [cy], 'add'), blockOf(CONTRACTORS, [ada, bob])]);
    app.fault(UNREAD);
    expect(await makeSlice(app, run, [[0, 2]])).toMatchObject({
      ...{ ok: false, error: { kind: 'storage' } },
      outcomes: [0, 1, 2].map((n) => ({ change: n, outcome: { status: 'notAttempted' } })),
    });
    expect(app.asked.filter((request) => !request.startsWith('GET'))).toEqual([]);
    expect(await outcomesOf(app, run.ticket.runId)).toEqual(Array.from({ length: 3 }, () => 'notAttempted'));
    app.fault();
    time.aheadMs += 1_000;
    expect(succeeded(await makeSlice(app, run, [[0, 2]])).outcomes).toMatchObject([
      ...[{ outcome: DONE }, { outcome: DONE }, { outcome: PROTECTED }],
    ]);
  });

  it('no person is put on it or taken off it', async () => {
    await protect(bob);
    const { stored } = app;
    app.fault(UNREAD);
    expect(await change(ada, true)).toMatchObject({ error: { kind: 'storage' } });
    expect(await app.call('site-admin', 'listProtected')).toMatchObject({ error: { kind: 'storage' } });
    expect(app.stored).toEqual(stored);
  });
});

it('costs one request a slice where the list was never edited, and two else', async () => {
  const run = await startRun(app, [blockOf(CONTRACTORS, [ada, bob, cy])]);
  const cost = (place: number) => app.countStorageRequests(() => makeSlice(app, run, [[place, place]]));
  const few = await cost(0);
  await protect('another-person');
  expect(await cost(1)).toBe(few + 1);
  const additions = await startRun(app, [blockOf(EMPTY_GROUP, [cy], 'add')]);
  expect(await app.countStorageRequests(() => makeSlice(app, additions, [[0, 0]]))).toBe(few - 1);
});
