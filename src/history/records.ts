import * as v from 'valibot';
import type { ErrorKind, Outcome, RunRecord } from '../contract';

/** What the store has of a run. Account ids only: names and email addresses are looked up when they are shown. */

/** People a stretch of a plan names: at most 65 KB, of the 240 KiB that a value may have. */
export const PLAN_PEOPLE = 500;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = v.object({ done: count, failed: count, unconfirmed: count, notAttempted: count });

/** What a run is, and how it ended as far as its log said when that was last looked at. Times in ms since the epoch. */
const header = v.object({
  action: v.picklist(['remove', 'restore']),
  groupId: v.string(),
  groupName: v.exactOptional(v.string()),
  actorId: v.string(),
  startedAt: v.number(),
  total: count,
  /** How many of them are written down in plans: all, or nothing can be changed yet. */
  planned: count,
  undoes: v.exactOptional(v.string()),
  ended: v.exactOptional(v.object({ at: v.number(), counts })),
});
export type Header = v.InferOutput<typeof header>;

/** Part of the people a run is about, written before anything is changed. */
const plan = v.array(v.string());

/** Until when the run is the driver's alone, ms since the epoch. */
const lease = { driver: v.string(), actorId: v.string(), until: v.number() };

/** A slice: who is about to be asked about, and once that is known what became of them, in the same order. */
const slice = v.object({
  kind: v.literal('slice'),
  /** Tells an entry whose answer was lost from somebody else's. */
  id: v.string(),
  ...lease,
  accountIds: v.array(v.string()),
  outcomes: v.exactOptional(v.array(v.string())),
});
export type Slice = v.InferOutput<typeof slice>;

/** Somebody made the run theirs. */
const taken = v.object({ kind: v.literal('taken'), id: v.string(), ...lease });

/** The run is over, since `until`, unless somebody takes it after. */
const ended = v.object({ kind: v.literal('ended'), id: v.string(), ...lease });

/** Confluence was asked who is in the group. */
const check = v.object({
  kind: v.literal('check'),
  id: v.string(),
  /** Entries there were when it was asked: it says nothing of what came after. */
  asOf: count,
  members: v.array(v.string()),
  others: v.array(v.string()),
});

const logEntry = v.variant('kind', [slice, taken, ended, check]);
export type LogEntry = v.InferOutput<typeof logEntry>;
export type Check = v.InferOutput<typeof check>;

const begun = v.object({ runId: v.string() });

export const headerIn = (value: unknown): Header => v.parse(header, value);
export const planIn = (value: unknown): string[] => v.parse(plan, value);
export const logEntryIn = (value: unknown): LogEntry => v.parse(logEntry, value);
export const begunIn = (value: unknown): { runId: string } => v.parse(begun, value);

const KINDS: Record<ErrorKind, true> = {
  permission: true,
  groupNotFound: true,
  userNotFound: true,
  signedOut: true,
  scopeMissing: true,
  invalid: true,
  rateLimited: true,
  unavailable: true,
  unconfirmed: true,
  storage: true,
  runTaken: true,
  runNotFound: true,
};

/** What is written of an outcome: `done`, `notAttempted`, or `failed` or `unconfirmed` with the kind of error. */
export type RecordedOutcome =
  { status: 'done' | 'notAttempted' } | { status: 'failed' | 'unconfirmed'; reason: ErrorKind };

/** An error's own words may name people, so that only its kind is written. */
export function writtenOutcome(outcome: Outcome<'removed' | 'restored'>): string {
  switch (outcome.status) {
    case 'removed':
    case 'restored':
      return 'done';
    case 'notAttempted':
      return 'notAttempted';
    case 'failed':
    case 'unconfirmed':
      return `${outcome.status}:${outcome.error.kind}`;
  }
}

/** @throws on what `writtenOutcome` never writes */
export function outcomeIn(written: string): RecordedOutcome {
  if (written === 'done' || written === 'notAttempted') return { status: written };
  const [status, reason = ''] = written.split(':');
  if ((status === 'failed' || status === 'unconfirmed') && isKind(reason)) return { status, reason };
  throw new Error(`The history has an outcome that it never writes: ${written}`);
}

function isKind(text: string): text is ErrorKind {
  return Object.hasOwn(KINDS, text);
}

/** What the page gets to know of a header. */
export function recordOf(runId: string, run: Header): RunRecord {
  const { action, groupId, groupName, actorId, startedAt, total, undoes, ended } = run;
  return {
    ...{ runId, action, groupId, actorId, total },
    startedAt: new Date(startedAt).toISOString(),
    ...(groupName !== undefined && { groupName }),
    ...(undoes !== undefined && { undoes }),
    ...(ended && { ended: { at: new Date(ended.at).toISOString(), counts: ended.counts } }),
  };
}
