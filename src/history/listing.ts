import type { ListRunsInput, RunPage, RunRecord } from '../contract';
import { keptHeader } from './header';
import { PLAN_PREFIX, RUN_PREFIX, runIdIn, runKey } from './keys';
import { planIn, recordOf } from './records';
import type { Store } from './store';

/** Runs, newest first. All of it may throw `StorageError`. */

/** A filter looks through so many runs a request, and so many requests a page. */
const RUNS_A_READ = 100;
/** Stretches of 500 people, at most 65 KB each. */
const PLANS_A_READ = 50;
const READS_A_PAGE = 10;

/** Runs that stand together in the storage, in no order, and where the next ones are. */
interface Read {
  runs: RunRecord[];
  cursor?: string;
}

/** Where a page ended: in the read that begins at the cursor, after so many runs that fit. */
interface Place {
  cursor: string | undefined;
  skip: number;
}

/**
 * As many as asked for, or with a filter those found in a bounded number of reads.
 * @param now ms since the epoch
 */
export async function listRuns(store: Store, input: ListRunsInput, now: number): Promise<RunPage> {
  const { limit, groupId, actorId, personId } = input;
  const isFiltered = groupId !== undefined || actorId !== undefined;
  const read = (cursor: string | undefined) =>
    personId === undefined
      ? readRuns(store, isFiltered ? RUNS_A_READ : limit, cursor, now)
      : runsAbout(store, personId, cursor, now);
  const fits = (run: RunRecord) =>
    (groupId === undefined || run.groupId === groupId) && (actorId === undefined || run.actorId === actorId);

  const runs: RunRecord[] = [];
  let place = placeIn(input.cursor);
  for (let reads = 0; reads < READS_A_PAGE; reads += 1) {
    const { runs: all, cursor } = await read(place.cursor);
    const fitting = all.filter(fits).sort((a, b) => (a.runId < b.runId ? -1 : 1));
    const taken = fitting.slice(place.skip, place.skip + limit - runs.length);
    runs.push(...taken);
    const skip = place.skip + taken.length;
    if (skip < fitting.length) return { runs, cursor: written({ ...place, skip }) };
    if (cursor === undefined) return { runs };
    place = { cursor, skip: 0 };
    if (runs.length === limit) break;
  }
  return { runs, cursor: written(place) };
}

/** What the page hands back is a number and the storage's own cursor. */
function written({ cursor = '', skip }: Place): string {
  return `${skip} ${cursor}`;
}

function placeIn(text: string | undefined): Place {
  const [, skip = '0', cursor = ''] = /^(\d{1,3}) (.*)$/.exec(text ?? '') ?? [];
  return { cursor: cursor || undefined, skip: Number(skip) };
}

async function readRuns(store: Store, limit: number, cursor: string | undefined, now: number): Promise<Read> {
  const page = await store.list(RUN_PREFIX, { limit, cursor });
  return {
    runs: recordsIn(page.entries, now),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  };
}

/** Whom a run is about stands in its plans only. */
async function runsAbout(
  store: Store,
  personId: string,
  cursor: string | undefined,
  now: number,
): Promise<Read> {
  const page = await store.list(PLAN_PREFIX, { limit: PLANS_A_READ, cursor });
  const found = page.entries.filter(({ value }) => planIn(value).includes(personId));
  const keys = found.map(({ key }) => runKey(runIdIn(key, PLAN_PREFIX)));
  const headers = await store.getMany([...new Set(keys)]);
  return {
    runs: recordsIn(
      [...headers].map(([key, value]) => ({ key, value })),
      now,
    ),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  };
}

function recordsIn(entries: readonly { key: string; value: unknown }[], now: number): RunRecord[] {
  return entries.flatMap(({ key, value }) => {
    const run = keptHeader(value, now);
    return run ? [recordOf(runIdIn(key, RUN_PREFIX), run)] : [];
  });
}
