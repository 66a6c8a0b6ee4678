import type {
  Action,
  IndexRanges,
  Change,
  Outcome,
  OutcomeCounts,
  OutcomeName,
  RecordedOutcome,
} from './changes';
import type { AppError, ErrorKind } from './errors';

/** Runs: a plan that is being carried out or was, and what is said of it between page and function. */

/**
 * How fast an operation may go on: a slice's answer has it, the next slice's request hands it back, and so the resolver
 * remembers nothing. All of it is as of `at`.
 */
export interface Pace {
  /** ms since the epoch, by the clock of the machine that made it. */
  at: number;
  /** Requests/s aimed at. */
  rate: number;
  /** Requests that may start at once: what is in the token bucket. */
  tokens: number;
  /** Requests under way at once, at most. */
  concurrency: number;
  /** ms until the next request may start, because Confluence said so; else 0. */
  blockedMs: number;
  /** ms an answer takes, as a moving average; absent before the first. */
  latencyMs?: number;
}

/** Each operation has its own; absent before its first request. */
export type Paces = Partial<Record<Action, Pace>>;

/** What the page that drives a run shows with each call, and gets anew with each answer. */
export interface RunTicket {
  runId: string;
  /** Random, made by the run's driver: any caller that has it is that driver. */
  driver: string;
  /** Number of the next entry in the run's log. */
  next: number;
}

/** What happened in a run: the entries of its log, as far as they say something of its changes. */
export type RunEvent =
  /** Changes were about to be asked for, and then had these outcomes, in order; without, what it did was not written down. */
  | { kind: 'slice'; actorId: string; changes: IndexRanges; outcomes?: RecordedOutcome[] }
  /** Confluence was asked of open changes: `so` as the change wants it, or not. Nothing was under way meanwhile. */
  | { kind: 'check'; actorId: string; so: IndexRanges; notSo: IndexRanges }
  /** Another run took these changes back. */
  | { kind: 'undone'; by: string; changes: IndexRanges };

/**
 * `ok: true`: Confluence was asked about each change, or the time ran out (the rest is `notAttempted`).
 * `ok: false`: the error stopped the slice. Where `outcomes` is absent nothing was asked of Confluence at all.
 * `rateLimited`, `unavailable` and `runBusy` pass: the rest can be asked about when the pace is no longer blocked.
 */
export type SliceAnswer = ({ ok: true } | { ok: false; error: AppError }) &
  GoesOn & {
    /** In the order of the changes asked for. */
    outcomes?: { change: number; outcome: Outcome }[];
    /** What stopped the changes of one group, others going on. */
    stopped?: { groupId: string; error: AppError }[];
    paces?: Paces;
    /** Where the record of the run goes on; absent where nothing was recorded. */
    run?: RunTicket;
    /** What the log has after the ticket's number that the driver did not hear of; nothing was asked of Confluence then. */
    missed?: RunEvent[];
    /** What an admin wants of the run, by the same log; only with `missed`. */
    wish?: RunWish;
    /** The worker found the run free and gave it up: it does not go on without its page any more; only with `missed`. */
    notContinued?: NotContinuedReason;
  };

/** What an admin wants of a run, with any driver. */
export type RunWish = 'run' | 'pause' | 'stop';

/** Whether a run goes on by itself once its page is gone. */
export interface GoesOn {
  /** The queue has taken it, and background work was seen to be possible on this site. */
  inBackground?: true;
}

/** Why a run does not go on without a page. */
export type NotContinuedReason =
  /** Atlassian does not let the app act for the admin while they are away. */
  | 'actorUnavailable'
  /** The app asked as the admin, and Confluence answered for another account, or for none. */
  | 'notInEffect'
  /** The admin may not administer Confluence any more. */
  | 'permission'
  /** Confluence, the storage or the queue did not answer for too long. */
  | 'unavailable';

/** Whether work goes on without a page on this site, as far as it was tried. */
export type BackgroundState =
  | { state: 'untried' }
  /** The worker was asked and has not answered yet. */
  | { state: 'trying' }
  | { state: 'possible' }
  | { state: 'impossible'; reason: NotContinuedReason };

/** Who drives a run. Spans, not times, because the clock of the admin's machine may be wrong. */
export interface DriverOfRun {
  accountId: string;
  /** ms for which the run is theirs at least: 0 where it can be taken over. */
  leftMs: number;
  /** The worker drives it, for that admin. */
  isWorker?: true;
  /** ms that the worker waits before it goes on, because Confluence or the storage wants no requests. */
  waitsMs?: number;
}

/** A run as its record stands, and what happened since a number of its log. */
export interface FollowedRun {
  run: RunRecord;
  driver: DriverOfRun;
  /** A slice is at work. */
  isBusy: boolean;
  wish: RunWish;
  /** From the number asked for, in order; those that are at work are left for the next time. */
  events: RunEvent[];
  /** Where the next `events` begin. */
  next: number;
}

/** A group that a run is about. */
export interface RunGroup {
  groupId: string;
  /** As it was called then; absent where that could not be looked up. */
  name?: string;
}

/** A run in the history. Times are ISO 8601, UTC. */
export interface RunRecord {
  runId: string;
  groups: RunGroup[];
  /** Changes of each kind; they add up to the total. */
  actions: Record<Action, number>;
  /** The admin who began it. */
  actorId: string;
  /** Everyone who drove a part of it, first the admin who began it. */
  drivers: string[];
  startedAt: string;
  total: number;
  /** The first people of its plan, three at most, in order; empty where the record does not say. */
  firstAccountIds: string[];
  /** The run whose changes this one takes back. */
  undoes?: string;
  /** Why, in the admin's words: a ticket number. */
  reason?: string;
  counts: OutcomeCounts;
  /** How many changes have their outcome from the worker; absent where none has. */
  inBackground?: number;
  /** Why it did not go on without a page, since it was driven last. */
  notContinued?: NotContinuedReason;
  /** When the memberships that it adds are to end: ISO 8601, UTC; as it was set when the run was begun. */
  until?: string;
  /** It ends memberships whose date has come, as the admin who set that date. */
  isEnding?: true;
  /** Absent until it has ended. */
  endedAt?: string;
}

/** What the record says of one change of a run. */
export interface RecordedChange extends Change {
  /** Its place in the plan. */
  index: number;
  outcome: OutcomeName;
  /** Why, where there is a reason. */
  reason?: ErrorKind;
  /** A later run took the change back. */
  undone?: true;
  /** Who drove the part that settled it, where that is not who began the run. */
  by?: string;
  /** The worker made the part that settled it. */
  inBackground?: true;
}

/** A run and what became of its changes, a page of them. */
export interface RunDetail {
  run: RunRecord;
  changes: RecordedChange[];
  /** Number of the next entry of its log: what is said here is as of the entries before. */
  logNext: number;
  /** `from` of the next page; absent on the last. */
  next?: number;
}

/** A change of one person, and the run that it is a part of. */
export interface PersonEvent extends RecordedChange {
  runId: string;
  /** When the run began: ISO 8601, UTC. */
  startedAt: string;
  /** When the run ended; absent until it has. */
  endedAt?: string;
  /** Who began the run; `by` says who drove the part that settled this change, where that is another admin. */
  actorId: string;
  /** As the group was called then, where the record says so. */
  groupName?: string;
  /** The run whose changes its run takes back. */
  undoes?: string;
}

/** What happened to one person: runs newest first, and each run's changes in its order. */
export interface PersonEventPage {
  events: PersonEvent[];
  /** Runs, or parts of them, that this version of the app cannot read: they may be about the person too. */
  unreadable: number;
  /** How far back was looked until here: ISO 8601, UTC. Absent on the last page. */
  searchedTo?: string;
  /** Absent on the last page. A page can be empty and not the last. */
  cursor?: string;
}

/** A run that was begun and has not ended. */
export interface UnfinishedRun {
  run: RunRecord;
  /** Not every change was written down before the page was gone: nothing was changed, and it cannot go on. */
  isPartial: boolean;
  driver: DriverOfRun;
  wish: RunWish;
}

/** Memberships of one run that are to end together. */
export interface DueMemberships {
  dueId: string;
  /** The run that added them. */
  runId: string;
  /** ISO 8601, UTC. */
  until: string;
  /** The admin who set the date; they are removed as that admin. */
  actorId: string;
  groups: RunGroup[];
  /** Those that stand: made by the run, and not taken back since. `index` is the place in the run. */
  memberships: { index: number; groupId: string; accountId: string }[];
  /** The date has come, and why nothing was done about it. */
  notMade?: NotContinuedReason;
}

/** Runs, newest first. */
export interface RunListPage {
  runs: RunRecord[];
  /** Entries that this version of the app cannot read. */
  unreadable: number;
  /** How far back was looked until here: ISO 8601, UTC. Absent on the last page. */
  searchedTo?: string;
  /** Absent on the last page. With a filter a page can be empty and not the last. */
  cursor?: string;
}

/** What Confluence said of a change that was open. */
export type CheckedChange = { change: number; isMember: boolean } | { change: number; error: AppError };

/** Whether the history has what was found out for a run. */
export interface Recording {
  /** Why it does not: the storage did not answer, or the run went on meanwhile. */
  notRecorded?: AppError;
}
