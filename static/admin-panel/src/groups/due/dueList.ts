import type { Calls, DueMemberships } from '../../../../../src/contract';
import { lastDayOf } from '../../plan/untilDay';
import { nameOfRecordedGroup } from '../../run/groupsText';
import { dayText, momentText } from '../../ui/timeText';

/** Page of memberships that are to end. */
export type DuePage = Omit<Extract<ReturnType<Calls['listDue']>, { ok: true }>, 'ok'>;

/** A membership that is to end. */
export interface DueMembership {
  /** Tells it from the others; stays the same when it gets another date. */
  key: string;
  dueId: string;
  /** Its place in the run that added it. */
  index: number;
  groupId: string;
  /** As the group was called then. */
  groupName: string;
  accountId: string;
  /** ISO 8601, UTC. */
  until: string;
  /** Account id of the admin who set the date. */
  actorId: string;
}

/** Memberships whose date has come, and of which nothing could be done. */
export type OverdueMemberships = DueMemberships & Required<Pick<DueMemberships, 'notMade'>>;

/** What the pages tell of, each once: that of one run may be on several pages, and move on while they are read. */
export function dueIn(pages: readonly DuePage[]): DueMemberships[] {
  const all = new Map<string, DueMemberships>();
  for (const due of pages.flatMap((page) => page.due)) {
    const known = all.get(due.dueId);
    all.set(due.dueId, known ? joinParts(known, due) : due);
  }
  return [...all.values()];
}

function joinParts(first: DueMemberships, second: DueMemberships): DueMemberships {
  const groups = new Map([...first.groups, ...second.groups].map((group) => [group.groupId, group]));
  const memberships = new Map([...first.memberships, ...second.memberships].map((one) => [one.index, one]));
  return { ...second, groups: [...groups.values()], memberships: [...memberships.values()] };
}

export function isOverdue(due: DueMemberships): due is OverdueMemberships {
  return due.notMade !== undefined;
}

/** The memberships one by one, in the order of their dates. */
export function membershipsOf(due: readonly DueMemberships[]): DueMembership[] {
  return due.flatMap(({ dueId, runId, until, actorId, groups, memberships }) => {
    const names = new Map(groups.map((group) => [group.groupId, nameOfRecordedGroup(group)]));
    return memberships.map(({ index, groupId, accountId }) => ({
      ...{ key: `${runId} ${index}`, dueId, index, groupId, accountId, until, actorId },
      groupName: names.get(groupId) ?? groupId,
    }));
  });
}

/** Places in runs, by the id of what is to end together. @param keys of memberships */
export function placesByDueId(
  memberships: readonly DueMembership[],
  keys: ReadonlySet<string>,
): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { key, dueId, index } of memberships) {
    if (!keys.has(key)) continue;
    const known = places.get(dueId);
    if (known) known.push(index);
    else places.set(dueId, [index]);
  }
  return places;
}

/** The day at whose end a membership ends; with the time where that is in the middle of one here. @param until ISO 8601 */
export function endText(until: string): string {
  const day = lastDayOf(Date.parse(until));
  return day === undefined ? (momentText(until) ?? until) : dayText(day);
}
