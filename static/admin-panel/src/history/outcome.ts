import type { RecordedPerson, RunAction } from '../../../../src/contract';
import { titleOf } from '../run/problemWords';
import { standingTitle } from '../run/standingTitle';

/** What the record says of a person, in words: what became of them, and why where there is a reason. */
export interface Outcome {
  title: string;
  details: string;
}

/** The outcomes people can be looked at by. */
export type OutcomeFilter = 'all' | RecordedPerson['status'] | 'undone';

/** What became of a person in a run. */
export function outcomeOf({ status, reason, undone }: RecordedPerson, action: RunAction): Outcome {
  switch (status) {
    case 'done':
      return { title: undone ? undoneTitle(action) : doneTitle(action), details: '' };
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

/** Whether the change to a person stands and can be taken back. */
export function isUndoable({ status, undone }: RecordedPerson): boolean {
  return status === 'done' && !undone;
}

/** The outcomes there are among these people, with how many have each and what to call it. */
export function outcomesAmong(
  people: readonly RecordedPerson[],
  action: RunAction,
): { filter: OutcomeFilter; title: string; count: number }[] {
  const counts = new Map<OutcomeFilter, { title: string; count: number }>();
  for (const person of people) {
    const filter = filterOf(person);
    const known = counts.get(filter);
    if (known) known.count += 1;
    else counts.set(filter, { title: outcomeOf(person, action).title, count: 1 });
  }
  return [...counts].map(([filter, found]) => ({ filter, ...found }));
}

/** Those who have the outcome. */
export function withOutcome(
  people: readonly RecordedPerson[],
  filter: OutcomeFilter,
): readonly RecordedPerson[] {
  return filter === 'all' ? people : people.filter((person) => filterOf(person) === filter);
}

function filterOf({ status, undone }: RecordedPerson): OutcomeFilter {
  return status === 'done' && undone ? 'undone' : status;
}

function doneTitle(action: RunAction): string {
  return standingTitle({ status: 'done' }, action);
}

function undoneTitle(action: RunAction): string {
  return action === 'remove' ? 'Removed, added back since' : 'Added back, removed since';
}
