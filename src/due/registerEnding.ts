import { openKey, runKey } from '../history/keys';
import { writePlan, type StoredChange } from '../history/planStretches';
import { VERSION, type Header, type StoredPlace } from '../history/records';
import { headerOf } from '../history/registerRun';
import { secondsKept, toKeep } from '../history/retention';
import type { Store } from '../history/store';
import { inverseOf } from '../membership/actions';

/** A run that ends memberships, before it is registered. */
export interface Ending {
  runId: string;
  driver: string;
  /** They are removed as this admin. */
  actorId: string;
  /** The run that added them. */
  source: { runId: string; header: Header };
  /** Additions of that run, at most 5,000. */
  additions: readonly StoredChange[];
}

/**
 * Registers it for the worker to take up: its lease is the driver's, and over at once. Doing it again changes nothing: its id
 * says what it takes back. It has a place of its own among the unfinished runs, so that however many are due at once, the admin may
 * begin others. Two requests to the storage.
 * @param now ms since the epoch
 * @throws StorageError
 */
export async function registerEnding(store: Store, ending: Ending, now: number): Promise<void> {
  const { runId, driver, actorId, source, additions } = ending;
  const changes = additions.map(inverseOf);
  const undoes = { runId: source.runId, changes: additions.map(({ index }) => index) };
  const concerned = new Set(changes.map(({ groupId }) => groupId));
  const groups = source.header.groups
    .filter(({ id }) => concerned.has(id))
    .map(({ id, name }) => ({ id, ...(name !== undefined && { name }) }));
  const placeKey = openKey(actorId, driver);
  const place: StoredPlace = { v: VERSION, runId, at: now };
  const registration = { driver, changes, undoes, total: changes.length, groups };
  const header: Header = {
    ...headerOf(registration, placeKey, { actorId, now }),
    isEnding: true,
    // The trigger asks of each admin once: of this run it is for the worker to ask.
    lease: { driver, actorId, until: now, verifiedAt: 0, worker: true },
  };
  const plan = writePlan(runId, 0, changes, undoes.changes);
  await store.write({ set: toKeep({ startedAt: now }, now, [...plan, [placeKey, place]]) });
  await store.claim(runKey(runId), header, secondsKept(now, now));
}
