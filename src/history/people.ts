import type { ErrorKind, RecordedPerson, RunAction, RunCounts } from '../contract';
import { outcomeIn, type LogEntry, type RecordedOutcome, type Slice } from './records';

type Standing = Omit<RecordedPerson, 'accountId' | 'undone'>;

const DONE: Standing = { status: 'done' };
const NOT_ATTEMPTED: Standing = { status: 'notAttempted' };

/**
 * What a run's record says of each of its people, in the order planned.
 *
 * Later entries say more than earlier ones, but two things stay: a change that was made, and the doubt that an answer
 * left which was lost or came from a server in trouble. Until the change is seen to be made, or the account to be
 * gone, a later refusal does not say that the earlier request did nothing. A slice that was begun and has no outcomes is
 * lost like that: it may have done all of it or nothing.
 */
export function peopleOf(
  action: RunAction,
  planned: readonly string[],
  log: readonly LogEntry[],
): Map<string, Standing> {
  const people = new Map(planned.map((accountId) => [accountId, NOT_ATTEMPTED]));
  const doubts = new Map<string, ErrorKind>();

  const settle = (accountId: string, outcome: RecordedOutcome) => {
    if (people.get(accountId)?.status === 'done' || !('reason' in outcome)) {
      if (outcome.status === 'done') people.set(accountId, DONE);
      return;
    }
    const { status, reason } = outcome;
    // Turned away before anything could change.
    if (status === 'failed' && reason === 'rateLimited') return;
    const isOpen = status === 'unconfirmed' || reason === 'unavailable';
    if (isOpen && doubts.get(accountId) !== 'unconfirmed') doubts.set(accountId, reason);
    people.set(accountId, standing(reason === 'userNotFound' ? reason : (doubts.get(accountId) ?? reason)));
  };

  for (const entry of log) {
    switch (entry.kind) {
      case 'taken':
        break;
      case 'slice':
        for (const [accountId, outcome] of outcomesIn(entry)) settle(accountId, outcome);
        break;
      case 'check': {
        const [changed, unchanged] =
          action === 'remove' ? [entry.others, entry.members] : [entry.members, entry.others];
        for (const accountId of changed.filter((id) => isOpen(people.get(id)))) people.set(accountId, DONE);
        for (const accountId of unchanged.filter((id) => isOpen(people.get(id)))) {
          people.set(accountId, { status: 'notChanged' });
        }
      }
    }
  }
  return people;
}

export function countsOf(people: ReadonlyMap<string, Standing>): RunCounts {
  const counts: RunCounts = { done: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };
  for (const { status } of people.values()) counts[status === 'notChanged' ? 'failed' : status] += 1;
  return counts;
}

/** Whom a run has changed. */
export function changedBy(people: ReadonlyMap<string, Standing>): string[] {
  return [...people].filter(([, { status }]) => status === 'done').map(([accountId]) => accountId);
}

function outcomesIn({ accountIds, outcomes }: Slice): [string, RecordedOutcome][] {
  return accountIds.map((accountId, n) => {
    const written = outcomes?.[n];
    return [
      accountId,
      written === undefined ? { status: 'unconfirmed', reason: 'unconfirmed' } : outcomeIn(written),
    ];
  });
}

function standing(reason: ErrorKind): Standing {
  return { status: reason === 'unconfirmed' ? 'unconfirmed' : 'failed', reason };
}

/** Whether asking Confluence who is a member can tell more. */
function isOpen(person: Standing | undefined): boolean {
  if (!person) return false;
  const { status, reason } = person;
  return status === 'unconfirmed' || status === 'notChanged' || reason === 'unavailable';
}
