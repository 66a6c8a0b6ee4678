import type { OutcomeCounts } from '../contract/changes';
import type { Answer, AppError } from '../contract/errors';
import type { DismissRunInput, ResumeRunInput } from '../contract/inputs';
import type { RunEvent, RunTicket } from '../contract/runs';
import { logKey, randomId } from './keys';
import {
  hasRunEnded,
  isDrivenByOther,
  isDriver,
  leaseOf,
  loadRun,
  sliceUnderWay,
  type LoadedRun,
} from './loadRun';
import { claimEntry, takenError } from './log';
import { readMissed } from './recordSlice';
import { VERSION, type Header, type LogEntry } from './records';
import { acquirePlace } from './places';
import { KEPT_FOR_START_MS, type Asking } from './registerRun';
import { secondsKept } from './retention';
import { countsIn, foldTail, writeSnapshot } from './snapshot';
import { getOne, type Store } from './store';
import { refuse, refuseBusy, refuseInput, refuseUnknownRun } from './refusals';

/** Whose a run is, from being taken to its end. All of it may throw `StorageError`. */

/** A page that waits asks again every 20 s; where it is out of sight, browsers let it once a minute. */
const KEPT_WHILE_WAITING_MS = 75_000;

/** Keeps a run its driver's while it waits, for 75 s more. The log does not grow with it. */
export async function keepRun(
  store: Store,
  ticket: RunTicket,
  { actorId, now }: Asking,
): Promise<Answer<{ run: RunTicket }>> {
  const { runId, driver } = ticket;
  const loaded = await loadRun(store, runId, now, { next: ticket.next });
  if (!loaded) return refuseUnknownRun();
  const { run } = loaded;
  const refusal = refusalOf(run, driver, actorId);
  if (refusal) return refuse(refusal);
  // A slice at work has a lease of its own, and what it does is not known yet.
  if (sliceUnderWay(run, now)) return { ok: true, run: ticket };
  const folded = await foldTail(store, run);
  const lease = { driver, actorId, until: now + KEPT_WHILE_WAITING_MS, verifiedAt: now };
  await writeSnapshot(store, runId, { ...folded, header: { ...folded.header, lease } }, now);
  // A driver that has taken it up meanwhile had read that it was free.
  const later = await getOne(store, logKey(runId, run.next));
  if (later === undefined) return { ok: true, run: ticket };
  const again = await loadRun(store, runId, now);
  const lost = again && refusalOf(again.run, driver, actorId);
  return lost ? refuse(lost) : { ok: true, run: ticket };
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
  const ended = await end(store, run, ticket.driver, asking);
  return ended.ok ? { ...ended, missed } : ended;
}

/** Makes a run the asking driver's, unless another has it; one that has ended is open again. */
export async function resumeRun(
  store: Store,
  { runId, driver }: ResumeRunInput,
  asking: Asking,
): Promise<Answer<{ run: RunTicket }>> {
  const { actorId, now } = asking;
  const loaded = await loadRun(store, runId, now);
  if (!loaded) return refuseUnknownRun();
  const { run } = loaded;
  if (run.header.planned < run.header.total) {
    return refuseInput('runId', 'runId is of a run that does not name every change');
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
  const entry: LogEntry = {
    ...{ v: VERSION, kind: 'taken', id: randomId(), driver, actorId, verifiedAt: now },
    until: now + KEPT_FOR_START_MS,
  };
  if (!(await claimEntry(store, runId, run.next, entry, secondsKept(startedAt, now)))) {
    // Another caller was quicker: looking again tells which.
    if (place.isNew) await store.write({ remove: [place.key] });
    return resumeRun(store, { runId, driver }, asking);
  }
  const folded = await foldTail(store, run, [entry]);
  const header = { ...folded.header, groups: folded.header.groups.map(withoutFinding), openKey: place.key };
  await writeSnapshot(store, runId, { ...folded, header }, now);
  return { ok: true, run: { runId, driver, next: run.next + 1 } };
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
  return end(store, run, driver, asking);
}

/** Appended, so that a driver who goes on at the same moment either comes before or is told. */
async function end(
  store: Store,
  run: LoadedRun,
  driver: string,
  { actorId, now }: Asking,
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
  return { ok: true, counts: countsIn(folded.header) };
}

function refusalOf(run: LoadedRun, driver: string, actorId: string): AppError | undefined {
  const lease = leaseOf(run);
  const isTheirs = !hasRunEnded(run) && isDriver(lease, driver, actorId);
  return isTheirs ? undefined : takenError(lease, hasRunEnded(run));
}
