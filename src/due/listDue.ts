import type { Answer } from '../contract/errors';
import type { ListDueInput } from '../contract/inputs';
import type { DueMemberships } from '../contract/runs';
import { endPage, readCursor } from '../history/historyPages';
import { positionOf } from '../history/keys';
import { loadRun } from '../history/loadRun';
import { recordOf } from '../history/readRun';
import { readStanding } from '../history/readStanding';
import { UnreadableRecord } from '../history/records';
import type { Store } from '../history/store';
import { isAddition } from '../membership/actions';
import { DUE_PREFIX, placesIn, readDue, type Due } from './dueRecords';

/** Records looked at for a page, and places of each: at most 10,000 memberships a page. */
const RECORDS_IN_PAGE = 10;
const PLACES_OF_RECORD = 1_000;

/**
 * Memberships that are to end, soonest first, those whose date has come too; only those that stand. A page may have none and go on
 * all the same, and those of one record may be on several pages. The query notices an edit a little late. At most 2
 * requests to the storage, and 4 more for each of 10 records. Where there is no record, nothing is asked of Confluence.
 * @param now ms since the epoch
 * @param verify whether who asks may see them
 * @throws StorageError
 */
export async function listDue(
  store: Store,
  { cursor: start }: ListDueInput,
  now: number,
  verify: () => Promise<Answer<object>>,
): Promise<Answer<{ due: DueMemberships[]; cursor?: string }>> {
  const at = readCursor(start);
  const { entries, cursor } = await store.list(DUE_PREFIX, { limit: RECORDS_IN_PAGE, cursor: at.cursor });
  if (entries.length === 0 && cursor === undefined) return { ok: true, due: [] };
  const may = await verify();
  if (!may.ok) return may;
  const records = (await readDue(store, entries)).filter(({ closing }) => !closing || closing.ends);
  const parts = await Promise.all(records.map((one) => readPart(store, one, at.after, now)));
  const due: DueMemberships[] = [];
  for (const part of parts) {
    if (!part) continue;
    if (part.due.memberships.length > 0) due.push(part.due);
    if (part.endsAt !== undefined) {
      return { ok: true, due, ...endPage({ ...at, after: part.endsAt }, undefined) };
    }
  }
  return { ok: true, due, ...(cursor !== undefined && endPage({ ...at, cursor }, undefined)) };
}

/** What a record is about, after a position in it; undefined where nothing. */
async function readPart(
  store: Store,
  { dueId, record, closing }: Due,
  after: string,
  now: number,
): Promise<{ due: DueMemberships; endsAt?: string } | undefined> {
  try {
    const { runId, actorId, until, notMade } = record;
    const loaded = await loadRun(store, runId, now);
    if (!loaded) return undefined;
    const { run } = loaded;
    const places = placesIn(closing?.ends ?? record, run.header.total).filter(
      (place) => positionOf(dueId, place) > after,
    );
    const part = places.slice(0, PLACES_OF_RECORD);
    const memberships = (await readStanding(store, run, part))
      .filter(isAddition)
      .map(({ index, groupId, accountId }) => ({ index, groupId, accountId }));
    const named = new Set(memberships.map(({ groupId }) => groupId));
    const groups = recordOf(runId, run.header).groups.filter(({ groupId }) => named.has(groupId));
    const due = {
      ...{ dueId, runId, actorId, groups, memberships, until: new Date(until).toISOString() },
      ...(notMade && { notMade }),
    };
    const isCut = part.length < places.length;
    return { due, ...(isCut && { endsAt: positionOf(dueId, part.at(-1) ?? 0) }) };
  } catch (error) {
    if (error instanceof UnreadableRecord) return undefined;
    throw error;
  }
}
