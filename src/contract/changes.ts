import type { AppError, ErrorKind } from './errors';

/** The model: who is in which group, and what changes that. */

export interface Membership {
  groupId: string;
  accountId: string;
}

/** What a change does to a membership. `src/membership/actions.ts` has what differs between the two. */
export type Action = 'add' | 'remove';

export interface Change extends Membership {
  action: Action;
}

/** Changes of one kind in one group, in order: how plans travel and are stored. */
export interface ChangeBlock {
  groupId: string;
  action: Action;
  /** Distinct. */
  accountIds: string[];
}

/**
 * What became of a change.
 * - `done`: it is so now, and this run may claim it.
 * - `unchanged`: it was so already.
 * - `failed`: refused, and nothing changed; only an error that leaves it open (`errorTraits`) may have changed it.
 * - `unconfirmed`: an answer is missing; it may or may not be so.
 * - `notAttempted`: this run made no request for it that could have changed anything.
 */
export type OutcomeName = 'done' | 'unchanged' | 'failed' | 'unconfirmed' | 'notAttempted';

/** What became of a change, with the error where one explains it. Exactly one for every change asked for. */
export type Outcome =
  { status: 'done' | 'unchanged' | 'notAttempted' } | { status: 'failed' | 'unconfirmed'; error: AppError };

/** The same as it is written down: an error's own words may name people, so that only its kind is kept. */
export type RecordedOutcome =
  { status: 'done' | 'unchanged' | 'notAttempted' } | { status: 'failed' | 'unconfirmed'; reason: ErrorKind };

/** Changes by what became of them; they add up to the run's total. */
export type OutcomeCounts = Record<OutcomeName, number>;

/** Places in a run's plan, as `[first, last]` stretches in rising order: `[[0, 24], [30, 30]]`. */
export type IndexRanges = [first: number, last: number][];
