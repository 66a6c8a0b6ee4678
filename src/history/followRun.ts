import type { Answer } from '../contract/errors';
import type { FollowRunInput } from '../contract/inputs';
import type { FollowedRun } from '../contract/runs';
import { logKey } from './keys';
import { isAtWork, isVerified, leaseOf, loadRun, sliceUnderWay, wishOf } from './loadRun';
import { eventsIn } from './log';
import { driverOf, recordOf } from './readRun';
import { logEntryIn, type LogEntry } from './records';
import { refuseInput, refuseUnknownRun } from './refusals';
import type { Asking } from './registerRun';
import type { Store } from './store';

/** What is asked for at a time, and as much before as the header is usually behind the log. */
const ENTRIES = 8;
const BEHIND = 2;

/**
 * How a run stands, and what happened since an entry of its log: at most 8 entries, up to a slice that is at work. One
 * request to the storage, and more where the log has gone on by more than that: one for each eight entries that the header
 * is behind. The admin it is driven for is not asked about again while each slice says that they may administer
 * Confluence; others are, for 3 points.
 * @param verify whether who asks may see it
 * @throws StorageError, UnreadableRecord
 */
export async function followRun(
  store: Store,
  { runId, next }: FollowRunInput,
  { actorId, now }: Asking,
  verify: () => Promise<Answer<object>>,
): Promise<Answer<FollowedRun>> {
  const from = Math.max(0, next - BEHIND);
  const keys = Array.from({ length: next - from + ENTRIES - 1 }, (_, n) => logKey(runId, from + 1 + n));
  const loaded = await loadRun(store, runId, now, { next: from, keys, isReadOnly: true });
  const lease = loaded && leaseOf(loaded.run);
  if (lease?.actorId !== actorId || !isVerified(lease, now)) {
    const may = await verify();
    if (!may.ok) return may;
  }
  if (!loaded) return refuseUnknownRun();
  const { run, values } = loaded;
  if (next > run.next) return refuseInput('next', 'next is not where the run is');
  const entries: LogEntry[] = [];
  for (let at = next; at < next + ENTRIES; at += 1) {
    const value = values.get(logKey(runId, at));
    const entry = value === undefined ? undefined : logEntryIn(value);
    if (!entry || isAtWork(entry, now)) break;
    entries.push(entry);
  }
  return {
    ok: true,
    run: recordOf(runId, run.header),
    driver: driverOf(run, now),
    isBusy: sliceUnderWay(run, now) !== undefined,
    wish: wishOf(run),
    events: eventsIn(entries),
    next: next + entries.length,
  };
}
