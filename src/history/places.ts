import { MAX_UNFINISHED_RUNS } from '../contract/limits';
import { openKey, vacancyKey } from './keys';
import { hasRunEnded, loadRun } from './loadRun';
import { openRunIn, UnreadableRecord, VERSION, type StoredPlace } from './records';
import { secondsKept } from './retention';
import { getOne, type Store } from './store';

/**
 * The places for unfinished runs that an admin has: ten keys, each of which only one run can take, so that no admin has
 * more. A run gives its place back when it ends. One that was left behind changes hands through a key of its own, because
 * the storage cannot write or delete on a condition. All of it may throw `StorageError`.
 */

/** A beginning that takes longer was given up, and so was an end. */
const STALE_MS = 60_000;
const VACANCY_KEPT_SECONDS = 24 * 3_600;

/** Admin and run of a place, and since when the run is kept. */
export interface PlaceRequest {
  actorId: string;
  runId: string;
  /** Asking again with the same beginning gets the same place; absent for a run that has ended. */
  beginning?: string;
  /** The run is known by that id already, so that a place of the same beginning for another is not its. */
  isKnown: boolean;
  startedAt: number;
  /** ms since the epoch. */
  now: number;
}

export interface RunPlace {
  key: string;
  /** The run that has it: another than was asked for, where the same beginning had it before. */
  runId: string;
  /** It was taken by this call. */
  isNew: boolean;
}

/** The keys of an admin's places. */
export function placeKeysOf(actorId: string): string[] {
  return Array.from({ length: MAX_UNFINISHED_RUNS }, (_, slot) => openKey(actorId, slot));
}

/** Takes a place among the admin's. @returns undefined where all are taken */
export async function acquirePlace(store: Store, request: PlaceRequest): Promise<RunPlace | undefined> {
  const { runId, beginning, isKnown, startedAt, now } = request;
  const isOwn = (place: StoredPlace) =>
    beginning !== undefined && place.beginning === beginning && (place.runId === runId || !isKnown);
  const keys = placeKeysOf(request.actorId);
  const values = await store.getMany(keys);
  const taken = [...values].flatMap(([key, value]) => placeAt(key, value) ?? []);
  const own = taken.find(isOwn);
  if (own) return { key: own.key, runId: own.runId, isNew: false };
  const value: StoredPlace = { v: VERSION, runId, ...(beginning !== undefined && { beginning }), at: now };
  const ttlSeconds = secondsKept(startedAt, now);
  for (const key of keys.filter((one) => !values.has(one))) {
    if (await store.claim(key, value, ttlSeconds)) return { key, runId, isNew: true };
    // Another call was quicker, perhaps with the same beginning.
    const other = placeAt(key, await getOne(store, key));
    if (other && isOwn(other)) return { key, runId: other.runId, isNew: false };
  }
  for (const place of taken) {
    if (!(await isLeftBehind(store, place, now)) || !(await claimVacancy(store, place))) continue;
    await store.write({ set: [{ key: place.key, value, ttlSeconds }] });
    return { key: place.key, runId, isNew: true };
  }
  return undefined;
}

/** Puts a place right whose run has ended, or was never written. */
export async function vacatePlace(store: Store, key: string, value: unknown, now: number): Promise<void> {
  const place = placeAt(key, value);
  if (!place || !(await isLeftBehind(store, place, now)) || !(await claimVacancy(store, place))) return;
  await store.write({ remove: [key] });
}

/** What has a place; undefined where this version cannot tell: then it is taken, whatever comes. */
function placeAt(key: string, value: unknown): (StoredPlace & { key: string }) | undefined {
  try {
    return value === undefined ? undefined : { key, ...openRunIn(value) };
  } catch (error) {
    if (error instanceof UnreadableRecord) return undefined;
    throw error;
  }
}

async function isLeftBehind(store: Store, { runId, at }: StoredPlace, now: number): Promise<boolean> {
  if (now - at <= STALE_MS) return false;
  try {
    const loaded = await loadRun(store, runId, now);
    return !loaded || hasRunEnded(loaded.run);
  } catch (error) {
    if (error instanceof UnreadableRecord) return false;
    throw error;
  }
}

function claimVacancy(store: Store, { key, at }: StoredPlace & { key: string }): Promise<boolean> {
  return store.claim(vacancyKey(key, at), { v: VERSION }, VACANCY_KEPT_SECONDS);
}
