import type { RunEvent, RunTicket } from '../../../src/contract/runs';
import { logKey } from '../../../src/history/keys';
import { endRun } from '../../../src/history/leaseRun';
import { askingOf } from '../../../src/makeChanges';
import { foldRun } from '../../../src/run/foldRun';
import { succeeded } from '../support/app';
import { ADA, BOB, RecordWorld } from './support/recordWorld';

/** How a page that does not drive a run gets to know how it stands. */

let world: RecordWorld;
beforeEach(() => {
  world = new RecordWorld();
});

const FOR_ADA = { as: ADA, isWorker: true };

async function workerDrives(): Promise<RunTicket> {
  const { runId } = await world.start();
  world.now += 31_000;
  return world.takeUp(runId);
}

const slice = (from: number, to: number): RunEvent => ({
  ...{ kind: 'slice', actorId: ADA, changes: [[from, to]] },
  outcomes: Array.from({ length: to - from + 1 }, () => ({ status: 'done' })),
});

it('says how a run stands, who drives it and what happened since, and then only what is new', async () => {
  let run = await workerDrives();
  run = await world.made(run, [[0, 1]], FOR_ADA);
  const first = succeeded(await world.follow(run.runId, 0));
  expect(first).toMatchObject({
    ...{ ok: true, isBusy: false, wish: 'run', next: 2 },
    run: { runId: run.runId, counts: { done: 2, notAttempted: 10 }, inBackground: 2 },
    driver: { accountId: ADA, leftMs: 5_000, isWorker: true },
  });
  expect(first.events).toEqual([slice(0, 1)]);
  run = await world.made(run, [[2, 4]], FOR_ADA);
  const second = succeeded(await world.follow(run.runId, first.next));
  expect(second).toMatchObject({ next: 3, events: [slice(2, 4)], run: { counts: { done: 5 } } });
  expect(succeeded(await world.follow(run.runId, second.next))).toMatchObject({ next: 3, events: [] });
});

it('leaves a slice that is at work for the next time, and whatever came after it', async () => {
  const run = await workerDrives();
  const letGo = world.hold();
  const sliced = world.slice(run, [[0, 1]], FOR_ADA);
  while (!world.store.entries.has(logKey(run.runId, 1))) await new Promise(setImmediate);
  succeeded(await world.control(run.runId, 'pause', BOB));
  const busy = succeeded(await world.follow(run.runId, 0));
  expect(busy).toMatchObject({
    isBusy: true,
    wish: 'pause',
    events: [],
    next: 1,
    run: { counts: { done: 0 } },
  });
  expect(busy.driver.leftMs).toBeGreaterThan(0);
  letGo();
  succeeded(await sliced);
  expect(succeeded(await world.follow(run.runId, 1))).toMatchObject({
    ...{ isBusy: false, wish: 'pause', events: [slice(0, 1)], next: 3 },
    driver: { leftMs: 0 },
  });
});

it('has a slice that broke off be open once its invocation is over', async () => {
  const run = await workerDrives();
  const letGo = world.hold();
  const sliced = world.slice(run, [[0, 1]], FOR_ADA);
  while (!world.store.entries.has(logKey(run.runId, 1))) await new Promise(setImmediate);
  world.now += 41_000;
  const { events, isBusy, driver } = succeeded(await world.follow(run.runId, 1));
  expect({ events, isBusy, driver }).toEqual({
    events: [{ kind: 'slice', actorId: ADA, changes: [[0, 1]] }],
    isBusy: false,
    driver: { accountId: ADA, leftMs: 0, isWorker: true },
  });
  letGo();
  await sliced;
});

it('goes on from what the record said, and comes to the same states', async () => {
  let run = await workerDrives();
  run = await world.made(run, [[0, 1]], FOR_ADA);
  const { changes, logNext } = await world.detail(run.runId);
  run = await world.made(run, [[2, 4]], FOR_ADA);
  succeeded(await world.control(run.runId, 'pause', BOB));
  const { events, next } = succeeded(await world.follow(run.runId, logNext));
  expect(next).toBe(4);
  const states = foldRun(events);
  const followed = changes.map(({ index, outcome }) => states.get(index)?.outcome ?? outcome);
  expect(followed).toEqual((await world.detail(run.runId)).changes.map(({ outcome }) => outcome));
});

it('says that a run has ended', async () => {
  const run = await world.made(await workerDrives(), [[0, 11]], FOR_ADA);
  succeeded(await endRun(world.store, run, askingOf(world.tools(ADA, true))));
  const { run: record, events, next } = succeeded(await world.follow(run.runId, 1));
  expect([record.endedAt !== undefined, events, next]).toEqual([true, [slice(0, 11)], 3]);
});

it('asks the storage once, also where the end of the log is not in the header yet', async () => {
  let run = await workerDrives();
  const count = (next: number) => world.countRequests(() => world.follow(run.runId, next));
  expect(await count(1)).toBe(1);
  run = await world.made(run, [[0, 1]], FOR_ADA);
  expect(await count(1)).toBe(1);
  expect(await count(2)).toBe(1);
  succeeded(await world.control(run.runId, 'pause', BOB));
  succeeded(await world.control(run.runId, 'run', BOB));
  expect(await count(2)).toBe(1);
  expect(await count(4)).toBe(1);
});

it('asks it once more where it has not looked for long, eight entries at a time', async () => {
  let run = await workerDrives();
  for (let n = 0; n < 12; n += 1) run = await world.made(run, [[n, n]], FOR_ADA);
  expect(await world.countRequests(() => world.follow(run.runId, 0))).toBe(2);
  const events: RunEvent[] = [];
  let next = 0;
  for (let calls = 0; calls < 2; calls += 1) {
    const followed = succeeded(await world.follow(run.runId, next));
    events.push(...followed.events);
    ({ next } = followed);
    expect(followed.run.counts.done).toBe(12);
  }
  expect([next, foldRun(events).size]).toEqual([13, 12]);
});

describe('who asks', () => {
  it('is not asked about where each slice says that they may administer, for a minute', async () => {
    const run = await workerDrives();
    world.verified.length = 0;
    succeeded(await world.follow(run.runId, 0));
    world.now += 59_000;
    succeeded(await world.follow(run.runId, 0));
    expect(world.verified).toEqual([]);
    world.now += 1_000;
    succeeded(await world.follow(run.runId, 0));
    expect(world.verified).toEqual([ADA]);
  });

  it('is asked about where it is another admin’s run', async () => {
    const run = await workerDrives();
    world.verified.length = 0;
    succeeded(await world.follow(run.runId, 0, BOB));
    expect(world.verified).toEqual([BOB]);
  });

  it('gets to know nothing who may not administer, not even whether there is such a run', async () => {
    const { runId } = await workerDrives();
    for (const id of [runId, '0000000000000-0123456789abcdef']) {
      expect(await world.follow(id, 999, 'member')).toEqual({ ok: false, error: { kind: 'permission' } });
    }
  });
});

it('refuses what is ahead of the log, and a run that there is not', async () => {
  const { runId } = await workerDrives();
  expect(await world.follow(runId, 2)).toMatchObject({ error: { kind: 'invalid', field: 'next' } });
  expect(await world.follow('0000000000000-0123456789abcdef', 0)).toEqual({
    ok: false,
    error: { kind: 'runNotFound' },
  });
});
