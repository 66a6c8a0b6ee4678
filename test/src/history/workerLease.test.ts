import type { RunTicket } from '../../../src/contract';
import type { UnfinishedRun } from '../../../src/contract/runs';
import { logKey, stateKey } from '../../../src/history/keys';
import { endRun } from '../../../src/history/leaseRun';
import { listPersonEvents } from '../../../src/history/listPersonEvents';
import { listRuns } from '../../../src/history/listRuns';
import { listUnfinishedRuns } from '../../../src/history/readRun';
import { recordNotContinued } from '../../../src/history/recordNotContinued';
import { askingOf, verifyAdministrator } from '../../../src/makeChanges';
import { succeeded } from '../support/app';
import { newDriver } from '../support/runs';
import { ADA, BOB, RecordWorld } from './support/recordWorld';

/** A run that the worker drives for an admin: whose it is, and what the record says of it. */

let world: RecordWorld;
beforeEach(() => {
  world = new RecordWorld();
});

const FOR_ADA = { as: ADA, isWorker: true };

/** A page makes two changes and is gone; the worker makes two for its admin. */
async function workerDrives(): Promise<RunTicket> {
  const { runId } = await world.made(await world.start(), [[0, 1]]);
  world.now += 6_000;
  return world.made(await world.takeUp(runId), [[2, 3]], FOR_ADA);
}

async function unfinished(as = BOB): Promise<UnfinishedRun> {
  const tools = world.tools(as);
  const listed = await listUnfinishedRuns(world.store, askingOf(tools), () => verifyAdministrator(tools));
  const [run] = succeeded(listed).runs;
  if (!run) throw new Error('There is none.');
  return run;
}

describe('the record', () => {
  it('says which part the worker made, and for whom', async () => {
    const run = await workerDrives();
    const { run: record, changes } = await world.detail(run.runId);
    expect(record).toMatchObject({ actorId: ADA, drivers: [ADA], inBackground: 2, counts: { done: 4 } });
    expect(
      changes.slice(0, 5).map(({ outcome, by, inBackground }) => ({ outcome, by, inBackground })),
    ).toEqual([
      { outcome: 'done' },
      { outcome: 'done' },
      { outcome: 'done', inBackground: true },
      { outcome: 'done', inBackground: true },
      { outcome: 'notAttempted' },
    ]);
  });

  it('keeps apart the worker for one admin, that for another, and the admins', async () => {
    const first = await workerDrives();
    world.now += 6_000;
    const bobs = succeeded(await world.resume(first.runId, BOB)).run;
    await world.made(bobs, [[4, 4]], { as: BOB });
    world.now += 6_000;
    const run = await world.made(await world.takeUp(first.runId), [[5, 6]], { as: BOB, isWorker: true });
    succeeded(await endRun(world.store, run, askingOf(world.tools(BOB, true))));
    const { run: record, changes } = await world.detail(run.runId);
    expect(record).toMatchObject({ drivers: [ADA, BOB], inBackground: 4 });
    expect(changes.slice(0, 7).map(({ by, inBackground = false }) => [by ?? ADA, inBackground])).toEqual([
      [ADA, false],
      [ADA, false],
      [ADA, true],
      [ADA, true],
      [BOB, false],
      [BOB, true],
      [BOB, true],
    ]);
    const { runs } = await listRuns(world.store, { limit: 5, actorId: BOB }, world.now);
    expect(runs).toEqual([record]);
  });

  it('says it of each person too', async () => {
    await workerDrives();
    const page = await listPersonEvents(
      world.store,
      { personId: 'person-2', limit: 5 },
      { now: () => world.now },
    );
    expect(page.events).toMatchObject([{ index: 2, outcome: 'done', actorId: ADA, inBackground: true }]);
  });

  it('says the same where a stretch that was written late is brought up to it from the log', async () => {
    const { runId } = await workerDrives();
    const before = await world.detail(runId);
    world.store.entries.delete(stateKey(runId, 0));
    expect(await world.detail(runId)).toEqual(before);
  });

  it('claims nothing of a change that the worker is asking for', async () => {
    const run = await workerDrives();
    const letGo = world.hold();
    const sliced = world.slice(run, [[4, 6]], FOR_ADA);
    while (!world.store.entries.has(logKey(run.runId, run.next))) await new Promise(setImmediate);
    const { changes, logNext, run: record } = await world.detail(run.runId);
    expect(changes.slice(4, 7).map(({ outcome }) => outcome)).toEqual(Array(3).fill('notAttempted'));
    expect(record.counts).toMatchObject({ done: 4, unconfirmed: 0 });
    expect(logNext).toBe(run.next);
    letGo();
    succeeded(await sliced);
    expect(await world.detail(run.runId)).toMatchObject({
      logNext: run.next + 1,
      run: { counts: { done: 7 } },
    });
  });

  it('has nothing of the worker where that drove no part', async () => {
    const run = await world.made(await world.start(), [[0, 1]]);
    const { header } = await world.load(run.runId);
    expect(Object.keys(header)).not.toEqual(expect.arrayContaining(['workers', 'inBackground']));
    const { run: record, changes } = await world.detail(run.runId);
    expect(record).not.toHaveProperty('inBackground');
    expect(changes[0]).not.toHaveProperty('inBackground');
  });
});

describe('a run that the worker has', () => {
  it('is not for a page, which is told so', async () => {
    const { runId } = await workerDrives();
    expect(await world.resume(runId, BOB)).toMatchObject({
      error: { kind: 'runTaken', takenBy: { accountId: ADA, isWorker: true } },
    });
    expect((await unfinished()).driver).toEqual({ accountId: ADA, leftMs: 5_000, isWorker: true });
  });

  it('is for a page once it is paused, and the worker is told that it has another driver', async () => {
    const run = await workerDrives();
    succeeded(await world.control(run.runId, 'pause', BOB));
    expect(await unfinished()).toMatchObject({ wish: 'pause', driver: { leftMs: 0, isWorker: true } });
    const { run: bobs } = succeeded(await world.resume(run.runId, BOB));
    expect(await world.slice(run, [[4, 5]], FOR_ADA)).toMatchObject({
      error: { kind: 'runTaken', takenBy: { accountId: BOB } },
    });
    await world.made(bobs, [[4, 5]], { as: BOB });
    expect((await unfinished()).driver).toEqual({ accountId: BOB, leftMs: 5_000 });
  });

  it('is busy while a slice is at work, although it is to pause', async () => {
    const run = await workerDrives();
    const letGo = world.hold();
    const sliced = world.slice(run, [[4, 5]], FOR_ADA);
    while (!world.store.entries.has(logKey(run.runId, run.next))) await new Promise(setImmediate);
    succeeded(await world.control(run.runId, 'pause', BOB));
    expect(await world.resume(run.runId, BOB)).toMatchObject({ error: { kind: 'runBusy' } });
    letGo();
    succeeded(await sliced);
    succeeded(await world.resume(run.runId, BOB));
  });

  it('is kept until two minutes after it is to go on, where it waits', async () => {
    const run = await workerDrives();
    const waitsUntil = world.now + 300_000;
    succeeded(await world.keep(run, { waitsUntil }));
    expect((await unfinished()).driver).toEqual({
      ...{ accountId: ADA, leftMs: 420_000, waitsMs: 300_000, isWorker: true },
    });
    expect((await world.load(run.runId)).header.lease).toMatchObject({ worker: true, waitsUntil });
    expect(await world.resume(run.runId, BOB)).toMatchObject({ error: { kind: 'runTaken' } });
    world.now = waitsUntil;
    expect((await unfinished()).driver).not.toHaveProperty('waitsMs');
    await world.made(run, [[4, 5]], FOR_ADA);
    expect((await world.load(run.runId)).header.lease).not.toHaveProperty('waitsUntil');
  });

  it('stays the worker’s where that keeps it for a moment, and says no more of who may administer', async () => {
    const run = await workerDrives();
    const { verifiedAt } = (await world.load(run.runId)).header.lease;
    world.now += 1_000;
    succeeded(await world.keep(run));
    expect((await world.load(run.runId)).header.lease).toEqual({
      ...{ driver: run.driver, actorId: ADA, until: world.now + 75_000, verifiedAt, worker: true },
    });
  });

  it('ends at once for any admin who wants it to stop while it waits: its event may be 15 minutes away', async () => {
    const run = await workerDrives();
    succeeded(await world.keep(run, { waitsUntil: world.now + 300_000 }));
    succeeded(await world.control(run.runId, 'stop', BOB));
    expect((await world.detail(run.runId)).run.endedAt).toBeDefined();
  });
});

describe('what was found out of groups', () => {
  it('is kept by a worker that goes on at once, and not after a quarter of an hour', async () => {
    const { runId } = await world.start();
    const header = world.store.get(`run:${runId}`) as { groups: object[] };
    const groups = [{ id: 'team', name: 'team', isOrdinary: true }];
    world.store.set(`run:${runId}`, { ...header, groups });
    world.now += 40_000;
    await world.takeUp(runId);
    expect((await world.load(runId)).header.groups).toEqual(groups);
    world.now += 16 * 60_000;
    await world.takeUp(runId);
    expect((await world.load(runId)).header.groups).toEqual([{ id: 'team', name: 'team' }]);
  });
});

describe('a run that the worker gave up', () => {
  it('is free at once, and says why until a driver takes it', async () => {
    const run = await workerDrives();
    succeeded(await world.keep(run, { waitsUntil: world.now + 300_000 }));
    expect(await recordNotContinued(world.store, run, 'actorUnavailable', world.now)).toBe(true);
    expect(await unfinished()).toMatchObject({
      run: { notContinued: 'actorUnavailable' },
      driver: { leftMs: 0 },
    });
    const { run: bobs } = succeeded(await world.resume(run.runId, BOB));
    await world.made(bobs, [[4, 5]], { as: BOB });
    expect((await unfinished()).run).not.toHaveProperty('notContinued');
  });

  it('is one that nobody took since, and that has not ended', async () => {
    const run = await workerDrives();
    expect(
      await recordNotContinued(world.store, { ...run, driver: newDriver() }, 'permission', world.now),
    ).toBe(false);
    succeeded(await endRun(world.store, run, askingOf(world.tools(ADA, true))));
    expect(await recordNotContinued(world.store, run, 'permission', world.now)).toBe(false);
    const { run: record } = await world.detail(run.runId);
    expect(record).not.toHaveProperty('notContinued');
  });

  it('says so after whatever was appended meanwhile', async () => {
    const run = await workerDrives();
    const [paused, recorded] = await Promise.all([
      world.control(run.runId, 'pause', BOB),
      recordNotContinued(world.store, run, 'notInEffect', world.now),
    ]);
    expect([paused.ok, recorded]).toEqual([true, true]);
    expect((await world.load(run.runId)).header).toMatchObject({
      wish: 'pause',
      notContinued: 'notInEffect',
    });
  });

  it('is also one that goes on after a pause where the queue takes no event: nothing else tells the worker', async () => {
    world.setBackground('possible');
    const run = await workerDrives();
    succeeded(await world.keep(run, { waitsUntil: world.now + 3_600_000 }));
    succeeded(await world.control(run.runId, 'pause', BOB));
    world.takesEvents = false;
    const { next, inBackground } = succeeded(await world.control(run.runId, 'run', BOB));
    expect(inBackground).toBeUndefined();
    expect(await unfinished()).toMatchObject({
      run: { notContinued: 'unavailable' },
      driver: { leftMs: 0 },
    });
    expect((await world.load(run.runId)).next).toBe(next);
    const { run: bobs } = succeeded(await world.resume(run.runId, BOB));
    await world.made(bobs, [[4, 5]], { as: BOB });
  });
});
