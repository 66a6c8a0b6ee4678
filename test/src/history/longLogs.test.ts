import type { RunTicket, RunWish } from '../../../src/contract/runs';
import { logKey } from '../../../src/history/keys';
import { loadRun } from '../../../src/history/loadRun';
import { recordNotContinued } from '../../../src/history/recordNotContinued';
import { VERSION } from '../../../src/history/records';
import { succeeded } from '../support/app';
import { firstEditionRun } from '../support/firstEdition';
import { newDriver } from '../support/runs';
import { ADA, RecordWorld, TEAM } from './support/recordWorld';

/** A log that has gone on by many entries since the header was written, or since a driver heard of it. */

let world: RecordWorld;
let run: RunTicket;
beforeEach(async () => {
  world = new RecordWorld();
  run = await world.made(await world.start(), [[0, 1]]);
});

/** Entries that others have appended, the last of which is the wish. */
function append(count: number, wish: RunWish = 'run'): void {
  for (let n = 0; n < count; n += 1) {
    world.store.set(logKey(run.runId, run.next + n), {
      ...{
        v: VERSION,
        kind: 'control',
        id: `entry-${n}`,
        actorId: ADA,
        wish: n === count - 1 ? wish : 'pause',
      },
    });
  }
}

it.each([0, 1, 7, 8, 9, 15, 16, 17, 24, 26])('is read to its end: %i entries behind', async (count) => {
  const { tail } = await world.load(run.runId);
  append(count);
  const loaded = await world.load(run.runId);
  expect(loaded.next).toBe(run.next + count);
  expect(loaded.tail).toHaveLength(tail.length + count);
  expect(loaded.header.wish ?? 'run').toBe('run');
});

it('is read in one request where the caller knows about where it ends, else in two, and one more for each eight', async () => {
  const read = (next?: number) =>
    world.countRequests(() => loadRun(world.store, run.runId, world.now, next === undefined ? {} : { next }));
  expect(await read(run.next)).toBe(1);
  expect(await read()).toBe(2);
  append(8);
  expect(await read()).toBe(3);
});

describe('a driver', () => {
  it.each([1, 5, 25])('is told what it missed, and nothing is made: %i entries', async (count) => {
    append(count);
    expect(await world.slice(run, [[2, 2]])).toEqual({
      ...{ ok: true, missed: [], wish: 'run', run: { ...run, next: run.next + count } },
    });
    expect(world.confluence.groups.get(TEAM)?.members).toContain('person-2');
  });

  it('is not told of more than 25', async () => {
    append(26);
    expect(await world.slice(run, [[2, 2]])).toMatchObject({
      ...{ ok: false, error: { kind: 'invalid', field: 'run' } },
    });
  });

  it('is told what was made and not what admins want, where none of them said so', async () => {
    const before = run;
    run = await world.made(run, [[2, 3]]);
    expect(await world.slice(before, [[4, 4]])).toEqual({
      ok: true,
      missed: [
        {
          ...{ kind: 'slice', actorId: ADA, changes: [[2, 3]] },
          outcomes: [{ status: 'done' }, { status: 'done' }],
        },
      ],
      run,
    });
  });

  it('is told both where there is both', async () => {
    const before = run;
    run = await world.made(run, [[2, 3]]);
    append(1);
    expect(await world.slice(before, [[4, 4]])).toMatchObject({ missed: [{ kind: 'slice' }], wish: 'run' });
  });

  it('is told to pause, and by when it may ask again where a slice is under way', async () => {
    append(1, 'pause');
    expect(await world.slice({ ...run, next: run.next + 1 }, [[2, 2]])).toMatchObject({
      ...{ ok: true, missed: [], wish: 'pause' },
    });
  });

  it('is told that it does not go on', async () => {
    world.now += 60_000;
    await recordNotContinued(world.store, run, 'actorUnavailable', world.now);
    expect(await world.slice(run, [[2, 2]])).toMatchObject({ missed: [], notContinued: 'actorUnavailable' });
  });
});

it('is read for a page that follows it, eight entries at a time', async () => {
  append(17, 'pause');
  const follow = async (next: number) => {
    const requests = world.store.requests;
    const followed = succeeded(await world.follow(run.runId, next));
    return [followed.next, followed.wish, world.store.requests - requests];
  };
  expect(await follow(run.next)).toEqual([run.next + 8, 'pause', 4]);
  expect(await follow(run.next + 8)).toEqual([run.next + 16, 'pause', 4]);
  expect(await follow(run.next + 16)).toEqual([run.next + 17, 'pause', 4]);
});

it('is asked for in one request by a page that follows closely', async () => {
  for (const next of [0, 1, run.next]) {
    expect(await world.countRequests(() => world.follow(run.runId, next))).toBe(1);
  }
});

it('says when a slice that is under way has to be over', async () => {
  const letGo = world.hold();
  const sliced = world.slice(run, [[2, 2]]);
  while (!world.store.entries.has(logKey(run.runId, run.next))) await new Promise(setImmediate);
  expect(await world.slice({ ...run, next: run.next + 1 }, [[3, 3]])).toMatchObject({
    ...{ ok: false, error: { kind: 'runBusy', retryAfterMs: 40_000 } },
  });
  letGo();
  succeeded(await sliced);
});

it('leaves a run of the first edition as it is for a driver or a follower of it', async () => {
  const old = firstEditionRun({ groupId: TEAM, accountIds: world.people, actorId: ADA });
  for (const [key, value] of old.values) world.store.set(key, value);
  const before = world.store.copy();
  const ticket = { runId: old.runId, driver: newDriver(), next: 0 };
  expect(await world.slice(ticket, [[0, 0]])).toMatchObject({ ok: false, error: { kind: 'runNotFound' } });
  expect(await world.follow(old.runId, 0)).toMatchObject({ ok: false, error: { kind: 'runNotFound' } });
  expect(world.store.entries).toEqual(before);
});
