import type { Person } from '../../../../src/contract';

/** Members who follow one another in Confluence's list, from an offset that is right unless people joined or left since. */
export interface Run {
  start: number;
  members: Person[];
  /** Nobody comes before these. */
  isFirst: boolean;
  /** Nobody comes after these. */
  isLast: boolean;
}

/** Nobody expects so many to leave and come back together within one reading. */
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
 * Whether people shared by a page and a run show where the page belongs. Somebody who left and came back elsewhere is
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
  return members.findIndex((member) => member.accountId === accountId);
}

/** The offset after a run's last member; 0 where there is none. */
export function endOf(run: Run | undefined): number {
  return run ? run.start + run.members.length : 0;
}

/**
 * One order from an older and a newer piece of it that share people. Whoever is in either is in the outcome, once:
 * someone the newer piece leaves out may have left, or may have been read later than it.
 */
export function weave(older: readonly Person[], newer: readonly Person[]): Person[] {
  if (older.length === 0) return [...newer];
  const wanted = new Set(newer.map(({ accountId }) => accountId));
  const placeOf = new Map<string, number>();
  older.forEach(({ accountId }, index) => {
    if (wanted.has(accountId)) placeOf.set(accountId, index);
  });
  const meetings = ascending(newer, placeOf);
  const woven: Person[] = [];
  let from = 0;
  let waiting: Person[] = [];
  const takeOlder = (to: number) => {
    for (const member of older.slice(from, to)) if (!wanted.has(member.accountId)) woven.push(member);
    from = to;
  };
  for (const member of newer) {
    const place = meetings.get(member.accountId);
    if (place === undefined) {
      waiting.push(member);
      continue;
    }
    takeOlder(place);
    woven.push(...waiting, member);
    waiting = [];
  }
  // Who follows the last meeting in the newer piece follows it directly.
  woven.push(...waiting);
  takeOlder(older.length);
  return woven;
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
