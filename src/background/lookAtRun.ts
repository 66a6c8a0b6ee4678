import { hasRunEnded, isHeld, leaseOf, sliceUnderWay, wishOf, type LoadedRun } from '../history/loadRun';

/** What the worker does about a run that an event names. */
export type Look =
  /** Nothing: there is nothing to go on with, or another event is about it. */
  | { what: 'nothing' }
  /** It may be the worker's later. */
  | { what: 'lookAgain'; delayS: number }
  /** An admin wants it to end, and no driver is there to do it. */
  | { what: 'end'; actorId: string }
  /** It is free. `actorId`: the admin it is driven for, by its record. `freeSince`: ms since the epoch. */
  | { what: 'takeUp'; actorId: string; freeSince: number };

/** How often a page's run is looked at: a twentieth of its age, so that a page that goes costs about that part more. */
const PAGE_LOOK_S = { least: 10, most: 30, partOfAge: 1 / 20 };
/** How often one is that the worker drives; its last event is on its way however that ends. */
export const HEARTBEAT_S = 60;
/** A page that names a plan while the storage is in trouble may be without the run for a while, and go on. */
const NAMING_PATIENCE_MS = 10 * 60_000;
/** What the queue takes at most. */
const MAX_DELAY_S = 900;

/**
 * What is to be done about a run, by its record alone.
 * @param run undefined where the history has none
 * @param driver who had it when the event was pushed: a driver that took it since has pushed its own event
 * @param now ms since the epoch
 */
export function lookAtRun(run: LoadedRun | undefined, driver: string, now: number): Look {
  if (!run || hasRunEnded(run)) return { what: 'nothing' };
  const { header } = run;
  const lease = leaseOf(run);
  const wish = wishOf(run);
  const busy = sliceUnderWay(run, now);
  const isFree = !busy && !isHeld(run, now);
  // What is given up, what is paused, and what only its driver knows the rest of, is gone on with by who takes it anew.
  const isLeft = wish === 'pause' || header.notContinued || header.isPart;
  if (lease.driver !== driver || isLeft) return { what: 'nothing' };
  if (header.planned < header.total) {
    return isFree && now - lease.until > NAMING_PATIENCE_MS ? { what: 'nothing' } : lookAgain();
  }
  if (isFree && wish === 'stop') return { what: 'end', actorId: lease.actorId };
  const isHandedOver = lease.waitsUntil !== undefined && lease.waitsUntil <= now;
  if (isFree || (isHandedOver && !busy)) {
    return { what: 'takeUp', actorId: lease.actorId, freeSince: lease.until };
  }
  return lookAgain();

  function lookAgain(): Look {
    if (lease.waitsUntil !== undefined && lease.waitsUntil > now) {
      return { what: 'lookAgain', delayS: delayUntil(lease.waitsUntil, now) };
    }
    return { what: 'lookAgain', delayS: lease.worker ? HEARTBEAT_S : pageDelayS(now - header.startedAt) };
  }
}

/** s until then, as the queue takes them. Times in ms since the epoch. */
export function delayUntil(until: number, now: number): number {
  return Math.min(MAX_DELAY_S, Math.max(0, Math.ceil((until - now) / 1_000)));
}

function pageDelayS(ageMs: number): number {
  const { least, most, partOfAge } = PAGE_LOOK_S;
  return Math.round(Math.min(most, Math.max(least, (ageMs / 1_000) * partOfAge)));
}
