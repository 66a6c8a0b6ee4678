import { logKey } from '../../../src/history/keys';
import { dismissRun } from '../../../src/history/leaseRun';
import { askingOf } from '../../../src/makeChanges';
import { succeeded } from '../support/app';
import { ADA, BOB, RecordWorld } from './support/recordWorld';

/** What an admin wants of a run, whoever drives it. */

let world: RecordWorld;
beforeEach(() => {
  world = new RecordWorld();
});

const removed = () => world.people.filter((one) => !world.confluence.groups.get('team')?.members.has(one));

/** Waits for what is under way, without a clock. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

describe('pause', () => {
  it('that another admin asks for is heeded before the next slice, and nothing is asked of Confluence then', async () => {
    const run = await world.made(await world.start(), [[0, 1]]);
    expect(await world.control(run.runId, 'pause', BOB)).toEqual({ ok: true, next: 2 });
    const answer = await world.slice(run, [[2, 3]]);
    expect(answer).toEqual({ ok: true, missed: [], wish: 'pause', run: { ...run, next: 2 } });
    expect(removed()).toHaveLength(2);
  });

  it('is heeded by a driver who knows of it and asks for a slice all the same', async () => {
    const run = await world.start();
    const { next } = succeeded(await world.control(run.runId, 'pause'));
    expect(await world.slice({ ...run, next }, [[0, 1]])).toEqual({
      ...{ ok: true, missed: [], wish: 'pause', run: { ...run, next } },
    });
    expect(removed()).toEqual([]);
  });

  it('that comes while a slice is at work lets that one be written down, and no other begin', async () => {
    const run = await world.start();
    const letGo = world.hold();
    const sliced = world.slice(run, [[0, 1]]);
    await until(() => world.store.entries.has(logKey(run.runId, 0)));
    expect(await world.control(run.runId, 'pause', BOB)).toEqual({ ok: true, next: 2 });
    letGo();
    const after = succeeded(await sliced).run ?? run;
    expect(after.next).toBe(1);
    expect(await world.slice(after, [[2, 3]])).toMatchObject({ missed: [], wish: 'pause', run: { next: 2 } });
    expect((await world.detail(run.runId)).run.counts).toMatchObject({ done: 2, unconfirmed: 0 });
  });

  it('comes before a slice or after it where both want the same number', async () => {
    const run = await world.start();
    const [paused, sliced] = await Promise.all([
      world.control(run.runId, 'pause', BOB),
      world.slice(run, [[0, 1]]),
    ]);
    succeeded(paused);
    const after = succeeded(sliced);
    expect([after.wish, removed().length]).toEqual(after.missed ? ['pause', 0] : [undefined, 2]);
    expect((await world.load(run.runId)).header.wish).toBe('pause');
    expect(await world.slice(after.run ?? run, [[2, 3]])).toMatchObject({ missed: [], wish: 'pause' });
  });

  it('is over once an admin lets it go on, and the driver is told that too', async () => {
    const run = await world.start();
    succeeded(await world.control(run.runId, 'pause', BOB));
    succeeded(await world.control(run.runId, 'run', BOB));
    const answer = succeeded(await world.slice(run, [[0, 1]]));
    expect(answer).toEqual({ ok: true, missed: [], wish: 'run', run: { ...run, next: 2 } });
    await world.made(answer.run ?? run, [[0, 1]]);
  });

  it('is over once a driver takes the run', async () => {
    const run = await world.start();
    succeeded(await world.control(run.runId, 'pause'));
    world.now += 31_000;
    const { run: taken } = succeeded(await world.resume(run.runId, BOB));
    await world.made(taken, [[0, 1]], { as: BOB });
  });

  it('asked for twice is written once', async () => {
    const { runId } = await world.start();
    expect(await world.control(runId, 'pause')).toEqual({ ok: true, next: 1 });
    expect(await world.control(runId, 'pause')).toEqual({ ok: true, next: 1 });
    expect(world.store.keys('log:')).toHaveLength(1);
  });

  it('stays what is wanted when a waiting driver keeps the run', async () => {
    const run = await world.start();
    succeeded(await world.control(run.runId, 'pause'));
    succeeded(await world.keep({ ...run, next: 1 }));
    expect((await world.load(run.runId)).header).toMatchObject({ wish: 'pause', folded: 1 });
  });
});

describe('stop', () => {
  it('is told to the driver, who ends it', async () => {
    const run = await world.made(await world.start(), [[0, 1]]);
    expect(await world.control(run.runId, 'stop', BOB)).toEqual({ ok: true, next: 2 });
    expect(await world.slice(run, [[2, 3]])).toMatchObject({ missed: [], wish: 'stop' });
    expect((await world.detail(run.runId)).run.endedAt).toBeUndefined();
  });

  it('ends a run at once that nobody drives', async () => {
    const run = await world.made(await world.start(), [[0, 1]]);
    world.now += 6_000;
    expect(await world.control(run.runId, 'stop', BOB)).toEqual({ ok: true, next: 2 });
    expect((await world.detail(run.runId)).run).toMatchObject({
      endedAt: expect.any(String) as string,
      counts: { done: 2, notAttempted: 10 },
    });
    expect(world.store.keys('open:')).toEqual([]);
  });

  it('ends a run at once that is paused, although a page keeps it, and the page is told', async () => {
    const run = await world.start();
    const { next } = succeeded(await world.control(run.runId, 'pause'));
    succeeded(await world.keep({ ...run, next }));
    succeeded(await world.control(run.runId, 'stop', BOB));
    expect((await world.detail(run.runId)).run.endedAt).toBeDefined();
    expect(await world.keep({ ...run, next })).toEqual({ ok: false, error: { kind: 'runTaken' } });
  });

  it('is heeded by a page that waits when it keeps the run: that ends it', async () => {
    const run = await world.start();
    succeeded(await world.keep(run));
    succeeded(await world.control(run.runId, 'stop', BOB));
    expect((await world.detail(run.runId)).run.endedAt).toBeUndefined();
    expect(await world.keep(run)).toEqual({ ok: false, error: { kind: 'runTaken' } });
    expect((await world.detail(run.runId)).run.endedAt).toBeDefined();
  });

  it('is not taken back by another wish', async () => {
    const run = await world.start();
    succeeded(await world.control(run.runId, 'stop'));
    for (const wish of ['run', 'pause'] as const) {
      expect(await world.control(run.runId, wish, BOB)).toEqual({ ok: false, error: { kind: 'runTaken' } });
    }
    expect(await world.slice(run, [[0, 1]])).toMatchObject({ missed: [], wish: 'stop' });
  });

  it('waits for a slice whose invocation may still be at work', async () => {
    const run = await world.start();
    const letGo = world.hold();
    const sliced = world.slice(run, [[0, 1]]);
    await until(() => world.store.entries.has(logKey(run.runId, 0)));
    expect(await world.control(run.runId, 'stop', BOB)).toEqual({ ok: true, next: 2 });
    letGo();
    succeeded(await sliced);
    expect((await world.detail(run.runId)).run).toMatchObject({ counts: { done: 2 } });
    world.now += 6_000;
    succeeded(await dismissRun(world.store, run, askingOf(world.tools(BOB))));
    expect((await world.detail(run.runId)).run).toMatchObject({ counts: { done: 2, unconfirmed: 0 } });
  });
});

it.each(['run', 'pause', 'stop'] as const)(
  'refuses %s of a run that has ended, or that there is not',
  async (wish) => {
    const { runId } = await world.start();
    world.now += 31_000;
    succeeded(await dismissRun(world.store, { runId }, askingOf(world.tools())));
    expect(await world.control(runId, wish)).toEqual({ ok: false, error: { kind: 'runTaken' } });
    expect(await world.control('0000000000000-0123456789abcdef', wish)).toEqual({
      ok: false,
      error: { kind: 'runNotFound' },
    });
  },
);

it('of two admins at once is heeded for both: a run that is to pause and to end ends', async () => {
  const { runId } = await world.start();
  const [paused, stopped] = await Promise.all([
    world.control(runId, 'pause', ADA),
    world.control(runId, 'stop', BOB),
  ]);
  succeeded(stopped);
  const { wish, endedAt } = (await world.load(runId)).header;
  if (paused.ok) expect(endedAt).toBeDefined();
  else expect([paused.error.kind, wish]).toEqual(['runTaken', 'stop']);
});
