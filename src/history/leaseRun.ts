import type { OutcomeCounts } from '../contract/changes';
import type { Answer, AppError } from '../contract/errors';
import type { DismissRunInput, ResumeRunInput } from '../contract/inputs';
import type { GoesOn, RunEvent, RunTicket, RunWish } from '../contract/runs';
import { backgroundIn, offerRun } from './backgroundState';
import { BACKGROUND_KEY, logKey, randomId } from './keys';
import {
  hasRunEnded,
  isDrivenByOther,
  isDriver,
  leaseOf,
  loadRun,
  sliceUnderWay,
  wishOf,
  type LoadedRun,
} from './loadRun';
import { claimEntry, eventsIn, takenError } from './log';
import { acquirePlace } from './places';
import { VERSION, type Header, type Lease, type LogEntry } from './records';
import { readMissed } from './recordSlice';
import { refuse, refuseBusy, refuseInput, refuseUnknownRun } from './refusals';
import { KEPT_FOR_START_MS, type Asking } from './registerRun';
import { secondsKept } from './retention';
import { countsIn, foldTail, writeSnapshot } from './snapshot';
import { getOne, type Store } from './store';

/** Whose a run is, from being taken to its end. All of it may throw `StorageError`. */

/** A page that waits asks again every 20 s; where it is out of sight, browsers let it once a minute. */
const KEPT_WHILE_WAITING_MS = 75_000;
/** An event of the queue may be late by as much. */
const KEPT_AFTER_WAIT_MS = 120_000;
/** The trigger runs on another machine, and reads a run a while before it ends what that added. */
const CLOCKS_APART_MS = 60_000;
/** What was found out of groups so long after a run was its driver's may have changed. */
const FINDINGS_KEPT_MS = 15 * 60_000;

/**
 * Keeps a run its driver's while it waits, for 75 s more. The log does not grow with it. Where an admin wants it to end, it
 * ends.
 * @returns what an admin wants of it by its log, who may have said so on another page
 * @param waitsUntil when a worker that lets go of it for so long is to go on with it, ms since the epoch: kept until 2
 * minutes later
 * @param idleWaits how many such waits in a row that is, with nothing settled between them
 */
export async function keepRun(
  store: Store,
  ticket: RunTicket,
  asking: Asking,
  waitsUntil?: number,
  idleWaits = 0,
): Promise<Answer<{ run: RunTicket; wish?: RunWish }>> {
  const { runId, driver } = ticket;
  const { actorId, now } = asking;
  const loaded = await loadRun(store, runId, now, { next: ticket.next });
  if (!loaded) return refuseUnknownRun();
  const { run } = loaded;
  const refusal = refusalOf(run, driver, actorId);
  if (refusal) return refuse(refusal);
  // A slice at work has a lease of its own, and what it does is not known yet.
  if (sliceUnderWay(run, now)) return { ok: true, run: ticket };
  const wish = wishOf(run);
  if (wish === 'stop') {
    const ended = await closeRun(store, run, driver, asking);
    return ended.ok ? refuse(takenError(leaseOf(run), true)) : ended;
  }
  const folded = await foldTail(store, run);
  const { worker, verifiedAt } = leaseOf(run);
  const lease: Lease = {
    ...{ driver, actorId, verifiedAt: worker ? verifiedAt : now },
    until: waitsUntil === undefined ? now + KEPT_WHILE_WAITING_MS : waitsUntil + KEPT_AFTER_WAIT_MS,
    ...(worker && { worker }),
    ...(waitsUntil !== undefined && { waitsUntil }),
    ...(idleWaits > 0 && { idleWaits }),
  };
  await writeSnapshot(store, runId, { ...folded, header: { ...folded.header, lease } }, now);
  // A driver that has taken it up meanwhile had read that it was free.
  const later = await getOne(store, logKey(runId, run.next));
  if (later === undefined) return { ok: true, run: ticket, wish };
  const again = await loadRun(store, runId, now);
  const lost = again && refusalOf(again.run, driver, actorId);
  return lost ? refuse(lost) : { ok: true, run: ticket, ...(again && { wish: wishOf(again.run) }) };
}

/** Takes what the record says for the outcome. Doing it again changes nothing. */
export async function endRun(
  store: Store,
  ticket: RunTicket,
  asking: Asking,
): Promise<Answer<{ counts: OutcomeCounts; missed: RunEvent[] }>> {
  const loaded = await loadRun(store, ticket.runId, asking.now, { next: ticket.next });
  if (!loaded) return refuseUnknownRun();
  const { run } = loaded;
  const lease = leaseOf(run);
  if (!isDriver(lease, ticket.driver, asking.actorId)) {
    return refuse(takenError(lease, hasRunEnded(run)));
  }
  const missed = await readMissed(store, run, ticket);
  if (!missed) return refuseInput('next', 'next is not where the driver is');
  const ended = await closeRun(store, run, ticket.driver, asking);
  return ended.ok ? { ...ended, missed: eventsIn(missed) } : ended;
}

/**
 * Makes a run the asking driver's, unless another has it; one that has ended is open again. The worker has a run that is
 * paused no more. What only a part is asked for of is not offered to the worker: it would make the rest too.
 */
export async function resumeRun(
  store: Store,
  { runId, driver, isPart }: ResumeRunInput,
  asking: Asking,
): Promise<Answer<{ run: RunTicket } & GoesOn>> {
  const { actorId, now } = asking;
  const loaded = await loadRun(store, runId, now, { keys: [BACKGROUND_KEY] });
  if (!loaded) return refuseUnknownRun();
  const { run, values } = loaded;
  if (run.header.planned < run.header.total) {
    return refuseInput('runId', 'runId is of a run that does not name every change');
  }
  // What it added may have been ended already: nothing would end what it adds now.
  if (hasRunEnded(run) && (run.header.until ?? Infinity) <= now + CLOCKS_APART_MS) {
    return refuseInput('runId', 'runId is of a run whose memberships were to end by now');
  }
  if (isDrivenByOther(run, { driver, actorId }, now)) return refuse(takenError(leaseOf(run), false));
  const busy = sliceUnderWay(run, now);
  if (busy) return refuseBusy(busy.until - now);
  const before = run.header.openKey;
  const { startedAt } = run.header;
  const wasOpen = before !== undefined && !hasRunEnded(run);
  const place = wasOpen
    ? { key: before, isNew: false }
    : await acquirePlace(store, { actorId, runId, isKnown: true, startedAt, now });
  if (!place) return refuse({ kind: 'tooManyRuns' });
  const taker = { driver, actorId, ...(isPart && { isPart }) };
  const ticket = await takeRun(store, run, taker, now, place.key);
  if (!ticket) {
    // Another caller was quicker: looking again tells which.
    if (place.isNew) await store.write({ remove: [place.key] });
    return resumeRun(store, { runId, driver, ...(isPart && { isPart }) }, asking);
  }
  const goesOn = isPart ? {} : await offerRun(asking, backgroundIn(values, now), ticket);
  return { ok: true, run: ticket, ...goesOn };
}

/**
 * Makes a run a driver's that has none.
 * @param openKey its place among an admin's unfinished runs, where it did not have that before
 * @returns undefined where another entry came first
 */
export async function takeRun(
  store: Store,
  run: LoadedRun,
  taker: Pick<Lease, 'driver' | 'actorId' | 'worker'> & Pick<Header, 'isPart'>,
  now: number,
  openKey = run.header.openKey,
): Promise<RunTicket | undefined> {
  const { runId, next } = run;
  const { startedAt, lease } = run.header;
  const entry: LogEntry = {
    ...{ v: VERSION, kind: 'taken', id: randomId(), ...taker, verifiedAt: now },
    until: now + KEPT_FOR_START_MS,
  };
  if (!(await claimEntry(store, runId, next, entry, secondsKept(startedAt, now)))) return undefined;
  const folded = await foldTail(store, run, [entry]);
  const { groups } = folded.header;
  // The worker goes on where a page or itself has just been.
  const areKnown = taker.worker && now - lease.until < FINDINGS_KEPT_MS;
  const header: Header = {
    ...folded.header,
    groups: areKnown ? groups : groups.map(withoutFinding),
    ...(openKey !== undefined && { openKey }),
  };
  await writeSnapshot(store, runId, { ...folded, header }, now);
  return { runId, driver: taker.driver, next: next + 1 };
}

/** What was found out of a group when the run was begun may have changed by the time it is taken up again. */
function withoutFinding({ id, name }: Header['groups'][number]): Header['groups'][number] {
  return { id, ...(name !== undefined && { name }) };
}

/** Ends a run as it is, unless a driver has it. */
export async function dismissRun(
  store: Store,
  { runId }: DismissRunInput,
  asking: Asking,
): Promise<Answer<{ counts: OutcomeCounts }>> {
  const loaded = await loadRun(store, runId, asking.now);
  if (!loaded) return refuseUnknownRun();
  const { run } = loaded;
  const driver = randomId();
  if (isDrivenByOther(run, { driver, actorId: asking.actorId }, asking.now))
    return refuse(takenError(leaseOf(run), false));
  return closeRun(store, run, driver, asking);
}

/** Ends it as it is. Appended, so that a driver who goes on at the same moment either comes before or is told. */
export async function closeRun(
  store: Store,
  run: LoadedRun,
  driver: string,
  { actorId, now, onEnded }: Asking,
): Promise<Answer<{ counts: OutcomeCounts }>> {
  const { runId, header, next } = run;
  const busy = sliceUnderWay(run, now);
  if (busy) return refuseBusy(busy.until - now);
  const more: LogEntry[] = [];
  if (!hasRunEnded(run)) {
    const entry: LogEntry = {
      ...{ v: VERSION, kind: 'ended', id: randomId(), driver, actorId, verifiedAt: now, until: now },
    };
    if (!(await claimEntry(store, runId, next, entry, secondsKept(header.startedAt, now)))) {
      return refuseBusy();
    }
    more.push(entry);
  }
  const folded = await foldTail(store, run, more);
  if (more.length + run.tail.length > 0) {
    const remove = header.openKey === undefined ? [] : [header.openKey];
    await writeSnapshot(store, runId, folded, now, { remove });
  }
  const counts = countsIn(folded.header);
  if (more.length > 0) onEnded?.(runId, counts);
  return { ok: true, counts };
}

function refusalOf(run: LoadedRun, driver: string, actorId: string): AppError | undefined {
  const lease = leaseOf(run);
  const isTheirs = !hasRunEnded(run) && isDriver(lease, driver, actorId);
  return isTheirs ? undefined : takenError(lease, hasRunEnded(run));
}
