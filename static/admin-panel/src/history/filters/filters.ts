import type { ListRunsInput } from '../../../../../src/contract/inputs';
import type { ChangeFilters } from '../../host/place';

/** What both lists of the history are narrowed down to, as the resolver takes it. */
export type HistoryInput = Omit<ListRunsInput, 'limit' | 'cursor'>;

/** What the resolver takes: it would refuse ids of another form. */
const PERSON_ID = /^[^\s\p{Cc}\p{Cs}]{1,128}$/u;
const ACTOR_ID = /^[0-9A-Za-z:_-]{1,128}$/;
const GROUP_ID = /^(?!\.$)(?!.*\.\.)[^\s\p{Cs}]{1,128}$/u;

/** Whether any change may be left out. */
export function isFiltered(filters: ChangeFilters): boolean {
  return Object.keys(filters).length > 0;
}

/** The filters without one of them. */
export function withoutFilter(filters: ChangeFilters, name: keyof ChangeFilters): ChangeFilters {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));
}

/** The filters without those that name nothing: a mangled link shows more rather than an error. */
export function usableFilters(filters: ChangeFilters): ChangeFilters {
  const { personId, actorId, groupId, ...others } = filters;
  return {
    ...(personId !== undefined && PERSON_ID.test(personId) && { personId }),
    ...(groupId !== undefined && GROUP_ID.test(groupId) && { groupId }),
    ...(actorId !== undefined && ACTOR_ID.test(actorId) && { actorId }),
    ...others,
  };
}

/**
 * The filters as the resolver takes them. A day is the admin's own, by the clock of their machine: it begins at its
 * midnight, and the last one counts to its end.
 */
export function historyInput(filters: ChangeFilters): HistoryInput {
  const { groupId, actorId, action, outcome, from, to } = filters;
  return {
    ...(groupId !== undefined && { groupId }),
    ...(actorId !== undefined && { actorId }),
    ...(action !== undefined && { action }),
    ...(outcome !== undefined && { outcome }),
    ...(from !== undefined && { from: startOfDay(from, 0) }),
    ...(to !== undefined && { to: startOfDay(to, 1) }),
  };
}

/**
 * When a day of the calendar begins where the admin is.
 * @param day `2026-11-28`
 * @param later days to add
 * @returns ms since the epoch, not before it
 */
function startOfDay(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const start = new Date(0);
  // The constructor takes the years 0 to 99 for those of the last century.
  start.setFullYear(year, month - 1, date + later);
  start.setHours(0, 0, 0, 0);
  return Math.max(0, start.getTime());
}
