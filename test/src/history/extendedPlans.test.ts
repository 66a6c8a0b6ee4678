import type { Change } from '../../../src/contract/changes';
import type { RunTicket } from '../../../src/contract/runs';
import { planKey, runKey } from '../../../src/history/keys';
import { getRun } from '../../../src/history/readRun';
import { extendPlan } from '../../../src/history/registerRun';
import { askingOf, startRun } from '../../../src/makeChanges';
import { succeeded } from '../support/app';
import { blockOf, newRunOf } from '../support/runs';
import { ADA, RecordWorld, TEAM } from './support/recordWorld';

/** A plan that is named in several calls, each of which may be repeated. */

const FIRST = 500;
const TOTAL = 1_200;
const MAX_GROUPS = 200;

let world: RecordWorld;
let run: RunTicket;
/** 500 of 1,200 removals are named. */
beforeEach(async () => {
  world = new RecordWorld();
  const input = { ...newRunOf([blockOf(TEAM, idsOf(0, FIRST))]), total: TOTAL };
  ({ run } = succeeded(await startRun(input, world.tools())));
});

const idsOf = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `id-${from + n}`);
const removals = (from: number, to: number, groupId = TEAM): Change[] =>
  idsOf(from, to).map((accountId) => ({ action: 'remove', groupId, accountId }));

interface Extension {
  groups?: { id: string }[];
  undoes?: { runId: string; changes: readonly number[] };
  ticket?: RunTicket;
  as?: string;
}

function extend(from: number, changes: readonly Change[], extension: Extension = {}) {
  const { groups = [{ id: TEAM }], undoes, ticket = run, as = ADA } = extension;
  const more = { from, changes, groups, ...(undoes && { undoes }) };
  return extendPlan(world.store, ticket, more, askingOf(world.tools(as)));
}

const header = async () => (await world.load(run.runId)).header;
const refused = (field: string) => ({ ok: false, error: { kind: 'invalid', field } });

it('goes on where it ends, up to its total', async () => {
  expect(await extend(FIRST, removals(500, 1_000))).toEqual({ ok: true, run });
  expect(await extend(1_000, removals(1_000, TOTAL))).toEqual({ ok: true, run });
  expect(await header()).toMatchObject({ planned: TOTAL, actions: { add: 0, remove: TOTAL } });
  expect(world.store.keys(`plan:${run.runId}`)).toHaveLength(3);
});

it.each([
  ['with a gap', 1_000, removals(1_000, TOTAL)],
  ['beyond its total', FIRST, removals(500, 1_201)],
  ['by a part that is neither whole nor the last', FIRST, removals(500, 900)],
])('is not extended %s', async (_, from, changes) => {
  expect(await extend(from, changes)).toMatchObject(refused('from'));
  expect(await header()).toMatchObject({ planned: FIRST });
});

it('is not extended by what undoes something, where it undoes nothing', async () => {
  const undoes = { runId: 'another-run', changes: [0] };
  expect(await extend(FIRST, removals(500, 1_000), { undoes })).toMatchObject(refused('from'));
});

describe('where a call is repeated', () => {
  it('stays as it is', async () => {
    await extend(FIRST, removals(500, 1_000));
    const stored = world.store.copy();
    world.now += 1_000;
    expect(await extend(FIRST, removals(500, 1_000))).toEqual({ ok: true, run });
    expect(world.store.entries).toEqual(stored);
  });

  it.each<[string, Partial<Change>]>([
    ['another person', { accountId: 'id-999x' }],
    ['another group', { groupId: 'another' }],
    ['another action', { action: 'add' }],
  ])('names nobody else: %s', async (_, other) => {
    await extend(FIRST, removals(500, 1_000));
    const changes = removals(500, 1_000).map((change, n) => (n === 499 ? { ...change, ...other } : change));
    expect(await extend(FIRST, changes)).toMatchObject(refused('plan'));
  });

  it('is refused where what is repeated is not in the storage', async () => {
    await extend(FIRST, removals(500, 1_000));
    world.store.entries.delete(planKey(run.runId, 1));
    expect(await extend(FIRST, removals(500, 1_000))).toMatchObject({ ok: false });
  });
});

it('has each group once, and 200 of them at most', async () => {
  const groups = Array.from({ length: MAX_GROUPS }, (_, n) => ({ id: n === 0 ? TEAM : `group-${n}` }));
  expect(
    await extend(FIRST, removals(500, 1_000), { groups: [...groups, { id: 'one-more' }] }),
  ).toMatchObject(refused('plan'));
  succeeded(await extend(FIRST, removals(500, 1_000), { groups }));
  expect((await header()).groups.map(({ id }) => id)).toEqual(groups.map(({ id }) => id));
});

it('stays its driver’s for half a minute more, and no shorter than it was', async () => {
  world.now += 20_000;
  await extend(FIRST, removals(500, 1_000));
  expect((await header()).lease).toMatchObject({ driver: run.driver, until: world.now + 30_000 });
  const key = runKey(run.runId);
  const stored = await header();
  const until = world.now + 600_000;
  world.store.set(key, { ...stored, lease: { ...stored.lease, until } });
  await extend(1_000, removals(1_000, TOTAL));
  expect((await header()).lease.until).toBe(until);
});

it('is read a page of 10,000 changes at a time, from any place of it', async () => {
  const total = 10_700;
  ({ run } = succeeded(
    await startRun({ ...newRunOf([blockOf(TEAM, idsOf(0, FIRST))]), total }, world.tools()),
  ));
  succeeded(await extend(FIRST, removals(FIRST, total)));
  const placesFrom = async (from: number) => {
    const detail = await getRun(world.store, run.runId, from, world.now);
    return [detail?.changes[0]?.index, detail?.changes.at(-1)?.index, detail?.changes.length, detail?.next];
  };
  expect(await placesFrom(0)).toEqual([0, 9_999, 10_000, 10_000]);
  expect(await placesFrom(1)).toEqual([1, 10_000, 10_000, 10_001]);
  expect(await placesFrom(10_000)).toEqual([10_000, total - 1, 700, undefined]);
  expect(await placesFrom(10_250)).toEqual([10_250, total - 1, 450, undefined]);
  expect(await placesFrom(total)).toEqual([undefined, undefined, 0, undefined]);
});

it('is extended by its driver alone, and not after its end', async () => {
  const taken = { ok: false, error: { kind: 'runTaken' } };
  const more = removals(500, 1_000);
  expect(await extend(FIRST, more, { ticket: { ...run, driver: 'another-driver-0001' } })).toMatchObject(
    taken,
  );
  expect(await extend(FIRST, more, { as: 'admin-bob' })).toMatchObject(taken);
  expect(await extend(FIRST, more, { ticket: { ...run, runId: `${run.runId}x` } })).toMatchObject({
    ...{ ok: false, error: { kind: 'runNotFound' } },
  });
  world.now += 60_000;
  succeeded(await world.control(run.runId, 'stop'));
  expect(await extend(FIRST, more)).toMatchObject(taken);
});
