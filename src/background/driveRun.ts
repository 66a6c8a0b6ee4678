import type { Clock } from '../clock';
import type { NotContinuedReason, RecordedChange, RunTicket } from '../contract/runs';
import type { CallTools } from '../forgeTools';
import { getRun } from '../history/readRun';
import type { Store } from '../history/store';
import type { Log } from '../logEvent';
import { isTransient } from '../membership/errorTraits';
import { RunDriver } from '../run/runDriver';
import { reasonOf } from './verifyActor';
import { workerCalls } from './workerCalls';

/** What driving a run stands on. */
export interface DriveTools {
  store: Store;
  clock: Clock;
  /** ms until the invocation is killed. */
  timeLeftMs: () => number;
  /** Draws from [0, 1). */
  random: () => number;
  /** Takes what operators are to know; without it nothing is logged. */
  log?: Log;
  /** What one call for the admin stands on, from now. */
  toolsFor: (actorId: string) => CallTools;
}

/** How driving a run ended. */
export type DriveEnd =
  /** It has ended, or another driver has it, or an admin has paused it: there is nothing to go on with. */
  | { what: 'over' }
  /** It can go on then: ms since the epoch. `isIdle`: after a wait, and nothing was settled before it. */
  | { what: 'goesOn'; at: number; isIdle: boolean }
  | { what: 'notContinued'; reason: NotContinuedReason };

/** Left of the invocation for the slice under way, which takes 25 s at most, and for handing the run over. */
const RESERVE_MS = 60_000;
/** A longer wait is one of the queue: the invocation costs for as long as it sleeps. */
const LONGEST_SLEEP_MS = 30_000;
/** After trouble that may pass; later where nothing came of a whole invocation. */
const RETRY_MS = 60_000;
const IDLE_RETRY_MS = 10 * 60_000;

/**
 * Drives a run that was taken up until it has ended, the invocation comes to its end, a long wait is due, or something keeps
 * the app from going on for that admin. Three requests to the storage for each 10,000 changes before the first slice.
 * @throws StorageError, UnreadableRecord where the record cannot be read
 */
export async function driveRun(ticket: RunTicket, actorId: string, tools: DriveTools): Promise<DriveEnd> {
  const { store, clock, random, timeLeftMs, toolsFor } = tools;
  const recorded = await readRecorded(store, ticket.runId, clock.now());
  const run = RunDriver.start({
    changes: recorded.map(({ groupId, accountId, action }) => ({ groupId, accountId, action })),
    ...{ driver: ticket.driver, resumed: { ticket, recorded }, clock, random },
    calls: workerCalls(() => toolsFor(actorId)),
    onInterruption: 'release',
  });
  const leftBefore = run.getSnapshot().counts.left;
  let waitsUntil: number | undefined;
  run.subscribe(() => {
    const { state } = run.getSnapshot();
    if (state.name !== 'pausedByLimit' || state.until - clock.now() <= LONGEST_SLEEP_MS) return;
    waitsUntil = state.until;
    run.release();
  });
  const timer = new AbortController();
  // Half of it where there is less, so that each invocation gets something done.
  const releaseInMs = Math.max(timeLeftMs() - RESERVE_MS, timeLeftMs() / 2);
  void clock.sleep(releaseInMs, timer.signal).then(() => run.release());
  const end = await run.waitForEnd();
  timer.abort();
  switch (end.name) {
    case 'done':
    case 'stopped':
      return { what: 'over' };
    case 'released': {
      const { isPaused, error } = end;
      if (isPaused) return { what: 'over' };
      // What is open or was not attempted is asked for again by the next driver.
      const hasSettledSome = run.getSnapshot().counts.notAttempted + run.openChanges().length < leftBefore;
      if (!error) {
        const isIdle = waitsUntil !== undefined && !hasSettledSome;
        return { what: 'goesOn', at: waitsUntil ?? clock.now(), isIdle };
      }
      const reason = reasonOf(error);
      if (reason !== 'unavailable' || !isTransient(error)) return { what: 'notContinued', reason };
      const at = clock.now() + (hasSettledSome ? RETRY_MS : IDLE_RETRY_MS);
      return { what: 'goesOn', at, isIdle: !hasSettledSome };
    }
  }
}

/** Every change of a run, and what its record says of it. */
async function readRecorded(store: Store, runId: string, now: number): Promise<RecordedChange[]> {
  const recorded: RecordedChange[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const detail = await getRun(store, runId, from, now);
    recorded.push(...(detail?.changes ?? []));
    from = detail?.next;
  }
  return recorded;
}
