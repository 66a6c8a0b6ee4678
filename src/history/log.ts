import type { AppError, RunTicket } from '../contract';
import { keptHeader } from './header';
import { logKey, runKey } from './keys';
import { logEntryIn, type Header, type LogEntry } from './records';
import { StorageError, type Store } from './store';

/**
 * A run's log: entry after entry, each under the next number, and each number taken by whoever is first. So who appends
 * knows everything that came before, and two who drive the same run cannot both go on: the second to append is told.
 * Whether a run has ended stands here too, in its last entry but for checks.
 */

/** Entries fetched at once while looking for the end: most runs have few. */
const FEW_ENTRIES = 25;
const MANY_ENTRIES = 100;

/** An entry that says whose the run is. */
export type LeaseEntry = Exclude<LogEntry, { kind: 'check' }>;

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

/** The log from an entry on, in order. */
export async function readLog(store: Store, runId: string, from = 0): Promise<LogEntry[]> {
  const log: LogEntry[] = [];
  for (;;) {
    const wanted = log.length === 0 ? FEW_ENTRIES : MANY_ENTRIES;
    const entries = await entriesFrom(store, runId, from + log.length, wanted);
    log.push(...entries);
    if (entries.length < wanted) return log;
  }
}

/** Whose a run is as far as its log says, or who ended it. */
export function lastLease(log: readonly LogEntry[]): LeaseEntry | undefined {
  return log.findLast(isLease);
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
  ttlSeconds: number,
): Promise<{ ok: true; at: number } | { ok: false; hindrance: Hindrance }> {
  for (let at = next; ; at += 1) {
    if (await claimPatiently(store, logKey(runId, at), entry, ttlSeconds)) return { ok: true, at };
    const [existing] = await entriesFrom(store, runId, at, 1);
    if (existing?.id === entry.id) return { ok: true, at }; // The answer to the claim was lost.
    const hindrance = driver === undefined || !existing ? undefined : hindranceIn(existing, driver);
    if (hindrance) return { ok: false, hindrance };
  }
}

/**
 * What hinders the bearer of a ticket from going on.
 * @returns the run, and the entry before the ticket's number, where nothing does
 * @throws StorageError
 */
export async function admit(
  store: Store,
  { runId, driver, next }: RunTicket,
  now: number,
): Promise<{ ok: true; run: Header; before: LogEntry } | { ok: false; hindrance: Hindrance }> {
  const keys = [runKey(runId), logKey(runId, next - 1), logKey(runId, next)];
  const values = await store.getMany(keys);
  const [header, written, writtenAfter] = keys.map((key) => values.get(key));
  const run = header === undefined ? undefined : keptHeader(header, now);
  if (!run || written === undefined) return { ok: false, hindrance: { why: 'notFound' } };
  const before = logEntryIn(written);
  let last: LogEntry | undefined = before;
  for (let at = next - 2; last && !isLease(last); at -= 1) [last] = await entriesFrom(store, runId, at, 1);
  // Also whoever has only come after: where they have ended the run by now, that says who did.
  const after = writtenAfter === undefined ? [] : [logEntryIn(writtenAfter)];
  for (const entry of last ? [last, ...after] : []) {
    const hindrance = hindranceIn(entry, driver);
    if (hindrance) return { ok: false, hindrance };
  }
  return last ? { ok: true, run, before } : { ok: false, hindrance: { why: 'notFound' } };
}

/** Entries in order, up to the first number that is free. */
export async function entriesFrom(
  store: Store,
  runId: string,
  from: number,
  count: number,
): Promise<LogEntry[]> {
  const keys = Array.from({ length: count }, (_, n) => logKey(runId, from + n));
  const values = await store.getMany(keys);
  const free = keys.findIndex((key) => !values.has(key));
  return keys.slice(0, free === -1 ? count : free).map((key) => logEntryIn(values.get(key)));
}

/** What an entry says against this driver's going on. */
function hindranceIn(entry: LogEntry, driver: string): Hindrance | undefined {
  if (!isLease(entry)) return undefined;
  if (entry.kind === 'ended') return { why: 'ended' };
  return entry.driver === driver ? undefined : { why: 'taken', by: entry.actorId, until: entry.until };
}

function isLease(entry: LogEntry): entry is LeaseEntry {
  return entry.kind !== 'check';
}

/** Asks once more where it is not known whether the claim was made; who claimed then shows in the entry. */
async function claimPatiently(
  store: Store,
  key: string,
  entry: LogEntry,
  ttlSeconds: number,
): Promise<boolean> {
  try {
    return await store.claim(key, entry, ttlSeconds);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return store.claim(key, entry, ttlSeconds);
  }
}
