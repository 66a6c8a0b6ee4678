import type { Person } from '../../../../src/contract';
import { displayNameOf } from '../directory/displayName';
import { hasStatus, MEMBER_STATUSES } from './status';

/** How the admin wants the rows sorted; without one they stand as Confluence lists them. */
export interface Order {
  by: 'name' | 'status';
  descending: boolean;
}

const names = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** A sorted copy; people who are alike stay in the order they had. */
export function sorted(people: readonly Person[], order: Order | undefined): readonly Person[] {
  if (!order) return people;
  const direction = order.descending ? -1 : 1;
  const compare = order.by === 'name' ? byName : byStatus;
  return [...people].sort((a, b) => direction * compare(a, b));
}

/** A press on a column's header: first ascending, then descending, then Confluence's order again. */
export function nextOrder(order: Order | undefined, by: Order['by']): Order | undefined {
  if (order?.by !== by) return { by, descending: false };
  return order.descending ? undefined : { by, descending: true };
}

function byName(a: Person, b: Person): number {
  return names.compare(displayNameOf(a), displayNameOf(b));
}

/** Those who stand out first: they are who one sorts for. */
function byStatus(a: Person, b: Person): number {
  return rank(a) - rank(b);
}

function rank(person: Person): number {
  return MEMBER_STATUSES.findIndex((status) => hasStatus(person, status));
}
