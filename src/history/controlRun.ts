import type { Answer } from '../contract/errors';
import type { ControlRunInput } from '../contract/inputs';
import type { GoesOn } from '../contract/runs';
import { backgroundIn, offerRun } from './backgroundState';
import { BACKGROUND_KEY, randomId } from './keys';
import { closeRun } from './leaseRun';
import { hasRunEnded, isHeld, leaseOf, loadRun, sliceUnderWay, wishOf } from './loadRun';
import { claimEntry, takenError } from './log';
import { recordNotContinued } from './recordNotContinued';
import { VERSION } from './records';
import { refuse, refuseBusy, refuseUnknownRun } from './refusals';
import type { Asking } from './registerRun';
import { secondsKept } from './retention';
import type { Store } from './store';

/** A driver takes a number every few seconds. */
const ATTEMPTS = 5;

/**
 * Says in a run's log what an admin wants of it. Whoever drives it cannot append a slice without having read it. It may be
 * appended beside a slice at work, so that the snapshot is left to the next who writes one. A run without a driver, or
 * that pauses, or that the worker lets wait, ends at once; one that is to end can be asked for nothing else.
 * @returns the number of the next entry of its log
 * @throws StorageError, UnreadableRecord
 */
export async function controlRun(
  store: Store,
  { runId, wish }: ControlRunInput,
  asking: Asking,
): Promise<Answer<{ next: number } & GoesOn>> {
  const { actorId, now } = asking;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const loaded = await loadRun(store, runId, now, { keys: [BACKGROUND_KEY] });
    if (!loaded) return refuseUnknownRun();
    const { run, values } = loaded;
    const before = wishOf(run);
    const lease = leaseOf(run);
    if (hasRunEnded(run) || (before === 'stop' && wish !== 'stop')) return refuse(takenError(lease, true));
    const mayRest = before === 'pause' || lease.waitsUntil !== undefined || !isHeld(run, now);
    const isAtRest = mayRest && !sliceUnderWay(run, now);
    if (wish === 'stop' && isAtRest) {
      const ended = await closeRun(store, run, randomId(), asking);
      if (ended.ok) return { ok: true, next: run.next + 1 };
    } else if (
      wish === before ||
      (await claimEntry(
        ...[store, runId, run.next],
        { v: VERSION, kind: 'control', id: randomId(), actorId, wish },
        secondsKept(run.header.startedAt, now),
      ))
    ) {
      const next = run.next + (wish === before ? 0 : 1);
      // What the worker has given up, and what it is to leave alone, is a page's to take.
      const { notContinued, isPart } = run.header;
      if (wish !== 'run' || notContinued || isPart) return { ok: true, next };
      const of = { runId, driver: lease.driver };
      const goesOn = await offerRun(asking, backgroundIn(values, now), of);
      // A worker that paused hears of it by that event alone.
      const isLeft = lease.worker && before === 'pause' && !goesOn.inBackground;
      const isNoted = isLeft && (await recordNotContinued(store, of, 'unavailable', now));
      return { ok: true, next: isNoted ? next + 1 : next, ...goesOn };
    }
  }
  return refuseBusy();
}
