import type { Person } from '../../../../src/contract';
import type { Rows } from './rows';

/** Who is chosen, by account id. */
export type Selected = ReadonlyMap<string, Person>;

export const NONE_SELECTED: Selected = new Map();

/** What is known of who is in the group. */
interface Members {
  /** Everybody is loaded. */
  readonly isComplete: boolean;
  has: (accountId: string) => boolean;
}

/** Whether a person can be chosen: nothing can be done with an account that Confluence listed without an id. */
export function isSelectable({ isUnidentified }: Person): boolean {
  return !isUnidentified;
}

/** The same with these people chosen, or without them; accounts that cannot be chosen are left out. */
export function withPeople(selected: Selected, people: readonly Person[], isSelected: boolean): Selected {
  const after = new Map(selected);
  for (const person of people.filter(isSelectable)) {
    if (isSelected) after.set(person.accountId, person);
    else after.delete(person.accountId);
  }
  return after;
}

/** The same without these accounts. */
export function withoutAccounts(selected: Selected, accountIds: readonly string[]): Selected {
  const kept = new Map(selected);
  for (const accountId of accountIds) kept.delete(accountId);
  return kept.size === selected.size ? selected : kept;
}

/** How many of the people who can be chosen are. */
export function countSelected(
  people: readonly Person[],
  selected: Selected,
): { selectable: number; chosen: number } {
  let selectable = 0;
  let chosen = 0;
  for (const person of people) {
    if (!isSelectable(person)) continue;
    selectable += 1;
    if (selected.has(person.accountId)) chosen += 1;
  }
  return { selectable, chosen };
}

/** Everybody who is loaded and has a row between two places, both included, whichever comes first. */
export function peopleInRows(from: number, to: number, rows: Pick<Rows, 'at'>): readonly Person[] {
  const first = Math.min(from, to);
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, step) => rows.at(first + step)).filter(
    (person) => person !== undefined,
  );
}

/** Everybody who has a row from one person to another, both included; the latter alone where the former has none. */
export function peopleBetween(
  anchorId: string | undefined,
  person: Person,
  rows: Pick<Rows, 'at' | 'indexOf'>,
): readonly Person[] {
  const from = anchorId === undefined ? -1 : rows.indexOf(anchorId);
  const to = rows.indexOf(person.accountId);
  return from < 0 || to < 0 ? [person] : peopleInRows(from, to, rows);
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
