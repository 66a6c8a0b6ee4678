import { randomBytes } from 'node:crypto';

/** Queries go up in key order and no other, so that the newest come first when the time counts down. 13 digits until 2286. */
const LAST_MS = 9_999_999_999_999;

/** @param now ms since the epoch */
export function newRunId(now: number): string {
  const countdown = String(LAST_MS - now).padStart(13, '0');
  return `${countdown}-${randomId()}`;
}

/** When the id of a run was made, in ms since the epoch: the run began then, or within a day where its beginning was repeated. */
export function madeAt(runId: string): number {
  return LAST_MS - Number(runId.slice(0, 13));
}

/** Tells an entry of the log from all others. */
export function randomId(): string {
  return randomBytes(8).toString('hex');
}

export const RUN_PREFIX = 'run:';
export const PLAN_PREFIX = 'plan:';
export const OPEN_PREFIX = 'open:';

/** What a run is, and a snapshot of how it stands: `Header`. */
export const runKey = (runId: string): string => `${RUN_PREFIX}${runId}`;
/** The nth stretch of the changes of a run: `PlanStretch`. */
export const planKey = (runId: string, n: number): string => `${PLAN_PREFIX}${runId}:${padded(n, 4)}`;
/** How the nth stretch's changes stand: `StretchStates`; absent before the first of them was asked for. */
export const stateKey = (runId: string, n: number): string => `state:${runId}:${padded(n, 4)}`;
/** The nth thing that happened in a run: `LogEntry`. */
export const logKey = (runId: string, n: number): string => `log:${runId}:${padded(n, 6)}`;
/** The run that a driver began: `BegunRun`. */
export const begunKey = (driver: string): string => `begun:${driver}`;
/**
 * One of the few places for unfinished runs that an admin has, or that of a run that the app began for them: `StoredPlace`.
 * There until the run has ended.
 */
export const openKey = (actorId: string, slot: number | string): string => `${OPEN_PREFIX}${actorId}:${slot}`;
/** There once a caller may give a place that was left behind to another run: only one may. @param at when it was taken */
export const vacancyKey = (place: string, at: number): string => `vacant:${place}:${at}`;

/** Whether work goes on without a page on this site: `BackgroundTrial`. */
export const BACKGROUND_KEY = 'background';

/** The list of protected people: `StoredProtectedPeople`. */
export const PROTECTED_KEY = 'protected';
/** The nth edit of that list, for a day: only one can take the number. */
export const revisionKey = (revision: number): string => `${PROTECTED_KEY}:${padded(revision, 6)}`;

/** The run's id in a key that begins with one of the prefixes. */
export function runIdIn(key: string, prefix: string): string {
  return key.slice(prefix.length).split(':')[0] ?? '';
}

/** The number of the stretch in a key of a plan. */
export function stretchIn(key: string): number {
  return Number(key.slice(key.lastIndexOf(':') + 1));
}

/** Names a change of a run so that texts rise as in the history: newest run first, each in the order of its plan. */
export function positionOf(runId: string, index: number): string {
  return `${runId}:${padded(index, 7)}`;
}

function padded(n: number, digits: number): string {
  return String(n).padStart(digits, '0');
}
