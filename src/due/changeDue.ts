import { chunk } from '../chunk';
import type { Answer } from '../contract/errors';
import type { ChangeDueInput } from '../contract/inputs';
import { loadRun } from '../history/loadRun';
import { refuseInput } from '../history/refusals';
import type { Asking } from '../history/registerRun';
import { secondsKept, toKeep } from '../history/retention';
import type { Store } from '../history/store';
import { toRanges } from '../membership/ranges';
import { checkUntil, closingKey, dueIdOf, dueKey, placesIn, readOneDue, type StoredDue } from './dueRecords';

/** At most 80 KB, of the 240 KiB that a value may have; so those of the largest run are in five records. */
const RANGES_IN_RECORD = 5_000;

/**
 * Gives memberships that are to end another date, as the admin who asks, or none. The records that follow are written first and
 * count from the closing on, so that it is done wholly or not at all. `invalid`, field `dueId`: others edited them before, or
 * they are being ended.
 * @throws StorageError
 */
export async function changeDue(
  store: Store,
  { dueId, changes, until }: ChangeDueInput,
  { actorId, now }: Asking,
): Promise<Answer<object>> {
  const due = await readOneDue(store, dueId);
  const loaded = due && !due.closing && (await loadRun(store, due.record.runId, now));
  if (!loaded) return refuseOver();
  const { record } = due;
  const { startedAt, total } = loaded.run.header;
  const may = until === null ? undefined : checkUntil(until, startedAt, now);
  if (may?.ok === false) return may;
  const moved = changes ?? record.changes;
  const wanted = new Set(placesIn({ ...(moved && { changes: moved }) }, total));
  const rest = placesIn(record, total).filter((place) => !wanted.delete(place));
  if (wanted.size > 0) return refuseInput('changes', 'changes are not among those that end then');
  const next: StoredDue[] = [];
  if (until !== null) {
    next.push({ v: 1, runId: record.runId, actorId, until, ...(moved && { changes: moved }), from: dueId });
  }
  for (const part of chunk(toRanges(rest), RANGES_IN_RECORD)) {
    next.push({ ...record, changes: part, from: dueId });
  }
  const entries = next.map((one) => [dueIdOf(one.until), one] as const);
  const keys = entries.map(([id, one]) => [dueKey(id), one] as const);
  if (keys.length > 0) await store.write({ set: toKeep({ startedAt }, now, keys) });
  const closing = { v: 1, next: entries.map(([id]) => id) };
  if (!(await store.claim(closingKey(dueId), closing, secondsKept(startedAt, now)))) return refuseOver();
  await store.write({ remove: [dueKey(dueId)] });
  return { ok: true };
}

function refuseOver() {
  return refuseInput('dueId', 'dueId names nothing that is to end');
}
