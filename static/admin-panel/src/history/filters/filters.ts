import type { RunFilters } from '../../host/place';

/** Whether any run may be left out. */
export function isFiltered(filters: RunFilters): boolean {
  return Object.keys(filters).length > 0;
}

/** The filters without one of them. */
export function without(filters: RunFilters, name: keyof RunFilters): RunFilters {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));
}
