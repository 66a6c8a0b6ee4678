import { succeeded } from '../support/app';
import { ADA, RecordWorld } from './support/recordWorld';

/** What an admin wants of a run while others write its log, or while there is nothing to tell. */

let world: RecordWorld;
beforeEach(() => {
  world = new RecordWorld();
});

it('is tried five times for a run whose log others go on with, and then left', async () => {
  const { runId } = await world.start();
  const claims = world.loseClaims();
  expect(await world.control(runId, 'pause')).toMatchObject({ ok: false, error: { kind: 'runBusy' } });
  expect(claims()).toBe(5);
});

it('ends no run at rest that others go on with', async () => {
  const { runId } = await world.made(await world.start(), [[0, 1]]);
  world.now += 60_000;
  const claims = world.loseClaims();
  expect(await world.control(runId, 'stop')).toMatchObject({ ok: false, error: { kind: 'runBusy' } });
  expect(claims()).toBe(5);
  expect((await world.load(runId)).header).not.toHaveProperty('endedAt');
});

it('takes nothing from a worker that goes on already', async () => {
  world.setBackground('possible');
  const { runId } = await world.made(await world.start(), [[0, 1]]);
  world.now += 60_000;
  const ticket = await world.made(await world.takeUp(runId), [[2, 3]], { as: ADA, isWorker: true });
  world.takesEvents = false;
  expect(succeeded(await world.control(runId, 'run')).next).toBe(ticket.next);
  expect(await world.detail(runId)).toMatchObject({ logNext: ticket.next });
  expect((await world.load(runId)).header).not.toHaveProperty('notContinued');
});
