import type { ErrorKind, RecordedPerson, RunAction, RunCounts } from '../contract';
import { outcomeIn, type Check, type LogEntry, type RecordedOutcome, type Slice } from './records';

export type Standing = Omit<RecordedPerson, 'accountId' | 'undone'>;

const DONE: Standing = { status: 'done' };
const NOT_CHANGED: Standing = { status: 'notChanged' };
export const NOT_ATTEMPTED: Standing = { status: 'notAttempted' };

/**
 * What a run's log says of everybody whom it names; the others were not attempted.
 *
 * Later entries say more than earlier ones, but two things stay: a change that was made, and the doubt that an answer
 * left which was lost or came from a server in trouble. Until the change is seen to be made, or Confluence is asked who
 * is a member, or the account is gone, a later refusal does not say that the earlier request did nothing. A slice that
 * was begun and has no outcomes is lost like that: it may have done all of it or nothing.
 */
export function peopleIn(action: RunAction, log: readonly LogEntry[]): Map<string, Standing> {
  const people = new Map<string, Standing>();
  const doubts = new Map<string, ErrorKind>();
  /** The number of the last slice somebody was in. */
  const lastSlice = new Map<string, number>();

  const settle = (accountId: string, outcome: RecordedOutcome) => {
    if (people.get(accountId)?.status === 'done' || !('reason' in outcome)) {
      if (outcome.status === 'done') people.set(accountId, DONE);
      else if (!people.has(accountId)) people.set(accountId, NOT_ATTEMPTED);
      return;
    }
    const { status, reason } = outcome;
    // Turned away before anything could change.
    if (status === 'failed' && reason === 'rateLimited') return;
    const isOpen = status === 'unconfirmed' || reason === 'unavailable';
    if (isOpen && doubts.get(accountId) !== 'unconfirmed') doubts.set(accountId, reason);
    people.set(accountId, standing(reason === 'userNotFound' ? reason : (doubts.get(accountId) ?? reason)));
  };

  const heed = ({ asOf, members, others }: Check) => {
    const [changed, unchanged] = action === 'remove' ? [others, members] : [members, others];
    const concerned = (accountId: string) =>
      isOpen(people.get(accountId)) && (lastSlice.get(accountId) ?? 0) < asOf;
    for (const accountId of changed.filter(concerned)) people.set(accountId, DONE);
    for (const accountId of unchanged.filter(concerned)) {
      people.set(accountId, NOT_CHANGED);
      doubts.delete(accountId);
    }
  };

  log.forEach((entry, number) => {
    switch (entry.kind) {
      case 'taken':
      case 'ended':
        break;
      case 'slice':
        for (const [accountId, outcome] of outcomesIn(entry)) {
          lastSlice.set(accountId, number);
          settle(accountId, outcome);
        }
        break;
      case 'check':
        heed(entry);
    }
  });
  return people;
}

/** @param total people the run is about; those not in `people` were not attempted */
export function countsOf(people: Iterable<Pick<Standing, 'status'>>, total: number): RunCounts {
  const counts = { done: 0, failed: 0, unconfirmed: 0 };
  for (const { status } of people) {
    if (status !== 'notAttempted') counts[status === 'notChanged' ? 'failed' : status] += 1;
  }
  const { done, failed, unconfirmed } = counts;
  return { ...counts, notAttempted: Math.max(0, total - done - failed - unconfirmed) };
}

/** Whom a run has changed. */
export function changedBy(people: ReadonlyMap<string, Standing>): string[] {
  return [...people].filter(([, { status }]) => status === 'done').map(([accountId]) => accountId);
}

/** Whom a slice is about that has no outcomes yet, and may still be at work (`now` in ms since the epoch). */
export function underWayIn(log: readonly LogEntry[], now: number): Set<string> {
  const slices = log.filter((entry) => entry.kind === 'slice' && !entry.outcomes && entry.until > now);
  return new Set(slices.flatMap((entry) => (entry.kind === 'slice' ? entry.accountIds : [])));
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
  return person?.status === 'unconfirmed' || person?.reason === 'unavailable';
}
