import { openKey, vacancyKey } from '../../../src/history/keys';
import { acquirePlace, placeKeysOf, vacatePlace, type PlaceRequest } from '../../../src/history/places';
import { VERSION } from '../../../src/history/records';
import { succeeded } from '../support/app';
import { ADA, RecordWorld } from './support/recordWorld';

/** Which of an admin's ten places for unfinished runs a run gets, and who may give one away. */

let world: RecordWorld;
beforeEach(() => {
  world = new RecordWorld();
});

const acquire = (request: Partial<PlaceRequest> = {}) =>
  acquirePlace(world.store, {
    ...{ actorId: ADA, runId: 'run-new', beginning: 'beginning-new', isKnown: false },
    ...{ startedAt: world.now, now: world.now },
    ...request,
  });

/** Puts runs that were never written into the first places. */
function fill(count: number, at = world.now): void {
  for (let slot = 0; slot < count; slot += 1) {
    const value = { v: VERSION, runId: `run-${slot}`, beginning: `beginning-${slot}`, at };
    world.store.set(openKey(ADA, slot), value);
  }
}

it('is the first that is free', async () => {
  expect(await acquire()).toEqual({ key: openKey(ADA, 0), runId: 'run-new', isNew: true });
  fill(3);
  const claims = vi.spyOn(world.store, 'claim');
  expect(await acquire()).toEqual({ key: openKey(ADA, 3), runId: 'run-new', isNew: true });
  expect(claims).toHaveBeenCalledTimes(1);
});

it('is the one that the same beginning has, for whichever run that is', async () => {
  fill(3);
  const own = { key: openKey(ADA, 1), runId: 'run-1', isNew: false };
  expect(await acquire({ beginning: 'beginning-1' })).toEqual(own);
  expect(await acquire({ beginning: 'beginning-1', runId: 'run-1', isKnown: true })).toEqual(own);
});

it('is not that of the same beginning where the run is known to be another', async () => {
  fill(3);
  expect(await acquire({ beginning: 'beginning-1', isKnown: true })).toMatchObject({ key: openKey(ADA, 3) });
});

it('is a new one for a run that had ended, which has no beginning', async () => {
  fill(1);
  const times = { startedAt: world.now, now: world.now };
  const request = { actorId: ADA, runId: 'run-0', isKnown: true, ...times };
  expect(await acquirePlace(world.store, request)).toEqual({
    ...{ key: openKey(ADA, 1), runId: 'run-0', isNew: true },
  });
});

it('is the next where another call is quicker, and that one’s where it had the same beginning', async () => {
  const { claim } = world.store;
  const takenFirst = (beginning: string) => {
    world.store.claim = (key, ...rest) => {
      world.store.claim = claim;
      world.store.set(key, { v: VERSION, runId: 'run-quick', beginning, at: world.now });
      return claim(key, ...rest);
    };
  };
  takenFirst('another');
  expect(await acquire()).toEqual({ key: openKey(ADA, 1), runId: 'run-new', isNew: true });
  world.store.entries.clear();
  takenFirst('beginning-new');
  expect(await acquire()).toEqual({ key: openKey(ADA, 0), runId: 'run-quick', isNew: false });
});

describe('where all ten are taken', () => {
  it('is none, as long as each may still become a run', async () => {
    fill(10);
    world.now += 60_000;
    expect(await acquire()).toBeUndefined();
  });

  it('is one whose run was not written within a minute, for one caller alone', async () => {
    fill(10);
    const at = world.now;
    world.now += 60_001;
    expect(await acquire()).toEqual({ key: openKey(ADA, 0), runId: 'run-new', isNew: true });
    expect(world.store.get(vacancyKey(openKey(ADA, 0), at))).toEqual({ v: expect.any(Number) as number });
    // The place is another run's now; the next that was left behind is given away.
    expect(await acquire({ runId: 'run-2', beginning: 'b-2' })).toMatchObject({ key: openKey(ADA, 1) });
  });

  it('is none where another caller gives away each of them just now', async () => {
    fill(10);
    for (const key of placeKeysOf(ADA)) world.store.set(vacancyKey(key, world.now), { v: VERSION });
    world.now += 60_001;
    expect(await acquire()).toBeUndefined();
  });

  it('is that of a run that has ended, and not that of one that has not', async () => {
    const open = await world.start();
    const ended = await world.start();
    const stored = world.store.get(openKey(ADA, 1));
    world.now += 60_001;
    succeeded(await world.control(ended.runId, 'stop'));
    fill(10, world.now + 120_000);
    world.store.set(openKey(ADA, 0), { v: VERSION, runId: open.runId, at: 0 });
    world.store.set(openKey(ADA, 1), stored);
    expect(await acquire()).toMatchObject({ key: openKey(ADA, 1) });
  });

  it('is none that this version cannot read, nor that of a run it cannot read', async () => {
    fill(10, world.now + 120_000);
    world.store.set(openKey(ADA, 0), { v: 99 });
    world.store.set(openKey(ADA, 1), { v: VERSION, runId: 'run-odd', at: 0 });
    world.store.set('run:run-odd', { v: 99 });
    expect(await acquire()).toBeUndefined();
  });

  it.each([openKey(ADA, 0), 'run:run-0'])('is not decided where the storage fails at %s', async (failing) => {
    fill(10);
    world.now += 60_001;
    const { getMany } = world.store;
    world.store.getMany = (keys) =>
      keys.includes(failing) ? Promise.reject(new Error('A fault.')) : getMany(keys);
    await expect(acquire()).rejects.toThrow('A fault.');
  });
});

it('is put right where its run was left behind, and otherwise left', async () => {
  fill(2);
  const value = (slot: number) => world.store.get(openKey(ADA, slot));
  await vacatePlace(world.store, openKey(ADA, 0), value(0), world.now + 60_000);
  await vacatePlace(world.store, openKey(ADA, 1), undefined, world.now + 60_001);
  expect(world.store.keys('open:')).toHaveLength(2);
  await vacatePlace(world.store, openKey(ADA, 0), value(0), world.now + 60_001);
  expect(world.store.keys('open:')).toEqual([openKey(ADA, 1)]);
});
