import type { ListRunsInput } from '../contract/inputs';
import type { RunListPage, RunRecord } from '../contract/runs';
import { firstRecordOf, isFirstEdition } from './firstEdition';
import { endPage, isBeforePeriod, isInPeriod, mayBeInPeriod, readCursor } from './historyPages';
import { RUN_PREFIX, runIdIn } from './keys';
import { loadRun } from './loadRun';
import { recordOf } from './readRun';
import { headerIn, UnreadableRecord } from './records';
import { isOver } from './retention';
import { foldTail } from './snapshot';
import type { Store } from './store';

/** A filter looks through so many runs a request, and so many requests a page. */
const RUNS_IN_READ = 100;
const READS_IN_PAGE = 10;

/**
 * Runs, newest first: as many as asked for, or with a filter those found in a bounded number of reads.
 * @param now ms since the epoch
 * @throws StorageError
 */
export async function listRuns(store: Store, input: ListRunsInput, now: number): Promise<RunListPage> {
  const { limit, cursor: start, ...filter } = input;
  const isFiltered = Object.keys(filter).length > 0;
  const runs: RunRecord[] = [];
  let unreadable = 0;
  let last: string | undefined;
  let at = readCursor(start);
  for (let reads = 0; reads < READS_IN_PAGE; reads += 1) {
    const { entries, cursor } = await store.list(RUN_PREFIX, {
      limit: isFiltered ? RUNS_IN_READ : limit,
      cursor: at.cursor,
    });
    const ids = entries.map(({ key }) => runIdIn(key, RUN_PREFIX));
    const found = await Promise.all(
      entries.map(async ({ value }, n) => {
        const runId = ids[n] ?? '';
        if (runId <= at.after || !mayBeInPeriod(runId, filter)) return undefined;
        return { runId, record: await recordAt(store, runId, value, now) };
      }),
    );
    let { after } = at;
    for (const { runId, record } of found.filter((one) => one !== undefined)) {
      if (record === 'unreadable') unreadable += 1;
      else if (record && fits(record, filter)) {
        if (runs.length === limit) return { runs, unreadable, ...endPage({ ...at, after }, after) };
        runs.push(record);
      }
      after = runId;
    }
    last = ids.at(-1) ?? last;
    if (cursor === undefined || isBeforePeriod(last ?? '', filter)) return { runs, unreadable };
    at = { cursor, after };
    if (runs.length === limit) break;
  }
  return { runs, unreadable, ...endPage(at, last) };
}

function fits(run: RunRecord, filter: Omit<ListRunsInput, 'limit' | 'cursor'>): boolean {
  const { groupId, actorId, action, outcome } = filter;
  return (
    (groupId === undefined || run.groups.some((group) => group.groupId === groupId)) &&
    (actorId === undefined || run.drivers.includes(actorId)) &&
    (action === undefined || run.actions[action] > 0) &&
    (outcome === undefined || run.counts[outcome] > 0) &&
    isInPeriod(Date.parse(run.startedAt), filter)
  );
}

/** A run that has ended is in its header; of another its log is asked what came since. Undefined where it is no longer kept. */
async function recordAt(
  store: Store,
  runId: string,
  value: unknown,
  now: number,
): Promise<RunRecord | 'unreadable' | undefined> {
  try {
    if (isFirstEdition(value)) {
      const record = firstRecordOf(runId, value);
      return isOver(Date.parse(record.startedAt), now) ? undefined : record;
    }
    const header = headerIn(value);
    if (isOver(header.startedAt, now)) return undefined;
    if (header.endedAt !== undefined) return recordOf(runId, header);
    const loaded = await loadRun(store, runId, now);
    return loaded && recordOf(runId, (await foldTail(store, loaded.run)).header);
  } catch (error) {
    if (error instanceof UnreadableRecord) return 'unreadable';
    throw error;
  }
}
