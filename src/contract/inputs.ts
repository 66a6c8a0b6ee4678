import * as v from 'valibot';
import type { OutcomeName } from './changes';
import {
  ADDITIONS_PER_SECOND,
  CHANGES_IN_STRETCH,
  MAX_CHANGES_IN_CALL,
  MAX_CHANGES_IN_RUN,
  MAX_CHANGES_IN_SLICE,
  MAX_CHECKS_IN_CALL,
  MAX_GROUP_NAME_CHARS,
  MAX_GROUPS_IN_RUN,
  MAX_REASON_CHARS,
  MAX_STRETCHES_IN_SLICE,
  REMOVALS_PER_SECOND,
} from './limits';
import { burstAt, MAX_BLOCK_MS, MAX_CONCURRENCY, MAX_LATENCY_MS, MIN_RATE } from './paces';

/**
 * What each of the resolver's calls takes, as schemas; the types are derived from them. Everything that reaches Confluence
 * or the storage went through one of these.
 */

const MAX_TEXT = MAX_GROUP_NAME_CHARS;
/** Of JSON; Atlassian's ids have 38 to 130. */
const MAX_ID_BYTES = 257;
const MAX_RUNS = 50;
const MAX_EVENTS = 200;
/** Places of changes: what the first edition of the app stored may be larger than what may be begun now. */
const MAX_PLACES = 1_000_000;
const MAX_LOG_ENTRIES = 1_000_000;
/** Opaque, and short as Forge makes it. */
const MAX_CURSOR = 4_000;
/** The latest time a `Date` can hold, ms since the epoch. */
const MAX_TIME_MS = 8.64e15;

const NOT_TEXT = 'must be text';
const NOT_AN_OBJECT = 'must be an object';
const NOT_A_LIST = 'must be a list';

/** A run's id: a countdown of the time, so that the newest come first, and chance. */
export const RUN_ID = /^\d{13}-[0-9a-f]{16}$/;
/** When they end, counted up, so that the soonest come first, and chance. */
const DUE_ID = /^\d{13}-[0-9a-f]{16}$/;

// A lone surrogate cannot be written into a URL.
const textOf = (most: number) =>
  v.pipe(
    v.string(NOT_TEXT),
    v.maxLength(most, `must be at most ${most} characters`),
    v.check((value) => value.isWellFormed(), 'must be well-formed Unicode'),
  );
const text = textOf(MAX_TEXT);
/** Hundreds of ids make one value of the storage. */
const id = v.pipe(
  text,
  v.check(
    (value) => new TextEncoder().encode(JSON.stringify(value)).length <= MAX_ID_BYTES,
    `must be at most ${MAX_ID_BYTES} bytes`,
  ),
);
const groupId = v.pipe(
  id,
  v.nonEmpty('must not be empty'),
  // A URL would resolve dot segments to another path; a blank ends the id in a membership's key.
  v.check((value) => value !== '.' && !value.includes('..') && !/\s/.test(value), 'must be a group id'),
);
const accountId = v.pipe(
  v.string(NOT_TEXT),
  v.regex(/^[0-9A-Za-z:_-]{1,128}$/, 'must be an Atlassian account id'),
);
/** Any id that Confluence may list: one odd id must not refuse all the others. A blank ends it in a membership's key. */
const anyAccountId = v.pipe(id, v.regex(/^[^\s\p{Cc}]+$/u, 'must be an Atlassian account id'));
const action = v.picklist(['add', 'remove'], 'must be add or remove');
const distinctAccounts = (most: number) =>
  v.pipe(
    v.array(anyAccountId, NOT_A_LIST),
    v.minLength(1, 'must name at least one account'),
    v.maxLength(most, `must name at most ${most} accounts`),
    v.check((ids) => new Set(ids).size === ids.length, 'must name each account once'),
  );
/** A number between two others; NaN and the infinities are none. */
const between = (least: number, most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );
const wholeBetween = (least: number, most: number) =>
  v.pipe(between(least, most), v.integer('must be a whole number'));

export const noInput = v.unknown();

// Runs.

const runId = v.pipe(v.string(NOT_TEXT), v.regex(RUN_ID, 'must be the id of a run'));
const driver = v.pipe(
  v.string(NOT_TEXT),
  v.regex(/^[0-9a-zA-Z-]{16,64}$/, 'must be 16 to 64 letters and digits'),
);
const run = v.object({ runId, driver, next: wholeBetween(0, MAX_LOG_ENTRIES) }, NOT_AN_OBJECT);

const place = wholeBetween(0, MAX_PLACES - 1);
/** Stretches of a plan, rising, that do not touch: as `toRanges` makes them. */
const ranges = (most: number) =>
  v.pipe(
    v.array(v.tuple([place, place], 'must be first and last places'), NOT_A_LIST),
    v.minLength(1, 'must name at least one change'),
    v.check(
      (stretches) =>
        stretches.every(([first, last], n) => first <= last && first > (stretches[n - 1]?.[1] ?? -2) + 1),
      'must be stretches in rising order that do not touch',
    ),
    v.check(
      (stretches) => stretches.reduce((sum, [first, last]) => sum + last - first + 1, 0) <= most,
      `must name at most ${most} changes`,
    ),
  );
const sliceRanges = v.pipe(
  ranges(MAX_CHANGES_IN_SLICE),
  v.check(
    (stretches) =>
      new Set(stretches.flatMap((ends) => ends.map((at) => Math.floor(at / CHANGES_IN_STRETCH)))).size <=
      MAX_STRETCHES_IN_SLICE,
    `must lie in at most ${MAX_STRETCHES_IN_SLICE} stretches of the plan`,
  ),
);

const block = v.object(
  {
    groupId,
    action,
    accountIds: distinctAccounts(MAX_CHANGES_IN_CALL),
  },
  NOT_AN_OBJECT,
);
const blocks = v.pipe(
  v.array(block, NOT_A_LIST),
  v.minLength(1, 'must name at least one change'),
  v.check(
    (all) => all.reduce((sum, { accountIds }) => sum + accountIds.length, 0) <= MAX_CHANGES_IN_CALL,
    `must name at most ${MAX_CHANGES_IN_CALL} changes`,
  ),
  v.check((all) => areDistinct(all), 'must name each membership once'),
  v.check(
    (all) => new Set(all.map((one) => one.groupId)).size <= MAX_GROUPS_IN_RUN,
    `must be about at most ${MAX_GROUPS_IN_RUN} groups`,
  ),
);

const groupName = v.pipe(
  text,
  v.nonEmpty('must not be empty'),
  v.check((value) => !/\p{Cc}/u.test(value), 'must be on one line'),
);

/** What the groups of a plan were called where the admin saw it: the history shows that. Others are looked up. */
const groups = v.exactOptional(
  v.pipe(
    v.array(v.object({ id: groupId, name: groupName }, NOT_AN_OBJECT), NOT_A_LIST),
    v.maxLength(MAX_GROUPS_IN_RUN, `must name at most ${MAX_GROUPS_IN_RUN} groups`),
  ),
);

/** What a run is about, or the first part of it: named changes, or changes of another run that it takes back. */
const plan = oneOf(
  'undoes',
  v.object(
    { undoes: v.object({ runId, changes: ranges(MAX_CHANGES_IN_CALL) }, NOT_AN_OBJECT), groups },
    NOT_AN_OBJECT,
  ),
  v.object({ blocks, groups }, NOT_AN_OBJECT),
);

/** When memberships are to end: ms since the epoch. Whether it lies ahead is for who has a clock to say. */
const until = wholeBetween(0, MAX_TIME_MS);

/** Not all that are left are asked for, or also some that failed: which ones only the driver knows. */
const isPart = v.exactOptional(v.literal(true, 'must be true'));

const runStart = {
  /** As in `RunTicket`. Asking again with the same one answers with the run it began. */
  driver,
  plan,
  /** All changes of the run; where that is more than the plan names, `extendRun` names the others. */
  total: wholeBetween(1, MAX_CHANGES_IN_RUN),
  /** Why, in the admin's words: a ticket number. */
  reason: v.exactOptional(textOf(MAX_REASON_CHARS)),
  /** When the memberships that it adds are to end. */
  until: v.exactOptional(until),
  isPart,
};

export const startRunInput = v.pipe(
  v.object(runStart, NOT_AN_OBJECT),
  v.check(
    ({ plan, total }) =>
      namedIn(plan) === total || (namedIn(plan) < total && namedIn(plan) === MAX_CHANGES_IN_CALL),
    `must name every change, or the first ${MAX_CHANGES_IN_CALL}`,
  ),
);

export const extendRunInput = v.object(
  {
    run,
    /** How many changes were named before. */
    from: v.pipe(
      wholeBetween(MAX_CHANGES_IN_CALL, MAX_CHANGES_IN_RUN),
      v.multipleOf(MAX_CHANGES_IN_CALL, `must be a multiple of ${MAX_CHANGES_IN_CALL}`),
    ),
    plan,
  },
  NOT_AN_OBJECT,
);

/** @param limit requests/s that a page can get out of it at most */
const paceOf = (limit: number) =>
  v.object(
    {
      at: between(0, MAX_TIME_MS),
      rate: between(MIN_RATE, limit),
      tokens: between(0, burstAt(limit)),
      concurrency: between(1, MAX_CONCURRENCY),
      blockedMs: between(0, MAX_BLOCK_MS),
      latencyMs: v.exactOptional(between(0, MAX_LATENCY_MS)),
    },
    NOT_AN_OBJECT,
  );
const paces = v.object(
  {
    add: v.exactOptional(paceOf(ADDITIONS_PER_SECOND)),
    remove: v.exactOptional(paceOf(REMOVALS_PER_SECOND)),
  },
  NOT_AN_OBJECT,
);

/** A slice of a run that was begun before, or the slice that begins one: then the plan names every change. */
export const makeChangesInput = oneOf(
  'newRun',
  v.pipe(
    v.object(
      {
        newRun: v.object(runStart, NOT_AN_OBJECT),
        changes: sliceRanges,
        /** The run ends with this slice, whatever comes of it. */
        ends: v.exactOptional(v.literal(true, 'must be true')),
      },
      NOT_AN_OBJECT,
    ),
    v.check(({ newRun }) => namedIn(newRun.plan) === newRun.total, 'must name every change of the run'),
  ),
  v.object({ run, changes: sliceRanges, paces: v.exactOptional(paces) }, NOT_AN_OBJECT),
);

export const ticketInput = run;

export const resumeRunInput = v.object({ runId, driver, isPart }, NOT_AN_OBJECT);

export const followRunInput = v.object(
  {
    runId,
    /** The number of the log from which what happened is wanted. */
    next: wholeBetween(0, MAX_LOG_ENTRIES),
  },
  NOT_AN_OBJECT,
);

export const controlRunInput = v.object(
  { runId, wish: v.picklist(['run', 'pause', 'stop'], 'must be run, pause or stop') },
  NOT_AN_OBJECT,
);

export const dismissRunInput = v.object({ runId }, NOT_AN_OBJECT);

export const checkChangesInput = v.object({ runId, changes: ranges(MAX_CHECKS_IN_CALL) }, NOT_AN_OBJECT);

const outcomes = [
  'done',
  'unchanged',
  'failed',
  'unconfirmed',
  'notAttempted',
] as const satisfies readonly OutcomeName[];
const time = wholeBetween(0, MAX_TIME_MS);

/** A part of a list, and what it is narrowed down to. */
const historyPage = {
  /** From the page before. */
  cursor: v.exactOptional(textOf(MAX_CURSOR)),
  groupId: v.exactOptional(groupId),
  actorId: v.exactOptional(accountId),
  action: v.exactOptional(action),
  outcome: v.exactOptional(v.picklist(outcomes, 'must be an outcome')),
  /** Only of runs that began then or later: ms since the epoch. */
  from: v.exactOptional(time),
  /** Only of runs that began before: ms since the epoch. */
  to: v.exactOptional(time),
};

/**
 * Runs that are about the group, that the admin drove a part of, that have changes of that action, and changes with that
 * outcome.
 */
export const listRunsInput = v.object({ ...historyPage, limit: wholeBetween(1, MAX_RUNS) }, NOT_AN_OBJECT);

/** Changes of one person: in the group, settled by the admin, of that action, and with that outcome. */
export const listPersonEventsInput = v.object(
  { ...historyPage, personId: anyAccountId, limit: wholeBetween(1, MAX_EVENTS) },
  NOT_AN_OBJECT,
);

export const listDueInput = v.object({ cursor: v.exactOptional(textOf(MAX_CURSOR)) }, NOT_AN_OBJECT);

export const changeDueInput = v.object(
  {
    dueId: v.pipe(v.string(NOT_TEXT), v.regex(DUE_ID, 'must be the id of memberships that are to end')),
    /** Places in the run that added them; all that are to end together where none are given. */
    changes: v.exactOptional(ranges(MAX_CHANGES_IN_CALL)),
    /** Another date; null: they stay. */
    until: v.nullable(until),
  },
  NOT_AN_OBJECT,
);

export const changeProtectedInput = v.object(
  { accountId: anyAccountId, isProtected: v.boolean('must be true or false') },
  NOT_AN_OBJECT,
);

export const getRunInput = v.object(
  {
    runId,
    /** Changes to leave out at the beginning; 0 for the first page. */
    from: wholeBetween(0, MAX_PLACES),
  },
  NOT_AN_OBJECT,
);

export type PlanInput = v.InferOutput<typeof plan>;
export type StartRunInput = v.InferOutput<typeof startRunInput>;
export type ExtendRunInput = v.InferOutput<typeof extendRunInput>;
export type MakeChangesInput = v.InferOutput<typeof makeChangesInput>;
export type ResumeRunInput = v.InferOutput<typeof resumeRunInput>;
export type FollowRunInput = v.InferOutput<typeof followRunInput>;
export type ControlRunInput = v.InferOutput<typeof controlRunInput>;
export type ListDueInput = v.InferOutput<typeof listDueInput>;
export type ChangeDueInput = v.InferOutput<typeof changeDueInput>;
export type DismissRunInput = v.InferOutput<typeof dismissRunInput>;
export type CheckChangesInput = v.InferOutput<typeof checkChangesInput>;
export type ListRunsInput = v.InferOutput<typeof listRunsInput>;
export type ListPersonEventsInput = v.InferOutput<typeof listPersonEventsInput>;
export type ChangeProtectedInput = v.InferOutput<typeof changeProtectedInput>;
export type GetRunInput = v.InferOutput<typeof getRunInput>;

/** The first schema where the input has the key, else the other. A union would not say which field does not fit. */
function oneOf<First extends v.GenericSchema, Other extends v.GenericSchema>(
  key: string,
  first: First,
  other: Other,
) {
  return v.lazy((input) => (typeof input === 'object' && input !== null && key in input ? first : other));
}

/** How many changes a plan names. */
function namedIn(named: v.InferOutput<typeof plan>): number {
  return 'blocks' in named
    ? named.blocks.reduce((sum, { accountIds }) => sum + accountIds.length, 0)
    : named.undoes.changes.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

function areDistinct(all: readonly { groupId: string; accountIds: string[] }[]): boolean {
  const keys = all.flatMap((one) => one.accountIds.map((id) => `${one.groupId} ${id}`));
  return new Set(keys).size === keys.length;
}
