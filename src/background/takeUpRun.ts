import type { NotContinuedReason, RunTicket } from '../contract/runs';
import { forgetBackground } from '../history/backgroundState';
import { randomId } from '../history/keys';
import { keepRun, takeRun } from '../history/leaseRun';
import { loadRun, type LoadedRun } from '../history/loadRun';
import { recordNotContinued } from '../history/recordNotContinued';
import type { Asking } from '../history/registerRun';
import { StorageError, type Store } from '../history/store';
import { runEndedEvent } from '../logEvent';
import { driveRun, type DriveTools } from './driveRun';
import { delayUntil, HEARTBEAT_S, lookAtRun } from './lookAtRun';
import { verifyActor } from './verifyActor';
import type { WorkerEvent, WorkQueue } from './workQueue';

/** What taking a run up stands on. */
export interface TakeUpTools extends DriveTools {
  queue: WorkQueue;
}

type RunOfEvent = Omit<Extract<WorkerEvent, { kind: 'run' }>, 'kind'>;

/** The queue takes no event: the one that is being handled has to come again. */
export class QueueRefused extends Error {
  override name = 'QueueRefused';
}

/** What may pass is waited for that long since the run was free: then it is for a page. */
const PATIENCE_MS = 3_600_000;
const RETRY_S = 60;
/** Waits in a row with nothing settled between them before a page is to go on: ten minutes each, or an hour for a quota. */
const MOST_IDLE_WAITS = 6;

/**
 * Goes on with a run that is free, for the admin of its record: once Confluence has answered as that admin. A worker that is
 * killed at any moment is followed by an event that was pushed before it took the run; one of the two, and an event of who lost
 * the run to another, are stale.
 * @param of what the event names, the admin, and since when the run is free: ms since the epoch
 * @throws QueueRefused, StorageError, UnreadableRecord
 */
export async function takeUpRun(
  of: RunOfEvent & { actorId: string; freeSince: number },
  tools: TakeUpTools,
): Promise<void> {
  const { runId, actorId, freeSince } = of;
  const { store, clock, log } = tools;
  const reason = await verifyActor(tools.toolsFor(actorId));
  const mayPass = reason === 'unavailable' && clock.now() - freeSince < PATIENCE_MS;
  if (mayPass) {
    log?.({ event: 'workerWaits', runId, againInS: RETRY_S });
    return pushOrThrow(tools.queue, of, RETRY_S);
  }
  if (reason) return giveUp(of, reason, tools);
  const driver = randomId();
  // One for each moment at which this worker may be killed: before it has the run, and after.
  await pushOrThrow(tools.queue, { runId, driver }, HEARTBEAT_S);
  await pushOrThrow(tools.queue, of, HEARTBEAT_S);
  // A driver may have come back while Confluence was asked.
  const run = await readRun(store, runId, clock.now());
  const look = lookAtRun(run, of.driver, clock.now());
  if (!run || look.what !== 'takeUp' || look.actorId !== actorId) return;
  const ticket = await takeRun(store, run, { driver, actorId, worker: true }, clock.now());
  if (!ticket) return;
  log?.({ event: 'runTaken', runId, by: 'worker' });
  const takenAt = clock.now();
  const end = await driveRun(ticket, actorId, tools);
  const durationMs = Math.round(clock.now() - takenAt);
  switch (end.what) {
    case 'over':
      log?.({ event: 'workerLeft', runId, durationMs });
      return;
    case 'goesOn': {
      const { at, isIdle } = end;
      const idleWaits = isIdle ? (run.header.lease.idleWaits ?? 0) + 1 : 0;
      if (idleWaits === MOST_IDLE_WAITS) return giveUp(ticket, 'unavailable', tools);
      log?.({
        ...{ event: 'workerHandedOver', runId, durationMs, idleWaits },
        againInS: delayUntil(at, clock.now()),
      });
      return handOver(ticket, { actorId, at, idleWaits }, tools);
    }
    case 'notContinued':
      return giveUp(ticket, end.reason, tools);
  }
}

/** Has the worker look at a run again. @throws QueueRefused */
export async function pushOrThrow(
  queue: WorkQueue,
  { runId, driver }: RunOfEvent,
  delayS: number,
): Promise<void> {
  if (!(await queue.push({ kind: 'run', runId, driver }, delayS))) throw new QueueRefused();
}

/** A run for the worker to look at; undefined where the history has none. A run of the first edition is none. */
export async function readRun(store: Store, runId: string, now: number): Promise<LoadedRun | undefined> {
  return (await loadRun(store, runId, now, { isReadOnly: true }))?.run;
}

/** The next worker goes on then. Whatever of this does not work, the last event that was pushed finds the run free. */
async function handOver(
  ticket: RunTicket,
  { actorId, at, idleWaits }: { actorId: string; at: number; idleWaits: number },
  { store, clock, queue, log }: TakeUpTools,
): Promise<void> {
  const { runId, driver } = ticket;
  const asking: Asking = {
    ...{ actorId, now: clock.now() },
    onEnded: (_, counts) => log?.(runEndedEvent(runId, 'byStop', counts)),
  };
  await keepRun(store, ticket, asking, at, idleWaits).catch(ignoreStorage);
  await queue.push({ kind: 'run', runId, driver }, delayUntil(at, clock.now()));
}

/** The run is left to a page, which finds out why. Where the app could not act as the admin, the next visit tries whether it can. */
async function giveUp(
  { runId, driver }: RunOfEvent,
  reason: NotContinuedReason,
  { store, clock, log }: TakeUpTools,
): Promise<void> {
  if (!(await recordNotContinued(store, { runId, driver }, reason, clock.now()))) return;
  log?.({ event: 'notContinued', runId, reason });
  switch (reason) {
    case 'actorUnavailable':
    case 'notInEffect':
      await forgetBackground(store);
      return;
    case 'permission':
    case 'unavailable':
      return;
  }
}

function ignoreStorage(thrown: unknown): void {
  if (!(thrown instanceof StorageError)) throw thrown;
}
