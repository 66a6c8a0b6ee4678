import type { AppError, RunTicket } from '../contract';
import { logKey, planKey, runKey } from './keys';
import { headerIn, KEPT_DAYS, logEntryIn, PLAN_PEOPLE, planIn, type Header, type LogEntry } from './records';
import { getOne, StorageError, type Store } from './store';

/**
 * A run's log: entry after entry, each under the next number, and each number taken by whoever is first. So who appends
 * knows everything that came before, and two who drive the same run cannot both go on: the second to append is told.
 */

/** Entries fetched at once while looking for the end: most runs have few. */
const FEW_ENTRIES = 25;
const MANY_ENTRIES = 100;

/** What hinders somebody from going on with a run. */
export type Hindrance =
  | { why: 'notFound' }
  | { why: 'ended' }
  /** Another driver was last, and the run is theirs until then (ms since the epoch). */
  | { why: 'taken'; by: string; until: number };

/** The same in the vocabulary of the contract. */
export function hindranceError(hindrance: Hindrance): AppError {
  switch (hindrance.why) {
    case 'notFound':
      return { kind: 'runNotFound' };
    case 'ended':
      return { kind: 'runTaken' };
    case 'taken': {
      const { by, until } = hindrance;
      return { kind: 'runTaken', takenBy: { accountId: by, until: new Date(until).toISOString() } };
    }
  }
}

export async function readHeader(store: Store, runId: string): Promise<Header | undefined> {
  const value = await getOne(store, runKey(runId));
  return value === undefined ? undefined : headerIn(value);
}

/** Everyone a run is about, as far as they are written down. */
export async function readPlan(store: Store, runId: string, { planned }: Header): Promise<string[]> {
  const keys = Array.from({ length: Math.ceil(planned / PLAN_PEOPLE) }, (_, n) => planKey(runId, n));
  const values = await store.getMany(keys);
  return keys.flatMap((key) => {
    const value = values.get(key);
    return value === undefined ? [] : planIn(value);
  });
}

/** The whole log, in order. */
export async function readLog(store: Store, runId: string): Promise<LogEntry[]> {
  const log: LogEntry[] = [];
  for (;;) {
    const wanted = log.length === 0 ? FEW_ENTRIES : MANY_ENTRIES;
    const entries = await entriesFrom(store, runId, log.length, wanted);
    log.push(...entries);
    if (entries.length < wanted) return log;
  }
}

/** Who drives a run as far as its log says: the last who appended, checks aside. */
export function driverIn(
  log: readonly LogEntry[],
): { driver: string; actorId: string; until: number } | undefined {
  return log.findLast((entry) => entry.kind !== 'check');
}

/**
 * Appends to the run that the ticket is for; without a driver, whoever drives the run.
 * @returns the number it has now, or what hinders: nothing is written then
 * @throws StorageError
 */
export async function append(
  store: Store,
  { runId, driver, next }: Omit<RunTicket, 'driver'> & { driver: string | undefined },
  entry: LogEntry,
): Promise<{ ok: true; at: number } | { ok: false; hindrance: Hindrance }> {
  for (let at = next; ; at += 1) {
    if (await claimPatiently(store, logKey(runId, at), entry)) return { ok: true, at };
    const [existing] = await entriesFrom(store, runId, at, 1);
    if (existing?.id === entry.id) return { ok: true, at }; // The answer to the claim was lost.
    if (driver !== undefined && existing && existing.kind !== 'check' && existing.driver !== driver) {
      return { ok: false, hindrance: { why: 'taken', by: existing.actorId, until: existing.until } };
    }
  }
}

/**
 * What hinders the bearer of a ticket from going on.
 * @returns the run where nothing does
 * @throws StorageError
 */
export async function admit(
  store: Store,
  { runId, driver, next }: RunTicket,
): Promise<{ ok: true; run: Header } | { ok: false; hindrance: Hindrance }> {
  const keys = [runKey(runId), logKey(runId, next - 1), logKey(runId, next)];
  const values = await store.getMany(keys);
  const [header, before, after] = keys.map((key) => values.get(key));
  if (header === undefined || before === undefined) return { ok: false, hindrance: { why: 'notFound' } };
  const run = headerIn(header);
  let last: LogEntry | undefined = logEntryIn(before);
  for (let at = next - 2; last?.kind === 'check' && at >= 0; at -= 1) {
    [last] = await entriesFrom(store, runId, at, 1);
  }
  if (!last || last.kind === 'check') return { ok: false, hindrance: { why: 'notFound' } };
  // Also whoever has only come after: where they have ended the run by now, that says who did.
  const later = after === undefined ? undefined : logEntryIn(after);
  for (const entry of [last, later]) {
    if (entry && entry.kind !== 'check' && entry.driver !== driver) {
      return { ok: false, hindrance: { why: 'taken', by: entry.actorId, until: entry.until } };
    }
  }
  return run.ended ? { ok: false, hindrance: { why: 'ended' } } : { ok: true, run };
}

/** Entries in order, up to the first number that is free. */
async function entriesFrom(store: Store, runId: string, from: number, count: number): Promise<LogEntry[]> {
  const keys = Array.from({ length: count }, (_, n) => logKey(runId, from + n));
  const values = await store.getMany(keys);
  const free = keys.findIndex((key) => !values.has(key));
  return keys.slice(0, free === -1 ? count : free).map((key) => logEntryIn(values.get(key)));
}

/** Asks once more where it is not known whether the claim was made; who claimed then shows in the entry. */
async function claimPatiently(store: Store, key: string, entry: LogEntry): Promise<boolean> {
  try {
    return await store.claim(key, entry, KEPT_DAYS);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return store.claim(key, entry, KEPT_DAYS);
  }
}
