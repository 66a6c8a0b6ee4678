import type { Person } from '../../../../src/contract';

/** Members who follow one another in Confluence's list, from an offset that is right unless people joined or left since. */
export interface Run {
  start: number;
  members: Person[];
  /** No member comes before these. */
  isFirst: boolean;
  /** No member comes after these. */
  isLast: boolean;
}

/** So many do not leave and come back together within one reading. */
const SURELY_ENOUGH = 20;

/** An empty run still says that the list begins or ends there. */
export function isWorthKeeping({ members, isFirst, isLast }: Run): boolean {
  return members.length > 0 || isFirst || isLast;
}

/** The order of runs: who comes first, who comes last, and the offsets between. */
export function byPlace(a: Run, b: Run): number {
  return Number(b.isFirst) - Number(a.isFirst) || Number(a.isLast) - Number(b.isLast) || a.start - b.start;
}

/**
 * Whether people shared by a page and a run show where the page belongs. A member who left and came back elsewhere is
 * shared too, but far from where they were; the more people agree, the further all may have been shifted.
 * @param tolerance how far offsets may be apart for another reason
 */
export function provesOneOrder(
  { count, shift }: { count: number; shift: number },
  enough: number,
  tolerance: number,
): boolean {
  return count >= enough && (Math.abs(shift) <= count + tolerance || count >= SURELY_ENOUGH);
}

/** The place of a member within a run that has them. */
export function indexOf({ members }: Run, accountId: string): number {
  // From the end, where most pages go on.
  return members.findLastIndex((member) => member.accountId === accountId);
}

/** The offset after a run's last member; 0 where there is none. */
export function endOf(run: Run | undefined): number {
  return run ? run.start + run.members.length : 0;
}

/**
 * One order from an older and a newer piece of it that share people. Each member of either is in the outcome, once:
 * one the newer piece leaves out may have left, or may have been read later than it.
 * @param shared account ids of those who are in both
 */
export function weave(
  older: readonly Person[],
  newer: readonly Person[],
  shared: ReadonlySet<string>,
): Person[] {
  const placeOf = placesOf(shared, older);
  const meetings = ascending(newer, placeOf);
  // Those stand where the newer piece has them.
  const moved = [...placeOf.values()].sort((a, b) => a - b);
  const parts: Person[][] = [];
  let from = 0;
  let waiting: Person[] = [];
  const takeOlder = (to: number) => {
    for (let at = moved[0]; at !== undefined && at < to; at = moved[0]) {
      parts.push(older.slice(from, at));
      from = at + 1;
      moved.shift();
    }
    parts.push(older.slice(from, to));
    from = to;
  };
  for (const member of newer) {
    const place = meetings.get(member.accountId);
    waiting.push(member);
    if (place === undefined) continue;
    takeOlder(place);
    parts.push(waiting);
    waiting = [];
  }
  // Who follows the last meeting in the newer piece follows it directly.
  parts.push(waiting);
  takeOlder(older.length);
  // Ten times as fast as `flat`, which a page of a large group would wait for.
  return new Array<Person>().concat(...parts);
}

/** Where each of them is in the list that has them all; from its end, where most pages go on. */
function placesOf(accountIds: ReadonlySet<string>, members: readonly Person[]): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = members.length - 1; at >= 0 && places.size < accountIds.size; at -= 1) {
    const accountId = members[at]?.accountId;
    if (accountId !== undefined && accountIds.has(accountId)) places.set(accountId, at);
  }
  return places;
}

/** The shared people in whose order both pieces agree, and their places in the older one. */
function ascending(newer: readonly Person[], placeOf: ReadonlyMap<string, number>): Map<string, number> {
  const meetings = new Map<string, number>();
  let previous = -1;
  for (const { accountId } of newer) {
    const place = placeOf.get(accountId);
    if (place === undefined || place < previous) continue;
    meetings.set(accountId, place);
    previous = place;
  }
  return meetings;
}
