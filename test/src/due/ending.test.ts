import { endRun, resumeRun } from '../../../src/history/leaseRun';
import { changeProtected } from '../../../src/history/protectedPeople';
import { askingOf, extendRun, makeChanges, startRun } from '../../../src/makeChanges';
import { ADA, additionsOf, BOB, DAY, DueWorld, HOUR, TEAM } from './support/dueWorld';

let world: DueWorld;
beforeEach(() => {
  world = new DueWorld();
});

async function onlyDue() {
  const [due, ...others] = await world.due();
  if (!due || others.length > 0) throw new Error(`There are ${others.length + (due ? 1 : 0)}.`);
  return due;
}

/** The date comes, and the trigger and the worker with it. */
async function pass(ms = 7 * DAY): Promise<void> {
  world.now += ms;
  await world.fire();
  await world.work();
}

it('removes on the day whom a run added until then, as a run of its own of the admin who set the date', async () => {
  const until = world.now + 7 * DAY;
  const runId = await world.addUntil(until, ['p1', 'p2']);
  expect(await onlyDue()).toMatchObject({
    ...{ runId, actorId: ADA, until: new Date(until).toISOString() },
    groups: [{ groupId: TEAM, name: TEAM }],
    memberships: [
      { index: 0, groupId: TEAM, accountId: 'p1' },
      { index: 1, groupId: TEAM, accountId: 'p2' },
    ],
  });
  await pass(7 * DAY - 1);
  expect(world.members).toEqual(['p1', 'p2']);
  expect(world.verified).toEqual([]);
  await pass(1);
  expect(world.members).toEqual([]);
  const [ending, ...others] = await world.endings();
  expect(others).toEqual([]);
  expect(ending?.run).toMatchObject({
    ...{ actorId: ADA, undoes: runId, isEnding: true, counts: { done: 2 } },
    groups: [{ groupId: TEAM, name: TEAM }],
  });
  expect(world.verified).toEqual([ADA]);
  expect(await world.due()).toEqual([]);
  expect(world.store.keys('due:')).toEqual([]);
  expect(world.store.keys('open:')).toEqual([]);
});

it('removes nobody who was in the group before, and nobody whom the run removed itself', async () => {
  world.confluence.alreadySo = 'refusal';
  world.confluence.groups.get(TEAM)?.members.add('p1');
  const blocks = [
    { groupId: TEAM, action: 'add' as const, accountIds: ['p1', 'p2'] },
    { groupId: TEAM, action: 'remove' as const, accountIds: ['other-3'] },
  ];
  await world.make({ plan: { blocks }, total: 3, until: world.now + DAY });
  expect(await world.dueIn()).toEqual({ p2: 24 });
  await pass();
  expect(world.members).toEqual(['p1']);
  expect(world.removals).toEqual(['other-3', 'p2']);
});

describe('an undo of the addition', () => {
  it('drops the date of whom it took back', async () => {
    const runId = await world.addUntil(world.now + DAY, ['p1', 'p2', 'p3']);
    await world.undo(runId, [[1, 1]]);
    expect(await world.dueIn()).toEqual({ p1: 24, p3: 24 });
    // Added again by another, without a date.
    await world.addUntil(undefined, ['p2'], BOB);
    await pass();
    expect(world.members).toEqual(['p2']);
    expect(world.removals).toEqual(['p2', 'p1', 'p3']);
  });

  it('leaves nothing to be done where it took all back', async () => {
    const runId = await world.addUntil(world.now + DAY, ['p1', 'p2']);
    await world.undo(runId, [[0, 1]]);
    expect(await world.due()).toEqual([]);
    await pass();
    expect(await world.endings()).toEqual([]);
    expect(world.verified).toEqual([]);
    expect(world.store.keys('due:')).toEqual([]);
  });
});

it('finds nothing to undo of the addition once its date has come', async () => {
  const runId = await world.addUntil(world.now + DAY, ['p1']);
  await pass();
  await expect(world.undo(runId, [[0, 0]])).rejects.toThrow('not there to take back');
});

it('can be undone: the people are there again, without a date', async () => {
  await world.addUntil(world.now + DAY, ['p1', 'p2']);
  await pass();
  const [ending] = await world.endings();
  await world.undo(ending?.run.runId ?? '', [[0, 1]]);
  expect(world.members).toEqual(['p1', 'p2']);
  expect(await world.due()).toEqual([]);
  await pass();
  expect(world.members).toEqual(['p1', 'p2']);
});

it('is made once however often the trigger comes, also twice at once', async () => {
  await world.addUntil(world.now + DAY, ['p1', 'p2']);
  world.now += 2 * DAY;
  await Promise.all([world.fire(), world.fire(), world.fire()]);
  await world.fire();
  await world.work();
  await world.fire();
  await world.work();
  expect(await world.endings()).toHaveLength(1);
  expect(world.removals).toEqual(['p1', 'p2']);
});

describe('where it cannot be done as the admin who set the date', () => {
  it.each(['actorUnavailable', 'notInEffect', 'permission'] as const)(
    'is listed with the reason, and tried no more: %s',
    async (reason) => {
      world.away.set(ADA, reason);
      const runId = await world.addUntil(world.now + DAY, ['p1', 'p2']);
      await pass();
      await pass(HOUR);
      expect(world.verified).toEqual([ADA]);
      expect(world.members).toEqual(['p1', 'p2']);
      expect(await onlyDue()).toMatchObject({ runId, notMade: reason, memberships: [{}, {}] });
      world.away.clear();
      await pass(HOUR);
      expect(world.members).toEqual(['p1', 'p2']);
      // The page's own review of it.
      await world.undo(runId, [[0, 1]], BOB);
      expect(world.members).toEqual([]);
      expect(await world.due()).toEqual([]);
      await pass(HOUR);
      expect(world.store.keys('due:')).toEqual([]);
      expect(await world.endings()).toEqual([]);
    },
  );

  it('is tried three times where Confluence does not say', async () => {
    world.away.set(ADA, 'unavailable');
    await world.addUntil(world.now + DAY, ['p1']);
    await pass();
    await pass(HOUR);
    expect(await onlyDue()).not.toHaveProperty('notMade');
    await pass(HOUR);
    expect(await onlyDue()).toMatchObject({ notMade: 'unavailable' });
    world.away.clear();
    await pass(HOUR);
    expect(world.members).toEqual(['p1']);
    expect(world.verified).toHaveLength(3);
  });

  it('is done at the second try where Confluence says by then', async () => {
    world.away.set(ADA, 'unavailable');
    await world.addUntil(world.now + DAY, ['p1']);
    await pass();
    world.away.clear();
    await pass(HOUR);
    expect(world.members).toEqual([]);
  });

  it('is asked once an admin, and others are not held up', async () => {
    world.away.set(ADA, 'actorUnavailable');
    await world.addUntil(world.now + DAY, ['p1']);
    await world.addUntil(world.now + DAY, ['p2']);
    await world.addUntil(world.now + DAY, ['p3'], BOB);
    await pass();
    expect(world.members).toEqual(['p1', 'p2']);
    expect(world.verified.sort()).toEqual([ADA, BOB]);
  });

  it('can be given another date by an admin who may, and is done as them then', async () => {
    world.away.set(ADA, 'permission');
    await world.addUntil(world.now + DAY, ['p1']);
    await pass();
    const { dueId } = await onlyDue();
    expect(await world.edit({ dueId, until: world.now + DAY }, BOB)).toEqual({ ok: true });
    const due = await onlyDue();
    expect(due).toMatchObject({ actorId: BOB });
    expect(due).not.toHaveProperty('notMade');
    await pass(DAY);
    expect(world.members).toEqual([]);
    expect((await world.endings())[0]?.run).toMatchObject({ actorId: BOB });
  });
});

it('waits for a run that has not ended, and then ends what it added', async () => {
  const driver = 'a-driver-of-a-long-run';
  const start = { driver, ...additionsOf(['p1', 'p2']), until: world.now + DAY };
  const begun = await startRun(start, world.tools(ADA));
  if (!begun.ok) throw new Error(JSON.stringify(begun));
  const first = await makeChanges({ run: begun.run, changes: [[0, 0]] }, world.tools(ADA));
  await pass();
  expect(world.members).toEqual(['p1']);
  expect(await onlyDue()).toMatchObject({ memberships: [{ accountId: 'p1' }] });
  if (!first.run) throw new Error('It has no ticket.');
  const second = await makeChanges({ run: first.run, changes: [[1, 1]] }, world.tools(ADA));
  if (!second.run) throw new Error('It has no ticket.');
  await endRun(world.store, second.run, askingOf(world.tools(ADA)));
  await pass(HOUR);
  expect(world.members).toEqual([]);
});

it('lets a run whose date has come not add more', async () => {
  const until = world.now + DAY;
  const runId = await world.addUntil(until, ['p1']);
  const input = { runId, driver: 'another-driver-of-it' };
  const refused = { error: { kind: 'invalid', field: 'runId' } };
  // The clock of the trigger's machine may be ahead, and it may have read the run already.
  expect(await resumeRun(world.store, input, { actorId: ADA, now: until - 30_000 })).toMatchObject(refused);
  await pass();
  expect(await resumeRun(world.store, input, { actorId: ADA, now: world.now })).toMatchObject(refused);
});

it('keeps the record while the queue does not take the run, and asks it again', async () => {
  await world.addUntil(world.now + DAY, ['p1']);
  world.takesEvents = false;
  await pass();
  expect(world.members).toEqual(['p1']);
  expect(await world.dueIn()).toHaveProperty('p1');
  world.takesEvents = true;
  await pass(3 * DAY);
  expect(world.members).toEqual([]);
  expect(await world.endings()).toHaveLength(1);
  expect(world.store.keys('due:')).toEqual([]);
});

it('leaves a protected person, and says so', async () => {
  await world.addUntil(world.now + DAY, ['p1', 'p2']);
  await changeProtected(world.store, { accountId: 'p1', isProtected: true });
  await pass();
  expect(world.members).toEqual(['p1']);
  expect((await world.endings())[0]?.changes).toMatchObject([
    { outcome: 'failed', reason: 'protected' },
    { outcome: 'done' },
  ]);
});

it('makes runs of at most 5,000 of one that added more, one after the other', async () => {
  const accountIds = Array.from({ length: 5_200 }, (_, n) => `p${n}`);
  for (const accountId of accountIds) world.confluence.accounts.set(accountId, 'atlassian');
  const driver = 'a-driver-of-many-people';
  const start = { driver, ...additionsOf(accountIds.slice(0, 5_000)), total: 5_200, until: world.now + DAY };
  const begun = await startRun(start, world.tools(ADA));
  if (!begun.ok) throw new Error(JSON.stringify(begun));
  const { plan } = additionsOf(accountIds.slice(5_000));
  expect(await extendRun({ run: begun.run, from: 5_000, plan }, world.tools(ADA))).toMatchObject({
    ok: true,
  });
  await world.carryOut(begun.run.runId, driver, 5_200, ADA);
  expect(Object.keys(await world.dueIn())).toHaveLength(5_200);
  world.now += DAY;
  await world.fire();
  expect((await world.endings()).map(({ run }) => run.total).sort()).toEqual([200, 5_000]);
  expect(world.delays.slice(-2)).toEqual([0, 100]);
  await world.work();
  expect(world.members).toEqual([]);
  expect(new Set(world.removals).size).toBe(world.removals.length);
  await pass(HOUR);
  expect(world.store.keys('due:')).toEqual([]);
});

it('stops before its time is over, and goes on an hour later', async () => {
  await world.addUntil(world.now + DAY, ['p1']);
  world.timeLeftMs = 1_000;
  await pass();
  expect(world.members).toEqual(['p1']);
  world.timeLeftMs = 600_000;
  await pass(HOUR);
  expect(world.members).toEqual([]);
});

it('lets a record of a run that is not there go after a day', async () => {
  const runId = await world.addUntil(world.now + DAY, ['p1']);
  world.store.entries.delete(`run:${runId}`);
  await pass(DAY);
  expect(world.store.keys('due:')).toHaveLength(1);
  await pass(2 * DAY);
  expect(world.store.keys('due:')).toEqual([]);
});

it('sees to the others where it cannot read one, and says so', async () => {
  const newer = await world.addUntil(world.now + DAY, ['p1']);
  world.store.set(`run:${newer}`, { v: 99 });
  await world.addUntil(world.now + DAY, ['p2']);
  world.store.set(`due:${world.now}-00000000000000ff`, { v: 99 });
  world.now += 2 * DAY;
  expect(await world.fire()).toBe('failed');
  await world.work();
  expect(world.members).toEqual(['p1']);
  expect(world.store.keys('due:')).toHaveLength(2);
});

it('takes none of the places that the admin has for unfinished runs', async () => {
  const people = Array.from({ length: 12 }, (_, n) => `q${n}`);
  for (const accountId of people) {
    world.confluence.accounts.set(accountId, 'atlassian');
    await world.addUntil(world.now + DAY, [accountId]);
  }
  world.now += DAY;
  await world.fire();
  expect(await world.endings()).toHaveLength(12);
  await world.make(additionsOf(['p1']));
  await world.work();
  expect(world.removals.sort()).toEqual([...people].sort());
  expect(world.store.keys('open:')).toEqual([]);
});

it('spreads the runs of one hour: Forge refuses more than 500 events a minute, and each takes three', async () => {
  for (let n = 0; n < 5; n += 1) await world.addUntil(world.now + DAY, [`p${n}`]);
  await pass();
  expect(world.delays.slice(-5)).toEqual([0, 1, 2, 3, 4]);
});
