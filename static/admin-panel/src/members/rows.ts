import type { Person } from '../../../../src/contract';
import { matching } from './matching';
import type { MemberList } from './memberList';
import { sorted, type Order } from './order';
import { hasStatus, type MemberStatus } from './status';

/** The rows of the table: how many there are, and who is in each; undefined where the member is not loaded yet. */
export interface Rows {
  count: number;
  at: (index: number) => Person | undefined;
  /** The row of an account; -1 where it has none. */
  indexOf: (accountId: string) => number;
  /** Everybody who has a row, where all of them are loaded. */
  people: () => readonly Person[];
}

/** Which of the members have a row, and in which order. */
export interface RowsWanted {
  /** What is searched for; empty where nothing is. */
  query: string;
  /** Those of one status alone. */
  status?: MemberStatus | undefined;
  /** Without one they stand as Confluence lists them. */
  order?: Order | undefined;
  /** People who fit the query as well, though the list has not come to them yet. */
  found?: readonly Person[];
}

/** The list as it stands in Confluence, or what of it is loaded and wanted, in the order asked for. */
export function rowsOf(list: MemberList, { query, status, order, found = [] }: RowsWanted): Rows {
  if (query === '' && !status && !order) {
    return {
      count: list.length,
      at: (index) => list.at(index),
      indexOf: (accountId) => list.indexOf(accountId),
      people: () => list.loaded(),
    };
  }
  const others = found.filter(({ accountId }) => !list.has(accountId));
  const matches = [...matching(list.loaded(), query), ...others];
  const wanted = status ? matches.filter((person) => hasStatus(person, status)) : matches;
  return rowsOfPeople(sorted(wanted, order));
}

/** A row for each of these people, in this order. */
export function rowsOfPeople(people: readonly Person[]): Rows {
  return {
    count: people.length,
    at: (index) => people[index],
    indexOf: (accountId) => people.findIndex((person) => person.accountId === accountId),
    people: () => people,
  };
}
