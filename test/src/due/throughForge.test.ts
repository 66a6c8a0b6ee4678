import type { ForgeHostOptions } from '../../../sandbox';
import type { DueMemberships } from '../../../src/contract';
import { App, CONTRACTORS, EMPTY_GROUP, succeeded } from '../support/app';
import { blockOf, detailOf, listed, newRunOf, runIdOf, undo, unfinished } from '../support/runs';

/** Memberships until a date with Forge's own packages, its trigger, its queue and its way to act for an admin. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let app: App;
let accountIds: string[];
afterEach(() => app.host.close());

async function start(options: ForgeHostOptions = {}): Promise<void> {
  app = await App.start({ limits: false, ...options });
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 2);
}

/** Adds them to the empty group, as a run of one slice. @returns its id */
async function addUntil(until: number): Promise<string> {
  const newRun = { ...newRunOf([blockOf(EMPTY_GROUP, accountIds, 'add')]), until };
  const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 1]], ends: true });
  succeeded(answer);
  return runIdOf(answer);
}

async function listDue(): Promise<DueMemberships[]> {
  return succeeded(await app.call('site-admin', 'listDue', {})).due;
}

/** The day comes, and what Forge calls then. */
async function pass(ms: number): Promise<void> {
  await app.host.advance(ms);
  await app.host.trigger('due');
  await app.host.queue.deliver();
}

it('ends them as the admin who set the date, with nobody there', async () => {
  await start();
  const runId = await addUntil(app.host.now() + DAY);
  await pass(DAY - HOUR);
  expect(await app.memberIds(EMPTY_GROUP)).toEqual(accountIds);
  app.host.confluence.requestLog.clear();
  await pass(HOUR);
  expect(await app.memberIds(EMPTY_GROUP)).toEqual([]);
  for (const { principal } of app.requests)
    expect(principal).toEqual({ type: 'user', persona: 'site-admin' });
  const [ending] = await listed(app);
  expect(ending).toMatchObject({
    ...{ undoes: runId, isEnding: true, actorId: app.accountOf('site-admin') },
    ...{ counts: { done: 2 }, inBackground: 2 },
  });
  expect(ending?.endedAt).toBeDefined();
  expect((await detailOf(app, runId)).changes.map(({ undone }) => undone)).toEqual([true, true]);
  expect(await unfinished(app)).toEqual([]);
  expect(await listDue()).toEqual([]);
  expect(app.host.deliveries().every(({ outcome }) => outcome === 'done')).toBe(true);
});

it.each([
  ['off', 'actorUnavailable'],
  ['ineffective', 'notInEffect'],
] as const)('lists them where impersonation is %s, for a page to review', async (impersonation, notMade) => {
  await start({ impersonation });
  const runId = await addUntil(app.host.now() + DAY);
  await pass(DAY);
  await pass(HOUR);
  expect(await app.memberIds(EMPTY_GROUP)).toEqual(accountIds);
  expect(await listed(app)).toHaveLength(1);
  const [due] = await listDue();
  expect(due).toMatchObject({ runId, notMade });
  succeeded(await undo(app, runId, [[0, 1]]));
  expect(await listDue()).toEqual([]);
  await pass(HOUR);
  expect([...app.stored.keys()].filter((key) => key.startsWith('due:'))).toEqual([]);
});

it('lists them where the admin may not administer Confluence any more', async () => {
  await start();
  await addUntil(app.host.now() + DAY);
  const who = { accountId: app.accountOf('site-admin'), accountType: 'atlassian', operations: [] };
  app.fault({ path: 'user/current', status: 200, body: who });
  await pass(DAY);
  app.fault();
  expect(await app.memberIds(EMPTY_GROUP)).toEqual(accountIds);
  expect(await listDue()).toMatchObject([{ notMade: 'permission' }]);
});

it('gives another date, or none', async () => {
  await start();
  await addUntil(app.host.now() + DAY);
  const [first] = await listDue();
  const moved = { dueId: first?.dueId, changes: [[0, 0]], until: app.host.now() + 2 * DAY };
  succeeded(await app.call('site-admin', 'changeDue', moved));
  const [, second] = await listDue();
  succeeded(await app.call('site-admin', 'changeDue', { dueId: second?.dueId, until: null }));
  await pass(DAY);
  await pass(DAY);
  expect(await app.memberIds(EMPTY_GROUP)).toEqual(accountIds.slice(0, 1));
});

it('stores and shows nothing for who may not administer Confluence', async () => {
  await start();
  await addUntil(app.host.now() + DAY);
  const [due] = await listDue();
  const stored = app.stored;
  const newRun = { ...newRunOf([blockOf(EMPTY_GROUP, accountIds, 'add')]), until: app.host.now() + DAY };
  for (const [name, input] of [
    ['listDue', {}],
    ['changeDue', { dueId: due?.dueId, until: null }],
    ['startRun', newRun],
    ['makeChanges', { newRun, changes: [[0, 1]], ends: true }],
  ] as const) {
    expect(await app.call('member', name, input)).toMatchObject({
      ok: false,
      error: { kind: 'permission' },
    });
    expect(app.stored).toEqual(stored);
  }
});
