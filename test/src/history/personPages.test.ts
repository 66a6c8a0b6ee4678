import { listPersonEvents } from '../../../src/history/listPersonEvents';
import { RecordWorld } from './support/recordWorld';

/** Where a call about one person ends: after as many events as asked for, after a while, and after 20 reads. */

const READ_AT_A_TIME = 2;
const RUNS = 9;

let world: RecordWorld;
/** Newest first. */
let runIds: string[];
/** ms that each read of plans takes. */
let readMs: number;
let reads: number;

/** Nine runs that have removed the first of the people, of which the storage gives two at a time. */
beforeEach(async () => {
  world = new RecordWorld();
  runIds = [];
  readMs = 0;
  reads = 0;
  for (let n = 0; n < RUNS; n += 1) {
    const run = await world.made(await world.start(), [[0, 0]]);
    await world.control(run.runId, 'stop');
    runIds.unshift(run.runId);
    world.now += 60_000;
  }
  const { list } = world.store;
  world.store.list = (prefix, page) => {
    reads += 1;
    world.now += readMs;
    return list(prefix, { ...page, limit: READ_AT_A_TIME });
  };
});

async function ask(personId: string, limit: number, cursor?: string) {
  reads = 0;
  const input = { personId, limit, ...(cursor !== undefined && { cursor }) };
  const page = await listPersonEvents(world.store, input, { now: () => world.now });
  return { ...page, runIds: page.events.map(({ runId }) => runId), reads };
}

const PERSON = 'person-0';

it('ends with the last run, without a cursor', async () => {
  const page = await ask(PERSON, 50);
  expect(page).toMatchObject({ runIds, reads: 5, unreadable: 0 });
  expect(page).not.toHaveProperty('cursor');
});

it.each([1, 2, 3, 4])('goes on where a page of %i ended, without a gap', async (limit) => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(PERSON, limit, cursor);
    expect(page.runIds.length).toBeLessThanOrEqual(limit);
    found.push(...page.runIds);
    ({ cursor } = page);
  } while (cursor !== undefined);
  expect(found).toEqual(runIds);
});

it('answers the first that it has found after 200 ms, and more of them after 1.5 s', async () => {
  readMs = 200;
  const first = await ask(PERSON, 50);
  // Two reads: 200 ms are not over after the first.
  expect(first).toMatchObject({ reads: 2, runIds: runIds.slice(0, 4) });
  expect(first.searchedTo).toBe('2026-03-01T10:05:00.000Z');
  readMs = 700;
  expect(await ask(PERSON, 50, first.cursor)).toMatchObject({ reads: 3, runIds: runIds.slice(4) });
  readMs = 750;
  expect(await ask(PERSON, 50, first.cursor)).toMatchObject({ reads: 3 });
  readMs = 751;
  expect(await ask(PERSON, 50, first.cursor)).toMatchObject({ reads: 2, runIds: runIds.slice(4, 8) });
});

it('answers after 5 s that it has found nothing yet', async () => {
  readMs = 1_250;
  expect(await ask('nobody', 50)).toMatchObject({ reads: 5, events: [] });
  readMs = 1_251;
  const page = await ask('nobody', 50);
  expect(page).toMatchObject({ reads: 4, events: [], searchedTo: '2026-03-01T10:01:00.000Z' });
  expect(await ask('nobody', 50, page.cursor)).toMatchObject({ reads: 1, events: [] });
});

it('reads 20 times at most, 50 stretches of plans each', async () => {
  const { list } = world.store;
  const limits = new Set<number>();
  // As a storage does whose pages are empty now and then.
  world.store.list = async (prefix, page) => {
    limits.add(page.limit);
    return { ...(await list(prefix, page)), cursor: '0' };
  };
  expect(await ask('nobody', 50)).toMatchObject({ reads: 20, events: [] });
  expect([...limits]).toEqual([50]);
});
