import type { AppError, Person, RemoveMembersAnswer } from '../../../../src/contract';
import type { Activity } from '../problems/words';

/** Where the removal of one person stands. A person who was removed has none: they left the list. */
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

export interface Row {
  person: Person;
  state: RowState;
  /** The run in the history that left it open, to have the answer of Check. */
  runId?: string;
}

/** Removal in one group: where each person stands, and what is said above the table. */
export interface GroupRemoval {
  rows: ReadonlyMap<string, Row>;
  /** What stopped the last removal; it concerns the group or the admin rather than one person. */
  problem?: { error: AppError; during: Activity };
  /** Who was removed last. */
  removed?: Person;
}

export const NOTHING_REMOVED: GroupRemoval = { rows: new Map() };

export type RemovalEvent =
  | { type: 'removing'; person: Person }
  | { type: 'answered'; person: Person; answer: RemoveMembersAnswer }
  | { type: 'checking'; person: Person }
  | { type: 'checked'; person: Person; member: boolean }
  | { type: 'checkFailed'; person: Person; error: AppError }
  /** A run is about these people: what was said of them before is no longer how it is. */
  | { type: 'superseded'; accountIds: readonly string[] }
  /** The admin looks at the list anew: what was said of the last removal is read. */
  | { type: 'messagesRead' };

/** What an event makes of the group's removal. */
export function afterEvent(before: GroupRemoval, event: RemovalEvent): GroupRemoval {
  switch (event.type) {
    case 'removing':
      return { ...withoutProblem(before), ...rowsWith(before, event.person, { status: 'removing' }) };
    case 'checking':
      return { ...before, ...rowsWith(before, event.person, { status: 'checking' }) };
    case 'answered':
      return afterAnswer(before, event.person, event.answer);
    case 'checked':
      return event.member
        ? { ...before, ...rowsWith(before, event.person, { status: 'stillMember' }) }
        : { ...before, ...rowsWith(before, event.person, undefined), removed: event.person };
    case 'checkFailed':
      return { ...before, ...rowsWith(before, event.person, { status: 'checkFailed', error: event.error }) };
    case 'superseded': {
      const gone = new Set(event.accountIds);
      return { ...before, rows: new Map([...before.rows].filter(([accountId]) => !gone.has(accountId))) };
    }
    case 'messagesRead':
      return { rows: before.rows };
  }
}

function afterAnswer(before: GroupRemoval, person: Person, answer: RemoveMembersAnswer): GroupRemoval {
  const state = stateAfter(person.accountId, answer);
  if (state === 'removed') {
    const problem = unwrittenIn(answer);
    return {
      ...before,
      ...rowsWith(before, person, undefined),
      removed: person,
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

/** What became of this person. Where a refusal names nobody, no one was asked about. */
export function stateAfter(accountId: string, answer: RemoveMembersAnswer): RowState | 'removed' {
  const outcome = answer.outcomes?.find((candidate) => candidate.accountId === accountId);
  switch (outcome?.status) {
    case undefined:
      return { status: 'notAttempted', ...(!answer.ok && { error: answer.error }) };
    case 'removed':
      return 'removed';
    case 'failed':
    case 'unconfirmed':
      return { status: outcome.status, error: outcome.error };
    case 'notAttempted':
      return { status: 'notAttempted' };
  }
}

/** What was done is not in the history. */
function unwrittenIn(answer: RemoveMembersAnswer): GroupRemoval['problem'] {
  return !answer.ok && answer.error.kind === 'storage'
    ? { error: answer.error, during: 'removal' }
    : undefined;
}

function problemIn(answer: RemoveMembersAnswer, state: RowState): GroupRemoval['problem'] {
  if (answer.ok || state.status === 'unconfirmed') return undefined;
  // Nothing was asked about anyone yet: a look-up before the removal failed.
  return { error: answer.error, during: state.status === 'notAttempted' ? 'read' : 'removal' };
}

function withoutProblem({ rows, removed }: GroupRemoval): GroupRemoval {
  return { rows, ...(removed && { removed }) };
}

function rowsWith(
  { rows }: GroupRemoval,
  person: Person,
  state: RowState | undefined,
  runId = rows.get(person.accountId)?.runId,
) {
  const next = new Map(rows);
  if (state) next.set(person.accountId, { person, state, ...(runId !== undefined && { runId }) });
  else next.delete(person.accountId);
  return { rows: next };
}
