import type {
  AppError,
  ExtendRunInput,
  Group,
  ResumeRunInput,
  RunCounts,
  RunTicket,
  StartRunInput,
} from '../contract';
import { kept, readHeader } from './header';
import { begunKey, logKey, newRunId, openKey, randomId, runKey, undoKey } from './keys';
import { admit, append, entriesFrom, hindranceError, lastLease, readLog, type LeaseEntry } from './log';
import { plansOf, readPlan } from './plan';
import { begunIn, PLAN_PEOPLE, type Header, type LogEntry } from './records';
import { secondsKept } from './retention';
import { getOne, type Store } from './store';
import { updateSummary } from './summary';

/** The life of a run in the history. All of it may throw `StorageError`. */

type Result<T> = ({ ok: true } & T) | { ok: false; error: AppError };

/** Who asks, and when: ms since the epoch. */
export interface Asking {
  actorId: string;
  now: number;
}

/** A page that has just begun or taken over a run gets its people together before the first slice. */
const KEPT_FOR_START_MS = 30_000;
/** A page that waits asks again every 20 s; where it is out of sight, browsers let it once a minute. */
const KEPT_WHILE_WAITING_MS = 75_000;
/** Long enough for a page that did not hear that its run was begun to ask again. */
const BEGUN_KEPT_SECONDS = 24 * 3_600;

/** Writes down whom a run is about. Nothing may be changed before everyone is. */
export async function startRun(
  store: Store,
  { action, driver, accountIds, total, undoes }: StartRunInput,
  group: Group,
  { actorId, now }: Asking,
): Promise<Result<{ run: RunTicket }>> {
  const [begun, undone] = await Promise.all([
    getOne(store, begunKey(driver)),
    undoes === undefined ? undefined : readHeader(store, undoes, now),
  ]);
  if (begun !== undefined) return { ok: true, run: { runId: begunIn(begun).runId, driver, next: 1 } };
  if (undoes !== undefined && (undone?.groupId !== group.id || undone.action === action)) {
    return invalid('undoes', 'undoes must be a run that made the opposite change in this group');
  }
  const runId = newRunId(now);
  const header: Header = {
    ...{ action, groupId: group.id, groupName: group.name, actorId, startedAt: now, total },
    planned: accountIds.length,
    ...(undoes !== undefined && { undoes }),
  };
  await store.write({
    set: [
      ...kept(header, now, [
        [runKey(runId), header],
        [openKey(runId), true],
        [logKey(runId, 0), taking(driver, { actorId, now }, KEPT_FOR_START_MS)],
        ...plansOf(runId, 0, accountIds),
        ...(undoes === undefined ? [] : [[undoKey(undoes, runId), true] as const]),
      ]),
      { key: begunKey(driver), value: { runId }, ttlSeconds: BEGUN_KEPT_SECONDS },
    ],
  });
  return { ok: true, run: { runId, driver, next: 1 } };
}

/** Names more of the people a run is about. Doing it again with the same people changes nothing. */
export async function extendRun(
  store: Store,
  { run: ticket, from, accountIds }: ExtendRunInput,
  now: number,
): Promise<Result<{ run: RunTicket }>> {
  const admitted = await admit(store, ticket, now);
  if (!admitted.ok) return { ok: false, error: hindranceError(admitted.hindrance) };
  const { run } = admitted;
  const planned = from + accountIds.length;
  if (from > run.planned || planned > run.total || (planned < run.total && planned % PLAN_PEOPLE !== 0)) {
    return invalid('from', 'from must go on where the run ends');
  }
  if (from < run.planned) {
    const named = await readPlan(store, ticket.runId, from, planned);
    const isSame = named.length === accountIds.length && named.every((one, n) => one === accountIds[n]);
    return isSame ? { ok: true, run: ticket } : invalid('accountIds', 'the run names others there');
  }
  await store.write({
    set: kept(run, now, [
      [runKey(ticket.runId), { ...run, planned }],
      ...plansOf(ticket.runId, from, accountIds),
    ]),
  });
  return { ok: true, run: ticket };
}

/** Keeps a run its driver's while it waits, for 75 s more. */
export async function keepRun(
  store: Store,
  ticket: RunTicket,
  asking: Asking,
): Promise<Result<{ run: RunTicket }>> {
  const admitted = await admit(store, ticket, asking.now);
  if (!admitted.ok) return { ok: false, error: hindranceError(admitted.hindrance) };
  const { run, before } = admitted;
  const { runId, driver, next } = ticket;
  const entry = taking(driver, asking, KEPT_WHILE_WAITING_MS);
  if (before.kind !== 'taken') {
    const appended = await append(store, ticket, entry, secondsKept(run.startedAt, asking.now));
    return appended.ok
      ? { ok: true, run: { ...ticket, next: appended.at + 1 } }
      : { ok: false, error: hindranceError(appended.hindrance) };
  }
  // A wait may be long, and the log is not to grow with it.
  const renewed = { ...before, until: entry.until };
  await store.write({ set: kept(run, asking.now, [[logKey(runId, next - 1), renewed]]) });
  const later = lastLease(await entriesFrom(store, runId, next, 1));
  return later && (later.kind === 'ended' || later.driver !== driver)
    ? taken(later)
    : { ok: true, run: ticket };
}

/** Takes what the record says for the outcome. Doing it again changes nothing. */
export async function endRun(
  store: Store,
  { runId, driver }: RunTicket,
  asking: Asking,
): Promise<Result<{ counts: RunCounts }>> {
  const [run, log] = await Promise.all([readHeader(store, runId, asking.now), readLog(store, runId)]);
  const last = lastLease(log);
  if (!run || !last) return { ok: false, error: { kind: 'runNotFound' } };
  if (last.driver !== driver) return taken(last);
  return end(store, runId, { run, log, last, driver }, asking);
}

/** Makes a run the asking driver's, unless it is somebody's; one that has ended is open again. */
export async function resumeRun(
  store: Store,
  { runId, driver }: ResumeRunInput,
  asking: Asking,
): Promise<Result<{ run: RunTicket }>> {
  const [run, log] = await Promise.all([readHeader(store, runId, asking.now), readLog(store, runId)]);
  const last = lastLease(log);
  if (!run || !last) return { ok: false, error: { kind: 'runNotFound' } };
  if (run.planned < run.total) return invalid('runId', 'runId is of a run that does not name everyone');
  if (isSomebodyElses(last, driver, asking.now)) return taken(last);
  // Whoever appends after this log was read has the run.
  const ticket = { runId, driver, next: log.length };
  const entry = taking(driver, asking, KEPT_FOR_START_MS);
  const appended = await append(store, ticket, entry, secondsKept(run.startedAt, asking.now));
  if (!appended.ok) return { ok: false, error: hindranceError(appended.hindrance) };
  if (run.ended) await updateSummary(store, runId, asking.now);
  return { ok: true, run: { ...ticket, next: appended.at + 1 } };
}

/** Ends a run as it is, unless it is somebody's. */
export async function dismissRun(
  store: Store,
  runId: string,
  asking: Asking,
): Promise<Result<{ counts: RunCounts }>> {
  const [run, log] = await Promise.all([readHeader(store, runId, asking.now), readLog(store, runId)]);
  const last = lastLease(log);
  if (!run || !last) return { ok: false, error: { kind: 'runNotFound' } };
  const driver = randomId();
  if (isSomebodyElses(last, driver, asking.now)) return taken(last);
  return end(store, runId, { run, log, last, driver }, asking);
}

/** Appended, so that a driver who goes on at the same moment either comes before or is told. */
async function end(
  store: Store,
  runId: string,
  { run, log, last, driver }: { run: Header; log: LogEntry[]; last: LeaseEntry; driver: string },
  { actorId, now }: Asking,
): Promise<Result<{ counts: RunCounts }>> {
  if (last.kind !== 'ended') {
    const entry: LogEntry = { kind: 'ended', id: randomId(), driver, actorId, until: now };
    const ttlSeconds = secondsKept(run.startedAt, now);
    const appended = await append(store, { runId, driver, next: log.length }, entry, ttlSeconds);
    if (!appended.ok && appended.hindrance.why !== 'ended') {
      return { ok: false, error: hindranceError(appended.hindrance) };
    }
  }
  const summary = await updateSummary(store, runId, now);
  return summary ? { ok: true, counts: summary.counts } : { ok: false, error: { kind: 'runNotFound' } };
}

function isSomebodyElses(last: LeaseEntry, driver: string, now: number): boolean {
  return last.kind !== 'ended' && last.driver !== driver && last.until > now;
}

function taking(driver: string, { actorId, now }: Asking, ms: number) {
  return { kind: 'taken' as const, id: randomId(), driver, actorId, until: now + ms };
}

function taken({ kind, actorId, until }: LeaseEntry): { ok: false; error: AppError } {
  const hindrance =
    kind === 'ended' ? ({ why: 'ended' } as const) : ({ why: 'taken', by: actorId, until } as const);
  return { ok: false, error: hindranceError(hindrance) };
}

function invalid(field: string, detail: string): { ok: false; error: AppError } {
  return { ok: false, error: { kind: 'invalid', field, detail } };
}
