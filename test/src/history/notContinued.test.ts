import type { RunTicket } from '../../../src/contract';
import { logKey } from '../../../src/history/keys';
import { recordNotContinued } from '../../../src/history/recordNotContinued';
import { firstEditionRun } from '../support/firstEdition';
import { ADA, RecordWorld, TEAM } from './support/recordWorld';

/** What a run says when it does not go on without a page. */

let world: RecordWorld;
let run: RunTicket;
beforeEach(async () => {
  world = new RecordWorld();
  run = await world.made(await world.start(), [[0, 1]]);
  world.now += 60_000;
});

const record = (ticket: Pick<RunTicket, 'runId' | 'driver'> = run) =>
  recordNotContinued(world.store, ticket, 'actorUnavailable', world.now);

it('is an entry of its log, and nothing else is written', async () => {
  world.store.write = () => Promise.reject(new Error('Nothing is to be written.'));
  expect(await record()).toBe(true);
  expect(world.store.get(logKey(run.runId, run.next))).toMatchObject({
    ...{ kind: 'notContinued', reason: 'actorUnavailable' },
  });
});

it.each([
  [4, true],
  [5, false],
])('is tried five times where others are quicker: lost %i times', async (lost, isSaid) => {
  const claims = world.loseClaims(lost);
  expect(await record()).toBe(isSaid);
  expect(claims()).toBe(5);
});

it('is not said of a run that there is not, that has ended, or that another driver has', async () => {
  expect(await record({ ...run, runId: `${run.runId}x` })).toBe(false);
  expect(await record({ ...run, driver: 'another-driver-0001' })).toBe(false);
  const old = firstEditionRun({ groupId: TEAM, accountIds: world.people, actorId: ADA });
  for (const [key, value] of old.values) world.store.set(key, value);
  expect(await record({ ...run, runId: old.runId })).toBe(false);
  await world.control(run.runId, 'stop');
  const entries = world.store.keys('log:').length;
  expect(await record()).toBe(false);
  expect(world.store.keys('log:')).toHaveLength(entries);
});
