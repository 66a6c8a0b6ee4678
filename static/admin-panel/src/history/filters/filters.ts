import type { Group } from '../../../../../src/contract';

/** Which runs to show: all of what is given must fit. */
export interface Filters {
  /** Of this group; its id will do for the name where it is gone. */
  group?: Group;
  /** About this person. */
  personId?: string;
  /** Begun by this admin. */
  actorId?: string;
}

/** Whether any run may be left out. */
export function isFiltered(filters: Filters): boolean {
  return Object.keys(filters).length > 0;
}

/** The filters without one of them. */
export function without(filters: Filters, name: keyof Filters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));
}
