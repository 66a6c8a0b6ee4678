import type { RunTicket } from '../../../src/contract';
import { App, CONTRACTORS, DESIGN_TEAM, succeeded } from '../support/app';
import { hurry, type HastyClock } from '../support/hastyClock';

/** Moments at which two do something to the same run: whatever comes first, the record says what is true. */

const FIRST = 'driver-0000000000001';
const SECOND = 'driver-0000000000002';
const YEAR_MS = 365 * 24 * 3_600_000;

/** Requests that are delayed by this wait until they are let go; what else waits on the sandbox's clock is never over. */
const HELD_MS = 1_000;
const held: (() => void)[] = [];
const clock = {
  now: () => Date.now(),
  sleep: (ms: number) =>
    new Promise<void>((resolve) => {
      if (ms === HELD_MS) held.push(resolve);
    }),
};

let app: App;
let accountIds: string[];
let time: HastyClock;
beforeAll(async () => {
  app = await App.start({ limits: false, clock });
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  accountIds = (await app.memberIds(CONTRACTORS)).slice(0, 6);
  time = hurry();
});
afterAll(() => app.host.close());

/** A run of six, two of whom are removed. */
async function begin(): Promise<RunTicket> {
  const newRun = { driver: FIRST, accountIds, total: 6 };
  const slice = { groupId: CONTRACTORS, accountIds: accountIds.slice(0, 2), newRun };
  const { run } = succeeded(await app.call('site-admin', 'removeMembers', slice));
  if (!run) throw new Error('It has no ticket.');
  return run;
}

const slice = (run: RunTicket, from: number, to = 6) =>
  app.call('site-admin', 'removeMembers', {
    ...{ groupId: CONTRACTORS, accountIds: accountIds.slice(from, to), run },
  });
const check = (as: 'site-admin' | 'new-admin' | 'member', runId: string, accountId: string) =>
  app.call(as, 'checkMembership', { groupId: CONTRACTORS, accountId, runId });
const detail = async (runId: string) => succeeded(await app.call('site-admin', 'getRun', { runId, from: 0 }));
const statusOf = async (runId: string, accountId: string) =>
  (await detail(runId)).people.find((person) => person.accountId === accountId)?.status;
const listed = async (runId: string) => {
  const { runs } = succeeded(await app.call('site-admin', 'listRuns', { limit: 10 }));
  return runs.find((run) => run.runId === runId)?.ended?.counts;
};
/** Until Confluence is asked for it. */
async function asked(part: string, times = 1): Promise<void> {
  const count = () => app.asked.filter((request) => request.includes(part)).length;
  while (count() < times) await new Promise((resolve) => setImmediate(resolve));
}

/** Holds Confluence's next answers to requests like this one until they are let go. */
function holding(fault: object): () => void {
  app.fault({ ...fault, delayMs: HELD_MS });
  return letGo;
}

function letGo(): void {
  app.fault();
  for (const go of held.splice(0)) go();
}

describe('the end of a run', () => {
  it('that is dismissed comes before a slice or after it, never at once with it', async () => {
    const run = await begin();
    time.aheadMs = 6_000;
    const [dismissed, sliced] = await Promise.all([
      app.call('new-admin', 'dismissRun', { runId: run.runId }),
      slice(run, 2),
    ]);
    expect([dismissed.ok, sliced.ok].filter(Boolean)).toHaveLength(1);
    const removed = sliced.ok ? 6 : 2;
    expect((await detail(run.runId)).counts).toMatchObject({ done: removed });
    if (dismissed.ok) expect(await listed(run.runId)).toMatchObject({ done: 2, notAttempted: 4 });
  });

  it('does not leave out what a slice did that was still at work', async () => {
    const run = await begin();
    const goOn = holding({ method: 'DELETE' });
    const sliced = slice(run, 2);
    await asked('DELETE', 3);
    const { counts } = succeeded(await app.call('site-admin', 'endRun', run));
    expect(counts).toMatchObject({ done: 2, unconfirmed: 4 });
    goOn();
    succeeded(await sliced);
    expect(await listed(run.runId)).toEqual({ done: 6, failed: 0, unconfirmed: 0, notAttempted: 0 });
    expect((await detail(run.runId)).run.ended?.counts).toMatchObject({ done: 6 });
  });

  it('is not brought back by a check that began before the run was taken up again', async () => {
    const run = await begin();
    succeeded(await app.call('site-admin', 'endRun', run));
    const goOn = holding({ path: 'memberof' });
    const checked = check('site-admin', run.runId, accountIds[0] ?? '');
    await asked('memberof');
    const { run: again } = succeeded(
      await app.call('site-admin', 'resumeRun', { runId: run.runId, driver: SECOND }),
    );
    goOn();
    succeeded(await checked);
    expect(await listed(run.runId)).toBeUndefined();
    expect(await slice(again, 2)).toMatchObject({ ok: true });
    const { runs } = succeeded(await app.call('site-admin', 'listUnfinishedRuns'));
    expect(runs.map((one) => one.run.runId)).toEqual([run.runId]);
  });
});

describe('a check', () => {
  it('says nothing of a slice that is at work while Confluence is asked', async () => {
    const run = await begin();
    const person = accountIds[2] ?? '';
    app.fault({ method: 'DELETE', drop: 'after', delayMs: HELD_MS });
    const sliced = slice(run, 2, 3);
    await asked('DELETE', 3);
    expect(await check('new-admin', run.runId, person)).toEqual({ ok: true, member: true });
    app.fault({ method: 'DELETE', drop: 'after' });
    for (const go of held.splice(0)) go();
    await sliced;
    expect(await statusOf(run.runId, person)).toBe('unconfirmed');
    app.fault();
    expect(await check('site-admin', run.runId, person)).toEqual({ ok: true, member: false });
    expect(await statusOf(run.runId, person)).toBe('done');
  });

  it('says nothing of a slice that came after Confluence was asked', async () => {
    const run = await begin();
    const person = accountIds[2] ?? '';
    app.fault({ method: 'DELETE', accountId: person, drop: 'before' });
    await slice(run, 2, 3); // Open: the check that follows is about this.
    const goOn = holding({ path: 'memberof' });
    const checked = check('new-admin', run.runId, person);
    await asked('memberof');
    app.fault({ method: 'DELETE', accountId: person, drop: 'after' });
    await slice({ ...run, next: run.next + 1 }, 2, 3);
    goOn();
    await checked;
    expect(await statusOf(run.runId, person)).toBe('unconfirmed');
  });

  it('that found nothing changed does not credit the run with what somebody does later', async () => {
    const run = await begin();
    const person = accountIds[2] ?? '';
    app.fault({ method: 'DELETE', accountId: person, drop: 'before' });
    await slice(run, 2, 3);
    app.fault();
    await check('site-admin', run.runId, person);
    expect(await statusOf(run.runId, person)).toBe('notChanged');
    await app.call('new-admin', 'removeMembers', { groupId: CONTRACTORS, accountIds: [person] });
    await check('site-admin', run.runId, person);
    expect(await statusOf(run.runId, person)).toBe('notChanged');
  });

  it('answers where it cannot be written down, and says so', async () => {
    const { runId } = await begin();
    const [person = ''] = accountIds;
    app.fault({ service: 'storage', status: 503 });
    expect(await check('site-admin', runId, person)).toMatchObject({
      ...{ ok: true, member: false, notRecorded: { kind: 'storage' } },
    });
  });

  it('is not written into what another admin did by who may not read the history', async () => {
    const { runId } = await begin();
    const before = app.stored.size;
    expect(await check('member', runId, accountIds[0] ?? '')).toMatchObject({
      ...{ ok: true, member: false, notRecorded: { kind: 'permission' } },
    });
    expect(app.stored.size).toBe(before);
  });
});

describe('a run that waits', () => {
  it('stays with the page that keeps it, and its log does not grow with the wait', async () => {
    let run = await begin();
    const keep = async () => {
      ({ run } = succeeded(await app.call('site-admin', 'keepRun', run)));
    };
    await keep();
    const entries = app.stored.size;
    for (let minute = 0; minute < 20; minute += 1) {
      time.aheadMs += 40_000;
      await keep();
      const resume = { runId: run.runId, driver: SECOND };
      expect(await app.call('new-admin', 'resumeRun', resume)).toMatchObject({
        error: { kind: 'runTaken' },
      });
    }
    expect(app.stored.size).toBe(entries);
    expect(await slice(run, 2)).toMatchObject({ ok: true });
  });

  it('goes to another once the page is gone, and the page is told when it is back', async () => {
    let run = await begin();
    ({ run } = succeeded(await app.call('site-admin', 'keepRun', run)));
    time.aheadMs = 76_000;
    succeeded(await app.call('new-admin', 'resumeRun', { runId: run.runId, driver: SECOND }));
    expect(await app.call('site-admin', 'keepRun', run)).toMatchObject({
      error: {
        kind: 'runTaken',
        takenBy: { accountId: app.host.confluence.personas['new-admin'].accountId },
      },
    });
    expect(await slice(run, 2)).toMatchObject({ error: { kind: 'runTaken' } });
  });
});

describe('what a run says it undoes', () => {
  it.each([
    ['of another group', DESIGN_TEAM, 'restore', true],
    ['that made the same change', CONTRACTORS, 'remove', true],
    ['that is not there', CONTRACTORS, 'restore', false],
  ])('is no run %s', async (_, groupId, action, exists) => {
    const { runId } = await begin();
    const undoes = exists ? runId : '0000000000000-0123456789abcdef';
    const start = { action, groupId, driver: SECOND, accountIds, total: 6, undoes };
    expect(await app.call('site-admin', 'startRun', start)).toMatchObject({
      error: { kind: 'invalid', field: 'undoes' },
    });
  });

  it('is known however often single people were put back', async () => {
    const people = (await app.memberIds(CONTRACTORS)).slice(0, 110);
    const removal = await app.call('site-admin', 'removeMembers', {
      ...{ groupId: CONTRACTORS, accountIds: people },
    });
    const undoes = removal.run?.runId ?? '';
    for (const [n, accountId] of people.entries()) {
      const newRun = { driver: `driver-of-undo-${String(n).padStart(6, '0')}`, accountIds: [accountId] };
      const restore = { groupId: CONTRACTORS, accountIds: [accountId] };
      succeeded(
        await app.call('site-admin', 'restoreMembers', {
          ...restore,
          newRun: { ...newRun, total: 1, undoes },
        }),
      );
    }
    app.host.storage.requestLog.clear();
    expect((await detail(undoes)).people.every(({ undone }) => undone)).toBe(true);
    expect(app.storageRequests.length).toBeLessThan(40);
  });
});

it('begins with nobody whom it does not name', async () => {
  const newRun = { driver: FIRST, accountIds: accountIds.slice(0, 2), total: 2 };
  expect(
    await app.call('site-admin', 'removeMembers', { groupId: CONTRACTORS, accountIds, newRun }),
  ).toMatchObject({ error: { kind: 'invalid', field: 'accountIds' } });
  expect(app.asked.filter((request) => request.startsWith('DELETE'))).toEqual([]);
});

it('goes from the history as a whole, a year after it began', async () => {
  const run = await begin();
  time.aheadMs = YEAR_MS / 2;
  succeeded(await app.call('site-admin', 'resumeRun', { runId: run.runId, driver: FIRST }));
  const expiries = app.storedWithExpiry().filter(({ key }) => !key.startsWith('begun:'));
  const times = expiries.map(({ key, expireTime }) => ({
    key,
    // What is written later is written by a clock that is ahead.
    at: Date.parse(expireTime ?? '') + (key.endsWith(':000002') ? time.aheadMs : 0),
  }));
  for (const { at } of times) expect(Math.abs(at - (times[0]?.at ?? 0))).toBeLessThan(60_000);
  time.aheadMs = YEAR_MS + 60_000;
  expect(await app.call('site-admin', 'getRun', { runId: run.runId, from: 0 })).toMatchObject({
    error: { kind: 'runNotFound' },
  });
  expect(succeeded(await app.call('site-admin', 'listRuns', { limit: 10 })).runs).toEqual([]);
});

it('leaves no trace of a removal that the storage did not let begin', async () => {
  app.fault({ service: 'storage', path: 'transaction', drop: 'after', times: 1 });
  expect(
    await app.call('site-admin', 'removeMembers', {
      groupId: CONTRACTORS,
      accountIds: accountIds.slice(0, 1),
    }),
  ).toMatchObject({ error: { kind: 'storage' } });
  expect(app.stored.size).toBe(0);
});
