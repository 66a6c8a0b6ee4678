import type { Answer } from '../contract/errors';
import { CHANGES_IN_PAGE, CHANGES_IN_STRETCH } from '../contract/limits';
import type {
  BackgroundState,
  DriverOfRun,
  RecordedChange,
  RunDetail,
  RunRecord,
  UnfinishedRun,
} from '../contract/runs';
import { backgroundIn } from './backgroundState';
import { BACKGROUND_KEY, OPEN_PREFIX, planKey, runIdIn, stateKey } from './keys';
import {
  hasRunEnded,
  isAtWork,
  isHeld,
  leaseOf,
  loadRun,
  sliceUnderWay,
  wishOf,
  type LoadedRun,
} from './loadRun';
import { placeKeysOf, vacatePlace } from './places';
import { planIn, stretchOf } from './planStretches';
import { openRunIn, UnreadableRecord, type DrivenState, type Header } from './records';
import { countsIn, foldTail } from './snapshot';
import type { Store } from './store';

/** What a run's record says. All of it may throw `StorageError`. */

/** Places of unfinished runs read at once. All admins' are read: none can push another's out of sight. */
const PLACES_IN_READ = 100;
const READS = 10;

/**
 * The changes of a run, a page of them; undefined where there is no such run. Those that a page is asking for are open; those
 * that the worker is asking for stand as before. Three requests to the storage, whatever the run is long, and one more where
 * its last slice was cut off.
 * @param from a multiple of 500
 * @param now ms since the epoch
 * @throws UnreadableRecord
 */
export async function getRun(
  store: Store,
  runId: string,
  from: number,
  now: number,
): Promise<RunDetail | undefined> {
  const loaded = await loadRun(store, runId, now, { keysFor: (header) => keysOf(stretchesIn(header, from)) });
  if (!loaded) return undefined;
  const { values: read } = loaded;
  const { run, logNext } = beforeWork(loaded.run, now);
  const stretches = stretchesIn(run.header, from);
  const to = Math.min(from + CHANGES_IN_PAGE, run.header.planned);
  const values = new Map(keysOf(stretches).map((key) => [key, read.get(key)]));
  const { header, states } = await foldTail(store, run, [], { wanted: stretches, values });
  const changes = planIn(read, runId, stretches)
    .filter(({ index }) => index >= from && index < to)
    .map(({ index, groupId, accountId, action }) => ({
      ...{ index, groupId, accountId, action },
      ...saidOf(states.get(stretchOf(index))?.[index % CHANGES_IN_STRETCH], header),
    }));
  return {
    run: recordOf(runId, header),
    changes,
    logNext,
    ...(to < header.planned && { next: to }),
  };

  function keysOf(wanted: readonly number[]): string[] {
    return wanted.flatMap((stretch) => [planKey(runId, stretch), stateKey(runId, stretch)]);
  }
}

/**
 * A run without what the worker has at work, and the number from which its log is to be followed. An outcome that is told of
 * a change that was said to be open may seem to be the run's doing.
 */
function beforeWork(run: LoadedRun, now: number): { run: LoadedRun; logNext: number } {
  const { tail, next } = run;
  const at = tail.findIndex((entry) => isAtWork(entry, now));
  if (at === -1) return { run, logNext: next };
  return {
    run: leaseOf(run).worker ? { ...run, tail: tail.slice(0, at) } : run,
    logNext: next - tail.length + at,
  };
}

/** The stretches of a page. */
function stretchesIn({ planned }: Header, from: number): number[] {
  const to = Math.min(from + CHANGES_IN_PAGE, planned);
  const first = stretchOf(from);
  const count = Math.max(0, Math.ceil(to / CHANGES_IN_STRETCH) - first);
  return Array.from({ length: count }, (_, n) => first + n);
}

/** What the page gets to know of a header that is up to date with its log. */
export function recordOf(runId: string, header: Header): RunRecord {
  const { groups, actions, actorId, drivers, startedAt, total, first = [], undoes, reason } = header;
  const { until, isEnding, notContinued, inBackground = [], endedAt } = header;
  const made = inBackground.reduce((sum, of) => sum + of, 0);
  return {
    runId,
    groups: groups.map(({ id, name }) => ({ groupId: id, ...(name !== undefined && { name }) })),
    ...{ actions, actorId, drivers: [...new Set(drivers)], total },
    startedAt: new Date(startedAt).toISOString(),
    firstAccountIds: first,
    ...(undoes !== undefined && { undoes }),
    ...(reason !== undefined && { reason }),
    counts: countsIn(header),
    ...(made > 0 && { inBackground: made }),
    ...(notContinued && { notContinued }),
    ...(until !== undefined && { until: new Date(until).toISOString() }),
    ...(isEnding && { isEnding }),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
  };
}

/**
 * Runs that were begun and have not ended: the asking admin's first, then everybody else's, each newest first. A place
 * whose run has ended is put right. Where there is none, nothing is asked of Confluence. And, for no request more, whether runs
 * go on without a page here.
 * @param asking `now` in ms since the epoch
 * @param verify whether who asks may see them
 */
export async function listUnfinishedRuns(
  store: Store,
  asking: { actorId: string; now: number },
  verify: () => Promise<Answer<object>>,
): Promise<Answer<{ runs: UnfinishedRun[]; background: BackgroundState }>> {
  const { actorId, now } = asking;
  const [own, all] = await Promise.all([
    store.getMany([...placeKeysOf(actorId), BACKGROUND_KEY]),
    readPlaces(store),
  ]);
  const background = backgroundIn(own, now);
  const places = new Map([...all, ...own]);
  places.delete(BACKGROUND_KEY);
  if (places.size === 0) return { ok: true, runs: [], background };
  const may = await verify();
  if (!may.ok) return may;
  const found = await Promise.all(
    [...places].map(async ([key, value]) => unfinishedAt(store, key, value, now)),
  );
  // A run that was ended and taken up again may have the place of before besides its own.
  const runs = new Map(found.flatMap((one) => (one ? [[one.run.runId, one] as const] : [])));
  const sorted = [...runs.values()].sort(
    (a, b) => rankOf(a, actorId) - rankOf(b, actorId) || (a.run.runId < b.run.runId ? -1 : 1),
  );
  return { ok: true, runs: sorted, background };
}

function rankOf({ run }: UnfinishedRun, actorId: string): number {
  return run.actorId === actorId ? 0 : 1;
}

async function readPlaces(store: Store): Promise<[string, unknown][]> {
  const places: [string, unknown][] = [];
  let cursor: string | undefined;
  for (let reads = 0; reads < READS; reads += 1) {
    const page = await store.list(OPEN_PREFIX, { limit: PLACES_IN_READ, cursor });
    places.push(...page.entries.map(({ key, value }): [string, unknown] => [key, value]));
    ({ cursor } = page);
    if (cursor === undefined) break;
  }
  return places;
}

/** One that this version cannot read is for another to go on with. */
async function unfinishedAt(
  store: Store,
  key: string,
  value: unknown,
  now: number,
): Promise<UnfinishedRun | undefined> {
  try {
    // The first edition had a key a run, with nothing behind it.
    const isOfFirst = value === true;
    const runId = isOfFirst ? runIdIn(key, OPEN_PREFIX) : openRunIn(value).runId;
    const loaded = await loadRun(store, runId, now);
    if (loaded && !hasRunEnded(loaded.run)) return await unfinishedRunOf(store, loaded.run, now);
    await (isOfFirst ? store.write({ remove: [key] }) : vacatePlace(store, key, value, now));
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableRecord) return undefined;
    throw error;
  }
}

async function unfinishedRunOf(store: Store, run: LoadedRun, now: number): Promise<UnfinishedRun> {
  const { header } = await foldTail(store, run);
  return {
    run: recordOf(run.runId, header),
    isPartial: header.planned < header.total,
    driver: driverOf(run, now),
    wish: wishOf(run),
  };
}

/** Who drives a run, or did last. */
export function driverOf(run: LoadedRun, now: number): DriverOfRun {
  const { actorId, until, worker, waitsUntil = 0 } = leaseOf(run);
  const isTheirs = isHeld(run, now) || sliceUnderWay(run, now) !== undefined;
  return {
    accountId: actorId,
    leftMs: isTheirs ? Math.max(0, until - now) : 0,
    ...(worker && { isWorker: worker }),
    ...(worker && waitsUntil > now && { waitsMs: waitsUntil - now }),
  };
}

/** What the page gets to know of how a change stands. */
export function saidOf(
  at: DrivenState | undefined,
  { actorId, drivers, workers }: Header,
): Pick<RecordedChange, 'outcome' | 'reason' | 'undone' | 'by' | 'inBackground'> {
  if (!at) return { outcome: 'notAttempted' };
  const { outcome, reason, undone } = at.state;
  const by = drivers[at.driver] ?? actorId;
  return {
    outcome,
    ...(reason && { reason }),
    ...(undone && { undone }),
    ...(by !== actorId && { by }),
    ...(workers?.includes(at.driver) && { inBackground: true }),
  };
}
