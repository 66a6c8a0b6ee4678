import type { AppError } from '../contract/errors';
import type { RunEvent } from '../contract/runs';
import { logKey } from './keys';
import { logEntryIn, outcomesIn, type Lease, type LogEntry } from './records';
import { StorageError, type Store } from './store';

/**
 * A run's log: entry after entry, each under the next number, and each number taken by the first to append. So an
 * appender knows everything that came before, and two drivers of a run cannot both go on: the second to append is told.
 */

/**
 * Takes a number of a run's log.
 * @returns whether it is this entry's now
 * @throws StorageError
 */
export async function claimEntry(
  store: Store,
  runId: string,
  at: number,
  entry: LogEntry,
  ttlSeconds: number,
): Promise<boolean> {
  if (await claimPatiently(store, logKey(runId, at), entry, ttlSeconds)) return true;
  const [existing] = await readEntries(store, runId, at, 1);
  return existing?.id === entry.id; // The answer to the claim was lost.
}

/** Entries in order, up to the first number that is free. */
export async function readEntries(
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

/** What an entry says of the run's changes; undefined where nothing. */
export function eventOf(entry: LogEntry): RunEvent | undefined {
  switch (entry.kind) {
    case 'slice': {
      const { actorId, changes, outcomes } = entry;
      return { kind: 'slice', actorId, changes, ...(outcomes && { outcomes: outcomesIn(outcomes) }) };
    }
    case 'check': {
      const { actorId, so, notSo } = entry;
      return { kind: 'check', actorId, so, notSo };
    }
    case 'undone':
      return { kind: 'undone', by: entry.by, changes: entry.changes };
    case 'taken':
    case 'ended':
    case 'control':
    case 'notContinued':
      return undefined;
  }
}

/** What entries say of the run's changes, in order. */
export function eventsIn(entries: readonly LogEntry[]): RunEvent[] {
  return entries.map(eventOf).filter((event) => event !== undefined);
}

/** Another driver has the run, or it was ended. */
export function takenError(lease: Lease, hasRunEnded: boolean): AppError {
  if (hasRunEnded) return { kind: 'runTaken' };
  const { actorId, until, worker } = lease;
  return {
    kind: 'runTaken',
    takenBy: { accountId: actorId, until: new Date(until).toISOString(), ...(worker && { isWorker: true }) },
  };
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
