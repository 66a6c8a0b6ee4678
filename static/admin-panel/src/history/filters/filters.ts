import type { ListRunsInput } from '../../../../../src/contract/inputs';
import type { ChangeFilters } from '../../host/place';
import { startOfDay } from '../../ui/calendarDay';

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
    ...(from !== undefined && { from: sinceEpoch(startOfDay(from)) }),
    ...(to !== undefined && { to: sinceEpoch(startOfDay(to, 1)) }),
  };
}

/** The resolver takes no time before the epoch. */
function sinceEpoch(time: number): number {
  return Math.max(0, time);
}
