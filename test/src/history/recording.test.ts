import type { RunTicket } from '../../../src/contract';
import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, succeeded } from '../support/app';
import { hurry } from '../support/hastyClock';

const DRIVER = 'driver-0000000000001';
const DAY_MS = 24 * 3_600_000;
const WRITES = new Set(['set', 'delete', 'transaction', 'batch/set', 'batch/delete']);

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

async function isMember(accountId: string): Promise<boolean> {
  const asked = { groupId: CONTRACTORS, accountId };
  return succeeded(await app.call('site-admin', 'checkMembership', asked)).member;
}

async function startRun(accountIds: string[]): Promise<RunTicket> {
  const input = {
    action: 'remove',
    groupId: CONTRACTORS,
    driver: DRIVER,
    accountIds,
    total: accountIds.length,
  };
  return succeeded(await app.call('site-admin', 'startRun', input)).run;
}

async function recorded(runId: string) {
  return succeeded(await app.call('site-admin', 'getRun', { runId, from: 0 }));
}

describe('a removal by itself', () => {
  it('is a run of its own: who, when, which group, whom, and what became of them, in two writes', async () => {
    const [ada = '', bob = ''] = await someContractors(2);
    app.fault({ method: 'DELETE', accountId: bob, status: 400 });
    const before = Date.now();
    const answer = await app.call('site-admin', 'removeMembers', {
      groupId: CONTRACTORS,
      accountIds: [ada, bob],
    });
    expect(writes()).toBe(2);
    const { run, people, counts } = await recorded(succeeded(answer).run?.runId ?? '');
    expect(run).toMatchObject({
      action: 'remove',
      groupId: CONTRACTORS,
      groupName: 'contractors',
      actorId: app.host.confluence.personas['site-admin'].accountId,
      total: 2,
      ended: { counts: { done: 1, failed: 1, unconfirmed: 0, notAttempted: 0 } },
    });
    expect(Date.parse(run.startedAt)).toBeGreaterThanOrEqual(before);
    expect(counts).toEqual(run.ended?.counts);
    expect(people).toEqual([
      { accountId: ada, status: 'done' },
      { accountId: bob, status: 'failed', reason: 'invalid' },
    ]);
  });

  it('is written down before the first request', async () => {
    const [ada = ''] = await someContractors(1);
    app.fault(
      { method: 'DELETE', drop: 'before' },
      { service: 'storage', path: '/transaction$', key: 'nothing' },
    );
    await app.call('site-admin', 'removeMembers', { groupId: CONTRACTORS, accountIds: [ada] });
    const [first] = app.host.storage.requestLog.entries();
    const deleted = app.requests.find(({ method }) => method === 'DELETE');
    expect(Date.parse(first?.at ?? '')).toBeLessThanOrEqual(Date.parse(deleted?.at ?? ''));
    expect([...app.stored.values()]).toContainEqual([ada]);
  });

  it('leaves nothing where consent is missing, and is made when it is there', async () => {
    const [ada = ''] = await someContractors(1);
    const remove = () => app.call('new-admin', 'removeMembers', { groupId: CONTRACTORS, accountIds: [ada] });
    await expect(remove()).rejects.toMatchObject({ name: 'NEEDS_AUTHENTICATION_ERR' });
    expect(app.stored.size).toBe(0);
    app.host.consent('new-admin');
    expect(await remove()).toMatchObject({ ok: true, outcomes: [{ status: 'removed' }] });
  });
});

describe('a run of slices', () => {
  it('writes twice a slice, and keeps everything for a year', async () => {
    const accountIds = await someContractors(60);
    let run = await startRun(accountIds);
    for (let from = 0; from < 60; from += 20) {
      app.host.storage.requestLog.clear();
      const slice = { groupId: CONTRACTORS, accountIds: accountIds.slice(from, from + 20), run };
      run = succeeded(await app.call('site-admin', 'removeMembers', slice)).run ?? run;
      expect(writes()).toBe(2);
    }
    expect(succeeded(await app.call('site-admin', 'endRun', run)).counts).toEqual({
      ...{ done: 60, failed: 0, unconfirmed: 0, notAttempted: 0 },
    });
    for (const { key, expireTime } of app.storedWithExpiry()) {
      const days = (Date.parse(expireTime ?? '') - Date.now()) / DAY_MS;
      if (!key.startsWith('begun:')) expect(days).toBeCloseTo(365, 1);
    }
  });

  it('writes account ids only: no name, no email address', async () => {
    const people = await app.call('site-admin', 'listMembers', {
      ...{ groupId: DESIGN_TEAM, start: 0, limit: 200, withTotal: false },
    });
    const { members } = succeeded(people);
    app.fault({
      method: 'DELETE',
      status: 400,
      body: { message: `No such user: ${members[3]?.displayName ?? ''}` },
    });
    const accountIds = members.map(({ accountId }) => accountId);
    await app.call('site-admin', 'removeMembers', { groupId: DESIGN_TEAM, accountIds });
    const text = JSON.stringify([...app.stored]);
    for (const { displayName, email, accountId } of members) {
      expect(text).toContain(accountId);
      if (displayName.length > 3) expect(text).not.toContain(JSON.stringify(displayName).slice(1, -1));
      if (email) expect(text).not.toContain(email);
    }
  });

  it('has small values however many people it is about', async () => {
    const accountIds = Array.from({ length: 12_000 }, (_, n) => `712020:${String(n).padStart(36, '0')}`);
    const input = { action: 'remove', groupId: EMPTY_GROUP, driver: DRIVER, total: 12_000 };
    let { run } = succeeded(
      await app.call('site-admin', 'startRun', { ...input, accountIds: accountIds.slice(0, 5_000) }),
    );
    const slice = () =>
      app.call('site-admin', 'removeMembers', {
        groupId: EMPTY_GROUP,
        accountIds: accountIds.slice(0, 5),
        run,
      });
    expect(await slice()).toMatchObject({ ok: false, error: { kind: 'invalid', field: 'run' } });
    for (const from of [5_000, 10_000]) {
      const more = { run, from, accountIds: accountIds.slice(from, from + 5_000) };
      ({ run } = succeeded(await app.call('site-admin', 'extendRun', more)));
    }
    expect(await slice()).toMatchObject({ ok: true });
    for (const value of app.stored.values()) expect(JSON.stringify(value).length).toBeLessThan(70_000);
    const first = succeeded(await app.call('site-admin', 'getRun', { runId: run.runId, from: 0 }));
    expect(first.people).toHaveLength(10_000);
    expect(first.next).toBe(10_000);
    const rest = succeeded(await app.call('site-admin', 'getRun', { runId: run.runId, from: 10_000 }));
    expect(rest.people).toHaveLength(2_000);
    expect(rest.next).toBeUndefined();
    expect([...first.people, ...rest.people].map(({ accountId }) => accountId)).toEqual(accountIds);
  });

  it('begins with its first slice where that names everyone, once however often it is asked', async () => {
    const accountIds = await someContractors(4);
    const newRun = { driver: DRIVER, accountIds, total: 4 };
    const slice = { groupId: CONTRACTORS, accountIds: accountIds.slice(0, 2), newRun };
    const first = succeeded(await app.call('site-admin', 'removeMembers', slice));
    const again = succeeded(await app.call('site-admin', 'removeMembers', slice));
    expect(again.run).toEqual({ ...first.run, next: (first.run?.next ?? 0) + 1 });
    const { runs } = succeeded(await app.call('site-admin', 'listRuns', { limit: 10 }));
    expect(runs).toMatchObject([{ runId: first.run?.runId, total: 4 }]);
  });

  it('gets the answers of Check', async () => {
    const accountIds = await someContractors(3);
    const [gone = '', there = ''] = accountIds;
    app.fault(
      { method: 'DELETE', accountId: gone, drop: 'after' },
      { method: 'DELETE', accountId: there, drop: 'before' },
    );
    const answer = await app.call('site-admin', 'removeMembers', { groupId: CONTRACTORS, accountIds });
    const runId = answer.run?.runId ?? '';
    expect((await recorded(runId)).counts).toMatchObject({ done: 1, unconfirmed: 2 });
    app.fault();
    await app.call('site-admin', 'checkMemberships', {
      groupId: CONTRACTORS,
      accountIds: [gone, there],
      runId,
    });
    const { people, counts, run } = await recorded(runId);
    expect(people.map(({ status }) => status)).toEqual(['done', 'notChanged', 'done']);
    expect(counts).toEqual({ done: 2, failed: 1, unconfirmed: 0, notAttempted: 0 });
    expect(run.ended?.counts).toEqual(counts);
  });

  it('gets no answers of Check about another group', async () => {
    const [ada = ''] = await someContractors(1);
    app.fault({ method: 'DELETE', drop: 'after' });
    const answer = await app.call('site-admin', 'removeMembers', { groupId: CONTRACTORS, accountIds: [ada] });
    const runId = answer.run?.runId ?? '';
    await app.call('site-admin', 'checkMembership', { groupId: EMPTY_GROUP, accountId: ada, runId });
    expect((await recorded(runId)).counts).toMatchObject({ unconfirmed: 1 });
  });
});

describe('putting people back', () => {
  it('is a run too, and the one it undoes says of whom', async () => {
    const [ada = '', bob = ''] = await someContractors(2);
    const removal = await app.call('site-admin', 'removeMembers', {
      groupId: CONTRACTORS,
      accountIds: [ada, bob],
    });
    const undoes = removal.run?.runId ?? '';
    const newRun = { driver: DRIVER, accountIds: [ada], total: 1, undoes };
    const slice = { groupId: CONTRACTORS, accountIds: [ada], newRun };
    const answer = succeeded(await app.call('site-admin', 'restoreMembers', slice));
    expect(answer.outcomes).toEqual([{ accountId: ada, status: 'restored' }]);
    expect(await isMember(ada)).toBe(true);
    expect(await recorded(answer.run?.runId ?? '')).toMatchObject({
      run: { action: 'restore', undoes },
      people: [{ accountId: ada, status: 'done' }],
    });
    expect((await recorded(undoes)).people).toEqual([
      { accountId: ada, status: 'done', undone: true },
      { accountId: bob, status: 'done' },
    ]);
  });

  it.each(['by-id', 'by-name'])('goes over the endpoint the deployment chose: %s', async (mode) => {
    process.env.GROUP_MEMBERSHIP_API = mode;
    try {
      const [ada = ''] = await someContractors(1);
      await app.call('site-admin', 'removeMembers', { groupId: CONTRACTORS, accountIds: [ada] });
      await app.call('site-admin', 'restoreMembers', { groupId: CONTRACTORS, accountIds: [ada] });
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
    const [ada = ''] = await someContractors(1);
    const restore = (as: 'site-admin' | 'member', groupId: string, accountIds: string[]) =>
      app.call(as, 'restoreMembers', { groupId, accountIds });
    expect(await restore('member', CONTRACTORS, [ada])).toMatchObject({
      ok: false,
      error: { kind: 'permission' },
    });
    expect(await restore('site-admin', 'gone', [ada])).toMatchObject({
      ok: false,
      error: { kind: 'groupNotFound' },
    });
    expect(await restore('site-admin', CONTRACTORS, ['nobody'])).toMatchObject({
      outcomes: [{ status: 'failed', error: { kind: 'userNotFound' } }],
    });
  });
});
