import type { Clock } from '../clock';
import type { IndexRanges } from '../contract/changes';
import type { Answer, AppError } from '../contract/errors';
import type { RunTicket, SliceAnswer } from '../contract/runs';
import { indexesIn } from '../membership/ranges';
import type { PlannedChange, SliceResult } from '../run/makeSlice';
import { retryDelayMs, STORAGE_BACKOFF } from '../run/retryDelay';
import { toRecorded } from '../run/sliceAnswer';
import { logKey, planKey, randomId, stateKey } from './keys';
import {
  hasRunEnded,
  isDriver,
  isVerified,
  leaseOf,
  loadRun,
  sliceUnderWay,
  wishOf,
  type LoadedRun,
} from './loadRun';
import { claimEntry, eventsIn, readEntries, takenError } from './log';
import { markUndone, takenBackBy } from './markUndone';
import { planIn, stretchesOf, type StoredChange } from './planStretches';
import { VERSION, writeOutcomes, type Header, type LogEntry, type SliceEntry } from './records';
import { refuse, refuseInput, refuseUnknownRun, storageError } from './refusals';
import { secondsKept } from './retention';
import { foldTail, snapshotWrites, type FoldedRun } from './snapshot';
import { StorageError, type Store } from './store';

/** What recording stands on. */
export interface RecordTools {
  store: Store;
  clock: Clock;
  /** ms until the invocation is killed. */
  timeLeftMs: () => number;
  /** The admin who asks, or the one the worker asks for. */
  actorId: string;
  /** The worker asks, for that admin. */
  isWorker?: true;
}

/** What a slice asks of the code that makes changes. */
export interface SliceMaker {
  /**
   * Asked before the first write, unless Confluence said so a moment ago: whether who asks may administer Confluence.
   */
  verify: () => Promise<Answer<object>>;
  /**
   * Finds out what has to be known before, while the slice is being written down.
   * @returns makes the changes; one outcome for each
   */
  prepare: (changes: readonly PlannedChange[], header: Header) => Promise<() => Promise<SliceResult>>;
  /** Whether the run ends with this slice. */
  ends: boolean;
}

/** After an invocation the run stays with its driver for this long, to ask for the next slice. */
const KEPT_AFTER_MS = 5_000;
/**
 * When an invocation is killed, what it has sent may still arrive: a write to the storage that is awaited no more
 * was given 6 s, and the clocks of machines differ.
 */
const KILL_MARGIN_MS = 15_000;
/** Times that outcomes are written. */
const ATTEMPTS = 5;
/** Below it nothing is written again: the answer has to reach the page. */
const TIME_TO_WRITE_MS = 1_000;
/** A driver misses an entry or two, not more. */
const MAX_MISSED = 25;

/**
 * Makes a slice of a run. Two writes: what is about to be asked for before, what became of it after. What cannot be written
 * before is not done, and nothing is done that is not in the run's plan, while another slice of it is under way, or for
 * a caller that does not drive it. Where the second write fails the answer is `storage`, with the outcomes, and the driver
 * is told next what the record has of them.
 * @throws StorageError before anything was changed
 */
export async function recordSlice(
  ticket: RunTicket,
  changes: IndexRanges,
  maker: SliceMaker,
  tools: RecordTools,
): Promise<SliceAnswer> {
  const { store, clock, timeLeftMs, actorId, isWorker } = tools;
  const { runId, driver } = ticket;
  const stretches = stretchesOf(indexesIn(changes));
  const keys = stretches.flatMap((stretch) => [planKey(runId, stretch), stateKey(runId, stretch)]);
  const loaded = await loadRun(store, runId, clock.now(), { next: ticket.next, keys, isReadOnly: true });
  if (!loaded || !isDriver(leaseOf(loaded.run), driver, actorId)) {
    // Of a run that is not theirs only those get to know who may read the history.
    const verified = await maker.verify();
    if (!verified.ok) return verified;
  }
  if (!loaded) return refuseUnknownRun();
  const { run, values } = loaded;
  const refusal = refusalOf(run, ticket, changes, actorId, clock.now());
  if (refusal) return refuse(refusal);
  // An admin who wants it to pause or to end is heeded, whether or not the driver has heard of it.
  if (ticket.next < run.next || wishOf(run) !== 'run') return missedAnswer(store, run, ticket);
  const plan = planIn(values, runId, stretches);
  const wanted = new Set(indexesIn(changes));
  const planned = plan.filter(({ index }) => wanted.has(index));
  if (planned.length < wanted.size) return refuseInput('changes', 'changes are not in the plan');
  const known = new Map(keys.map((key) => [key, values.get(key)]));
  // What this version cannot read it cannot bring up to date: that has to show before anything is changed.
  await foldTail(store, run, [], { wanted: stretches, values: known });

  const lease = leaseOf(run);
  let { verifiedAt } = lease;
  if (!isVerified(lease, clock.now())) {
    const verified = await maker.verify();
    if (!verified.ok) return verified;
    verifiedAt = clock.now();
  }
  const begun: SliceEntry = {
    ...{ v: VERSION, kind: 'slice', id: randomId(), driver, actorId, verifiedAt, changes },
    until: clock.now() + timeLeftMs() + KILL_MARGIN_MS,
    ...(isWorker && { worker: true }),
  };
  const ttlSeconds = secondsKept(run.header.startedAt, clock.now());
  const [isClaimed, make] = await Promise.all([
    claimEntry(store, runId, run.next, begun, ttlSeconds),
    maker.prepare(planned.map(toPlanned), run.header),
  ]);
  // Another caller was quicker: looking again tells which.
  if (!isClaimed) return recordSlice(ticket, changes, maker, tools);

  const result = await make();
  const outcomes = toRecorded(changes, result.outcomes);
  const settled: SliceEntry = {
    ...begun,
    until: clock.now() + KEPT_AFTER_MS,
    outcomes: writeOutcomes(outcomes),
  };
  const [error] = await Promise.all([
    writeSettled(run, settled, known, maker.ends, tools),
    markUndoneBy(run, planned, () => foldTail(store, run, [settled], { values: known }), tools),
  ]);
  // Where it is not known whether the outcomes were written, the driver is to look.
  const written = error ? 0 : maker.ends ? 2 : 1;
  return answerOf(result, { runId, driver, next: run.next + written }, error);
}

/** What hinders the bearer of a ticket from going on with these changes. */
function refusalOf(
  run: LoadedRun,
  { driver, next }: RunTicket,
  changes: IndexRanges,
  actorId: string,
  now: number,
): AppError | undefined {
  const { header } = run;
  const lease = leaseOf(run);
  if (hasRunEnded(run) || !isDriver(lease, driver, actorId)) return takenError(lease, hasRunEnded(run));
  if (header.planned < header.total) return misfit('run', 'run does not name every change yet');
  if ((changes.at(-1)?.[1] ?? 0) >= header.total) return misfit('changes', 'changes are not in the plan');
  if (next > run.next) return misfit('run', 'run has not come so far');
  const busy = sliceUnderWay(run, now);
  return busy && { kind: 'runBusy', retryAfterMs: busy.until - now };
}

/** The driver did not hear of what the log has since: it is told, and nothing is asked of Confluence. */
async function missedAnswer(store: Store, run: LoadedRun, ticket: RunTicket): Promise<SliceAnswer> {
  const entries = await readMissed(store, run, ticket);
  if (!entries) return refuseInput('run', 'run is not where the driver is');
  const wish = wishOf(run);
  const isControlled = wish !== 'run' || entries.some(({ kind }) => kind === 'control');
  const { notContinued } = run.header;
  return {
    ...{ ok: true, missed: eventsIn(entries), run: { ...ticket, next: run.next } },
    ...(isControlled && { wish }),
    ...(notContinued && { notContinued }),
  };
}

/** What the log has after a ticket's number; undefined where that is more than a driver can miss. */
export async function readMissed(
  store: Store,
  { runId, tail, next: end }: LoadedRun,
  { next }: RunTicket,
): Promise<LogEntry[] | undefined> {
  const count = end - next;
  if (count < 0 || count > MAX_MISSED) return undefined;
  const inTail = end - tail.length <= next;
  return inTail ? tail.slice(tail.length - count) : readEntries(store, runId, next, count);
}

/** What is left of a change for the code that makes it. */
function toPlanned({ index, groupId, accountId, action }: StoredChange): PlannedChange {
  return { index, groupId, accountId, action };
}

function answerOf(
  { outcomes, stoppedBy, stopped, paces }: SliceResult,
  run: RunTicket,
  storage: AppError | undefined,
): SliceAnswer {
  const error = storage ?? stoppedBy;
  const made = { outcomes, ...(stopped.length > 0 && { stopped }), paces, run };
  return error ? { ok: false, error, ...made } : { ok: true, ...made };
}

/** Writes a slice's outcomes, and the snapshot with them. @returns the error, once there is no use in trying again */
async function writeSettled(
  run: LoadedRun,
  settled: SliceEntry,
  values: ReadonlyMap<string, unknown>,
  ends: boolean,
  tools: RecordTools,
): Promise<AppError | undefined> {
  const { store, clock } = tools;
  const { runId, next } = run;
  const end: LogEntry[] = ends ? [endedEntry(settled, clock.now())] : [];
  const write = async () => {
    const folded = await foldTail(store, run, [settled, ...end], { values });
    const log = [settled, ...end].map((entry, n) => [logKey(runId, next + n), entry] as const);
    const remove = ends && run.header.openKey !== undefined ? [run.header.openKey] : [];
    return snapshotWrites(runId, folded, clock.now(), { set: log, remove });
  };
  return patiently(async () => {
    for (const changes of await write()) await store.write(changes);
    await verifyWritten(store, run, settled);
  }, tools);
}

/** Forge's client takes any success for written that answers a transaction, a gateway's web page too. */
async function verifyWritten(store: Store, { runId, next }: LoadedRun, { id }: SliceEntry): Promise<void> {
  const [entry] = await readEntries(store, runId, next, 1);
  if (entry?.kind === 'slice' && entry.id === id && entry.outcomes) return;
  throw new StorageError('The storage does not have what it said that it wrote.');
}

function endedEntry({ driver, actorId, verifiedAt }: SliceEntry, now: number): LogEntry {
  return { v: VERSION, kind: 'ended', id: randomId(), driver, actorId, verifiedAt, until: now };
}

/** Where this run takes back what another did, that one says so: of what may be claimed to be taken back now. */
async function markUndoneBy(
  { runId, header }: LoadedRun,
  planned: readonly StoredChange[],
  fold: () => Promise<FoldedRun>,
  { store, clock }: RecordTools,
): Promise<void> {
  const { undoes } = header;
  if (undoes !== undefined) {
    await markUndone(store, undoes, runId, async () => takenBackBy(await fold(), planned), clock.now());
  }
}

/** Tries again while the storage does not answer and there is time. @returns the error, once there is no use */
async function patiently(
  write: () => Promise<void>,
  { clock, timeLeftMs }: RecordTools,
): Promise<AppError | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await write();
      return undefined;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      const waitMs = retryDelayMs(STORAGE_BACKOFF, attempt, () => 0);
      if (attempt === ATTEMPTS || timeLeftMs() - waitMs < TIME_TO_WRITE_MS) return storageError(error);
      await clock.sleep(waitMs, new AbortController().signal);
    }
  }
}

function misfit(field: string, detail: string): AppError {
  return { kind: 'invalid', field, detail };
}
