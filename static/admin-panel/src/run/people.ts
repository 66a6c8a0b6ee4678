import type { AppError, Outcome, RecordedPerson } from '../../../../src/contract';

/** Where one person of a run stands. */
export type Standing =
  | { status: 'waiting' }
  /** In the slice that is under way. */
  | { status: 'underWay' }
  /** Removed, or put back. */
  | { status: 'done' }
  | { status: 'failed'; error: AppError }
  | { status: 'unconfirmed'; error: AppError }
  /** The run ended before anything was asked about them, or Confluence turned it away for coming too fast. */
  | { status: 'notAttempted' }
  /** Check asked Confluence: the person is as they were before. */
  | { status: 'notChanged' };

/** People by where they stand; they add up to everyone in the run. `left` are waiting or under way. */
export interface Counts {
  done: number;
  failed: number;
  unconfirmed: number;
  notAttempted: number;
  left: number;
}

const WAITING: Standing = { status: 'waiting' };
const UNDER_WAY: Standing = { status: 'underWay' };
const DONE: Standing = { status: 'done' };
const NOT_ATTEMPTED: Standing = { status: 'notAttempted' };
const NOT_CHANGED: Standing = { status: 'notChanged' };

/** The people of a run, in order: who is still to be asked about, and what became of the others. */
export class People {
  #queue: string[] = [];
  readonly #standings = new Map<string, Standing>();
  /** Why it is open whether a person was changed already, from requests that an answer is missing of. */
  readonly #doubts = new Map<string, AppError>();
  /** What became of those who are to be asked about again, until something new does. */
  readonly #earlier = new Map<string, Standing>();
  readonly #counts: Counts = { done: 0, failed: 0, unconfirmed: 0, notAttempted: 0, left: 0 };

  /** @param recorded what became of people before this page drove the run */
  constructor(accountIds: readonly string[], recorded: readonly RecordedPerson[] = []) {
    const known = new Map(recorded.map((person) => [person.accountId, standingIn(person)]));
    for (const accountId of new Set(accountIds)) {
      const standing = known.get(accountId) ?? WAITING;
      this.#stand(accountId, standing);
      if (standing.status === 'waiting') this.#queue.push(accountId);
    }
    for (const { accountId, status, reason } of recorded) {
      if (status === 'unconfirmed' || reason === 'unavailable') {
        this.#doubts.set(accountId, { kind: reason ?? 'unconfirmed' });
      }
    }
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  get total(): number {
    return this.#standings.size;
  }

  /** The same object until it changes. */
  standingOf(accountId: string): Standing | undefined {
    return this.#standings.get(accountId);
  }

  standings(): Iterable<[string, Standing]> {
    return this.#standings;
  }

  /** The next people to ask about, at most so many. */
  take(count: number): string[] {
    const taken = this.#queue.splice(0, count);
    for (const accountId of taken) this.#stand(accountId, UNDER_WAY);
    return taken;
  }

  /** Back to the front of the queue. */
  putBack(accountIds: readonly string[]): void {
    for (const accountId of accountIds) this.#stand(accountId, WAITING);
    this.#queue.unshift(...accountIds);
  }

  /** Back to the end of the queue: everyone who ended as `chosen`. */
  askAgain(chosen: (standing: Standing) => boolean): void {
    for (const [accountId, standing] of this.#standings) {
      if (!chosen(standing)) continue;
      this.#queue.push(accountId);
      this.#earlier.set(accountId, standing);
      this.#stand(accountId, WAITING);
    }
  }

  /** It is open from now on whether these were changed, until an answer settles it. */
  doubt(accountIds: readonly string[], error: AppError): void {
    for (const accountId of accountIds) {
      this.#doubts.set(accountId, error);
      this.#earlier.delete(accountId);
    }
  }

  /** Takes the outcome of one who was taken. @returns false where they are to be asked about again */
  settle(outcome: Outcome<'removed' | 'restored'>): boolean {
    const { accountId, status } = outcome;
    switch (status) {
      case 'notAttempted':
        return false;
      case 'removed':
      case 'restored':
        this.#earlier.delete(accountId);
        this.#doubts.delete(accountId);
        this.#stand(accountId, DONE);
        return true;
      case 'unconfirmed':
        this.doubt([accountId], outcome.error);
        this.#stand(accountId, outcome);
        return true;
      case 'failed':
        return this.#fail(accountId, outcome.error);
    }
  }

  /** No further attempt: as they ended before, else open where an attempt may have done it, else not attempted. */
  giveUp(accountIds: readonly string[]): void {
    for (const accountId of accountIds) {
      const earlier = this.#earlier.get(accountId);
      if (earlier) {
        this.#stand(accountId, earlier);
        continue;
      }
      const doubt = this.#doubts.get(accountId);
      this.#stand(accountId, doubt ? open(doubt) : NOT_ATTEMPTED);
    }
  }

  /** Gives up whoever still waits. */
  giveUpRest(): void {
    this.giveUp(this.#queue.splice(0));
  }

  /** Whether the person was changed, by what Confluence said when asked. Settles only what was open. */
  applyCheck(accountId: string, changed: boolean): void {
    const standing = this.#standings.get(accountId);
    if (!standing || !isOpen(standing)) return;
    this.#doubts.delete(accountId);
    this.#stand(accountId, changed ? DONE : NOT_CHANGED);
  }

  #fail(accountId: string, error: AppError): boolean {
    // Turned away before anything could change.
    if (error.kind === 'rateLimited') return false;
    this.#earlier.delete(accountId);
    const doubt = this.#doubts.get(accountId);
    if (error.kind === 'unavailable' && doubt?.kind !== 'unconfirmed') this.#doubts.set(accountId, error);
    // An account that no longer exists is in no group, whatever an earlier attempt did.
    const settled = error.kind === 'userNotFound' ? error : (this.#doubts.get(accountId) ?? error);
    this.#stand(accountId, open(settled));
    return true;
  }

  #stand(accountId: string, standing: Standing): void {
    const before = this.#standings.get(accountId);
    if (before) this.#counts[countedAs(before)] -= 1;
    this.#counts[countedAs(standing)] += 1;
    this.#standings.set(accountId, standing);
  }
}

/** Whether Check can tell more: an answer was lost, or a server in trouble may have failed after the change. */
export function isOpen(standing: Standing): boolean {
  switch (standing.status) {
    case 'unconfirmed':
      return true;
    case 'failed':
      return standing.error.kind === 'unavailable';
    case 'waiting':
    case 'underWay':
    case 'done':
    case 'notAttempted':
    case 'notChanged':
      return false;
  }
}

/** Whoever the record leaves open is asked about again: that is safe, and settles it. */
function standingIn({ status, reason }: RecordedPerson): Standing {
  switch (status) {
    case 'done':
      return DONE;
    case 'notChanged':
      return NOT_CHANGED;
    case 'failed':
      return reason === undefined || reason === 'unavailable' ? WAITING : { status, error: { kind: reason } };
    case 'unconfirmed':
    case 'notAttempted':
      return WAITING;
  }
}

function open(error: AppError): Standing {
  return { status: error.kind === 'unconfirmed' ? 'unconfirmed' : 'failed', error };
}

function countedAs({ status }: Standing): keyof Counts {
  switch (status) {
    case 'waiting':
    case 'underWay':
      return 'left';
    case 'notChanged':
      return 'failed';
    case 'done':
    case 'failed':
    case 'unconfirmed':
    case 'notAttempted':
      return status;
  }
}
