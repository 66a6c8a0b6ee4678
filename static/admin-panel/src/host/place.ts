/** Which runs of the history to show: all of what is given must fit. */
export interface RunFilters {
  /** Of this group. */
  groupId?: string;
  /** About this person. */
  personId?: string;
  /** Begun by this admin. */
  actorId?: string;
}

/** A run that is opened in the history, and which runs its list shows. */
export interface HistoryPlace {
  runId?: string;
  /** Absent where all are shown. */
  filters?: RunFilters;
}

/** What the page shows: a group's members or the history, and what is opened there. */
export type Place = MembersPlace | ({ tab: 'history' } & HistoryPlace);

export interface MembersPlace {
  tab: 'members';
  groupId?: string;
}

/** What stands in the path before the id that a filter is about, in the order written. */
const FILTERS = [
  ['group', 'groupId'],
  ['person', 'personId'],
  ['admin', 'actorId'],
] as const;

/**
 * `/group/ID`, `/history` and `/history/RUN`, the last two with filters behind them: `/history/group/ID/person/ID`.
 * Everything else is the page before a group is picked.
 */
export function placeIn(path: string): Place {
  const [, group] = /^\/group\/([^/]+)$/.exec(path) ?? [];
  if (group !== undefined) return { tab: 'members', groupId: decode(group) };
  const [, within] = /^\/history((?:\/[^/]+)*)\/?$/.exec(path) ?? [];
  if (within === undefined) return { tab: 'members' };
  const parts = within.split('/').slice(1).map(decode);
  // A filter takes two parts, so that one more is a run.
  const [runId, filters] =
    parts.length % 2 === 1 ? [parts[0], filtersIn(parts.slice(1))] : [undefined, filtersIn(parts)];
  if (!filters) return { tab: 'members' };
  return {
    tab: 'history',
    ...(runId !== undefined && { runId }),
    ...(Object.keys(filters).length > 0 && { filters }),
  };
}

/** The path that `placeIn` reads as this. */
export function pathOf(place: Place): string {
  return `/${partsOf(place).map(encodeURIComponent).join('/')}`;
}

function partsOf(place: Place): string[] {
  if (place.tab === 'members') return place.groupId === undefined ? [] : ['group', place.groupId];
  const { runId, filters = {} } = place;
  const filterParts = FILTERS.flatMap(([word, name]) => {
    const id = filters[name];
    return id === undefined ? [] : [word, id];
  });
  return ['history', ...(runId === undefined ? [] : [runId]), ...filterParts];
}

function filtersIn(parts: readonly string[]): RunFilters | undefined {
  const filters: RunFilters = {};
  for (let at = 0; at < parts.length; at += 2) {
    const [, name] = FILTERS.find(([word]) => word === parts[at]) ?? [];
    const id = parts[at + 1];
    if (name === undefined || id === undefined) return undefined;
    filters[name] = id;
  }
  return filters;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A link someone mangled: shown as what does not exist.
  }
}
