import type { OutcomeName, RecordedOutcome } from '../contract/changes';
import type { ErrorKind } from '../contract/errors';
import { leavesOpen, wasSent } from '../membership/errorTraits';

/**
 * What may be claimed of a change after the attempts made for it: the one place that says so. A slice applies it to its
 * requests, the driver and the history to the slices of a run.
 */
export interface ChangeState {
  outcome: OutcomeName;
  /** With `failed` and `unconfirmed`. One that `leavesOpen` says that the change may have been made. */
  reason?: ErrorKind;
  /** A later run took the change back. */
  undone?: true;
}

export const NOT_ATTEMPTED: ChangeState = { outcome: 'notAttempted' };
const DONE: ChangeState = { outcome: 'done' };
const UNCHANGED: ChangeState = { outcome: 'unchanged' };
/** What is claimed of a change that was about to be asked for when the record breaks off. */
export const UNRECORDED: RecordedOutcome = { status: 'unconfirmed', reason: 'unrecorded' };

/** Whether asking Confluence who is a member can tell more. */
export function isOpen(state: ChangeState): boolean {
  return doubtOf(state) !== undefined;
}

/** Whether a run that goes on asks for a change: what its record leaves open too, for that is safe, and settles it. */
export function isToBeAsked(state: ChangeState): boolean {
  return state.outcome === 'notAttempted' || isOpen(state);
}

/** Whether a retry may ask for a change: also for what failed. */
export function isRetryable(state: ChangeState): boolean {
  return state.outcome === 'failed' || isToBeAsked(state);
}

/** Whether a change was made, stands, and can be taken back. */
export function isUndoable({ outcome, undone }: Pick<ChangeState, 'outcome' | 'undone'>): boolean {
  return outcome === 'done' && !undone;
}

/**
 * After one more attempt, or slice of attempts. Later ones say more than earlier ones, but two things stay: a change that
 * was made, and the doubt that an answer left which was lost or came from a server in trouble. A later refusal does not
 * say that the earlier request did nothing.
 */
export function afterOutcome(before: ChangeState, outcome: RecordedOutcome): ChangeState {
  switch (outcome.status) {
    case 'notAttempted':
      return before;
    case 'done':
      return isSettledSo(before) ? before : DONE;
    case 'unchanged':
      if (isSettledSo(before) || isUnattributed(before)) return before;
      // That it is so already may be what the earlier attempt did.
      return isOpen(before) ? DONE : UNCHANGED;
    case 'failed':
    case 'unconfirmed':
      return isSettledSo(before) || isUnattributed(before) ? before : afterError(before, outcome.reason);
  }
}

/**
 * After Confluence was asked who is a member, while nothing was under way. Settles only what is open.
 * @param isSo whether the membership is as the change wants it
 */
export function afterCheck(before: ChangeState, isSo: boolean): ChangeState {
  const doubt = doubtOf(before);
  if (!doubt) return before;
  if (!isSo) return { outcome: 'failed', reason: 'notMade' };
  // Where no request is known to have been sent, others may have made it so.
  return wasSent(doubt) ? DONE : { outcome: 'unconfirmed', reason: 'unattributed' };
}

/** After another run took the change back. */
export function afterUndo(before: ChangeState): ChangeState {
  return before.outcome === 'done' ? { ...DONE, undone: true } : before;
}

/** As it is written down. */
export function outcomeOf({ outcome, reason = 'unconfirmed' }: ChangeState): RecordedOutcome {
  switch (outcome) {
    case 'done':
    case 'unchanged':
    case 'notAttempted':
      return { status: outcome };
    case 'failed':
    case 'unconfirmed':
      return { status: outcome, reason };
  }
}

function isSettledSo({ outcome }: ChangeState): boolean {
  return outcome === 'done' || outcome === 'unchanged';
}

/** It is so, and this run may have made it so: no later refusal says otherwise. */
function isUnattributed({ reason }: ChangeState): boolean {
  return reason === 'unattributed';
}

function afterError(before: ChangeState, reason: ErrorKind): ChangeState {
  // Turned away before anything could change.
  if (reason === 'rateLimited') return before;
  // An account that was looked up and does not exist is in no group, whatever an earlier attempt did.
  const doubt = reason === 'userNotFound' ? undefined : doubtOf(before);
  return failure(doubt ? strongerDoubt(doubt, reason) : reason);
}

/** The doubt that says most stays: a lost answer before a server in trouble, and that before an unrecorded slice. */
const DOUBTS: readonly ErrorKind[] = ['unrecorded', 'unavailable', 'unconfirmed'];

function strongerDoubt(before: ErrorKind, next: ErrorKind): ErrorKind {
  return DOUBTS[Math.max(DOUBTS.indexOf(before), DOUBTS.indexOf(next))] ?? next;
}

/** Why the change may have been made although that is not known; undefined where it is known. */
function doubtOf({ reason }: ChangeState): ErrorKind | undefined {
  return reason !== undefined && leavesOpen(reason) ? reason : undefined;
}

function failure(reason: ErrorKind): ChangeState {
  const isUnconfirmed = reason === 'unconfirmed' || reason === 'unrecorded' || reason === 'unattributed';
  return { outcome: isUnconfirmed ? 'unconfirmed' : 'failed', reason };
}
