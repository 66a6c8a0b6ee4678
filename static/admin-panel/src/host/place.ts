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

/** Two groups beside each other, as far as they are chosen, or group A and a list. */
export interface ComparePlace {
  page: 'compare';
  a?: string;
  b?: string;
  /** A list is in place of group B, which is what to come back to. */
  isWithList?: true;
}

/** Finding a person, or one person. */
export interface PeoplePlace {
  page: 'people';
  accountId?: string;
}

/** The plan that is being reviewed. */
interface PlanPlace {
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
export type Place = GroupsPlace | ComparePlace | PeoplePlace | PlanPlace | ReceiptPlace | HistoryPlace;

const ACTIONS: Record<Action, true> = { add: true, remove: true };
const OUTCOMES: Record<OutcomeName, true> = {
  done: true,
  unchanged: true,
  failed: true,
  unconfirmed: true,
  notAttempted: true,
};

/** What stands in the path before the id of each group that is compared, in the order written. */
const SIDES = ['a', 'b'] as const;
/** What stands behind them where a list is compared. */
const WITH_LIST = 'list';

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
 * `/groups`, `/groups/ID`, `/compare/a/ID/b/ID`, `/compare/a/ID/list`, `/people`, `/people/ID`, `/plan`, `/changes/RUN`, and `/history` with filters
 * behind it: `/history/person/ID/from/2026-11-01`. Everything else is the list of groups. All of it stands in the path, as the
 * host keeps nothing else.
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
    case 'compare':
      return { page, ...sidesIn(rest) };
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
    case 'compare':
      return [
        ...SIDES.flatMap((side) => {
          const groupId = place[side];
          return groupId === undefined ? [] : [side, groupId];
        }),
        ...(place.isWithList ? [WITH_LIST] : []),
      ];
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

function sidesIn(parts: readonly string[]): Omit<ComparePlace, 'page'> {
  const sides: Omit<ComparePlace, 'page'> = {};
  for (const [word, groupId] of pairsIn(parts)) {
    const side = SIDES.find((one) => one === word);
    if (side !== undefined && groupId !== '') sides[side] = groupId;
  }
  // Behind all pairs: a group may have this id.
  if (parts.length % 2 === 1 && parts.at(-1) === WITH_LIST) sides.isWithList = true;
  return sides;
}

/** As far as they can be read: a mangled link shows more rather than nothing. */
function filtersIn(parts: readonly string[]): ChangeFilters {
  const filters: ChangeFilters = {};
  for (const [word, value] of pairsIn(parts)) {
    const [, name] = FILTERS.find(([one]) => one === word) ?? [];
    if (name !== undefined) Object.assign(filters, filterOf(name, value));
  }
  return filters;
}

/** Each word with what follows it; a last one alone is left out. */
function pairsIn(parts: readonly string[]): [word: string, value: string][] {
  return parts.flatMap((word, at): [string, string][] => {
    const value = parts[at + 1];
    return at % 2 === 0 && value !== undefined ? [[word, value]] : [];
  });
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
