import { openCheck, recordCheck, type OpenCheck } from '../../../src/history/checkChanges';
import { logKey } from '../../../src/history/keys';
import { askingOf } from '../../../src/makeChanges';
import { succeeded } from '../support/app';
import { BOB, RecordWorld, TEAM } from './support/recordWorld';

/** Which changes of a run Confluence is asked about, and what is written down of its answers. */

let world: RecordWorld;
let runId: string;
/** A run of twelve removals: one is made, two are left open by a server in trouble, the rest is not attempted. */
beforeEach(async () => {
  world = new RecordWorld();
  const begun = await world.made(await world.start(), [[0, 0]]);
  ({ runId } = begun);
  world.confluence.faults.push({ match: /^DELETE/, answer: { status: 500 } });
  await world.slice(begun, [[1, 2]]);
  world.confluence.faults.length = 0;
  world.now += 60_000;
});

const open = (first: number, last: number) => openCheck(world.store, runId, [[first, last]], world.now);
const checked = async (first: number, last: number): Promise<OpenCheck> =>
  succeeded(await open(first, last)).check;
const record = (check: OpenCheck, answers: [number, boolean][]) =>
  recordCheck(world.store, check, new Map(answers), askingOf(world.tools(BOB)));
const outcomes = async () =>
  (await world.detail(runId)).changes.slice(0, 4).map(({ outcome, reason }) => reason ?? outcome);

it('is asked about what is open of the changes named, and of no other', async () => {
  const { open: all } = await checked(0, 11);
  expect(all.map(({ index, groupId, accountId }) => [index, groupId, accountId])).toEqual([
    [1, TEAM, 'person-1'],
    [2, TEAM, 'person-2'],
  ]);
  expect((await checked(2, 5)).open.map(({ index }) => index)).toEqual([2]);
  expect((await checked(3, 11)).open).toEqual([]);
});

it('is asked about nothing before a run has made anything', async () => {
  ({ runId } = await world.start());
  expect((await checked(0, 11)).open).toEqual([]);
});

it('reads nothing for places beyond the plan', async () => {
  const within = await world.countRequests(() => checked(0, 11));
  expect(await world.countRequests(() => checked(0, 49_999))).toBe(within);
  expect((await checked(0, 49_999)).open.map(({ index }) => index)).toEqual([1, 2]);
});

it('is not begun for a run that is not there', async () => {
  runId = `${runId}x`;
  expect(await open(0, 11)).toEqual({ ok: false, error: { kind: 'runNotFound' } });
});

it('waits for a slice that is under way as long as that may take', async () => {
  const { runId: started, ...ticket } = await world.takeUp(runId);
  const letGo = world.hold();
  const slice = world.slice({ runId: started, ...ticket }, [[3, 3]]);
  while (!world.store.entries.has(logKey(runId, ticket.next))) await new Promise(setImmediate);
  world.now += 1_000;
  // 25 s of an invocation and a margin of 15 s, of which one has passed.
  expect(await open(0, 11)).toEqual({ ok: false, error: { kind: 'runBusy', retryAfterMs: 39_000 } });
  letGo();
  await slice;
});

it('settles what was answered, and leaves the rest open', async () => {
  expect(await record(await checked(0, 11), [[1, false]])).toEqual({ ok: true });
  expect(await outcomes()).toEqual(['done', 'done', 'unavailable', 'notAttempted']);
  expect(await record(await checked(0, 11), [[2, true]])).toEqual({ ok: true });
  expect(await outcomes()).toEqual(['done', 'done', 'notMade', 'notAttempted']);
});

it('writes nothing where nothing was answered, or only what was not asked', async () => {
  const check = await checked(0, 11);
  const before = new Map(world.store.entries);
  expect(await record(check, [])).toEqual({ ok: true });
  expect(await record(check, [[5, true]])).toEqual({ ok: true });
  expect(world.store.entries).toEqual(before);
});

it('is of no use where the run went on meanwhile', async () => {
  const check = await checked(0, 11);
  await world.takeUp(runId);
  expect(await record(check, [[1, false]])).toMatchObject({ ok: false, error: { kind: 'runBusy' } });
  expect(await outcomes()).toEqual(['done', 'unavailable', 'unavailable', 'notAttempted']);
});

it('names who checked in the log', async () => {
  const check = await checked(0, 11);
  await record(check, [
    [1, false],
    [2, true],
  ]);
  expect(world.store.get(logKey(runId, check.run.next))).toMatchObject({
    ...{ kind: 'check', actorId: BOB },
    ...{ so: [[1, 1]], notSo: [[2, 2]] },
  });
});
