import type { RecordedPerson, RunAction, RunDetail, UnfinishedRun } from '../contract';
import { keptHeader, readHeader } from './header';
import { logKey, OPEN_PREFIX, runIdIn, runKey, undoPrefix } from './keys';
import { lastLease, readLog } from './log';
import { changedBy, NOT_ATTEMPTED, peopleIn } from './people';
import { readPlan } from './plan';
import { logEntryIn, recordOf, type Header, type LogEntry } from './records';
import type { Store } from './store';
import { summaryOf } from './summary';

/** What a run's record says. All of it may throw `StorageError`. */

const UNFINISHED_SHOWN = 10;
/** Account ids and outcomes, well within the 5 MB that an answer may have. */
const PEOPLE_A_PAGE = 10_000;
/** Runs that take one back, a page of the storage's. */
const UNDOS_A_READ = 100;
/** Entries of a log that come with the run: all of them where one slice was enough. */
const FIRST_ENTRIES = 4;

/**
 * The people of a run, a page of them; undefined where there is no such run.
 * @param now ms since the epoch
 */
export async function getRun(
  store: Store,
  runId: string,
  from: number,
  now: number,
): Promise<RunDetail | undefined> {
  const [run, log] = await Promise.all([readHeader(store, runId, now), readLog(store, runId)]);
  if (!run || log.length === 0) return undefined;
  const next = from + PEOPLE_A_PAGE;
  const [planned, undone] = await Promise.all([
    readPlan(store, runId, from, Math.min(next, run.planned)),
    undoneOf(store, runId, run, now),
  ]);
  const people = peopleIn(run.action, log);
  const summary = summaryOf(run, log);
  return {
    run: recordOf(runId, summary.run),
    counts: summary.counts,
    people: planned.map((accountId): RecordedPerson => {
      const standing = people.get(accountId) ?? NOT_ATTEMPTED;
      const isUndone = standing.status === 'done' && undone.has(accountId);
      return { accountId, ...standing, ...(isUndone && { undone: true }) };
    }),
    ...(next < run.planned && { next }),
  };
}

/** Runs that were begun and have not ended, newest first. @param now ms since the epoch */
export async function listUnfinishedRuns(store: Store, now: number): Promise<UnfinishedRun[]> {
  const { entries } = await store.list(OPEN_PREFIX, { limit: UNFINISHED_SHOWN });
  const runs = await Promise.all(entries.map(({ key }) => unfinished(store, runIdIn(key, OPEN_PREFIX), now)));
  return runs.filter((run) => run !== undefined);
}

async function unfinished(store: Store, runId: string, now: number): Promise<UnfinishedRun | undefined> {
  const [run, log] = await Promise.all([readHeader(store, runId, now), readLog(store, runId)]);
  const last = lastLease(log);
  if (!run || !last || last.kind === 'ended') return undefined; // The list is a little late.
  const summary = summaryOf(run, log);
  return {
    run: recordOf(runId, summary.run),
    counts: summary.counts,
    isPartial: run.planned < run.total,
    driver: { accountId: last.actorId, leftMs: Math.max(0, last.until - now) },
  };
}

/** Whose change a later run took back. */
async function undoneOf(store: Store, runId: string, undone: Header, now: number): Promise<Set<string>> {
  const changed = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await store.list(undoPrefix(runId), { limit: UNDOS_A_READ, cursor });
    const undoIds = page.entries.map(({ key }) => runIdIn(key, undoPrefix(runId)));
    for (const accountId of await changedByAny(store, undoIds, undone, now)) changed.add(accountId);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return changed;
}

/** Whom these runs changed, of those that make the opposite change in the same group. */
async function changedByAny(
  store: Store,
  runIds: readonly string[],
  { groupId, action }: Header,
  now: number,
): Promise<string[]> {
  const numbers = Array.from({ length: FIRST_ENTRIES }, (_, n) => n);
  const keys = runIds.flatMap((runId) => [runKey(runId), ...numbers.map((n) => logKey(runId, n))]);
  const values = await store.getMany(keys);
  const changed = runIds.map(async (runId) => {
    const value = values.get(runKey(runId));
    const run = value === undefined ? undefined : keptHeader(value, now);
    if (run?.groupId !== groupId || run.action === action) return [];
    return changedInLog(
      store,
      runId,
      run.action,
      numbers.map((n) => values.get(logKey(runId, n))),
    );
  });
  return (await Promise.all(changed)).flat();
}

/** @param first the values of the log's first entries, undefined where there is none */
async function changedInLog(
  store: Store,
  runId: string,
  action: RunAction,
  first: readonly unknown[],
): Promise<string[]> {
  const entries: LogEntry[] = first.filter((value) => value !== undefined).map(logEntryIn);
  const rest = entries.length < FIRST_ENTRIES ? [] : await readLog(store, runId, FIRST_ENTRIES);
  return changedBy(peopleIn(action, [...entries, ...rest]));
}
