import type { Person } from '../../../../src/contract';
import type { MemberList } from './memberList';
import { matching } from './matching';
import { sorted, type Order } from './order';

/** The rows of the table: how many there are, and who is in each; undefined where the member is not loaded yet. */
export interface Rows {
  count: number;
  at: (index: number) => Person | undefined;
  /** The row of an account; -1 where it has none. */
  indexOf: (accountId: string) => number;
  /** Everybody who has a row, where all of them are loaded. */
  people: () => readonly Person[];
}

/**
 * The list as it stands in Confluence, or what of it is loaded and fits the query, in the order asked for.
 * @param found people who fit the query as well, though the list has not come to them yet
 */
export function rowsOf(
  list: MemberList,
  query: string,
  order: Order | undefined,
  found: readonly Person[],
): Rows {
  if (query === '' && !order) {
    return {
      count: list.length,
      at: (index) => list.at(index),
      indexOf: (accountId) => list.indexOf(accountId),
      people: () => list.loaded(),
    };
  }
  const others = found.filter(({ accountId }) => !list.has(accountId));
  const people = sorted([...matching(list.loaded(), query), ...others], order);
  return {
    count: people.length,
    at: (index) => people[index],
    indexOf: (wanted) => people.findIndex(({ accountId }) => accountId === wanted),
    people: () => people,
  };
}
