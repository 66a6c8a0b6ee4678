import type { ListRunsInput } from '../contract/inputs';
import type { RunPage, RunRecord } from '../contract/runs';
import { firstPlanIn, firstRecordOf, isFirstEdition } from './firstEdition';
import { PLAN_PREFIX, RUN_PREFIX, runIdIn, runKey } from './keys';
import { loadRun } from './loadRun';
import { recordOf } from './readRun';
import { headerIn, planStretchIn, UnreadableRecord } from './records';
import { isOver } from './retention';
import { foldTail } from './snapshot';
import type { Store } from './store';

/** Runs, newest first. All of it may throw `StorageError`. */

/** A filter looks through so many runs a request, and so many requests a page. */
const RUNS_IN_READ = 100;
/** Stretches of 500 changes, at most 65 KB each. */
const PLANS_IN_READ = 50;
const READS_IN_PAGE = 10;

/** Runs that stand together in the storage, in no order, and where the next ones are. */
interface Read {
  runs: RunRecord[];
  /** Ids of runs that this version cannot read. */
  unreadable: string[];
  cursor?: string;
}

/**
 * Where a page ended: in the read that begins at the cursor, after that run. Ids rise from run to run, and a run may be
 * found in two reads: by person, in stretches of its plan that stand apart.
 */
interface Place {
  cursor: string | undefined;
  after: string;
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
      ? readRuns(store, isFiltered ? RUNS_IN_READ : limit, cursor, now)
      : readRunsAbout(store, personId, cursor, now);
  const fits = (run: RunRecord) =>
    (groupId === undefined || run.groups.some((group) => group.groupId === groupId)) &&
    (actorId === undefined || run.drivers.includes(actorId));

  const runs: RunRecord[] = [];
  let unreadable = 0;
  let place = placeIn(input.cursor);
  for (let reads = 0; reads < READS_IN_PAGE; reads += 1) {
    const { cursor, ...all } = await read(place.cursor);
    const { after } = place;
    const fitting = all.runs
      .filter((run) => run.runId > after && fits(run))
      .sort((a, b) => (a.runId < b.runId ? -1 : 1));
    const taken = fitting.slice(0, limit - runs.length);
    runs.push(...taken);
    const isWhole = taken.length === fitting.length;
    const found = [...all.runs.map(({ runId }) => runId), ...all.unreadable];
    const last = isWhole ? latestOf([after, ...found]) : (taken.at(-1)?.runId ?? after);
    unreadable += all.unreadable.filter((runId) => runId > after && runId <= last).length;
    if (!isWhole) return { runs, unreadable, cursor: writePlace({ ...place, after: last }) };
    if (cursor === undefined) return { runs, unreadable };
    place = { cursor, after: last };
    if (runs.length === limit) break;
  }
  return { runs, unreadable, cursor: writePlace(place) };
}

function latestOf(runIds: readonly string[]): string {
  return runIds.reduce((latest, runId) => (runId > latest ? runId : latest));
}

/** What the page hands back is a run's id and the storage's own cursor. */
function writePlace({ cursor = '', after }: Place): string {
  return `${after} ${cursor}`;
}

function placeIn(text: string | undefined): Place {
  const [, after = '', cursor = ''] = /^(\S*) (.*)$/.exec(text ?? '') ?? [];
  return { cursor: cursor || undefined, after };
}

async function readRuns(store: Store, limit: number, cursor: string | undefined, now: number): Promise<Read> {
  const page = await store.list(RUN_PREFIX, { limit, cursor });
  return {
    ...(await recordsIn(store, page.entries, now)),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  };
}

/** The accounts of a run stand in its plans only. */
async function readRunsAbout(
  store: Store,
  personId: string,
  cursor: string | undefined,
  now: number,
): Promise<Read> {
  const page = await store.list(PLAN_PREFIX, { limit: PLANS_IN_READ, cursor });
  const found = page.entries.filter(({ value }) => isAbout(value, personId));
  const keys = found.map(({ key }) => runKey(runIdIn(key, PLAN_PREFIX)));
  const headers = await store.getMany([...new Set(keys)]);
  const entries = [...headers].map(([key, value]) => ({ key, value }));
  return {
    ...(await recordsIn(store, entries, now)),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  };
}

function isAbout(value: unknown, personId: string): boolean {
  const first = firstPlanIn(value);
  if (first) return first.includes(personId);
  return (
    orUnreadable(() => planStretchIn(value).blocks.some((block) => block.accountIds.includes(personId))) ??
    false
  );
}

async function recordsIn(
  store: Store,
  entries: readonly { key: string; value: unknown }[],
  now: number,
): Promise<Omit<Read, 'cursor'>> {
  const read = await Promise.all(
    entries.map(async ({ key, value }) => {
      const runId = runIdIn(key, RUN_PREFIX);
      try {
        return await recordAt(store, runId, value, now);
      } catch (error) {
        if (error instanceof UnreadableRecord) return runId;
        throw error;
      }
    }),
  );
  return {
    runs: read.filter((run) => run !== undefined && typeof run !== 'string'),
    unreadable: read.filter((run) => typeof run === 'string'),
  };
}

/** A run that has ended is in its header; of another its log is asked what came since. */
async function recordAt(
  store: Store,
  runId: string,
  value: unknown,
  now: number,
): Promise<RunRecord | undefined> {
  if (isFirstEdition(value)) {
    const record = firstRecordOf(runId, value);
    return isOver(Date.parse(record.startedAt), now) ? undefined : record;
  }
  const header = headerIn(value);
  if (isOver(header.startedAt, now)) return undefined;
  if (header.endedAt !== undefined) return recordOf(runId, header);
  const loaded = await loadRun(store, runId, now);
  if (!loaded) return undefined;
  return recordOf(runId, (await foldTail(store, loaded.run)).header);
}

function orUnreadable<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UnreadableRecord) return undefined;
    throw error;
  }
}
