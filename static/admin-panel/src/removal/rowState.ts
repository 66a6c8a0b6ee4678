import type { AppError, Outcome, Person, SliceAnswer } from '../../../../src/contract';
import type { Activity } from '../problems/kindWords';
import { isFinalRefusal } from './rowActions';

/** Where the removal of one person stands. A person who is not in the group any more has none: they left the list. */
export type RowState =
  | { status: 'removing' }
  | { status: 'checking' }
  | { status: 'failed'; error: AppError }
  /** The answer was lost; it may or may not have happened. */
  | { status: 'unconfirmed'; error: AppError }
  /** No request was made for this person; `error` where something before it failed. */
  | { status: 'notAttempted'; error?: AppError }
  /** Check asked Confluence, which still has the person in the group. */
  | { status: 'stillMember' }
  /** Check got no answer, so it is as open as before. */
  | { status: 'checkFailed'; error: AppError };

interface Row {
  person: Person;
  state: RowState;
  /** The run of this removal alone in the history, to have the answer of Check. */
  runId?: string;
}

/** How a member left the list: removed, or found to be in the group no more. */
export interface Departure {
  person: Person;
  how: 'removed' | 'gone';
  /** The run of this removal alone in the history, for Undo; absent where it was not recorded, or is a part of another run. */
  runId?: string;
}

/** Removal in one group: where each person stands, and what is said of the last one. */
export interface GroupRemoval {
  rows: ReadonlyMap<string, Row>;
  /** What stopped the last removal; it concerns the group or the admin rather than one person. */
  problem?: { error: AppError; during: Activity };
  /** Who left the list last. */
  left?: Departure;
}

export const NOTHING_REMOVED: GroupRemoval = { rows: new Map() };

export type RemovalEvent =
  | { type: 'removing'; person: Person }
  | { type: 'answered'; person: Person; answer: SliceAnswer }
  | { type: 'checking'; person: Person }
  | { type: 'checked'; person: Person; member: boolean }
  | { type: 'checkFailed'; person: Person; error: AppError }
  /** A run is about these people: what was said of them before is no longer how it is. */
  | { type: 'superseded'; accountIds: readonly string[] }
  /** The admin has read what stopped the last removal. */
  | { type: 'problemRead' }
  /** The admin looks at the list anew: what was said of the last removal is read, and so is an answer that stays. */
  | { type: 'messagesRead' };

/** What an event makes of the group's removal. */
export function afterEvent(before: GroupRemoval, event: RemovalEvent): GroupRemoval {
  switch (event.type) {
    case 'removing':
      return { ...withoutProblem(before), ...rowsWith(before, event.person, { status: 'removing' }) };
    case 'answered':
      return afterAnswer(before, event.person, event.answer);
    case 'checking':
    case 'checked':
    case 'checkFailed':
      return afterCheckEvent(before, event);
    case 'superseded': {
      const gone = new Set(event.accountIds);
      return { ...before, rows: new Map([...before.rows].filter(([accountId]) => !gone.has(accountId))) };
    }
    case 'problemRead':
      return withoutProblem(before);
    case 'messagesRead':
      return { rows: new Map([...before.rows].filter(([, { state }]) => !isFinalRefusal(state))) };
  }
}

function afterCheckEvent(
  before: GroupRemoval,
  event: Extract<RemovalEvent, { type: 'checking' | 'checked' | 'checkFailed' }>,
): GroupRemoval {
  const { person } = event;
  // The answer of the next check belongs to the same run.
  const runId = before.rows.get(person.accountId)?.runId;
  switch (event.type) {
    case 'checking':
      return { ...before, ...rowsWith(before, person, { status: 'checking' }, runId) };
    case 'checked':
      return event.member
        ? { ...before, ...rowsWith(before, person, { status: 'stillMember' }, runId) }
        : {
            ...before,
            ...rowsWith(before, person, undefined),
            left: departureOf(person, 'removed', runId),
          };
    case 'checkFailed':
      return { ...before, ...rowsWith(before, person, { status: 'checkFailed', error: event.error }, runId) };
  }
}

function afterAnswer(before: GroupRemoval, person: Person, answer: SliceAnswer): GroupRemoval {
  const state = stateAfter(answer);
  if (isDeparture(state)) {
    const problem = unwrittenIn(answer);
    return {
      ...before,
      ...rowsWith(before, person, undefined),
      left: departureOf(person, state, answer.run?.runId),
      ...(problem && { problem }),
    };
  }
  const problem = problemIn(answer, state);
  return {
    ...before,
    ...rowsWith(before, person, state, answer.run?.runId),
    ...(problem && { problem }),
  };
}

function departureOf(person: Person, how: Departure['how'], runId: string | undefined): Departure {
  return { person, how, ...(runId !== undefined && { runId }) };
}

/** What became of a removal that was asked for alone. Where a refusal names no change, nothing was asked of Confluence. */
export function stateAfter(answer: SliceAnswer): RowState | Departure['how'] {
  const outcome = outcomeIn(answer);
  switch (outcome?.status) {
    case undefined:
    case 'notAttempted': {
      const error = stopIn(answer);
      return { status: 'notAttempted', ...(error && { error }) };
    }
    case 'done':
      return 'removed';
    case 'unchanged':
      return 'gone';
    case 'failed':
    case 'unconfirmed':
      return { status: outcome.status, error: outcome.error };
  }
}

/** Whether the person is not in the group any more. */
export function isDeparture(state: RowState | Departure['how']): state is Departure['how'] {
  return typeof state === 'string';
}

function outcomeIn({ outcomes }: SliceAnswer): Outcome | undefined {
  return outcomes?.find(({ change }) => change === 0)?.outcome;
}

/** What stopped the removal: an error of the slice, or of the only group in it. */
function stopIn(answer: SliceAnswer): AppError | undefined {
  return answer.ok ? answer.stopped?.[0]?.error : answer.error;
}

/** What was done is not in the history. */
function unwrittenIn(answer: SliceAnswer): GroupRemoval['problem'] {
  return !answer.ok && answer.error.kind === 'storage'
    ? { error: answer.error, during: 'removal' }
    : undefined;
}

function problemIn(answer: SliceAnswer, state: RowState): GroupRemoval['problem'] {
  const error = stopIn(answer);
  if (!error || state.status === 'unconfirmed') return undefined;
  // Nothing was asked about anyone yet: a look-up before the removal failed.
  return { error, during: state.status === 'notAttempted' ? 'read' : 'removal' };
}

function withoutProblem({ rows, left }: GroupRemoval): GroupRemoval {
  return { rows, ...(left && { left }) };
}

function rowsWith(
  { rows }: GroupRemoval,
  person: Person,
  state: RowState | undefined,
  runId?: string,
): { rows: GroupRemoval['rows'] } {
  const next = new Map(rows);
  if (state) next.set(person.accountId, { person, state, ...(runId !== undefined && { runId }) });
  else next.delete(person.accountId);
  return { rows: next };
}
