import type { RunWish } from '../contract/runs';
import { isFirstEdition, upgradeRun } from './firstEdition';
import { copyHeader, foldIntoHeader } from './foldIntoHeader';
import { logKey, runKey } from './keys';
import { readEntries } from './log';
import { headerIn, logEntryIn, type Header, type Lease, type LogEntry, type SliceEntry } from './records';
import { isOver } from './retention';
import type { Store } from './store';

/** Entries of a log read at once past what the header has: there are hardly ever more than two. */
const TAIL_ENTRIES = 8;
/** Confluence is asked again whether a driver may administer it when it said so longer ago. */
const VERIFIED_FOR_MS = 60_000;

/**
 * A run as the store has it: a header that says how it stood after some entries of its log, and the entries since. So what
 * is read does not grow with the run.
 */
export interface LoadedRun {
  runId: string;
  /** Up to date with the tail in whose the run is and what is wanted of it, not in how its changes stand. */
  header: Header;
  /** Entries after those that the header has folded. */
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
 * A run; undefined where there is none, or where it is no longer kept. Two requests to the storage, or one where `next` and
 * `keys` name the entries that the header has not, and the free number after them.
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
  const header = copyHeader(headerIn(stored));
  if (isOver(header.startedAt, now)) return undefined;
  const { folded } = header;
  const more = keysFor(header);
  const known =
    more.length > 0 ? undefined : tailAmong(new Set([logKey(runId, guess), ...keys]), values, runId, folded);
  const { tail, values: later } = known ?? (await readTail(store, runId, folded, more));
  for (const entry of tail) foldIntoHeader(header, entry);
  const run = { runId, header, tail, next: folded + tail.length };
  return { run, values: new Map([...values, ...later]) };
}

/** The same as `readTail` from what was read, where that says where the log ends. @param asked the keys read */
function tailAmong(
  asked: ReadonlySet<string>,
  values: ReadonlyMap<string, unknown>,
  runId: string,
  from: number,
): Tail | undefined {
  const tail: LogEntry[] = [];
  for (let key = logKey(runId, from); asked.has(key); key = logKey(runId, from + tail.length)) {
    if (!values.has(key)) return { tail, values };
    tail.push(logEntryIn(values.get(key)));
  }
  return undefined;
}

interface Tail {
  tail: LogEntry[];
  values: ReadonlyMap<string, unknown>;
}

/** @param more keys to be read along with the first entries */
async function readTail(store: Store, runId: string, from: number, more: readonly string[]): Promise<Tail> {
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
export function leaseOf({ header }: LoadedRun): Lease {
  return header.lease;
}

/** Whether the run has ended, and no driver has taken it up since. */
export function hasRunEnded({ header }: LoadedRun): boolean {
  return header.endedAt !== undefined;
}

/** What an admin wants of a run since it was taken last. */
export function wishOf({ header }: Pick<LoadedRun, 'header'>): RunWish {
  return header.wish ?? 'run';
}

/**
 * Whether any driver may have it to itself. The worker lets go of a run that it is not to go on with, or cannot, but for
 * the slice that is under way.
 */
export function isHeld({ header }: Pick<LoadedRun, 'header'>, now: number): boolean {
  const { lease, wish, notContinued } = header;
  return lease.until > now && !(lease.worker && (wish ?? notContinued));
}

/** Whether another driver has it: another page, or another admin whose page says that it is this one. */
export function isDrivenByOther(
  run: LoadedRun,
  { driver, actorId }: Pick<Lease, 'driver' | 'actorId'>,
  now: number,
): boolean {
  return !hasRunEnded(run) && !isDriver(leaseOf(run), driver, actorId) && isHeld(run, now);
}

/** Whether a run is that driver's, or was last. */
export function isDriver(lease: Lease, driver: string, actorId: string): boolean {
  return lease.driver === driver && lease.actorId === actorId;
}

/** Whether Confluence said a moment ago that the driver may administer it: each slice shows it. */
export function isVerified({ verifiedAt }: Lease, now: number): boolean {
  return now - verifiedAt < VERIFIED_FOR_MS;
}

/** Whether an entry is a slice that may still be at work: begun, without outcomes, its invocation not over. */
export function isAtWork(entry: LogEntry, now: number): entry is SliceEntry {
  return entry.kind === 'slice' && !entry.outcomes && entry.until > now;
}

/** The slice that may still be at work. */
export function sliceUnderWay({ tail }: LoadedRun, now: number): SliceEntry | undefined {
  return tail.find((entry) => isAtWork(entry, now));
}
