import { randomBytes } from 'node:crypto';

/** Queries go up in key order and no other, so that the newest come first when the time counts down. 13 digits until 2286. */
const LAST_MS = 9_999_999_999_999;

export const RUN_ID = /^\d{13}-[0-9a-f]{16}$/;

/** @param now ms since the epoch */
export function newRunId(now: number): string {
  const countdown = String(LAST_MS - now).padStart(13, '0');
  return `${countdown}-${randomId()}`;
}

/** Tells an entry of the log from all others. */
export function randomId(): string {
  return randomBytes(8).toString('hex');
}

export const RUN_PREFIX = 'run:';
export const PLAN_PREFIX = 'plan:';
export const OPEN_PREFIX = 'open:';

/** What a run is: `Header`. */
export const runKey = (runId: string): string => `${RUN_PREFIX}${runId}`;
/** There until a run has ended: what is unfinished is found without reading the rest. */
export const openKey = (runId: string): string => `${OPEN_PREFIX}${runId}`;
/** The nth stretch of the people a run is about: `Plan`. */
export const planKey = (runId: string, n: number): string => `${PLAN_PREFIX}${runId}:${padded(n, 4)}`;
/** The nth thing that happened in a run: `LogEntry`. */
export const logKey = (runId: string, n: number): string => `log:${runId}:${padded(n, 6)}`;
/** The run that a driver began: `Begun`. */
export const begunKey = (driver: string): string => `begun:${driver}`;
/** There for each run that takes changes of this one back. */
export const undoPrefix = (runId: string): string => `undo:${runId}:`;
export const undoKey = (runId: string, undoRunId: string): string => undoPrefix(runId) + undoRunId;

/** The run's id in a key that begins with one of the prefixes. */
export function runIdIn(key: string, prefix: string): string {
  return key.slice(prefix.length).split(':')[0] ?? '';
}

function padded(n: number, digits: number): string {
  return String(n).padStart(digits, '0');
}
