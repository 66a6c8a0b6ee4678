import type { NotContinuedReason, RunTicket } from '../contract/runs';
import { randomId } from './keys';
import { hasRunEnded, leaseOf, loadRun } from './loadRun';
import { claimEntry } from './log';
import { VERSION } from './records';
import { secondsKept } from './retention';
import type { Store } from './store';

const ATTEMPTS = 5;

/**
 * Says in a run's log why it does not go on without a page, unless it has ended or another driver has taken it since. Any
 * may take it then, whatever the lease says.
 * @param of the run, and whose it was last
 * @param now ms since the epoch
 * @returns whether it was said
 * @throws StorageError, UnreadableRecord
 */
export async function recordNotContinued(
  store: Store,
  { runId, driver }: Pick<RunTicket, 'runId' | 'driver'>,
  reason: NotContinuedReason,
  now: number,
): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const run = (await loadRun(store, runId, now, { isReadOnly: true }))?.run;
    if (!run || hasRunEnded(run) || leaseOf(run).driver !== driver) return false;
    const entry = { v: VERSION, kind: 'notContinued', id: randomId(), reason } as const;
    const ttlSeconds = secondsKept(run.header.startedAt, now);
    if (await claimEntry(store, runId, run.next, entry, ttlSeconds)) return true;
  }
  return false;
}
