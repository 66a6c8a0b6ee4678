import { isKnown, type Chosen } from '../people/chosen';
import type { Rows } from '../members/rows';

/** Who is chosen, by account id. */
export type Selected = ReadonlyMap<string, Chosen>;

export const NOBODY: Selected = new Map();

/** What is known of who is in the group. */
interface Members {
  /** Everybody is loaded. */
  readonly isComplete: boolean;
  has: (accountId: string) => boolean;
}

/** Whether a person can be chosen: nothing can be done with an account that Confluence listed without an id. */
export function isSelectable(person: Chosen): boolean {
  return !isKnown(person) || !person.isUnidentified;
}

/** The same with these people chosen, or without them; accounts that cannot be chosen are left out. */
export function withPeople(selected: Selected, people: readonly Chosen[], isSelected: boolean): Selected {
  const after = new Map(selected);
  for (const person of people.filter(isSelectable)) {
    if (isSelected) after.set(person.accountId, person);
    else after.delete(person.accountId);
  }
  return after;
}

/** Everybody who has a row from one person to another, both included; the latter alone where the former has none. */
export function peopleBetween(
  anchorId: string | undefined,
  person: Chosen,
  rows: Pick<Rows, 'at' | 'indexOf'>,
): readonly Chosen[] {
  const from = anchorId === undefined ? -1 : rows.indexOf(anchorId);
  const to = rows.indexOf(person.accountId);
  if (from < 0 || to < 0) return [person];
  const first = Math.min(from, to);
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, step) => rows.at(first + step)).filter(
    (between) => between !== undefined,
  );
}

/**
 * Those who may still be in the group. Of a list that is loaded in part, an account not in it may be a member all the same.
 * @param left account ids of those who were taken out of the list just now
 */
export function whoStayed(selected: Selected, members: Members, left: readonly string[]): Selected {
  if (!members.isComplete && left.length === 0) return selected;
  const gone = new Set(left);
  const stayed = [...selected].filter(
    ([accountId]) => members.has(accountId) || !(members.isComplete || gone.has(accountId)),
  );
  return stayed.length === selected.size ? selected : new Map(stayed);
}
