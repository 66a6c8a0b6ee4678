import * as v from 'valibot';
import type { IndexRanges } from '../contract/changes';
import type { Answer } from '../contract/errors';
import type { StartRunInput } from '../contract/inputs';
import { madeAt, randomId } from '../history/keys';
import { notContinuedReason, parseRecord, UnreadableRecord } from '../history/records';
import { refuseInput } from '../history/refusals';
import type { Asking, Registration } from '../history/registerRun';
import { getOne, type Store } from '../history/store';
import { isAddition } from '../membership/actions';
import { indexesIn } from '../membership/ranges';

/**
 * Memberships that are to end: which additions of which run, when, and as which admin. A record says no more than that; who
 * of them is still to be removed is what the run's own record says: made by it, and not taken back since.
 *
 * A record is over for good once its closing is there, a key that only one can take: an edit, with the records that follow,
 * or the run that ends the memberships. A record that follows another counts only where that one's closing names it.
 * So two edits at once, an edit beside the hourly trigger, and a write that comes late do no harm, although the storage
 * cannot write on a condition.
 */

const ranges = v.array(v.tuple([v.number(), v.number()]));

const dueRecord = v.object({
  v: v.literal(1),
  /** The run that adds them. */
  runId: v.string(),
  /** Who set the date; they are removed as that admin. */
  actorId: v.string(),
  /** ms since the epoch. */
  until: v.number(),
  /** Places in that run; all of its additions where absent. */
  changes: v.exactOptional(ranges),
  /** The record that this one follows. */
  from: v.exactOptional(v.string()),
  /** Times that it could not be found out whether the admin may do it. */
  tries: v.exactOptional(v.number()),
  /** Why nothing was done when the date had come. */
  notMade: v.exactOptional(notContinuedReason),
});
export type StoredDue = v.InferOutput<typeof dueRecord>;

const dueClosing = v.object({
  v: v.literal(1),
  /** The records that follow. */
  next: v.array(v.string()),
  /** The run that ends them, and the places that it takes back; absent where an admin edited them. */
  ends: v.exactOptional(v.object({ runId: v.string(), changes: ranges })),
});
export type DueClosing = v.InferOutput<typeof dueClosing>;

export const DUE_PREFIX = 'due:';
/** Memberships that are to end, soonest first: `StoredDue`. */
export const dueKey = (dueId: string): string => DUE_PREFIX + dueId;
/** There once such a record is over: `DueClosing`. */
export const closingKey = (dueId: string): string => `dueClosing:${dueId}`;

const HOUR_MS = 3_600_000;
/** A run is kept for 365 days, and what it added has to be known on the day. */
const LATEST_MS = 360 * 24 * HOUR_MS;

/** @param until ms since the epoch @param rest 16 hexadecimal digits; random unless given */
export function dueIdOf(until: number, rest = randomId()): string {
  return `${String(until).padStart(13, '0')}-${rest}`;
}

/**
 * What is written with a run whose additions are to end: the same record each time that its beginning is repeated.
 * @param begunId the id that the run has, where its driver had got so far before
 */
export function dueOfRun(
  { until, total }: Pick<StartRunInput, 'until' | 'total'>,
  { changes, undoes }: Pick<Registration, 'changes' | 'undoes'>,
  begunId: string | undefined,
  { actorId, now }: Asking,
): Answer<{ written?: Pick<Registration, 'until' | 'besides'> }> {
  if (until === undefined) return { ok: true };
  // Those that the first call did not name may be additions.
  const mayAdd = !undoes && (changes.some(isAddition) || changes.length < total);
  if (!mayAdd) return refuseInput('until', 'until is for memberships that are added');
  const begunAt = begunId === undefined ? now : madeAt(begunId);
  const may = checkUntil(until, begunAt, begunAt);
  if (!may.ok) return may;
  const record = { v: 1, actorId, until } as const;
  return {
    ok: true,
    written: {
      until,
      besides: (runId) => [
        [dueKey(dueIdOf(until, runId.slice(14))), { ...record, runId } satisfies StoredDue],
      ],
    },
  };
}

/** Whether memberships may be set to end then: in an hour at the earliest, and while their run is still known. */
export function checkUntil(until: number, startedAt: number, now: number): Answer<object> {
  return until >= now + HOUR_MS && until <= startedAt + LATEST_MS
    ? { ok: true }
    : refuseInput('until', 'until must be 1 hour to 360 days ahead, and within 360 days of the run');
}

/** A record that counts, and what closed it. */
export interface Due {
  dueId: string;
  record: StoredDue;
  closing?: DueClosing;
}

/** Those of the records that count. One request to the storage. What this version cannot read is left alone. */
export async function readDue(
  store: Store,
  entries: readonly { key: string; value: unknown }[],
): Promise<Due[]> {
  const records = entries.flatMap(({ key, value }) =>
    orNothing(() => [{ dueId: key.slice(DUE_PREFIX.length), record: parseRecord(dueRecord, value) }]),
  );
  if (records.length === 0) return [];
  const keys = records.flatMap(({ dueId, record: { from } }) =>
    from === undefined ? [dueId] : [dueId, from],
  );
  const closings = await store.getMany([...new Set(keys)].map(closingKey));
  const closingOf = (dueId: string) => {
    const value = closings.get(closingKey(dueId));
    return value === undefined ? undefined : parseRecord(dueClosing, value);
  };
  return records.flatMap(({ dueId, record }) =>
    orNothing(() => {
      const { from } = record;
      if (from !== undefined && !closingOf(from)?.next.includes(dueId)) return [];
      const closing = closingOf(dueId);
      return [{ dueId, record, ...(closing && { closing }) }];
    }),
  );
}

/** The same of one. Two requests to the storage. */
export async function readOneDue(store: Store, dueId: string): Promise<Due | undefined> {
  const key = dueKey(dueId);
  const value = await getOne(store, key);
  return value === undefined ? undefined : (await readDue(store, [{ key, value }]))[0];
}

/** The places that a record is about, rising; some of them may be no additions. @param total changes of the run */
export function placesIn({ changes }: { changes?: IndexRanges }, total: number): number[] {
  return indexesIn(changes ?? [[0, total - 1]]);
}

function orNothing<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableRecord) return [];
    throw error;
  }
}
