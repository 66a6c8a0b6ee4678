import type { RunTicket } from '../../../src/contract';
import { MAX_UNFINISHED_RUNS } from '../../../src/contract/limits';
import { logKey } from '../../../src/history/keys';
import { closeRun, dismissRun, endRun, keepRun, resumeRun, takeRun } from '../../../src/history/leaseRun';
import type { Header } from '../../../src/history/records';
import { KEPT_FOR_START_MS } from '../../../src/history/registerRun';
import { askingOf, startRun } from '../../../src/makeChanges';
import { succeeded } from '../support/app';
import { blockOf, newDriver, newRunOf } from '../support/runs';
import { ADA, BOB, RecordWorld, TEAM } from './support/recordWorld';

/** Whose a run is, to the millisecond, and what each way of taking or ending it writes down. */

let world: RecordWorld;
beforeEach(() => {
  world = new RecordWorld();
});

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const header = async (runId: string): Promise<Header> => (await world.load(runId)).header;
const leftMs = async (runId: string) => (await header(runId)).lease.until - world.now;
const NOT_FOUND = { ok: false, error: { kind: 'runNotFound' } };
/** A run of twelve removals, two of them made. */
const begun = async (as = ADA) => world.made(await world.start(as), [[0, 1]], { as });
const asking = (as = ADA) => askingOf(world.tools(as));

it('nothing is kept, ended, taken up or dismissed that is not there', async () => {
  const run = { ...(await begun()), runId: 'r-none' };
  expect(await world.keep(run)).toMatchObject(NOT_FOUND);
  expect(await endRun(world.store, run, asking())).toMatchObject(NOT_FOUND);
  expect(await world.resume(run.runId)).toMatchObject(NOT_FOUND);
  expect(await dismissRun(world.store, run, asking())).toMatchObject(NOT_FOUND);
});

/** A slice is written down, and Confluence does not answer yet. */
async function sliceAtWork(run: RunTicket) {
  const letGo = world.hold();
  const sliced = world.slice(run, [[2, 3]]);
  while (!world.store.entries.has(logKey(run.runId, run.next))) await new Promise(setImmediate);
  return { letGo, sliced };
}

describe('a run that waits', () => {
  it('is kept for 75 s more, and says when Confluence vouched for its admin', async () => {
    const run = await begun();
    world.now += 3_000;
    expect(await world.keep(run)).toEqual({ ok: true, run, wish: 'run' });
    const { lease } = await header(run.runId);
    expect(lease).toEqual({
      ...{ driver: run.driver, actorId: ADA, verifiedAt: world.now, until: world.now + 75_000 },
    });
  });

  it('with the worker is kept two minutes beyond the wait, and counts its idle waits', async () => {
    const { runId } = await begun();
    world.now += MINUTE_MS;
    const run = await world.takeUp(runId);
    const { verifiedAt } = (await header(runId)).lease;
    world.now += 1_000;
    const waitsUntil = world.now + 10 * MINUTE_MS;
    await keepRun(world.store, run, asking(), waitsUntil, 3);
    expect((await header(runId)).lease).toMatchObject({
      ...{ until: waitsUntil + 2 * MINUTE_MS, waitsUntil, idleWaits: 3, worker: true, verifiedAt },
    });
    await keepRun(world.store, run, asking());
    const { lease } = await header(runId);
    expect(lease).not.toHaveProperty('waitsUntil');
    expect(lease).not.toHaveProperty('idleWaits');
  });

  it('is kept by nobody but its driver, for the admin whose it is', async () => {
    const run = await begun();
    const taken = { ok: false, error: { kind: 'runTaken', takenBy: { accountId: ADA } } };
    expect(await world.keep({ ...run, driver: newDriver() })).toMatchObject(taken);
    expect(await world.keep(run, { as: BOB })).toMatchObject(taken);
    expect(await leftMs(run.runId)).toBe(5_000);
  });

  it('ends instead where an admin wants it to', async () => {
    const run = await begun();
    await world.control(run.runId, 'stop', BOB);
    expect(await world.keep({ ...run, next: run.next + 1 })).toMatchObject({ error: { kind: 'runTaken' } });
    expect(await header(run.runId)).toMatchObject({ endedAt: world.now });
  });

  it('is told what an admin wants of it', async () => {
    const run = await begun();
    await world.control(run.runId, 'pause', BOB);
    expect(await world.keep({ ...run, next: run.next + 1 })).toMatchObject({ ok: true, wish: 'pause' });
  });
});

describe('taking a run up', () => {
  it('waits until its driver has let go, to the millisecond', async () => {
    const { runId } = await begun();
    world.now += 4_999;
    expect(await world.resume(runId, BOB)).toMatchObject({ error: { kind: 'runTaken' } });
    world.now += 1;
    const { run } = succeeded(await world.resume(runId, BOB));
    expect(run).toMatchObject({ runId, next: 2 });
    expect((await header(runId)).lease).toMatchObject({ driver: run.driver, actorId: BOB });
  });

  it('keeps its place among the unfinished runs, and gets another once it had ended', async () => {
    const first = await begun();
    const { openKey } = await header(first.runId);
    world.now += MINUTE_MS;
    const second = succeeded(await world.resume(first.runId)).run;
    expect((await header(first.runId)).openKey).toBe(openKey);
    succeeded(await endRun(world.store, second, asking()));
    expect(world.store.entries.has(openKey ?? '')).toBe(false);
    world.now += MINUTE_MS;
    succeeded(await world.resume(first.runId));
    expect(world.store.entries.has((await header(first.runId)).openKey ?? '')).toBe(true);
  });

  it('is refused for a run that does not name all of its changes', async () => {
    const plan = newRunOf([blockOf(TEAM, world.people)]);
    const { run } = succeeded(await startRun({ ...plan, total: 1_000 }, world.tools()));
    world.now += 10 * MINUTE_MS;
    expect(await world.resume(run.runId)).toMatchObject({ error: { kind: 'invalid', field: 'runId' } });
  });

  it('for a part of it keeps the worker away', async () => {
    world.setBackground('possible');
    const { runId } = await begun();
    world.now += MINUTE_MS;
    const part = { runId, driver: newDriver(), isPart: true } as const;
    const answer = succeeded(await resumeRun(world.store, part, asking()));
    expect(answer).not.toHaveProperty('inBackground');
    expect((await header(runId)).isPart).toBe(true);
    world.now += MINUTE_MS * 10;
    expect(succeeded(await world.resume(runId)).inBackground).toBe(true);
    expect(await header(runId)).not.toHaveProperty('isPart');
  });

  it('is no use once what it added was to end, unless it has not ended itself', async () => {
    const plan = newRunOf([blockOf(TEAM, world.people, 'add')]);
    const until = world.now + 2 * HOUR_MS;
    const { run } = succeeded(await startRun({ ...plan, until }, world.tools()));
    succeeded(await endRun(world.store, run, asking()));
    // The clocks of machines are a minute apart at most.
    world.now = until - MINUTE_MS - 1;
    const again = succeeded(await world.resume(run.runId)).run;
    succeeded(await endRun(world.store, again, asking()));
    world.now += 1;
    expect(await world.resume(run.runId)).toMatchObject({ error: { kind: 'invalid', field: 'runId' } });
    const later = { ...plan, driver: newDriver(), until: until + HOUR_MS };
    const open = succeeded(await startRun(later, world.tools())).run;
    world.now = until + 2 * HOUR_MS;
    expect(await world.resume(open.runId)).toMatchObject({ ok: true });
  });

  it('is its driver’s for as long as a first slice may take to come', async () => {
    const { runId } = await begun();
    world.now += MINUTE_MS;
    succeeded(await world.resume(runId));
    expect(await leftMs(runId)).toBe(KEPT_FOR_START_MS);
  });

  it('takes no place from an admin who has as many unfinished runs as they may', async () => {
    const first = await begun();
    succeeded(await endRun(world.store, first, asking()));
    for (let n = 0; n < MAX_UNFINISHED_RUNS; n++) await world.start();
    expect(await world.resume(first.runId)).toMatchObject({ error: { kind: 'tooManyRuns' } });
    expect(await header(first.runId)).toMatchObject({ endedAt: world.now });
  });

  it('fails for who comes second to the same number', async () => {
    const { runId } = await begun();
    world.now += MINUTE_MS;
    const run = await world.load(runId);
    const taker = { driver: newDriver(), actorId: BOB };
    await world.takeUp(runId);
    expect(await takeRun(world.store, run, taker, world.now)).toBeUndefined();
  });

  it.each([
    ['a page', false, 1_000, false],
    ['the worker within a quarter of an hour', true, 15 * MINUTE_MS - 1, true],
    ['the worker later', true, 15 * MINUTE_MS, false],
  ])('by %s: what was found out of its groups is known still: %s', async (_, isWorker, afterMs, isKnown) => {
    const { runId } = await begun();
    const run = await world.load(runId);
    run.header.groups = [{ id: TEAM, name: 'Team', isOrdinary: true }];
    world.now = run.header.lease.until + afterMs;
    const taker = { driver: newDriver(), actorId: ADA, ...(isWorker && { worker: true as const }) };
    await takeRun(world.store, run, taker, world.now);
    expect((await header(runId)).groups).toEqual([
      { id: TEAM, name: 'Team', ...(isKnown && { isOrdinary: true }) },
    ]);
  });
});

describe('the end of a run', () => {
  it('is written once, is told once, and gives its place back', async () => {
    const run = await begun();
    const { openKey = '' } = await header(run.runId);
    const ended: string[] = [];
    const listening = { ...asking(), onEnded: (runId: string) => ended.push(runId) };
    expect(world.store.entries.has(openKey)).toBe(true);
    const first = succeeded(await endRun(world.store, run, listening));
    expect(first).toMatchObject({ counts: { done: 2, notAttempted: 10 }, missed: [] });
    expect(ended).toEqual([run.runId]);
    expect(world.store.entries.has(openKey)).toBe(false);
    const before = new Map(world.store.entries);
    const loaded = await world.load(run.runId);
    expect(await closeRun(world.store, loaded, run.driver, listening)).toEqual({
      ...{ ok: true, counts: first.counts },
    });
    expect([ended, world.store.entries]).toEqual([[run.runId], before]);
  });

  it('is its driver’s alone, until that lets go of it', async () => {
    const run = await begun();
    const stranger = { ...run, driver: newDriver() };
    expect(await endRun(world.store, stranger, asking())).toMatchObject({ error: { kind: 'runTaken' } });
    expect(await dismissRun(world.store, run, asking(BOB))).toMatchObject({ error: { kind: 'runTaken' } });
    world.now += 5_000;
    expect(await dismissRun(world.store, run, asking(BOB))).toMatchObject({ ok: true, counts: { done: 2 } });
    expect(await header(run.runId)).toMatchObject({ endedAt: world.now, lease: { actorId: BOB } });
  });

  it('waits for a number that another took, and for a slice at work', async () => {
    const run = await begun();
    const stale = await world.load(run.runId);
    await world.control(run.runId, 'pause', BOB);
    expect(await closeRun(world.store, stale, run.driver, asking())).toEqual({
      ...{ ok: false, error: { kind: 'runBusy', retryAfterMs: 1_000 } },
    });
  });

  it('waits for a slice at work for as long as that may take', async () => {
    const run = await begun();
    const { letGo, sliced } = await sliceAtWork(run);
    world.now += 1_000;
    // 25 s of an invocation and a margin of 15 s, of which one has passed.
    const busy = { ok: false, error: { kind: 'runBusy', retryAfterMs: 39_000 } };
    const atWork = await world.load(run.runId);
    expect(await closeRun(world.store, atWork, run.driver, asking())).toEqual(busy);
    expect(await resumeRun(world.store, run, asking())).toEqual(busy);
    const before = new Map(world.store.entries);
    expect(await world.keep(run)).toEqual({ ok: true, run });
    expect(world.store.entries).toEqual(before);
    letGo();
    succeeded(await sliced);
  });

  it('is refused to a driver who is not where the log is', async () => {
    const run = await begun();
    expect(await endRun(world.store, { ...run, next: run.next + 1 }, asking())).toMatchObject({
      error: { kind: 'invalid', field: 'next' },
    });
  });
});
