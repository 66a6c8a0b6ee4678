import type { Change } from '../../../src/contract/changes';
import { stateKey } from '../../../src/history/keys';
import { getRun } from '../../../src/history/readRun';
import { recordSlice, type SliceMaker } from '../../../src/history/recordSlice';
import { registerRun } from '../../../src/history/registerRun';
import { Timeline } from '../../support/timeline';
import { Storage } from '../simulation/storage';

const ACTOR = 'admin';

it('makes up from the log for the states of a stretch that an older write has put back', async () => {
  const timeline = new Timeline();
  const store = new Storage({ timeline, faultOf: () => undefined });
  store.isCalm = true;
  const changes = ['ada', 'bob', 'eve'].map((accountId): Change => {
    return { groupId: 'group', accountId, action: 'remove' };
  });
  const registration = {
    ...{ driver: 'driver-of-a-late-write', beginning: 'b'.repeat(32), changes, total: changes.length },
    groups: [{ id: 'group' }],
  };
  const begun = await registerRun(store, registration, { actorId: ACTOR, now: timeline.now() });
  if (!begun.ok) throw new Error(begun.error.kind);
  const tools = { store, clock: timeline, timeLeftMs: () => 25_000, actorId: ACTOR };
  const maker: SliceMaker = {
    verify: () => Promise.resolve({ ok: true }),
    prepare: (planned) =>
      Promise.resolve(() =>
        Promise.resolve({
          outcomes: planned.map(({ index }) => ({ change: index, outcome: { status: 'done' } as const })),
          ...{ stopped: [], paces: {} },
        }),
      ),
    ends: false,
  };
  const first = await recordSlice(begun.run, [[0, 0]], maker, tools);
  const key = stateKey(begun.run.runId, 0);
  const older = (await store.getMany([key])).get(key);
  if (!first.run) throw new Error('The slice was not recorded.');
  const second = await recordSlice(first.run, [[1, 1]], maker, tools);
  await store.write({ set: [{ key, value: older, ttlSeconds: 1 }] });

  const outcomes = async () =>
    (await getRun(store, begun.run.runId, 0, timeline.now()))?.changes.map(({ outcome }) => outcome);
  expect(await outcomes()).toEqual(['done', 'done', 'notAttempted']);
  // What is written next keeps it.
  if (!second.run) throw new Error('The slice was not recorded.');
  await recordSlice(second.run, [[2, 2]], maker, tools);
  expect(await outcomes()).toEqual(['done', 'done', 'done']);
});
