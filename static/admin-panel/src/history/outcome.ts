import type { RecordedPerson, RunAction, RunCounts } from '../../../../src/contract';
import { titleOf } from '../run/problemWords';
import { standingTitle } from '../run/standingTitle';

/** What the record says of a person, in words: what became of them, and why where there is a reason. */
export interface Outcome {
  title: string;
  details: string;
}

/** What people can be told apart by: what became of them, and whether that was undone since. */
type OutcomeName = RecordedPerson['status'] | 'undone';

/** The outcomes people can be looked at by. */
export type OutcomeFilter = 'all' | OutcomeName;

const COUNTED = ['done', 'failed', 'unconfirmed', 'notAttempted'] as const;

/** What became of a person in a run. */
export function outcomeOf({ status, reason, undone }: RecordedPerson, action: RunAction): Outcome {
  switch (status) {
    case 'done':
      return { title: undone ? undoneTitle(action) : standingTitle({ status }, action), details: '' };
    case 'failed':
    case 'unconfirmed': {
      const title = status === 'failed' ? 'Failed' : 'Not confirmed';
      return {
        title,
        details: reason === undefined ? '' : titleOf({ kind: reason }, action),
      };
    }
    case 'notAttempted':
    case 'notChanged':
      return { title: standingTitle({ status }, action), details: '' };
  }
}

/** An outcome in a few words. */
export function outcomeTitle(outcome: OutcomeName, action: RunAction): string {
  return outcome === 'undone'
    ? undoneTitle(action)
    : outcomeOf({ accountId: '', status: outcome }, action).title;
}

/** Whether the change to a person stands and can be taken back. */
export function isUndoable({ status, undone }: RecordedPerson): boolean {
  return status === 'done' && !undone;
}

/** An outcome to look at people by, and how many have it, where that is known. */
export interface OutcomeChoice {
  filter: OutcomeName;
  title: string;
  count?: number;
}

/** The outcomes there are among these people. */
export function outcomesAmong(people: readonly RecordedPerson[], action: RunAction): OutcomeChoice[] {
  const counts = new Map<OutcomeName, number>();
  for (const person of people) {
    const name = nameOf(person);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([filter, count]) => ({ filter, title: outcomeTitle(filter, action), count }));
}

/**
 * The outcomes of a run of which only some people are read. Its counts speak of everyone, but not of what was undone
 * or checked since: how many those are is known once all are read.
 */
export function outcomesIn(
  counts: RunCounts,
  people: readonly RecordedPerson[],
  action: RunAction,
): OutcomeChoice[] {
  const counted = COUNTED.filter((status) => counts[status] > 0).map((status) => ({
    ...{ filter: status, count: counts[status] },
    title: outcomeTitle(status, action),
  }));
  const since = outcomesAmong(people, action)
    .filter(({ filter }) => filter === 'undone' || filter === 'notChanged')
    .map(({ filter, title }) => ({ filter, title }));
  return [...counted, ...since];
}

/** Those who have the outcome. */
export function withOutcome(
  people: readonly RecordedPerson[],
  filter: OutcomeFilter,
): readonly RecordedPerson[] {
  return filter === 'all' ? people : people.filter((person) => nameOf(person) === filter);
}

function nameOf({ status, undone }: RecordedPerson): OutcomeName {
  return status === 'done' && undone ? 'undone' : status;
}

function undoneTitle(action: RunAction): string {
  return action === 'remove' ? 'Removed, added back since' : 'Added back, removed since';
}
