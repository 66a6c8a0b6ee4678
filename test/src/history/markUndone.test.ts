import type { RunTicket } from '../../../src/contract';
import { logKey } from '../../../src/history/keys';
import { markUndone, takenBackBy } from '../../../src/history/markUndone';
import { foldTail } from '../../../src/history/snapshot';
import { RecordWorld } from './support/recordWorld';

/** What a run is told of changes that another run took back. */

let world: RecordWorld;
let run: RunTicket;
beforeEach(async () => {
  world = new RecordWorld();
  run = await world.made(await world.start(), [[0, 1]]);
  world.now += 60_000;
});

const mark = (findChanges = () => Promise.resolve<[number, number][]>([[1, 1]])) =>
  markUndone(world.store, run.runId, 'undoing-run', findChanges, world.now);
const undone = async () =>
  (await world.detail(run.runId)).changes.flatMap(({ undone }, n) => (undone ? [n] : []));

it('is written into its log once, and shows in its record', async () => {
  const before = world.store.keys('log:').length;
  await mark();
  expect(world.store.get(logKey(run.runId, run.next))).toMatchObject({
    ...{ kind: 'undone', by: 'undoing-run', changes: [[1, 1]] },
  });
  expect(world.store.keys('log:')).toHaveLength(before + 1);
  expect(await undone()).toEqual([1]);
});

it('asks nothing where nothing was taken back', async () => {
  expect(await world.countRequests(() => mark(() => Promise.resolve([])))).toBe(0);
});

it.each([
  [1, 2, [1]],
  [4, 5, [1]],
  [5, 5, []],
])('is tried again where others are quicker: %i times', async (lost, tries, expected) => {
  const claims = world.loseClaims(lost);
  await mark();
  expect(claims()).toBe(tries);
  expect(await undone()).toEqual(expected);
});

it('is left where the run is at work just now', async () => {
  world.now -= 60_000;
  const letGo = world.hold();
  const sliced = world.slice(run, [[2, 2]]);
  while (!world.store.entries.has(logKey(run.runId, run.next))) await new Promise(setImmediate);
  await mark();
  expect(await undone()).toEqual([]);
  letGo();
  await sliced;
});

it('is left where there is no such run, or none that can be read', async () => {
  await markUndone(world.store, `${run.runId}x`, 'undoing-run', () => [[1, 1]], world.now);
  world.store.set(`run:${run.runId}`, { v: 99 });
  await mark();
  expect(world.store.entries.has(logKey(run.runId, run.next))).toBe(false);
});

it('is left where the storage does not answer, and hides no other error', async () => {
  world.store.faultOf = () => 'refused';
  await mark();
  world.store.faultOf = () => undefined;
  expect(await undone()).toEqual([]);
  await expect(mark(() => Promise.reject(new Error('A fault of the app.')))).rejects.toThrow('A fault');
});

it('is for what the other run may claim to have made: no more, and nothing that undoes nothing', async () => {
  world.confluence.faults.push({ match: /^DELETE.*person-2/, answer: { status: 403 } });
  const later = await world.made(await world.made(await world.takeUp(run.runId), [[3, 3]]), [[2, 2]]);
  const folded = await foldTail(world.store, await world.load(later.runId), [], { wanted: [0] });
  const change = (index: number, undoes?: number) => ({
    ...{ index, action: 'remove' as const, groupId: 'team', accountId: `person-${index}` },
    ...(undoes !== undefined && { undoes }),
  });
  const changes = [change(0, 7), change(1), change(2, 8), change(3, 9), change(4, 10), change(600, 11)];
  expect(takenBackBy(folded, changes)).toEqual([
    [7, 7],
    [9, 9],
  ]);
});
