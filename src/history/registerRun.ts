import { createHash } from 'node:crypto';
import type { WorkQueue } from '../background/workQueue';
import { chunk } from '../chunk';
import type { Action, Change, OutcomeCounts } from '../contract/changes';
import type { Answer, AppError } from '../contract/errors';
import type { StartRunInput } from '../contract/inputs';
import { CHANGES_IN_STRETCH, MAX_GROUPS_IN_RUN } from '../contract/limits';
import type { BackgroundState, RunTicket } from '../contract/runs';
import { backgroundIn } from './backgroundState';
import { BACKGROUND_KEY, begunKey, newRunId, runKey } from './keys';
import { hasRunEnded, isDriver, leaseOf, loadRun } from './loadRun';
import { takenError } from './log';
import { acquirePlace, type RunPlace } from './places';
import { firstPeopleOf, readPlan, stretchesOf, writePlan } from './planStretches';
import { begunRunIn, headerIn, VERSION, type BegunRun, type Header } from './records';
import { refuse, refuseBusy, refuseInput, refuseUnknownRun } from './refusals';
import { secondsKept, toKeep } from './retention';
import { getOne, type Store } from './store';

/** How a run comes to be: its plan written down before anything is changed. All of it may throw `StorageError`. */

/** Who asks, and when: ms since the epoch. */
export interface Asking {
  actorId: string;
  now: number;
  /** Takes what the worker is to look at; without it no run is offered to the worker. */
  queue?: WorkQueue;
  /** Told of the run where this ends it, once. */
  onEnded?: (runId: string, counts: OutcomeCounts) => void;
}

/** What a run is registered as, or the first part of it. Everything in it was parsed or looked up. */
export interface Registration {
  driver: string;
  /** What the driver asked for, as `beginningOf` has it. */
  beginning: string;
  /** The id it has, where the driver had got so far before. */
  runId?: string;
  changes: readonly Change[];
  /** The run it undoes, and the place there of each change. */
  undoes?: { runId: string; changes: readonly number[] };
  total: number;
  reason?: string;
  /** When the memberships that it adds are to end; ms since the epoch. */
  until?: number;
  /** Its driver makes some of its changes only. */
  isPart?: true;
  groups: Header['groups'];
  /** What is written down with its plan. */
  besides?: (runId: string) => readonly (readonly [key: string, value: unknown])[];
}

/** Long enough for a driver that has just begun or taken over a run to get its plan together before the first slice. */
export const KEPT_FOR_START_MS = 30_000;
/** Long enough for a page that did not hear that its run was begun to ask again. */
const BEGUN_KEPT_SECONDS = 24 * 3_600;
const STRETCHES_IN_WRITE = 20;

/** Tells what a driver asked to begin from anything else it may ask for. */
export function beginningOf({ driver, plan, total, reason, until }: StartRunInput, actorId: string): string {
  const end = until === undefined ? [] : [until];
  const asked = JSON.stringify([actorId, driver, total, reason ?? null, plan, ...end]);
  return createHash('sha256').update(asked).digest('hex').slice(0, 32);
}

/**
 * The run that a driver began before, with the same plan; its id alone where it did not get so far as to write it.
 * Anything else that it asks to begin is refused: it would be taken for what its admin saw.
 * @returns with it, for no request more, whether runs go on without a page here
 */
export async function findBegunRun(
  store: Store,
  driver: string,
  beginning: string,
  now: number,
): Promise<Answer<{ runId?: string; run?: RunTicket; background: BackgroundState }>> {
  const key = begunKey(driver);
  const values = await store.getMany([key, BACKGROUND_KEY]);
  const background = backgroundIn(values, now);
  const value = values.get(key);
  if (value === undefined) return { ok: true, background };
  const begun = begunRunIn(value);
  if (begun.beginning !== beginning) return anotherBegun();
  const { runId } = begun;
  const isWritten = (await getOne(store, runKey(runId))) !== undefined;
  return { ok: true, runId, background, ...(isWritten && { run: { runId, driver, next: 0 } }) };
}

/**
 * Registers a run, unless another call has done so meanwhile: two calls with one driver make one run. The header is
 * written last and only once, so that a call that is late or repeated changes nothing.
 */
export async function registerRun(
  store: Store,
  registration: Registration,
  { actorId, now }: Asking,
): Promise<Answer<{ run: RunTicket }>> {
  const { driver, beginning } = registration;
  const isKnown = registration.runId !== undefined;
  const wanted = registration.runId ?? newRunId(now);
  const request = { actorId, runId: wanted, beginning, isKnown, startedAt: now, now };
  const place = await acquirePlace(store, request);
  if (!place) return refuse({ kind: 'tooManyRuns' });
  const { runId } = place;
  const claim = isKnown ? 'ours' : await claimBeginning(store, registration, runId);
  if (claim !== 'ours') {
    if (place.isNew) await store.write({ remove: [place.key] });
    return claim === 'another' ? anotherBegun() : refuseBusy();
  }
  const run = { runId, driver, next: 0 };
  if (!place.isNew && (await getOne(store, runKey(runId))) !== undefined) return { ok: true, run };
  await writeStretches(store, runId, 0, registration, { startedAt: now, now });
  const header = headerOf(registration, place.key, { actorId, now });
  if (!(await store.claim(runKey(runId), header, secondsKept(now, now)))) {
    await giveUpSurplusPlace(store, runId, place);
  }
  return { ok: true, run };
}

async function readBegunRun(store: Store, driver: string): Promise<BegunRun | undefined> {
  const value = await getOne(store, begunKey(driver));
  return value === undefined ? undefined : begunRunIn(value);
}

/** Whether the driver's beginning is this run; else another call is at it, with the same plan or another. */
async function claimBeginning(
  store: Store,
  { driver, beginning }: Registration,
  runId: string,
): Promise<'ours' | 'underWay' | 'another'> {
  const value: BegunRun = { v: VERSION, runId, beginning };
  if (await store.claim(begunKey(driver), value, BEGUN_KEPT_SECONDS)) return 'ours';
  const existing = await readBegunRun(store, driver);
  if (existing && existing.beginning !== beginning) return 'another';
  return existing?.runId === runId ? 'ours' : 'underWay';
}

/** Another call with the same beginning wrote the run, perhaps with another place. */
async function giveUpSurplusPlace(store: Store, runId: string, { key, isNew }: RunPlace): Promise<void> {
  if (!isNew) return;
  const written = await getOne(store, runKey(runId));
  if (written !== undefined && headerIn(written).openKey !== key) await store.write({ remove: [key] });
}

function anotherBegun(): { ok: false; error: AppError } {
  return refuseInput('driver', 'driver has begun another run');
}

/** Names more of a run's changes. Doing it again with the same changes changes nothing. */
export async function extendPlan(
  store: Store,
  { runId, driver, next }: RunTicket,
  { from, changes, undoes, groups }: Pick<Registration, 'changes' | 'undoes' | 'groups'> & { from: number },
  { actorId, now }: Asking,
): Promise<Answer<{ run: RunTicket }>> {
  const loaded = await loadRun(store, runId, now);
  if (!loaded) return refuseUnknownRun();
  const { run } = loaded;
  const lease = leaseOf(run);
  if (hasRunEnded(run) || !isDriver(lease, driver, actorId)) {
    return refuse(takenError(lease, hasRunEnded(run)));
  }
  const { header } = run;
  const planned = from + changes.length;
  const isWhole = planned === header.total || planned % CHANGES_IN_STRETCH === 0;
  if (from > header.planned || planned > header.total || !isWhole || header.undoes !== undoes?.runId) {
    return refuseInput('from', 'from must go on where the run ends');
  }
  if (from < header.planned) {
    const named = await readPlan(store, runId, stretchesOf(changes.map((_, n) => from + n)));
    const isSame = changes.every(
      ({ groupId, accountId, action }, n) =>
        named[n]?.groupId === groupId && named[n].accountId === accountId && named[n].action === action,
    );
    return isSame
      ? { ok: true, run: { runId, driver, next } }
      : refuseInput('plan', 'the run names others there');
  }
  const known = new Set(header.groups.map(({ id }) => id));
  const allGroups = [...header.groups, ...groups.filter(({ id }) => !known.has(id))];
  if (allGroups.length > MAX_GROUPS_IN_RUN) {
    return refuseInput('plan', `a run must be about at most ${MAX_GROUPS_IN_RUN} groups`);
  }
  const { startedAt } = header;
  await writeStretches(store, runId, from, { changes, ...(undoes && { undoes }) }, { startedAt, now });
  const extended: Header = {
    ...header,
    planned,
    groups: allGroups,
    // Naming a long plan takes a while, and the run stays its driver's meanwhile.
    lease: { ...lease, until: Math.max(lease.until, now + KEPT_FOR_START_MS) },
    actions: sumOf(header.actions, countActions(changes)),
  };
  await store.write({ set: toKeep(header, now, [[runKey(runId), extended]]) });
  return { ok: true, run: { runId, driver, next } };
}

async function writeStretches(
  store: Store,
  runId: string,
  from: number,
  { changes, undoes, besides }: Pick<Registration, 'changes' | 'undoes' | 'besides'>,
  { startedAt, now }: { startedAt: number; now: number },
): Promise<void> {
  const entries = [...writePlan(runId, from, changes, undoes?.changes), ...(besides?.(runId) ?? [])];
  for (const part of chunk(entries, STRETCHES_IN_WRITE)) {
    await store.write({ set: toKeep({ startedAt }, now, part) });
  }
}

/** The header of a run of which nothing is made yet. @param place the key of its place among the unfinished ones */
export function headerOf(
  {
    driver,
    changes,
    undoes,
    total,
    reason,
    until,
    isPart,
    groups,
  }: Omit<Registration, 'beginning' | 'runId' | 'besides'>,
  place: string,
  { actorId, now }: Asking,
): Header {
  return {
    v: VERSION,
    groups,
    actions: countActions(changes),
    ...{ actorId, drivers: [actorId], startedAt: now, total },
    planned: changes.length,
    first: firstPeopleOf(changes.map(({ accountId }) => accountId)),
    ...(undoes && { undoes: undoes.runId }),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
    ...(isPart && { isPart }),
    openKey: place,
    lease: { driver, actorId, until: now + KEPT_FOR_START_MS, verifiedAt: now },
    folded: 0,
    counts: [],
  };
}

function countActions(changes: readonly Change[]): Record<Action, number> {
  const counts = { add: 0, remove: 0 };
  for (const { action } of changes) counts[action] += 1;
  return counts;
}

function sumOf(a: Record<Action, number>, b: Record<Action, number>): Record<Action, number> {
  return { add: a.add + b.add, remove: a.remove + b.remove };
}
