import type { WorkQueue } from '../background/workQueue';
import { chunk } from '../chunk';
import type { Clock } from '../clock';
import { MAX_CHANGES_IN_CALL, REMOVALS_PER_SECOND } from '../contract/limits';
import type { NotContinuedReason } from '../contract/runs';
import { madeAt, newRunId, runKey } from '../history/keys';
import { hasRunEnded, loadRun, type LoadedRun } from '../history/loadRun';
import type { StoredChange } from '../history/planStretches';
import { readStanding } from '../history/readStanding';
import { secondsKept, toKeep } from '../history/retention';
import { getOne, type Store } from '../history/store';
import type { Log } from '../logEvent';
import { isAddition } from '../membership/actions';
import { indexesIn, toRanges } from '../membership/ranges';
import {
  closingKey,
  DUE_PREFIX,
  dueIdOf,
  dueKey,
  placesIn,
  readDue,
  type Due,
  type DueClosing,
  type StoredDue,
} from './dueRecords';
import { registerEnding } from './registerEnding';

/** What the hourly trigger stands on. */
export interface EndingTools {
  store: Store;
  clock: Pick<Clock, 'now'>;
  queue: WorkQueue;
  /** ms until the invocation is killed. */
  timeLeftMs: () => number;
  /** Draws from [0, 1). */
  random: () => number;
  /** Takes what operators are to know; without it nothing is logged. */
  log?: Log;
  /**
   * Asks Confluence as that admin who it is: why nothing can be done as them; undefined where it can. `unavailable` may pass.
   */
  verify: (actorId: string) => Promise<NotContinuedReason | undefined>;
}

/** Records read at once, and seen to in one invocation. */
const RECORDS_IN_READ = 100;
const RECORDS_IN_INVOCATION = 200;
/** Longer than one record takes. */
const RESERVE_MS = 20_000;
/** Invocations, an hour apart, in which Confluence did not say whether the admin may. */
const TRIES = 3;
/** A run begins within a day of when its id was made: so the history finds it by its date. */
const REGISTERED_WITHIN_MS = 12 * 3_600_000;
/** A run may be registered that long after its due record was written. */
const UNKNOWN_FOR_MS = 24 * 3_600_000;
/** Of each run at least: it takes three events, and Forge refuses more than 500 a minute of an installation. */
const LEAST_S = 1;
/** The longest that an event of the queue can wait. */
const MAX_DELAY_S = 900;

/** What one invocation has done and knows. */
interface Session extends EndingTools {
  records: Due[];
  verified: Map<string, Promise<NotContinuedReason | undefined>>;
  /** s that the runs take which it has handed to the worker. */
  takenS: number;
}

/**
 * Ends memberships whose date has come: registers a run that removes those that still stand, as the admin who set the date, for the
 * worker to make. Where that may not be, the record says why and is left to the page. Doing it again, twice at once or after
 * it was killed anywhere makes no second run. At most 200 records; one request to Confluence an admin, and some ten to
 * the storage a record.
 * @throws what hindered it from seeing to a record, once it has seen to the others
 */
export async function endDueMemberships(tools: EndingTools): Promise<void> {
  const session: Session = { ...tools, records: await readArrived(tools), verified: new Map(), takenS: 0 };
  const failures: unknown[] = [];
  let seen = 0;
  // Grows by what is left of a record that is too large for one run.
  for (const due of session.records) {
    if (seen === RECORDS_IN_INVOCATION || tools.timeLeftMs() < RESERVE_MS) break;
    seen += 1;
    try {
      if (await handleDue(due, session)) await tools.store.write({ remove: [dueKey(due.dueId)] });
    } catch (thrown) {
      // One that cannot be seen to must not hold up the others, hour after hour.
      failures.push(thrown);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** The records whose date has come; those last, in another order each time, of which nothing can be made. */
async function readArrived({ store, clock, timeLeftMs, random }: EndingTools): Promise<Due[]> {
  const last = dueKey(dueIdOf(clock.now(), '~'));
  const arrived: Due[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list(DUE_PREFIX, { limit: RECORDS_IN_READ, cursor });
    arrived.push(
      ...(await readDue(
        store,
        page.entries.filter(({ key }) => key < last),
      )),
    );
    cursor = (page.entries.at(-1)?.key ?? last) < last ? page.cursor : undefined;
  } while (cursor !== undefined && timeLeftMs() > RESERVE_MS);
  const isStuck = ({ record }: Due) => record.notMade !== undefined;
  const stuck = arrived.filter(isStuck);
  const start = Math.floor(random() * stuck.length);
  return [...arrived.filter((due) => !isStuck(due)), ...stuck.slice(start), ...stuck.slice(0, start)];
}

/** @returns whether nothing is left to be done, so that the record can go */
async function handleDue(due: Due, session: Session): Promise<boolean> {
  const { dueId, record, closing } = due;
  const { store, clock } = session;
  if (closing && !closing.ends) return true;
  const now = clock.now();
  const loaded = await loadRun(store, record.runId, now);
  if (!loaded) return now - record.until > UNKNOWN_FOR_MS;
  const { run } = loaded;
  const ends = closing?.ends;
  const { additions, left } = await findStanding(store, run, ends ?? record);
  const isOther = ends !== undefined && additions.length < indexesIn(ends.changes).length;
  if (ends && (await getOne(store, runKey(ends.runId))) !== undefined) {
    // It is under way, or others took some of them back before it was: then it is for the page to review.
    return isOther || handToWorker(due, ends, session);
  }
  // Only of a run that has ended it can be said for good what it added, and that it was taken back.
  if (!hasRunEnded(run)) return false;
  if (additions.length === 0) return true;
  if (record.notMade) return false;
  if (ends && (isOther || now - madeAt(ends.runId) > REGISTERED_WITHIN_MS)) {
    // What an earlier invocation was about to register is not what is to be done now, and it may still register it.
    return keepRecord(due, { notMade: 'unavailable' }, run, session);
  }
  const reason = await verifyOnce(record.actorId, session);
  if (reason === 'unavailable' && (record.tries ?? 0) + 1 < TRIES) {
    return keepRecord(due, { tries: (record.tries ?? 0) + 1 }, run, session);
  }
  if (reason) return keepRecord(due, { notMade: reason }, run, session);
  const agreed = ends ?? (await closeRecord(due, run, { additions, left }, session));
  if (!agreed) return false;
  const { actorId } = record;
  const source = { runId: record.runId, header: run.header };
  await registerEnding(store, { runId: agreed.runId, driver: dueId, actorId, source, additions }, now);
  const about = { runId: agreed.runId, of: record.runId, changes: additions.length };
  session.log?.({ event: 'endingBegun', ...about });
  return handToWorker(due, agreed, session);
}

/** The first additions that stand, as many as a run is registered with at once, and the places that were not looked at. */
async function findStanding(
  store: Store,
  run: LoadedRun,
  about: Pick<StoredDue, 'changes'>,
): Promise<{ additions: StoredChange[]; left: number[] }> {
  const parts = chunk(placesIn(about, run.header.total), MAX_CHANGES_IN_CALL);
  for (const [n, places] of parts.entries()) {
    const additions = (await readStanding(store, run, places)).filter(isAddition);
    if (additions.length > 0) return { additions, left: parts.slice(n + 1).flat() };
  }
  return { additions: [], left: [] };
}

function verifyOnce(actorId: string, { verified, verify }: Session): Promise<NotContinuedReason | undefined> {
  const asked = verified.get(actorId) ?? verify(actorId);
  verified.set(actorId, asked);
  return asked;
}

/** Settles what becomes of a record. @returns undefined where another invocation did, or an admin edited it */
async function closeRecord(
  { dueId, record }: Due,
  { header }: LoadedRun,
  { additions, left }: { additions: readonly StoredChange[]; left: readonly number[] },
  { store, clock, records }: Session,
): Promise<DueClosing['ends']> {
  const now = clock.now();
  const rest: Due[] =
    left.length > 0
      ? [{ dueId: dueIdOf(record.until), record: { ...record, changes: toRanges(left), from: dueId } }]
      : [];
  const written = rest.map((one) => [dueKey(one.dueId), one.record] as const);
  if (written.length > 0) await store.write({ set: toKeep(header, now, written) });
  const ends = { runId: newRunId(now), changes: toRanges(additions.map(({ index }) => index)) };
  const closing: DueClosing = { v: 1, next: rest.map((one) => one.dueId), ends };
  if (!(await store.claim(closingKey(dueId), closing, secondsKept(header.startedAt, now)))) return undefined;
  records.push(...rest);
  return ends;
}

/** Has the worker make it, one run after the other as far as can be told. @returns whether the queue took it */
async function handToWorker(
  { dueId }: Due,
  { runId, changes }: NonNullable<DueClosing['ends']>,
  session: Session,
): Promise<boolean> {
  const delayS = Math.min(MAX_DELAY_S, Math.floor(session.takenS));
  const isTaken = await session.queue.push({ kind: 'run', runId, driver: dueId }, delayS);
  if (isTaken) session.takenS += Math.max(LEAST_S, indexesIn(changes).length / REMOVALS_PER_SECOND);
  return isTaken;
}

async function keepRecord(
  { dueId, record }: Due,
  more: Pick<StoredDue, 'notMade' | 'tries'>,
  { header }: LoadedRun,
  { store, clock, log }: Session,
): Promise<false> {
  if (more.notMade) log?.({ event: 'endingNotMade', of: record.runId, reason: more.notMade });
  const left: StoredDue = { ...record, ...more };
  await store.write({ set: toKeep(header, clock.now(), [[dueKey(dueId), left]]) });
  return false;
}
