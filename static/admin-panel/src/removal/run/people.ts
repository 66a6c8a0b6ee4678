import type { AppError, Outcome } from '../../../../../src/contract';

/** Where one person of a run stands. */
export type Standing =
  | { status: 'waiting' }
  /** In the slice that is under way. */
  | { status: 'removing' }
  | { status: 'removed' }
  | { status: 'failed'; error: AppError }
  | { status: 'unconfirmed'; error: AppError }
  /** The run ended before anything was asked about them, or Confluence turned it away for coming too fast. */
  | { status: 'notAttempted' }
  /** Check asked Confluence, which still has the person in the group. */
  | { status: 'stillMember' };

/** People by where they stand; they add up to everyone in the run. `left` are waiting or being removed. */
export interface Counts {
  removed: number;
  failed: number;
  unconfirmed: number;
  notAttempted: number;
  left: number;
}

const WAITING: Standing = { status: 'waiting' };
const REMOVING: Standing = { status: 'removing' };
const REMOVED: Standing = { status: 'removed' };
const NOT_ATTEMPTED: Standing = { status: 'notAttempted' };
const STILL_MEMBER: Standing = { status: 'stillMember' };

/** The people of a run, in order: who is still to be asked about, and what became of the others. */
export class People {
  #queue: string[] = [];
  readonly #standings = new Map<string, Standing>();
  /** Why it is open whether a person was removed already, from requests that an answer is missing of. */
  readonly #doubts = new Map<string, AppError>();
  readonly #counts: Counts = { removed: 0, failed: 0, unconfirmed: 0, notAttempted: 0, left: 0 };

  constructor(accountIds: readonly string[]) {
    this.#queue = [...new Set(accountIds)];
    for (const accountId of this.#queue) this.#stand(accountId, WAITING);
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
    for (const accountId of taken) this.#stand(accountId, REMOVING);
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
      this.#stand(accountId, WAITING);
    }
  }

  /** It is open from now on whether these were removed, until an answer settles it. */
  doubt(accountIds: readonly string[], error: AppError): void {
    for (const accountId of accountIds) this.#doubts.set(accountId, error);
  }

  /** Takes the outcome of one who was taken. @returns false where they are to be asked about again */
  settle(outcome: Outcome): boolean {
    const { accountId, status } = outcome;
    switch (status) {
      case 'notAttempted':
        return false;
      case 'removed':
        this.#doubts.delete(accountId);
        this.#stand(accountId, REMOVED);
        return true;
      case 'unconfirmed':
        this.#doubts.set(accountId, outcome.error);
        this.#stand(accountId, outcome);
        return true;
      case 'failed':
        return this.#fail(accountId, outcome.error);
    }
  }

  /** No further attempt: open where one may have done it, else not attempted. */
  giveUp(accountIds: readonly string[]): void {
    for (const accountId of accountIds) {
      const doubt = this.#doubts.get(accountId);
      this.#stand(accountId, doubt ? open(doubt) : NOT_ATTEMPTED);
    }
  }

  /** Gives up whoever still waits. */
  giveUpRest(): void {
    this.giveUp(this.#queue.splice(0));
  }

  /** What Confluence said when asked whether the person is in the group. Changes only what was open. */
  applyCheck(accountId: string, member: boolean): void {
    const standing = this.#standings.get(accountId);
    if (!standing || !isOpen(standing)) return;
    if (!member) this.#doubts.delete(accountId);
    this.#stand(accountId, member ? STILL_MEMBER : REMOVED);
  }

  #fail(accountId: string, error: AppError): boolean {
    // Turned away before anything could change.
    if (error.kind === 'rateLimited') return false;
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
    case 'stillMember':
      return true;
    case 'failed':
      return standing.error.kind === 'unavailable';
    case 'waiting':
    case 'removing':
    case 'removed':
    case 'notAttempted':
      return false;
  }
}

function open(error: AppError): Standing {
  return { status: error.kind === 'unconfirmed' ? 'unconfirmed' : 'failed', error };
}

function countedAs({ status }: Standing): keyof Counts {
  switch (status) {
    case 'waiting':
    case 'removing':
      return 'left';
    case 'stillMember':
      return 'failed';
    case 'removed':
    case 'failed':
    case 'unconfirmed':
    case 'notAttempted':
      return status;
  }
}
