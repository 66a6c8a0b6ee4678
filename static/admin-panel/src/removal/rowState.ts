import type { AppError, Outcome, Person, RemoveMembersAnswer } from '../../../../src/contract';

/** Where the removal of one person stands. A person who was removed has none: they left the list. */
export type RowState =
  | { status: 'removing' }
  | { status: 'checking' }
  | Exclude<Outcome, { status: 'removed' }>
  /** Check asked Confluence: the removal did not happen. */
  | { status: 'stillMember' };

/** Removal in one group: where each person stands, and what is said above the table. */
export interface GroupRemoval {
  rows: ReadonlyMap<string, RowState>;
  /** What stopped the last removal; it concerns the group or the admin rather than one person. */
  problem?: AppError;
  /** Who was removed last. */
  removed?: Person;
}

export const NOTHING_REMOVED: GroupRemoval = { rows: new Map() };

export type RemovalEvent =
  | { type: 'removing'; person: Person }
  | { type: 'answered'; person: Person; answer: RemoveMembersAnswer }
  | { type: 'checking'; person: Person }
  | { type: 'checked'; person: Person; member: boolean }
  | { type: 'checkFailed'; person: Person; error: AppError };

/** What an event makes of the group's removal. */
export function afterEvent(before: GroupRemoval, event: RemovalEvent): GroupRemoval {
  const { accountId } = event.person;
  switch (event.type) {
    case 'removing':
      return { rows: withRow(before, accountId, { status: 'removing' }) };
    case 'checking':
      return { ...before, rows: withRow(before, accountId, { status: 'checking' }) };
    case 'answered':
      return afterAnswer(before, event.person, event.answer);
    case 'checked':
      return event.member
        ? { ...before, rows: withRow(before, accountId, { status: 'stillMember' }) }
        : { rows: withRow(before, accountId, undefined), removed: event.person };
    case 'checkFailed': {
      const state: RowState = { accountId, status: 'unconfirmed', error: event.error };
      return { ...before, rows: withRow(before, accountId, state) };
    }
  }
}

function afterAnswer(before: GroupRemoval, person: Person, answer: RemoveMembersAnswer): GroupRemoval {
  const outcome = outcomeFor(person.accountId, answer);
  if (outcome.status === 'removed') {
    return { rows: withRow(before, person.accountId, undefined), removed: person };
  }
  return {
    rows: withRow(before, person.accountId, outcome),
    ...(!answer.ok && outcome.status === 'failed' && { problem: answer.error }),
  };
}

/** What became of this person. Where the answer names nobody, nothing was asked of Confluence. */
export function outcomeFor(accountId: string, answer: RemoveMembersAnswer): Outcome {
  const outcome = answer.outcomes?.find((candidate) => candidate.accountId === accountId);
  if (outcome) return outcome;
  return answer.ok
    ? { accountId, status: 'notAttempted' }
    : { accountId, status: 'failed', error: answer.error };
}

function withRow({ rows }: GroupRemoval, accountId: string, state: RowState | undefined) {
  const next = new Map(rows);
  if (state) next.set(accountId, state);
  else next.delete(accountId);
  return next;
}
