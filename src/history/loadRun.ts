import { isFirstEdition, upgradeRun } from './firstEdition';
import { logKey, runKey } from './keys';
import { leasesIn, readEntries } from './log';
import { headerIn, logEntryIn, type Header, type Lease, type LogEntry, type SliceEntry } from './records';
import { isOver } from './retention';
import type { Store } from './store';

/** Entries of a log read at once past what the header has: there are hardly ever more than two. */
const TAIL_ENTRIES = 8;

/**
 * A run as the store has it: a header that says how it stood after some entries of its log, and the entries since. So what
 * is read does not grow with the run.
 */
export interface LoadedRun {
  runId: string;
  header: Header;
  /** Entries that the header does not have yet. */
  tail: LogEntry[];
  /** Number of the next entry of its log. */
  next: number;
}

/** What a reader knows of a run, and wants besides. */
interface LoadHint {
  /** The number of the next entry as a driver has it. */
  next?: number;
  /** Keys to be read along, at first or once the header is known. */
  keys?: readonly string[];
  keysFor?: (header: Header) => readonly string[];
  /** The caller may lack the right to have anything written: a run of the first edition is not found then. */
  isReadOnly?: boolean;
}

/**
 * A run; undefined where there is none, or where it is no longer kept. Two requests to the storage, or one where the log
 * has nothing that the header has not and `next` says so.
 * @param now ms since the epoch
 * @throws StorageError, UnreadableRecord
 */
export async function loadRun(
  store: Store,
  runId: string,
  now: number,
  hint: LoadHint = {},
): Promise<{ run: LoadedRun; values: ReadonlyMap<string, unknown> } | undefined> {
  const { next: guess = 0, keys = [], keysFor = () => [], isReadOnly = false } = hint;
  const values = await store.getMany([runKey(runId), logKey(runId, guess), ...keys]);
  const stored = values.get(runKey(runId));
  if (stored === undefined) return undefined;
  if (isFirstEdition(stored)) {
    if (isReadOnly) return undefined;
    await upgradeRun(store, runId, stored, now);
    return loadRun(store, runId, now, hint);
  }
  const header = headerIn(stored);
  if (isOver(header.startedAt, now)) return undefined;
  const more = keysFor(header);
  const isUpToDate = guess === header.folded && !values.has(logKey(runId, guess));
  if (isUpToDate && more.length === 0) return { run: { runId, header, tail: [], next: guess }, values };
  const { tail, values: later } = await readTail(store, runId, header.folded, more);
  const run = { runId, header, tail, next: header.folded + tail.length };
  return { run, values: new Map([...values, ...later]) };
}

/** @param more keys to be read along with the first entries */
async function readTail(
  store: Store,
  runId: string,
  from: number,
  more: readonly string[],
): Promise<{ tail: LogEntry[]; values: ReadonlyMap<string, unknown> }> {
  const keys = Array.from({ length: TAIL_ENTRIES }, (_, n) => logKey(runId, from + n));
  const values = await store.getMany([...keys, ...more]);
  const free = keys.findIndex((key) => !values.has(key));
  const tail = keys.slice(0, free === -1 ? keys.length : free).map((key) => logEntryIn(values.get(key)));
  while (tail.length > 0 && tail.length % TAIL_ENTRIES === 0) {
    const entries = await readEntries(store, runId, from + tail.length, TAIL_ENTRIES);
    if (entries.length === 0) break;
    tail.push(...entries);
  }
  return { tail, values };
}

/** Whose a run is, or whose it was last. */
export function leaseOf({ header, tail }: LoadedRun): Lease {
  return leasesIn(tail).at(-1) ?? header.lease;
}

/** Whether the run has ended, and no driver has taken it up since. */
export function hasRunEnded({ header, tail }: LoadedRun): boolean {
  const last = leasesIn(tail).at(-1);
  return last ? last.kind === 'ended' : header.endedAt !== undefined;
}

/** Whether another driver has it: another page, or another admin whose page says that it is this one. */
export function isDrivenByOther(
  run: LoadedRun,
  { driver, actorId }: Pick<Lease, 'driver' | 'actorId'>,
  now: number,
): boolean {
  const lease = leaseOf(run);
  return !hasRunEnded(run) && !isDriver(lease, driver, actorId) && lease.until > now;
}

/** Whether a run is that driver's, or was last. */
export function isDriver(lease: Lease, driver: string, actorId: string): boolean {
  return lease.driver === driver && lease.actorId === actorId;
}

/** The slice that may still be at work: begun, without outcomes, its invocation not over. */
export function sliceUnderWay({ tail }: LoadedRun, now: number): SliceEntry | undefined {
  return tail.find(
    (entry): entry is SliceEntry => entry.kind === 'slice' && !entry.outcomes && entry.until > now,
  );
}
