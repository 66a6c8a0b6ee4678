import * as v from 'valibot';
import type {
  AppError,
  CheckMembershipInput,
  CheckMembershipsInput,
  ExtendRunInput,
  FindPeopleInput,
  GetGroupInput,
  GetRunInput,
  ListMemberPagesInput,
  ListMembersInput,
  ListRunsInput,
  LookUpPeopleInput,
  Pace,
  RemoveMembersInput,
  ResumeRunInput,
  RunTicket,
  SearchGroupsInput,
  StartRunInput,
} from './contract';
import { RUN_ID } from './history/keys';
import { PLAN_PEOPLE } from './history/records';
import {
  burstAt,
  DELETES_PER_SECOND,
  MAX_BLOCK_MS,
  MAX_CONCURRENCY,
  MAX_LATENCY_MS,
  MIN_RATE,
  POSTS_PER_SECOND,
} from './removal/limits';

const MAX_TEXT = 255;
const MAX_PAGE = 200;
const MAX_ACCOUNTS = 200;
const MAX_ACCOUNTS_TO_CHECK = 50;
const MAX_PAGES_AT_ONCE = 10;
const MAX_PEOPLE_FOUND = 50;
/** People named in one call: ten stretches of a plan, a few hundred KB. */
const MAX_ACCOUNTS_TO_NAME = 10 * PLAN_PEOPLE;
/** More than any group has. */
const MAX_ACCOUNTS_IN_RUN = 1_000_000;
const MAX_RUNS = 50;
const MAX_LOG_ENTRIES = 1_000_000;
/** Opaque, and short as Forge makes it. */
const MAX_CURSOR = 4_000;
/** Confluence's offsets are 32-bit integers. */
const MAX_OFFSET = 2 ** 31 - 1;

// A lone surrogate cannot be written into a URL.
const text = v.pipe(
  v.string('must be text'),
  v.maxLength(MAX_TEXT, `must be at most ${MAX_TEXT} characters`),
  v.check((value) => value.isWellFormed(), 'must be well-formed Unicode'),
);
const groupId = v.pipe(
  text,
  v.nonEmpty('must not be empty'),
  // `route` of @forge/api refuses dot segments, which a URL would resolve to another path.
  v.check((value) => value !== '.' && !value.includes('..'), 'must be a group id'),
);
const accountId = v.pipe(
  v.string('must be text'),
  v.regex(/^[0-9A-Za-z:_-]{1,128}$/, 'must be an Atlassian account id'),
);
const distinctAccounts = (most: number) =>
  v.pipe(
    v.array(accountId, 'must be a list'),
    v.minLength(1, 'must name at least one account'),
    v.maxLength(most, `must name at most ${most} accounts`),
    v.check((ids) => new Set(ids).size === ids.length, 'must name each account once'),
  );
const wholeNumber = v.pipe(v.number('must be a number'), v.integer('must be a whole number'));
const pageSize = v.pipe(
  wholeNumber,
  v.minValue(1, 'must be at least 1'),
  v.maxValue(MAX_PAGE, `must be at most ${MAX_PAGE}`),
);

const NOT_AN_OBJECT = 'must be an object';

/** The latest time a `Date` can hold, ms since the epoch. */
const MAX_TIME_MS = 8.64e15;

/** A number between two others; NaN and the infinities are none. */
const between = (least: number, most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );

/** @param limit requests/s that a page can get out of it at most */
const paceOf = (limit: number): v.GenericSchema<Pace, Pace> =>
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

/** A page's request as it should be; everything that reaches Confluence went through one of these. */
type Input<T> = v.GenericSchema<unknown, T>;

export const searchGroupsInput: Input<SearchGroupsInput> = v.object(
  { query: text, limit: pageSize },
  NOT_AN_OBJECT,
);

export const getGroupInput: Input<GetGroupInput> = v.object({ groupId }, NOT_AN_OBJECT);

const memberPage = {
  start: v.pipe(
    wholeNumber,
    v.minValue(0, 'must be at least 0'),
    v.maxValue(MAX_OFFSET, `must be at most ${MAX_OFFSET}`),
  ),
  limit: pageSize,
  withTotal: v.boolean('must be true or false'),
};

export const listMembersInput: Input<ListMembersInput> = v.object({ groupId, ...memberPage }, NOT_AN_OBJECT);

export const listMemberPagesInput: Input<ListMemberPagesInput> = v.object(
  {
    groupId,
    pages: v.pipe(
      v.array(v.object(memberPage, NOT_AN_OBJECT), 'must be a list'),
      v.minLength(1, 'must name at least one page'),
      v.maxLength(MAX_PAGES_AT_ONCE, `must name at most ${MAX_PAGES_AT_ONCE} pages`),
    ),
  },
  NOT_AN_OBJECT,
);

export const findPeopleInput: Input<FindPeopleInput> = v.object(
  {
    query: v.pipe(
      text,
      v.check((value) => value.trim() !== '', 'must not be blank'),
    ),
    limit: v.pipe(
      wholeNumber,
      v.minValue(1, 'must be at least 1'),
      v.maxValue(MAX_PEOPLE_FOUND, `must be at most ${MAX_PEOPLE_FOUND}`),
    ),
  },
  NOT_AN_OBJECT,
);

const runId = v.pipe(v.string('must be text'), v.regex(RUN_ID, 'must be the id of a run'));
const driver = v.pipe(
  v.string('must be text'),
  v.regex(/^[0-9a-zA-Z-]{16,64}$/, 'must be 16 to 64 letters and digits'),
);
const atLeast = (least: number, most: number) =>
  v.pipe(
    wholeNumber,
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );
const runTicket = { runId, driver, next: atLeast(1, MAX_LOG_ENTRIES) };
const run = v.object(runTicket, NOT_AN_OBJECT);

/** Where everyone is named in the call: the slice that begins a run may be made at once. */
const runStart = {
  driver,
  accountIds: distinctAccounts(MAX_ACCOUNTS_TO_NAME),
  total: atLeast(1, MAX_ACCOUNTS_IN_RUN),
  undoes: v.exactOptional(runId),
};
const newRun = v.pipe(
  v.object(runStart, NOT_AN_OBJECT),
  v.check(({ accountIds, total }) => accountIds.length === total, 'must name everyone'),
);

/** @param limit requests/s of the change */
const changeInput = (limit: number): Input<RemoveMembersInput> =>
  v.pipe(
    v.object(
      {
        groupId,
        accountIds: distinctAccounts(MAX_ACCOUNTS),
        pace: v.exactOptional(paceOf(limit)),
        run: v.exactOptional(run),
        newRun: v.exactOptional(newRun),
      },
      NOT_AN_OBJECT,
    ),
    v.forward(
      v.check(
        ({ accountIds, newRun }) => newRun === undefined || isWithin(accountIds, newRun.accountIds),
        'must be among those of newRun',
      ),
      ['accountIds'],
    ),
  );

export const removeMembersInput = changeInput(DELETES_PER_SECOND);

export const restoreMembersInput = changeInput(POSTS_PER_SECOND);

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  const known = new Set(all);
  return some.every((one) => known.has(one));
}

export const checkMembershipInput: Input<CheckMembershipInput> = v.object(
  { groupId, accountId, runId: v.exactOptional(runId) },
  NOT_AN_OBJECT,
);

export const checkMembershipsInput: Input<CheckMembershipsInput> = v.object(
  { groupId, accountIds: distinctAccounts(MAX_ACCOUNTS_TO_CHECK), runId: v.exactOptional(runId) },
  NOT_AN_OBJECT,
);

export const startRunInput: Input<StartRunInput> = v.pipe(
  v.object(
    {
      action: v.picklist(['remove', 'restore'], 'must be remove or restore'),
      groupId,
      ...runStart,
    },
    NOT_AN_OBJECT,
  ),
  v.check(
    ({ accountIds, total }) =>
      accountIds.length === total ||
      (accountIds.length < total && accountIds.length === MAX_ACCOUNTS_TO_NAME),
    'must name everyone, or the first 5,000',
  ),
);

export const extendRunInput: Input<ExtendRunInput> = v.object(
  {
    run,
    from: v.pipe(
      atLeast(MAX_ACCOUNTS_TO_NAME, MAX_ACCOUNTS_IN_RUN),
      v.multipleOf(MAX_ACCOUNTS_TO_NAME, `must be a multiple of ${MAX_ACCOUNTS_TO_NAME}`),
    ),
    accountIds: distinctAccounts(MAX_ACCOUNTS_TO_NAME),
  },
  NOT_AN_OBJECT,
);

export const ticketInput: Input<RunTicket> = run;

export const resumeRunInput: Input<ResumeRunInput> = v.object({ runId, driver }, NOT_AN_OBJECT);

export const dismissRunInput: Input<{ runId: string }> = v.object({ runId }, NOT_AN_OBJECT);

export const listRunsInput: Input<ListRunsInput> = v.object(
  {
    cursor: v.exactOptional(
      v.pipe(v.string('must be text'), v.maxLength(MAX_CURSOR, `must be at most ${MAX_CURSOR} characters`)),
    ),
    limit: atLeast(1, MAX_RUNS),
    groupId: v.exactOptional(groupId),
    actorId: v.exactOptional(accountId),
    personId: v.exactOptional(accountId),
  },
  NOT_AN_OBJECT,
);

export const getRunInput: Input<GetRunInput> = v.object(
  { runId, from: atLeast(0, MAX_ACCOUNTS_IN_RUN) },
  NOT_AN_OBJECT,
);

export const lookUpPeopleInput: Input<LookUpPeopleInput> = v.object(
  { accountIds: distinctAccounts(MAX_ACCOUNTS) },
  NOT_AN_OBJECT,
);

export const noInput: Input<unknown> = v.unknown();

/** Input that fits, or the `invalid` error that names the first field that does not. */
export function parseInput<T>(
  schema: Input<T>,
  payload: unknown,
): { ok: true; input: T } | { ok: false; error: AppError } {
  const parsed = v.safeParse(schema, payload, { abortEarly: true });
  if (parsed.success) return { ok: true, input: parsed.output };
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? 'payload';
  // An absent field has no message of its own.
  const problem = issue.received === 'undefined' ? 'is missing' : issue.message;
  return { ok: false, error: { kind: 'invalid', field, detail: `${field} ${problem}` } };
}
