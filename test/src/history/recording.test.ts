import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, succeeded } from '../support/app';
import { hurry } from '../support/hastyClock';
import {
  beginRun,
  blockOf,
  changeOne,
  detailOf,
  endRun,
  listed,
  makeSlice,
  newDriver,
  newRunOf,
  outcomesOf,
  removeAll,
  runIdOf,
  startRun,
  undo,
} from '../support/runs';

const DAY_MS = 24 * 3_600_000;
const WRITES = new Set(['set', 'delete', 'transaction', 'batch/set', 'batch/delete']);
const MAX_VALUE_BYTES = 240 * 1_024;

let app: App;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(() => {
  app.host.reset();
  hurry();
});
afterAll(() => app.host.close());

const writes = () => app.storageRequests.filter((request) => WRITES.has(request)).length;

async function someContractors(count: number): Promise<string[]> {
  const accountIds = await app.memberIds(CONTRACTORS);
  app.host.confluence.requestLog.clear();
  return accountIds.slice(0, count);
}

const isMember = (accountId: string) => app.isMember(CONTRACTORS, accountId);

/** Leaves whatever was asked of the storage: no transaction over the limit of keys, no value over that of bytes. */
function expectWithinLimits(): void {
  for (const { path, keys, status } of app.host.storage.requestLog.entries()) {
    if (path.endsWith('/transaction')) expect(keys.length).toBeLessThanOrEqual(25);
    expect([200, 204, 404, 409]).toContain(status);
  }
  for (const value of app.stored.values()) {
    expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThan(MAX_VALUE_BYTES);
  }
}

describe('a removal by itself', () => {
  it('is a run of its own: who, when, which group, whom, and what became of them', async () => {
    const [ada = '', bob = ''] = await someContractors(2);
    app.fault({ method: 'DELETE', accountId: bob, status: 400 });
    const before = Date.now();
    const runId = runIdOf(await removeAll(app, CONTRACTORS, [ada, bob]));
    const { run, changes } = await detailOf(app, runId);
    const admin = app.accountOf('site-admin');
    expect(run).toEqual({
      ...{ runId, actorId: admin, drivers: [admin], total: 2, firstAccountIds: [ada, bob] },
      groups: [{ groupId: CONTRACTORS, name: 'contractors' }],
      actions: { add: 0, remove: 2 },
      counts: { done: 1, unchanged: 0, failed: 1, unconfirmed: 0, notAttempted: 0 },
      ...{ startedAt: expect.any(String) as string, endedAt: expect.any(String) as string },
    });
    expect(Date.parse(run.startedAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(run.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(run.startedAt));
    const change = { groupId: CONTRACTORS, action: 'remove' };
    expect(changes).toEqual([
      { ...change, index: 0, accountId: ada, outcome: 'done' },
      { ...change, index: 1, accountId: bob, outcome: 'failed', reason: 'invalid' },
    ]);
    expect(await listed(app)).toEqual([run]);
  });

  it('has the reason that the admin gave', async () => {
    const [ada = ''] = await someContractors(1);
    const newRun = newRunOf([blockOf(CONTRACTORS, [ada])], { reason: 'HR-1234: left “today” 🙂' });
    const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 0]], ends: true });
    expect((await detailOf(app, runIdOf(answer))).run.reason).toBe('HR-1234: left “today” 🙂');
  });

  it('is written down before the first request', async () => {
    const [ada = ''] = await someContractors(1);
    const { confluence } = app.host;
    const handle = confluence.handle.bind(confluence);
    let before = new Map<string, unknown>();
    vi.spyOn(confluence, 'handle').mockImplementation((request) => {
      if (request.method === 'DELETE') before = app.stored;
      return handle(request);
    });
    const runId = runIdOf(await removeAll(app, CONTRACTORS, [ada]));
    expect(before.get(`run:${runId}`)).toMatchObject({ total: 1, planned: 1 });
    expect(before.get(`plan:${runId}:0000`)).toMatchObject({ blocks: [{ accountIds: [ada] }] });
    expect(before.get(`log:${runId}:000000`)).toMatchObject({ kind: 'slice', changes: [[0, 0]] });
    expect(before.get(`log:${runId}:000000`)).not.toHaveProperty('outcomes');
    expect(before.get(`open:${app.accountOf('site-admin')}:0`)).toMatchObject({ runId });
  });

  it('leaves nothing where consent is missing, and is made when it is there', async () => {
    const [ada = ''] = await someContractors(1);
    const remove = () =>
      changeOne(app, { groupId: CONTRACTORS, accountId: ada, action: 'remove' }, 'new-admin');
    await expect(remove()).rejects.toMatchObject({ name: 'NEEDS_AUTHENTICATION_ERR' });
    expect(app.stored.size).toBe(0);
    app.host.consent('new-admin');
    expect(await remove()).toMatchObject({ ok: true, outcomes: [{ outcome: { status: 'done' } }] });
  });
});

describe('a run of slices', () => {
  it('writes twice a slice, and keeps everything for a year', async () => {
    const accountIds = await someContractors(60);
    const run = await startRun(app, [blockOf(CONTRACTORS, accountIds)]);
    for (let from = 0; from < 60; from += 20) {
      app.host.storage.requestLog.clear();
      succeeded(await makeSlice(app, run, [[from, from + 19]]));
      expect(writes()).toBe(2);
    }
    expect(succeeded(await app.call('site-admin', 'endRun', run.ticket)).counts).toEqual({
      ...{ done: 60, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 },
    });
    for (const { key, expireTime } of app.storedWithExpiry()) {
      const days = (Date.parse(expireTime ?? '') - Date.now()) / DAY_MS;
      if (!key.startsWith('begun:')) expect(days).toBeCloseTo(365, 1);
    }
  });

  it('writes account ids only: no name, no email address', async () => {
    const members = await app.members(DESIGN_TEAM);
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    app.fault({
      method: 'DELETE',
      status: 400,
      body: { message: `No such user: ${members[3]?.displayName ?? ''}` },
    });
    const accountIds = members.map(({ accountId }) => accountId);
    const runId = runIdOf(await removeAll(app, DESIGN_TEAM, accountIds));
    app.fault({ method: 'DELETE', drop: 'before' });
    const open = runIdOf(await removeAll(app, DESIGN_TEAM, accountIds));
    app.fault();
    await app.call('site-admin', 'checkChanges', { runId: open, changes: [[0, 5]] });
    await app.call('site-admin', 'resumeRun', { runId, driver: newDriver() });
    const text = JSON.stringify([...app.stored]);
    const logged = JSON.stringify([log, warn, error].map(({ mock }) => mock.calls));
    for (const { displayName, email, accountId } of members) {
      expect(text).toContain(accountId);
      // A name of a few letters stands in ids too; an address may be hidden.
      for (const words of [displayName, email].filter(({ length }) => length > 3)) {
        expect(text).not.toContain(JSON.stringify(words).slice(1, -1));
        expect(logged).not.toContain(JSON.stringify(words).slice(1, -1));
      }
    }
  });

  it('has small values however many people it is about', async () => {
    const accountIds = Array.from({ length: 12_000 }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
    const blocks = (from: number) => [blockOf(EMPTY_GROUP, accountIds.slice(from, from + 5_000))];
    const start = { driver: newDriver(), plan: { blocks: blocks(0) }, total: 12_000 };
    const { run: ticket } = succeeded(await app.call('site-admin', 'startRun', start));
    const run = { as: 'site-admin' as const, changes: [], ticket };
    expect(await makeSlice(app, run, [[0, 4]])).toMatchObject({
      ok: false,
      error: { kind: 'invalid', field: 'run' },
    });
    for (const from of [5_000, 10_000]) {
      const more = { run: run.ticket, from, plan: { blocks: blocks(from) } };
      run.ticket = succeeded(await app.call('site-admin', 'extendRun', more)).run;
    }
    expect(await makeSlice(app, run, [[0, 4]])).toMatchObject({ ok: true });
    for (const value of app.stored.values()) expect(JSON.stringify(value).length).toBeLessThan(70_000);
    expectWithinLimits();
    const { runId } = run.ticket;
    const first = await detailOf(app, runId);
    expect(first.changes).toHaveLength(10_000);
    expect(first.next).toBe(10_000);
    const rest = await detailOf(app, runId, 10_000);
    expect(rest.changes).toHaveLength(2_000);
    expect(rest.next).toBeUndefined();
    expect([...first.changes, ...rest.changes].map(({ accountId }) => accountId)).toEqual(accountIds);
  });

  it('begins with its first slice where that names everyone, once however often it is asked', async () => {
    const accountIds = await someContractors(4);
    const newRun = newRunOf([blockOf(CONTRACTORS, accountIds)]);
    const slice = { newRun, changes: [[0, 1]] };
    const first = succeeded(await app.call('site-admin', 'makeChanges', slice));
    const deletes = () => app.asked.filter((request) => request.startsWith('DELETE')).length;
    expect(deletes()).toBe(2);
    const again = succeeded(await app.call('site-admin', 'makeChanges', slice));
    expect(deletes()).toBe(2);
    expect(again.run).toEqual(first.run);
    expect(again.missed).toEqual([
      {
        ...{ kind: 'slice', actorId: app.accountOf('site-admin'), changes: [[0, 1]] },
        outcomes: [{ status: 'done' }, { status: 'done' }],
      },
    ]);
    expect(await listed(app)).toMatchObject([{ runId: first.run?.runId, total: 4 }]);
  });

  it('gets the answers of Check', async () => {
    const accountIds = await someContractors(3);
    const [gone = '', there = ''] = accountIds;
    app.fault(
      { method: 'DELETE', accountId: gone, drop: 'after' },
      { method: 'DELETE', accountId: there, drop: 'before' },
    );
    const runId = runIdOf(await removeAll(app, CONTRACTORS, accountIds));
    expect((await detailOf(app, runId)).run.counts).toMatchObject({ done: 1, unconfirmed: 2 });
    app.fault();
    expect(await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 2]] })).toEqual({
      ok: true,
      checked: [
        { change: 0, isMember: false },
        { change: 1, isMember: true },
      ],
    });
    expect(await outcomesOf(app, runId)).toEqual(['done', 'failed notMade', 'done']);
    const { run } = await detailOf(app, runId);
    expect(run.counts).toEqual({ done: 2, unchanged: 0, failed: 1, unconfirmed: 0, notAttempted: 0 });
    expect(await listed(app)).toEqual([run]);
  });

  it('is asked of in its own group, whatever group the person is in besides', async () => {
    const [ada = ''] = await someContractors(1);
    await changeOne(app, { groupId: EMPTY_GROUP, accountId: ada, action: 'add' });
    app.fault({ method: 'DELETE', drop: 'after' });
    const runId = runIdOf(await removeAll(app, CONTRACTORS, [ada]));
    app.fault();
    await app.call('site-admin', 'checkChanges', { runId, changes: [[0, 0]] });
    expect(await outcomesOf(app, runId)).toEqual(['done']);
  });
});

describe('taking changes back', () => {
  it('is a run too, and the one it undoes says of whom', async () => {
    const [ada = '', bob = ''] = await someContractors(2);
    const undoes = runIdOf(await removeAll(app, CONTRACTORS, [ada, bob]));
    const answer = succeeded(await undo(app, undoes, [[0, 0]]));
    expect(answer.outcomes).toEqual([{ change: 0, outcome: { status: 'done' } }]);
    expect(await isMember(ada)).toBe(true);
    expect(await isMember(bob)).toBe(false);
    expect(await detailOf(app, runIdOf(answer))).toMatchObject({
      run: { actions: { add: 1, remove: 0 }, undoes, groups: [{ groupId: CONTRACTORS }] },
      changes: [{ groupId: CONTRACTORS, accountId: ada, action: 'add', outcome: 'done' }],
    });
    expect(await outcomesOf(app, undoes)).toEqual(['done undone', 'done']);
    expect((await detailOf(app, undoes)).run.counts).toMatchObject({ done: 2 });
  });

  it('can be taken back itself', async () => {
    const [ada = ''] = await someContractors(1);
    const first = runIdOf(await removeAll(app, CONTRACTORS, [ada]));
    const second = runIdOf(await undo(app, first, [[0, 0]]));
    const third = succeeded(await undo(app, second, [[0, 0]]));
    expect(await isMember(ada)).toBe(false);
    expect(await outcomesOf(app, second)).toEqual(['done undone']);
    expect(await detailOf(app, runIdOf(third))).toMatchObject({ changes: [{ action: 'remove' }] });
  });

  it('marks only what it did itself', async () => {
    const [ada = '', bob = '', cy = ''] = await someContractors(3);
    const undoes = runIdOf(await removeAll(app, CONTRACTORS, [ada, bob, cy]));
    app.fault(
      { method: 'POST', accountId: ada, status: 400 },
      { method: 'POST', accountId: bob, status: 409, body: {} },
    );
    const answer = succeeded(await undo(app, undoes, [[0, 2]]));
    expect(await outcomesOf(app, runIdOf(answer))).toEqual(['failed invalid', 'unchanged', 'done']);
    expect(await outcomesOf(app, undoes)).toEqual(['done', 'done', 'done undone']);
  });

  it.each(['by-id', 'by-name'])('goes over the endpoint the deployment chose: %s', async (mode) => {
    process.env.GROUP_MEMBERSHIP_API = mode;
    try {
      const [ada = ''] = await someContractors(1);
      const runId = runIdOf(await removeAll(app, CONTRACTORS, [ada]));
      await undo(app, runId, [[0, 0]]);
      const [post] = app.requests.filter(({ method }) => method === 'POST');
      const endpoint = mode === 'by-id' ? '/userByGroupId?groupId=' : '/user?name=contractors';
      expect(post?.path).toContain(`/wiki/rest/api/group${endpoint}`);
      expect(post?.status).toBe(201);
      expect(await isMember(ada)).toBe(true);
    } finally {
      delete process.env.GROUP_MEMBERSHIP_API;
    }
  });

  it('says what Confluence refuses', async () => {
    const add = (groupId: string, accountId: string) =>
      changeOne(app, { groupId, accountId, action: 'add' }, 'site-admin');
    expect(await add('gone', app.accountOf('member'))).toMatchObject({
      ok: false,
      error: { kind: 'groupNotFound' },
    });
    expect(await add(CONTRACTORS, 'nobody')).toMatchObject({
      outcomes: [{ outcome: { status: 'failed', error: { kind: 'userNotFound' } } }],
    });
  });
});

describe('the storage’s limits', () => {
  it('hold for a slice that lies in as many stretches as it may, and an undo of it', async () => {
    const accountIds = Array.from({ length: 10_000 }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
    const blocks = (from: number) => [blockOf(EMPTY_GROUP, accountIds.slice(from, from + 5_000))];
    const start = { driver: newDriver(), plan: { blocks: blocks(0) }, total: 10_000 };
    const { run: ticket } = succeeded(await app.call('site-admin', 'startRun', start));
    const more = { run: ticket, from: 5_000, plan: { blocks: blocks(5_000) } };
    const run = {
      ...{ as: 'site-admin' as const, changes: [] },
      ticket: succeeded(await app.call('site-admin', 'extendRun', more)).run,
    };
    app.fault({ method: 'DELETE', status: 204, body: '' });
    const scattered = Array.from({ length: 20 }, (_, n): [number, number] => [n * 500, n * 500 + 2]);
    expect(succeeded(await makeSlice(app, run, scattered)).outcomes).toHaveLength(60);
    await endRun(app, run);
    app.fault({ method: 'POST', status: 201, body: {} });
    const undone = succeeded(await undo(app, run.ticket.runId, scattered));
    expect(undone.outcomes).toHaveLength(60);
    const { changes } = await detailOf(app, run.ticket.runId);
    expect(changes.filter((change) => change.undone)).toHaveLength(60);
    expectWithinLimits();
  });

  /** It begins, or is refused at the door: the storage has nothing to say against it. */
  async function beginsOrIsRefused(newRun: ReturnType<typeof newRunOf>): Promise<void> {
    const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 0]] });
    if (!answer.ok) expect(answer.error.kind).toBe('invalid');
    expectWithinLimits();
  }

  it('hold for a run that goes to and fro between groups, with the longest ids there are', async () => {
    const blocks = Array.from({ length: 5_000 }, (_, n) =>
      blockOf(n % 2 === 0 ? CONTRACTORS : EMPTY_GROUP, [String(n).padStart(255, '0')]),
    );
    await beginRun(app, blocks, [[0, 0]]);
    expectWithinLimits();
  });

  it.each(['"', '北'])('hold for as long ids that take more room, of %s', async (filler) => {
    const ids = Array.from({ length: 500 }, (_, n) => `${filler.repeat(120)}${String(n).padStart(3, '0')}`);
    await beginsOrIsRefused(newRunOf([blockOf(CONTRACTORS, ids)]));
    await beginsOrIsRefused(
      newRunOf([
        blockOf(
          CONTRACTORS,
          ids.map((id) => id.padEnd(255, filler)),
        ),
      ]),
    );
  });

  it('hold for a run about as many groups as there may be, with the longest ids and names', async () => {
    const groups = Array.from({ length: 200 }, (_, n) => ({
      ...{ id: String(n).padStart(255, '北'), name: '北'.repeat(255) },
    }));
    const blocks = groups.map(({ id }) => blockOf(id, ['abc'], 'add'));
    await beginsOrIsRefused(newRunOf(blocks, { groups }));
  });

  it('hold for the header of 50,000 changes in 200 groups with the longest names there are', async () => {
    const accountIds = Array.from({ length: 50_000 }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
    const groupIds = Array.from(
      { length: 200 },
      (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    );
    app.fault(
      ...groupIds.map((id) => ({
        path: `by-id\\?id=${id}`,
        ...{ status: 200, body: { id, name: '北'.repeat(255) } },
      })),
      { path: 'group\\?accessType', status: 200, body: { results: [] } },
      { method: 'DELETE', status: 204, body: '' },
    );
    const blocks = (from: number) =>
      Array.from({ length: 20 }, (_, n) =>
        blockOf(groupIds[from / 250 + n] ?? '', accountIds.slice(from + n * 250, from + (n + 1) * 250)),
      );
    const start = {
      driver: newDriver(),
      plan: { blocks: blocks(0) },
      total: 50_000,
      reason: '北'.repeat(255),
    };
    let { run: ticket } = succeeded(await app.call('site-admin', 'startRun', start));
    for (let from = 5_000; from < 50_000; from += 5_000) {
      const more = { run: ticket, from, plan: { blocks: blocks(from) } };
      ticket = succeeded(await app.call('site-admin', 'extendRun', more)).run;
    }
    const run = { as: 'site-admin' as const, changes: [], ticket };
    const answer = await makeSlice(app, run, [[49_900, 49_999]]);
    expect(answer).toMatchObject({ ok: true });
    expect(answer.outcomes?.every(({ outcome }) => outcome.status === 'done')).toBe(true);
    const last = await detailOf(app, ticket.runId, 49_500);
    expect(last.run).toMatchObject({ total: 50_000, counts: { done: 100, notAttempted: 49_900 } });
    expect(last.run.groups).toHaveLength(200);
    expect(last.changes.at(-1)).toMatchObject({ index: 49_999, groupId: groupIds[199], outcome: 'done' });
    expectWithinLimits();
  }, 60_000);
});
