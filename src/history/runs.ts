import type {
  AppError,
  ExtendRunInput,
  Group,
  ResumeRunInput,
  RunCounts,
  RunTicket,
  StartRunInput,
} from '../contract';
import { begunKey, logKey, newRunId, openKey, planKey, randomId, runKey, undoKey } from './keys';
import { admit, append, driverIn, hindranceError, readHeader, readLog, readPlan } from './log';
import { countsOf, peopleOf } from './people';
import { begunIn, PLAN_PEOPLE, type Header, type LogEntry } from './records';
import { kept } from './recording';
import { getOne, type Store } from './store';

/** The life of a run in the history. All of it may throw `StorageError`. */

type Result<T> = ({ ok: true } & T) | { ok: false; error: AppError };

/** Who asks, and when: ms since the epoch. */
export interface Asking {
  actorId: string;
  now: number;
}

/** A page that has just begun or taken over a run gets its people together before the first slice. */
const KEPT_FOR_START_MS = 30_000;
/** Long enough for a page that did not hear that its run was begun to ask again. */
const BEGUN_KEPT_DAYS = 1;

/** Writes down whom a run is about. Nothing may be changed before everyone is. */
export async function startRun(
  store: Store,
  { action, driver, accountIds, total, undoes }: StartRunInput,
  group: Group,
  { actorId, now }: Asking,
): Promise<RunTicket> {
  const begun = await getOne(store, begunKey(driver));
  if (begun !== undefined) return { runId: begunIn(begun).runId, driver, next: 1 };
  const runId = newRunId(now);
  const header: Header = {
    ...{ action, groupId: group.id, groupName: group.name, actorId, startedAt: now, total },
    planned: accountIds.length,
    ...(undoes !== undefined && { undoes }),
  };
  await store.write({
    set: [
      ...kept([
        [runKey(runId), header],
        [openKey(runId), true],
        [logKey(runId, 0), taking(driver, { actorId, now })],
        ...plansOf(runId, 0, accountIds),
        ...(undoes === undefined ? [] : [[undoKey(undoes, runId), true] as const]),
      ]),
      { key: begunKey(driver), value: { runId }, ttlDays: BEGUN_KEPT_DAYS },
    ],
  });
  return { runId, driver, next: 1 };
}

/** Names more of the people a run is about. Doing it again changes nothing. */
export async function extendRun(
  store: Store,
  { run: ticket, from, accountIds }: ExtendRunInput,
): Promise<Result<{ run: RunTicket }>> {
  const admitted = await admit(store, ticket);
  if (!admitted.ok) return { ok: false, error: hindranceError(admitted.hindrance) };
  const { run } = admitted;
  const planned = from + accountIds.length;
  if (from > run.planned || planned > run.total || (planned < run.total && planned % PLAN_PEOPLE !== 0)) {
    return {
      ok: false,
      error: { kind: 'invalid', field: 'from', detail: 'from must go on where the run ends' },
    };
  }
  await store.write({
    set: kept([
      [runKey(ticket.runId), { ...run, planned: Math.max(run.planned, planned) }],
      ...plansOf(ticket.runId, from, accountIds),
    ]),
  });
  return { ok: true, run: ticket };
}

/** Takes what the record says for the outcome. Doing it again changes nothing. */
export async function endRun(
  store: Store,
  ticket: RunTicket,
  now: number,
): Promise<Result<{ counts: RunCounts }>> {
  const { runId, driver } = ticket;
  const [run, log] = await Promise.all([readHeader(store, runId), readLog(store, runId)]);
  const last = driverIn(log);
  if (!run || !last) return { ok: false, error: { kind: 'runNotFound' } };
  if (last.driver !== driver) return taken(last);
  return { ok: true, counts: run.ended?.counts ?? (await close(store, runId, run, now)) };
}

/** Makes a run the asking driver's, unless it is somebody's; one that has ended is open again. */
export async function resumeRun(
  store: Store,
  { runId, driver }: ResumeRunInput,
  asking: Asking,
): Promise<Result<{ run: RunTicket }>> {
  const run = await readHeader(store, runId);
  if (!run) return { ok: false, error: { kind: 'runNotFound' } };
  if (run.planned < run.total) {
    const detail = 'runId is of a run that does not name everyone';
    return { ok: false, error: { kind: 'invalid', field: 'runId', detail } };
  }
  const log = await readLog(store, runId);
  const last = driverIn(log);
  if (last && last.driver !== driver && last.until > asking.now) {
    return taken(last);
  }
  const ticket = { runId, driver, next: log.length };
  const appended = await append(store, ticket, taking(driver, asking));
  if (!appended.ok) return { ok: false, error: hindranceError(appended.hindrance) };
  if (run.ended) {
    const open = { ...run };
    delete open.ended;
    await store.write({
      set: kept([
        [runKey(runId), open],
        [openKey(runId), true],
      ]),
    });
  }
  return { ok: true, run: { ...ticket, next: appended.at + 1 } };
}

/** Ends a run as it is, unless it is somebody's. */
export async function dismissRun(
  store: Store,
  runId: string,
  { now }: Asking,
): Promise<Result<{ counts: RunCounts }>> {
  const run = await readHeader(store, runId);
  if (!run) return { ok: false, error: { kind: 'runNotFound' } };
  if (run.ended) return { ok: true, counts: run.ended.counts };
  const last = driverIn(await readLog(store, runId));
  if (last && last.until > now) return taken(last);
  return { ok: true, counts: await close(store, runId, run, now) };
}

/** What Confluence said when asked who is in a group now; nothing to a run that is about another group. */
export async function recordCheck(
  store: Store,
  runId: string,
  { groupId, members, others }: { groupId: string; members: string[]; others: string[] },
): Promise<void> {
  const [run, log] = await Promise.all([readHeader(store, runId), readLog(store, runId)]);
  if (run?.groupId !== groupId) return;
  const entry: LogEntry = { kind: 'check', id: randomId(), members, others };
  await append(store, { runId, driver: undefined, next: log.length }, entry);
  if (run.ended) await close(store, runId, run, run.ended.at);
}

/** The people of a run, by what its record says of them. */
export async function readPeople(store: Store, runId: string, run: Header) {
  const [planned, log] = await Promise.all([readPlan(store, runId, run), readLog(store, runId)]);
  return { people: peopleOf(run.action, planned, log), log };
}

async function close(store: Store, runId: string, run: Header, now: number): Promise<RunCounts> {
  const { people } = await readPeople(store, runId, run);
  const counts = countsOf(people);
  await store.write({
    set: kept([[runKey(runId), { ...run, ended: { at: now, counts } }]]),
    remove: [openKey(runId)],
  });
  return counts;
}

function taking(driver: string, { actorId, now }: Asking): LogEntry {
  return { kind: 'taken', id: randomId(), driver, actorId, until: now + KEPT_FOR_START_MS };
}

function taken({ actorId, until }: { actorId: string; until: number }): { ok: false; error: AppError } {
  return { ok: false, error: hindranceError({ why: 'taken', by: actorId, until }) };
}

function plansOf(runId: string, from: number, accountIds: readonly string[]): (readonly [string, unknown])[] {
  const plans: (readonly [string, unknown])[] = [];
  for (let start = 0; start < accountIds.length; start += PLAN_PEOPLE) {
    const key = planKey(runId, (from + start) / PLAN_PEOPLE);
    plans.push([key, accountIds.slice(start, start + PLAN_PEOPLE)]);
  }
  return plans;
}
