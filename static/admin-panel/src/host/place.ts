import type { Action, OutcomeName } from '../../../../src/contract';

/** Which changes of the history to show: all of what is given must fit. */
export interface ChangeFilters {
  personId?: string;
  groupId?: string;
  /** Begun by this admin, or driven by them in part. */
  actorId?: string;
  action?: Action;
  outcome?: OutcomeName;
  /** Days of the admin's calendar, `2026-11-28`: the first, and the last. */
  from?: string;
  to?: string;
}

/** The list of groups, or one of them. */
export interface GroupsPlace {
  page: 'groups';
  groupId?: string;
}

/** Finding a person, or one person. */
export interface PeoplePlace {
  page: 'people';
  accountId?: string;
}

/** The plan that is being reviewed. */
export interface PlanPlace {
  page: 'plan';
}

/** One run: its receipt, or how far it is. */
export interface ReceiptPlace {
  page: 'changes';
  runId: string;
}

/** The list of changes. */
export interface HistoryPlace {
  page: 'history';
  /** Absent where all are shown. */
  filters?: ChangeFilters;
}

/** What the page shows. */
export type Place = GroupsPlace | PeoplePlace | PlanPlace | ReceiptPlace | HistoryPlace;

const ACTIONS: Record<Action, true> = { add: true, remove: true };
const OUTCOMES: Record<OutcomeName, true> = {
  done: true,
  unchanged: true,
  failed: true,
  unconfirmed: true,
  notAttempted: true,
};

/** What stands in the path before the value of a filter, in the order written. */
const FILTERS = [
  ['person', 'personId'],
  ['group', 'groupId'],
  ['admin', 'actorId'],
  ['action', 'action'],
  ['outcome', 'outcome'],
  ['from', 'from'],
  ['to', 'to'],
] as const;

/**
 * `/groups`, `/groups/ID`, `/people`, `/people/ID`, `/plan`, `/changes/RUN`, and `/history` with filters behind it:
 * `/history/person/ID/from/2026-11-01`. Everything else is the list of groups.
 */
export function placeIn(path: string): Place {
  const [page, ...rest] = path
    .replace(/^\/|\/$/g, '')
    .split('/')
    .map(decode);
  const [id, ...more] = rest;
  const hasOne = id !== undefined && id !== '' && more.length === 0;
  switch (page) {
    case 'groups':
      return hasOne ? { page, groupId: id } : HOME;
    case 'people':
      return hasOne ? { page, accountId: id } : { page };
    case 'plan':
      return { page };
    case 'changes':
      return hasOne ? { page, runId: id } : { page: 'history' };
    case 'history': {
      const filters = filtersIn(rest);
      return Object.keys(filters).length > 0 ? { page, filters } : { page };
    }
    default:
      return HOME;
  }
}

/** The path that `placeIn` reads as this. */
export function pathOf(place: Place): string {
  return `/${[place.page, ...partsOf(place)].map(encodeURIComponent).join('/')}`;
}

/** The list of groups. */
export const HOME: GroupsPlace = { page: 'groups' };

function partsOf(place: Place): string[] {
  switch (place.page) {
    case 'groups':
      return place.groupId === undefined ? [] : [place.groupId];
    case 'people':
      return place.accountId === undefined ? [] : [place.accountId];
    case 'plan':
      return [];
    case 'changes':
      return [place.runId];
    case 'history':
      return FILTERS.flatMap(([word, name]) => {
        const value = place.filters?.[name];
        return value === undefined ? [] : [word, value];
      });
  }
}

/** As far as they can be read: a mangled link shows more rather than nothing. */
function filtersIn(parts: readonly string[]): ChangeFilters {
  const filters: ChangeFilters = {};
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, name] = FILTERS.find(([word]) => word === parts[at]) ?? [];
    const value = parts[at + 1];
    if (name !== undefined && value !== undefined) Object.assign(filters, filterOf(name, value));
  }
  return filters;
}

function filterOf(name: keyof ChangeFilters, value: string): ChangeFilters {
  switch (name) {
    case 'personId':
    case 'groupId':
    case 'actorId':
      return value === '' ? {} : { [name]: value };
    case 'action':
      return isKeyOf(ACTIONS, value) ? { action: value } : {};
    case 'outcome':
      return isKeyOf(OUTCOMES, value) ? { outcome: value } : {};
    case 'from':
    case 'to':
      return isDay(value) ? { [name]: value } : {};
  }
}

/** Whether a text is a day of the calendar, `2026-11-28`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isKeyOf<Key extends string>(table: Record<Key, true>, text: string): text is Key {
  return Object.hasOwn(table, text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A link someone mangled: shown as what does not exist.
  }
}
