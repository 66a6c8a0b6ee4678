/** What the page shows: a group's members or the history, and the group or run that is opened there. */
export type Place = MembersPlace | { tab: 'history'; runId?: string };

export interface MembersPlace {
  tab: 'members';
  groupId?: string;
}

/** `/group/ID`, `/history` and `/history/RUN`; everything else is the page before a group is picked. */
export function placeIn(path: string): Place {
  const [, group] = /^\/group\/([^/]+)$/.exec(path) ?? [];
  if (group !== undefined) return { tab: 'members', groupId: decode(group) };
  const [isHistory, run] = /^\/history(?:\/([^/]+)?)?$/.exec(path) ?? [];
  if (isHistory === undefined) return { tab: 'members' };
  return { tab: 'history', ...(run !== undefined && { runId: decode(run) }) };
}

/** The path that `placeIn` reads as this. */
export function pathOf(place: Place): string {
  const [folder, id] = place.tab === 'members' ? ['/group', place.groupId] : ['/history', place.runId];
  if (id !== undefined) return `${folder}/${encodeURIComponent(id)}`;
  return place.tab === 'members' ? '/' : folder;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A link someone mangled: shown as what does not exist.
  }
}
