import { DAY, DueWorld, HOUR } from '../due/support/dueWorld';
import { STORE_FAULTS, type StoreFault } from '../due/support/memoryStore';

/** The trigger, and an edit, that break off at any of their requests to the storage. */

/** What comes of work of which the nth request ends so, for each n that it has. */
async function eachRequest(
  fault: StoreFault,
  set: () => Promise<DueWorld>,
  work: (world: DueWorld) => Promise<unknown>,
  then: (world: DueWorld) => Promise<void>,
): Promise<number> {
  for (let n = 0; ; n += 1) {
    const world = await set();
    world.store.requests = 0;
    world.store.faultOf = (request) => (request === n ? fault : undefined);
    await work(world);
    const { requests } = world.store;
    world.store.faultOf = () => undefined;
    if (requests <= n) return n;
    await then(world);
  }
}

async function threePeople(): Promise<DueWorld> {
  const world = new DueWorld();
  await world.addUntil(world.now + DAY, ['p1', 'p2', 'p3']);
  await world.addUntil(world.now + DAY, ['p4']);
  return world;
}

async function arrived(): Promise<DueWorld> {
  const world = await threePeople();
  world.now += DAY;
  return world;
}

describe.each(STORE_FAULTS)('the trigger, where a request is %s', (fault) => {
  it('makes each run once, if not at once then an hour later', async () => {
    const steps = await eachRequest(
      fault,
      arrived,
      (world) => world.fire(),
      async (world) => {
        await world.work();
        world.now += HOUR;
        expect(await world.fire()).toBe('done');
        await world.work();
        world.now += HOUR;
        expect(await world.fire()).toBe('done');
        await world.work();
        expect(world.removals.sort()).toEqual(['p1', 'p2', 'p3', 'p4']);
        const endings = await world.endings();
        expect(endings.map(({ run }) => run.counts.done).sort()).toEqual([1, 3]);
        expect(endings.every(({ run }) => run.endedAt !== undefined)).toBe(true);
        expect(await world.due()).toEqual([]);
        expect(world.store.keys('due:')).toEqual([]);
      },
    );
    expect(steps).toBeGreaterThan(15);
  });

  it('touches nobody who was taken back and added anew before it went on', async () => {
    await eachRequest(
      fault,
      arrived,
      (world) => world.fire(),
      async (world) => {
        await world.work();
        if (world.members.includes('p2')) {
          const due = (await world.due()).find(({ memberships }) => memberships.length === 3);
          await world.undo(due?.runId ?? '', [[1, 1]]);
          await world.addUntil(undefined, ['p2']);
        }
        for (let hour = 0; hour < 3; hour += 1) {
          world.now += HOUR;
          await world.fire();
          await world.work();
        }
        const removed = world.removals.filter((accountId) => accountId === 'p2');
        expect(removed).toEqual(['p2']);
        // What it did not do for that is listed, or an unfinished run.
        const left = (await world.due()).flatMap(({ memberships, notMade }) => (notMade ? memberships : []));
        const open = world.store.keys('open:').length;
        expect(world.members.filter((id) => id !== 'p2').length > 0).toBe(left.length > 0 || open > 0);
      },
    );
  });

  it('is beside another that comes at the same moment', async () => {
    await eachRequest(
      fault,
      arrived,
      (world) => Promise.all([world.fire(), world.fire()]),
      async (world) => {
        await world.work();
        world.now += HOUR;
        await Promise.all([world.fire(), world.fire()]);
        await world.work();
        expect(world.removals.sort()).toEqual(['p1', 'p2', 'p3', 'p4']);
        expect(await world.endings()).toHaveLength(2);
      },
    );
  });
});

describe.each(STORE_FAULTS)('an edit, where a request is %s', (fault) => {
  it('is made wholly or not at all, and can be made again', async () => {
    const before = { p1: 24, p2: 24, p3: 24, p4: 24 };
    const after = { p1: 24, p2: 48, p3: 24, p4: 24 };
    const move = async (world: DueWorld) => {
      const due = (await world.due()).find(({ memberships }) => memberships.some(({ index }) => index === 2));
      const { dueId = '' } = due ?? {};
      return { dueId, changes: [[1, 1]] as [number, number][], until: world.now + 2 * DAY };
    };
    let input: Awaited<ReturnType<typeof move>>;
    const steps = await eachRequest(
      fault,
      async () => {
        const world = await threePeople();
        input = await move(world);
        return world;
      },
      (world) => world.edit(input).catch((error: unknown) => error),
      async (world) => {
        const now = await world.dueIn();
        expect([before, after]).toContainEqual(now);
        if (now.p2 === before.p2) expect(await world.edit(await move(world))).toEqual({ ok: true });
        else expect(await world.edit(input)).toMatchObject({ error: { kind: 'invalid', field: 'dueId' } });
        expect(await world.dueIn()).toEqual(after);
        world.now += DAY;
        await world.fire();
        await world.work();
        expect(world.members).toEqual(['p2']);
        world.now += DAY;
        await world.fire();
        await world.work();
        expect(world.removals.sort()).toEqual(['p1', 'p2', 'p3', 'p4']);
      },
    );
    expect(steps).toBeGreaterThan(5);
  });
});

it('lets one of two win, an edit or the trigger, that come at the same moment', async () => {
  const won = new Set<boolean>();
  for (let lead = 0; lead < 40; lead += 1) {
    const world = await arrived();
    const due = (await world.due()).find(({ memberships }) => memberships.length === 3);
    const { dueId = '' } = due ?? {};
    const firing = world.fire();
    for (let turn = 0; turn < lead; turn += 1) await Promise.resolve();
    const edited = await world.edit({ dueId, until: world.now + DAY });
    await firing;
    await world.work();
    won.add(edited.ok);
    const stay = edited.ok ? ['p1', 'p2', 'p3'] : [];
    expect(world.members).toEqual(stay);
    world.now += DAY;
    await world.fire();
    await world.work();
    expect(world.removals.sort()).toEqual(['p1', 'p2', 'p3', 'p4']);
  }
  expect(won.size).toBe(2);
});
