import * as v from 'valibot';
import type { RecordedOutcome } from '../contract/changes';
import type { NotContinuedReason } from '../contract/runs';
import { isErrorKind } from '../membership/errorTraits';
import type { ChangeState } from '../run/changeState';

/**
 * What the store has of a run, second edition. Account ids only: names and email addresses are looked up when they are
 * shown. Each value carries the version of its shape; `firstEdition.ts` reads the one before, and what a newer one wrote
 * is neither shown nor changed.
 */
export const VERSION = 2;

const version = v.literal(VERSION);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const action = v.picklist(['add', 'remove']);
const ranges = v.array(v.tuple([count, count]));

export const notContinuedReason = v.picklist([
  'actorUnavailable',
  'notInEffect',
  'permission',
  'unavailable',
] as const satisfies readonly NotContinuedReason[]);

/** Whose a run is: the driver's alone until then (ms since the epoch). */
const lease = v.object({
  driver: v.string(),
  actorId: v.string(),
  until: v.number(),
  /** When Confluence said last that the actor may administer it; ms since the epoch. */
  verifiedAt: v.number(),
  /** The worker drives it, for the actor. */
  worker: v.exactOptional(v.literal(true)),
  /** The worker lets it wait until then; ms since the epoch. */
  waitsUntil: v.exactOptional(v.number()),
  /** How many waits in a row that is, with nothing settled between them. */
  idleWaits: v.exactOptional(count),
});
export type Lease = v.InferOutput<typeof lease>;

/** What a run is, and how it stood after the first `folded` entries of its log. Times in ms since the epoch. */
const header = v.object({
  v: version,
  groups: v.array(
    v.object({
      id: v.string(),
      name: v.exactOptional(v.string()),
      /** Known to give no administration, so that it may be emptied. */
      isOrdinary: v.exactOptional(v.literal(true)),
    }),
  ),
  actions: v.object({ add: count, remove: count }),
  actorId: v.string(),
  /** Everyone who drove a part of it, first the one who began it. */
  drivers: v.array(v.string()),
  startedAt: v.number(),
  total: count,
  /** How many changes are written down in plans: all, or nothing can be changed yet. */
  planned: count,
  /** The first people of the plan: three at most; absent in what older versions wrote. */
  first: v.exactOptional(v.array(v.string())),
  undoes: v.exactOptional(v.string()),
  reason: v.exactOptional(v.string()),
  /** The key of its place among an admin's unfinished runs. */
  openKey: v.exactOptional(v.string()),
  lease,
  folded: count,
  /**
   * Of each stretch of the plan: done, unchanged, failed, unconfirmed; the others were not attempted. And after how many
   * entries of the log its states were written last.
   */
  counts: v.array(v.tuple([count, count, count, count, count])),
  /** Places in `drivers` of the admins the worker drove a part for; each has a place of its own there. */
  workers: v.exactOptional(v.array(count)),
  /** Of each stretch: how many of its changes have their outcome from the worker. */
  inBackground: v.exactOptional(v.array(count)),
  /** What an admin wants of it; absent: that it goes on. */
  wish: v.exactOptional(v.picklist(['pause', 'stop'])),
  /** It was taken last for some of its changes, and only the driver knows for which: the worker leaves it alone. */
  isPart: v.exactOptional(v.literal(true)),
  /** Why it does not go on without a page, since it was taken last. */
  notContinued: v.exactOptional(notContinuedReason),
  /** When the memberships that it adds are to end, as it was set at first; ms since the epoch. */
  until: v.exactOptional(v.number()),
  /** It ends memberships whose date has come. */
  isEnding: v.exactOptional(v.literal(true)),
  endedAt: v.exactOptional(v.number()),
});
export type Header = v.InferOutput<typeof header>;

/** Part of the changes of a run, written before anything is changed. */
const planStretch = v.object({
  v: version,
  blocks: v.array(v.object({ groupId: v.string(), action, accountIds: v.array(v.string()) })),
  /** The places of the changes that these take back, in the run that they undo. */
  undoes: v.exactOptional(ranges),
});
export type PlanStretch = v.InferOutput<typeof planStretch>;

/** Equal neighbors are written once: `[how many, which]`. */
const written = v.array(v.tuple([count, v.string()]));
type Written = v.InferOutput<typeof written>;

/** How the changes of a stretch stand, and which of the run's drivers (by place) drove the part that says so. */
const stretchStates = v.object({
  v: version,
  states: v.array(v.tuple([count, v.string(), count])),
  /** After how many entries of the log. */
  folded: count,
});

const entry = { v: version, id: v.string() };
const leased = { ...entry, ...lease.entries };

/** A slice: what is about to be asked for, and once that is known what became of it, in the same order. */
const slice = v.object({
  kind: v.literal('slice'),
  ...leased,
  changes: ranges,
  outcomes: v.exactOptional(written),
});
export type SliceEntry = v.InferOutput<typeof slice>;

/** A driver took the run. `isPart`: for some of its changes, and only the driver knows for which. */
const taken = v.object({
  kind: v.literal('taken'),
  ...leased,
  isPart: v.exactOptional(v.literal(true)),
});

/** The run is over, since `until`, unless a driver takes it after. */
const ended = v.object({ kind: v.literal('ended'), ...leased });

/** Confluence was asked about open changes. */
const check = v.object({
  kind: v.literal('check'),
  ...entry,
  actorId: v.string(),
  so: ranges,
  notSo: ranges,
});

/** Another run took changes back. */
const undone = v.object({ kind: v.literal('undone'), ...entry, by: v.string(), changes: ranges });

/** An admin wants it to pause, to go on or to end, with any driver. */
const control = v.object({
  kind: v.literal('control'),
  ...entry,
  actorId: v.string(),
  wish: v.picklist(['run', 'pause', 'stop']),
});

/** The worker gave it up: it is for a page to go on with. */
const notContinued = v.object({ kind: v.literal('notContinued'), ...entry, reason: notContinuedReason });

const logEntry = v.variant('kind', [slice, taken, ended, check, undone, control, notContinued]);
export type LogEntry = v.InferOutput<typeof logEntry>;

/** The run that a driver began. `beginning` tells with which plan: another is not this run. */
const begunRun = v.object({ v: version, runId: v.string(), beginning: v.string() });
export type BegunRun = v.InferOutput<typeof begunRun>;

/** A run that has not ended, which beginning has the place for it, and since when. */
const openRun = v.object({
  v: version,
  runId: v.string(),
  /** Absent where the run had the place after it had ended. */
  beginning: v.exactOptional(v.string()),
  at: v.number(),
});
export type StoredPlace = v.InferOutput<typeof openRun>;

/** The list of protected people after so many edits. */
const protectedPeople = v.object({ v: v.literal(1), revision: count, accountIds: v.array(v.string()) });
export type StoredProtectedPeople = v.InferOutput<typeof protectedPeople>;

/** What came of trying whether the worker can act for an admin who is away: for which one, and when; ms since the epoch. */
const backgroundTrial = v.object({
  v: v.literal(1),
  trialId: v.string(),
  actorId: v.string(),
  at: v.number(),
  state: v.picklist(['trying', 'possible', 'impossible']),
  /** With `impossible`. */
  reason: v.exactOptional(notContinuedReason),
});
export type BackgroundTrial = v.InferOutput<typeof backgroundTrial>;

/** A stored value does not have the shape that this version writes. */
export class UnreadableRecord extends Error {
  override name = 'UnreadableRecord';
}

/** Each throws `UnreadableRecord`. */
export const headerIn = (value: unknown): Header => parseRecord(header, value);
export const planStretchIn = (value: unknown): PlanStretch => parseRecord(planStretch, value);
export const logEntryIn = (value: unknown): LogEntry => parseRecord(logEntry, value);
export const begunRunIn = (value: unknown): BegunRun => parseRecord(begunRun, value);
export const protectedPeopleIn = (value: unknown): StoredProtectedPeople =>
  parseRecord(protectedPeople, value);
export const openRunIn = (value: unknown): StoredPlace => parseRecord(openRun, value);
export const backgroundTrialIn = (value: unknown): BackgroundTrial => parseRecord(backgroundTrial, value);

/** A change's state, and the place in `drivers` of who drove the part that says so. */
export interface DrivenState {
  state: ChangeState;
  driver: number;
}

/** How a stretch stood after some entries of the log. */
export interface FoldedStates {
  /** Of all its changes, in order. */
  states: DrivenState[];
  folded: number;
}

export function writeStates({ states, folded }: FoldedStates): unknown {
  const runs: [number, string, number][] = [];
  for (const { state, driver } of states) {
    const code = state.undone ? 'undone' : writeOutcome(state.outcome, state.reason);
    const last = runs.at(-1);
    if (last?.[1] === code && last[2] === driver) last[0] += 1;
    else runs.push([1, code, driver]);
  }
  return { v: VERSION, folded, states: runs };
}

/** @throws UnreadableRecord */
export function statesIn(value: unknown): FoldedStates {
  const { states, folded } = parseRecord(stretchStates, value);
  return {
    folded,
    states: states.flatMap(([times, code, driver]) =>
      Array.from({ length: times }, () => ({ state: stateIn(code), driver })),
    ),
  };
}

/** An error's own words may name people, so that only its kind is written. */
export function writeOutcomes(outcomes: readonly RecordedOutcome[]): Written {
  const runs: Written = [];
  for (const outcome of outcomes) {
    const code = writeOutcome(outcome.status, 'reason' in outcome ? outcome.reason : undefined);
    const last = runs.at(-1);
    if (last?.[1] === code) last[0] += 1;
    else runs.push([1, code]);
  }
  return runs;
}

/** @throws UnreadableRecord */
export function outcomesIn(runs: Written): RecordedOutcome[] {
  return runs.flatMap(([times, code]) => Array.from({ length: times }, () => outcomeIn(code)));
}

function writeOutcome(outcome: ChangeState['outcome'], reason: string | undefined): string {
  return reason === undefined ? outcome : `${outcome}:${reason}`;
}

/** @throws UnreadableRecord */
export function outcomeIn(code: string): RecordedOutcome {
  if (code === 'done' || code === 'unchanged' || code === 'notAttempted') return { status: code };
  const [status, reason = ''] = code.split(':');
  if ((status === 'failed' || status === 'unconfirmed') && isErrorKind(reason)) return { status, reason };
  throw new UnreadableRecord();
}

function stateIn(code: string): ChangeState {
  if (code === 'undone') return { outcome: 'done', undone: true };
  const outcome = outcomeIn(code);
  return { outcome: outcome.status, ...('reason' in outcome && { reason: outcome.reason }) };
}

/** @throws UnreadableRecord */
export function parseRecord<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new UnreadableRecord();
}
