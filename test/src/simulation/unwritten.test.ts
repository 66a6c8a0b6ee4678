import type { Schedule } from './schedule';
import { complaintsAbout, complaintsAboutHistory } from './truth';
import { World } from './world';

const PLAN: Schedule['plan'] = Array.from({ length: 60 }, (_, person) => ({
  ...{ person, group: 0, action: 'remove' },
}));

/** A storage that is down from the middle of the first slice on. */
const schedule = (forMs: number, controls: Schedule['controls'] = []): Schedule => ({
  ...{ seed: 0, plan: PLAN, soAlready: [], answersToRepetition: 'documented' },
  ...{ bystanders: 2, protectedPeople: [], latency: { leastMs: 120, mostMs: 120 }, overheadMs: 0 },
  ...{ skewsMs: [], requests: [], persons: [], invocations: [], offlineFrom: undefined, storage: [] },
  ...{ outage: { atMs: 300, forMs }, kills: [], events: [], controls, otherPerSecond: 0 },
  background: undefined,
});

it('goes on once the storage is back, and everyone’s outcome is written then', async () => {
  const world = new World(schedule(60_000));
  await world.timeline.pass(30_000);
  const removed = world.site.changedByApp.size;
  expect(world.run.getSnapshot()).toMatchObject({
    state: { name: 'pausedByLimit', error: { kind: 'storage' } },
    counts: { done: 0, left: 60 },
  });
  expect(removed).toBeLessThanOrEqual(25); // No further slice was begun.
  await world.end();
  expect(world.run.getSnapshot()).toMatchObject({ state: { name: 'done' }, counts: { done: 60 } });
  expect(complaintsAbout(world)).toEqual([]);
  expect(await complaintsAboutHistory(world)).toEqual([]);
});

it('leaves those open who were asked about when it is stopped before', async () => {
  const world = new World(schedule(10 * 60_000, [{ atMs: 8_000, control: 'stop' }]));
  await world.end();
  const { counts, notClosed } = world.run.getSnapshot();
  expect(counts).toEqual({ done: 0, unchanged: 0, failed: 0, unconfirmed: 25, notAttempted: 35, left: 0 });
  expect(notClosed).toMatchObject({ kind: 'storage' });
  expect(complaintsAbout(world)).toEqual([]);
  expect(await complaintsAboutHistory(world)).toEqual([]);
});
