import type {
  ListRunsInput,
  RecordedPerson,
  RunDetail,
  RunPage,
  RunRecord,
  UnfinishedRun,
} from '../contract';
import { OPEN_PREFIX, PLAN_PREFIX, RUN_PREFIX, runIdIn, runKey, undoPrefix } from './keys';
import { driverIn, readHeader } from './log';
import { changedBy, countsOf } from './people';
import { headerIn, planIn, recordOf } from './records';
import { readPeople } from './runs';
import type { Store } from './store';

/** What the history has to show. All of it may throw `StorageError`. */

/** A filter looks through so many runs a request, and so many requests a page. */
const RUNS_A_READ = 100;
/** Stretches of 500 people, at most 65 KB each. */
const PLANS_A_READ = 50;
const READS_A_PAGE = 10;
/** Runs that take this one back, and unfinished ones: more than there ever are. */
const MANY = 100;
const UNFINISHED_SHOWN = 10;
/** Account ids and outcomes, well within the 5 MB that an answer may have. */
const PEOPLE_A_PAGE = 10_000;

/** Runs, newest first: as many as asked for, or with a filter those found in a bounded number of reads. */
export async function listRuns(store: Store, input: ListRunsInput): Promise<RunPage> {
  const { cursor, limit, groupId, actorId, personId } = input;
  const fits = (run: RunRecord) =>
    (groupId === undefined || run.groupId === groupId) && (actorId === undefined || run.actorId === actorId);
  if (personId !== undefined) {
    return gather(limit, cursor, (from) => runsAbout(store, personId, from), fits);
  }
  const isFiltered = groupId !== undefined || actorId !== undefined;
  const size = isFiltered ? RUNS_A_READ : limit;
  return gather(limit, cursor, (from) => readRuns(store, size, from), fits);
}

/** The people of a run, a page of them; undefined where there is no such run. */
export async function getRun(store: Store, runId: string, from: number): Promise<RunDetail | undefined> {
  const run = await readHeader(store, runId);
  if (!run) return undefined;
  const [{ people }, undone] = await Promise.all([readPeople(store, runId, run), undoneOf(store, runId)]);
  const recorded = [...people]
    .slice(from, from + PEOPLE_A_PAGE)
    .map(([accountId, standing]): RecordedPerson => ({
      accountId,
      ...standing,
      ...(standing.status === 'done' && undone.has(accountId) && { undone: true }),
    }));
  const next = from + PEOPLE_A_PAGE;
  return {
    run: recordOf(runId, run),
    counts: countsOf(people),
    people: recorded,
    ...(next < people.size && { next }),
  };
}

/** Runs that were begun and have not ended, newest first. @param now ms since the epoch */
export async function listUnfinishedRuns(store: Store, now: number): Promise<UnfinishedRun[]> {
  const { entries } = await store.list(OPEN_PREFIX, { limit: UNFINISHED_SHOWN });
  const runs = await Promise.all(entries.map(({ key }) => unfinished(store, runIdIn(key, OPEN_PREFIX), now)));
  return runs.filter((run) => run !== undefined);
}

async function unfinished(store: Store, runId: string, now: number): Promise<UnfinishedRun | undefined> {
  const run = await readHeader(store, runId);
  if (!run || run.ended) return undefined; // The list is a little late.
  const { people, log } = await readPeople(store, runId, run);
  const { actorId, until } = driverIn(log) ?? { actorId: run.actorId, until: run.startedAt };
  return {
    run: recordOf(runId, run),
    counts: countsOf(people),
    isPartial: run.planned < run.total,
    driver: { accountId: actorId, leftMs: Math.max(0, until - now) },
  };
}

/** Whose change a later run took back. */
async function undoneOf(store: Store, runId: string): Promise<Set<string>> {
  const prefix = undoPrefix(runId);
  const { entries } = await store.list(prefix, { limit: MANY });
  const changed = await Promise.all(
    entries.map(async ({ key }) => {
      const undoId = runIdIn(key, prefix);
      const run = await readHeader(store, undoId);
      return run ? changedBy((await readPeople(store, undoId, run)).people) : [];
    }),
  );
  return new Set(changed.flat());
}

/** Reads on until there are enough runs that fit, or it has read enough. */
async function gather(
  limit: number,
  cursor: string | undefined,
  read: (cursor: string | undefined) => Promise<RunPage>,
  fits: (run: RunRecord) => boolean,
): Promise<RunPage> {
  const runs = new Map<string, RunRecord>();
  let from = cursor;
  for (let reads = 0; reads < READS_A_PAGE; reads += 1) {
    const page = await read(from);
    for (const run of page.runs.filter(fits)) runs.set(run.runId, run);
    from = page.cursor;
    if (from === undefined || runs.size >= limit) break;
  }
  const newestFirst = [...runs.values()].sort((a, b) => (a.runId < b.runId ? -1 : 1));
  return { runs: newestFirst, ...(from !== undefined && { cursor: from }) };
}

async function readRuns(store: Store, limit: number, cursor: string | undefined): Promise<RunPage> {
  const page = await store.list(RUN_PREFIX, { limit, cursor });
  const runs = page.entries.map(({ key, value }) => recordOf(runIdIn(key, RUN_PREFIX), headerIn(value)));
  return { runs, ...(page.cursor !== undefined && { cursor: page.cursor }) };
}

/** Whom a run is about stands in its plans only. */
async function runsAbout(store: Store, personId: string, cursor: string | undefined): Promise<RunPage> {
  const page = await store.list(PLAN_PREFIX, { limit: PLANS_A_READ, cursor });
  const found = page.entries.filter(({ value }) => planIn(value).includes(personId));
  const keys = found.map(({ key }) => runKey(runIdIn(key, PLAN_PREFIX)));
  const headers = await store.getMany([...new Set(keys)]);
  const runs = [...headers].map(([key, value]) => recordOf(runIdIn(key, RUN_PREFIX), headerIn(value)));
  return { runs, ...(page.cursor !== undefined && { cursor: page.cursor }) };
}
