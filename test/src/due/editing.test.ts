import type { DueMemberships } from '../../../src/contract';
import { ADA, additionsOf, BOB, DAY, DueWorld, HOUR, TEAM } from './support/dueWorld';

let world: DueWorld;
beforeEach(() => {
  world = new DueWorld();
});

/** The memberships among which one person's is. */
async function dueOf(accountId: string): Promise<DueMemberships> {
  const due = (await world.due()).find(({ memberships }) =>
    memberships.some((one) => one.accountId === accountId),
  );
  if (!due) throw new Error(`${accountId} is not due.`);
  return due;
}

const REFUSED = { ok: false, error: { kind: 'invalid' } };

describe('a date', () => {
  const start = (until: number) => world.addUntil(until, ['p1']);

  it.each([
    ['less than an hour ahead', HOUR - 1],
    ['past', -DAY],
    ['more than 360 days ahead', 360 * DAY + 1],
  ])('is refused that is %s', async (_, ms) => {
    await expect(start(world.now + ms)).rejects.toThrow('until');
    expect(world.store.entries.size).toBe(0);
  });

  it.each([HOUR, 360 * DAY])('can be %d ms ahead', async (ms) => {
    const runId = await start(world.now + ms);
    expect(world.store.get(`run:${runId}`)).toMatchObject({ until: world.now + ms });
    expect(await dueOf('p1')).toMatchObject({ runId, until: new Date(world.now + ms).toISOString() });
  });

  it('is refused for a run that only removes, and for one that undoes', async () => {
    const until = world.now + DAY;
    const blocks = [{ groupId: TEAM, action: 'remove' as const, accountIds: ['other-1'] }];
    await expect(world.make({ plan: { blocks }, total: 1, until })).rejects.toThrow('until');
    const runId = await world.make({ plan: { blocks }, total: 1 });
    const undoes = { runId, changes: [[0, 0]] as [number, number][] };
    await expect(world.make({ plan: { undoes }, total: 1, until })).rejects.toThrow('until');
    expect(world.store.keys('due:')).toEqual([]);
  });

  it('is shown with the run', async () => {
    const until = world.now + DAY;
    await start(until);
    world.now += 1;
    await world.make(additionsOf(['p2']));
    const records = await world.records();
    expect(records.map((run) => run.until)).toEqual([new Date(until).toISOString(), undefined]);
  });

  it('is written once, however often the run is begun', async () => {
    const { registered } = await world.beginTwice({ ...additionsOf(['p1']), until: world.now + DAY });
    expect(registered).toBe(1);
    expect(world.store.keys('due:')).toHaveLength(1);
  });

  it('tells one beginning from another', async () => {
    const { answers } = await world.beginTwice(
      { ...additionsOf(['p1']), until: world.now + DAY },
      { ...additionsOf(['p1']), until: world.now + 2 * DAY },
    );
    expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { field: 'driver' } }]);
  });
});

it('keeps what is due, and what closed it, as long as the run', async () => {
  const runId = await world.addUntil(world.now + 3 * DAY, ['p1', 'p2']);
  const ends = world.now + (world.store.entries.get(`run:${runId}`)?.ttlSeconds ?? 0) * 1_000;
  world.now += DAY;
  const { dueId } = await dueOf('p1');
  await world.edit({ dueId, changes: [[0, 0]], until: world.now + DAY });
  for (const prefix of ['due:', 'dueClosing:']) {
    const keys = world.store.keys(prefix);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(world.now + (world.store.entries.get(key)?.ttlSeconds ?? 0) * 1_000).toBe(ends);
    }
  }
});

describe('an edit', () => {
  beforeEach(() => world.addUntil(world.now + DAY, ['p1', 'p2', 'p3', 'p4']));

  it('gives all of them another date', async () => {
    const { dueId } = await dueOf('p1');
    expect(await world.edit({ dueId, until: world.now + 2 * DAY })).toEqual({ ok: true });
    expect(await world.dueIn()).toEqual({ p1: 48, p2: 48, p3: 48, p4: 48 });
  });

  it('gives some of them another date, and again, as the admin who edits', async () => {
    const first = await dueOf('p1');
    await world.edit({ dueId: first.dueId, changes: [[1, 2]], until: world.now + 2 * DAY }, BOB);
    const second = await dueOf('p3');
    expect(second).toMatchObject({ actorId: BOB, memberships: [{ index: 1 }, { index: 2 }] });
    expect(await dueOf('p1')).toMatchObject({ actorId: ADA, memberships: [{ index: 0 }, { index: 3 }] });
    await world.edit({ dueId: second.dueId, changes: [[2, 2]], until: world.now + 2 * HOUR });
    expect(await world.dueIn()).toEqual({ p1: 24, p2: 48, p3: 2, p4: 24 });
    expect((await world.due()).map(({ until }) => until)).toEqual([...(await untils())].sort());
  });

  const untils = async () => (await world.due()).map(({ until }) => until);

  it('lets some of them stay', async () => {
    const { dueId } = await dueOf('p1');
    await world.edit({ dueId, changes: [[0, 1]], until: null });
    expect(await world.dueIn()).toEqual({ p3: 24, p4: 24 });
    world.now += DAY;
    await world.fire();
    await world.work();
    expect(world.members).toEqual(['p1', 'p2']);
  });

  it('lets all of them stay', async () => {
    const { dueId } = await dueOf('p1');
    await world.edit({ dueId, until: null });
    expect(await world.due()).toEqual([]);
    expect(world.store.keys('due:')).toEqual([]);
    world.now += DAY;
    await world.fire();
    await world.work();
    expect(world.members).toEqual(['p1', 'p2', 'p3', 'p4']);
  });

  it('is refused of what was edited before, of what is not among them, and of what there is not', async () => {
    const { dueId } = await dueOf('p1');
    expect(await world.edit({ dueId, changes: [[3, 4]], until: null })).toMatchObject(REFUSED);
    expect(await world.edit({ dueId, changes: [[2, 2]], until: null })).toEqual({ ok: true });
    expect(await world.edit({ dueId, changes: [[1, 1]], until: null })).toMatchObject(REFUSED);
    const now = await dueOf('p1');
    expect(await world.edit({ dueId: now.dueId, changes: [[2, 2]], until: null })).toMatchObject(REFUSED);
    const unknown = { dueId: '0001772000000-0123456789abcdef', until: null };
    expect(await world.edit(unknown)).toMatchObject(REFUSED);
    expect(await world.dueIn()).toEqual({ p1: 24, p2: 24, p4: 24 });
  });

  it('is refused for a date that is not ahead, or that the run is not kept for', async () => {
    const { dueId } = await dueOf('p1');
    expect(await world.edit({ dueId, until: world.now + HOUR - 1 })).toMatchObject(REFUSED);
    world.now += 10 * DAY;
    expect(await world.edit({ dueId, until: world.now + 355 * DAY })).toMatchObject(REFUSED);
    expect(await world.edit({ dueId, until: world.now + 350 * DAY - HOUR })).toEqual({ ok: true });
  });

  it('is of one of two who edit at the same moment', async () => {
    const { dueId } = await dueOf('p1');
    const answers = await Promise.all([
      world.edit({ dueId, changes: [[0, 0]], until: null }),
      world.edit({ dueId, changes: [[1, 1]], until: world.now + 2 * DAY }, BOB),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const p2 = answers[1].ok ? { p1: 24, p2: 48 } : { p2: 24 };
    expect(await world.dueIn()).toEqual({ ...p2, p3: 24, p4: 24 });
  });

  it('stays where the record of before comes back late', async () => {
    const due = await dueOf('p1');
    const before = world.store.copy();
    await world.edit({ dueId: due.dueId, until: null });
    const key = `due:${due.dueId}`;
    const late = before.get(key);
    if (!late) throw new Error('It was not stored.');
    world.store.entries.set(key, late);
    expect(await world.due()).toEqual([]);
    world.now += DAY;
    await world.fire();
    expect(world.store.keys('due:')).toEqual([]);
    expect(await world.endings()).toEqual([]);
  });
});

it('keeps what is left of the largest run in records that the storage takes, however it is edited', async () => {
  const total = 50_000;
  const runId = await world.addUntil(world.now + DAY, ['p1', 'p2']);
  const header = world.store.get(`run:${runId}`);
  world.store.set(`run:${runId}`, { ...(header as object), total });
  for (let from = 0; from < total; from += 10_000) {
    // The last record has what was not edited yet.
    const dueId = world.store.keys('due:').find((key) => {
      const { changes = [[0, total - 1]] } = world.store.get(key) as { changes?: [number, number][] };
      return changes.some(([first, last]) => first <= from && last >= from);
    });
    const changes = Array.from({ length: 5_000 }, (_, n): [number, number] => [from + 2 * n, from + 2 * n]);
    const input = { dueId: dueId?.slice('due:'.length) ?? '', changes, until: null };
    expect(await world.edit(input)).toEqual({ ok: true });
  }
  const left = world.store.keys('due:').flatMap((key) => {
    const { changes } = world.store.get(key) as { changes: [number, number][] };
    return changes.map(([first]) => first);
  });
  expect(left.sort((a, b) => a - b)).toEqual(Array.from({ length: total / 2 }, (_, n) => 2 * n + 1));
});

it('lists the memberships of large runs in pages that a browser can take', async () => {
  const accountIds = Array.from({ length: 2_500 }, (_, n) => `p${n}`);
  for (const accountId of accountIds) world.confluence.accounts.set(accountId, 'atlassian');
  const runId = await world.addUntil(world.now + DAY, accountIds);
  for (let n = 0; n < 12; n += 1) {
    world.confluence.accounts.set(`q${n}`, 'atlassian');
    await world.addUntil(world.now + 2 * DAY, [`q${n}`]);
  }
  const due = await world.due();
  const large = due.filter((one) => one.runId === runId);
  expect(large.map(({ memberships }) => memberships.length)).toEqual([1_000, 1_000, 500]);
  expect(large.flatMap(({ memberships }) => memberships.map(({ accountId }) => accountId))).toEqual(
    accountIds,
  );
  expect(due.filter((one) => one.runId !== runId)).toHaveLength(12);
});
