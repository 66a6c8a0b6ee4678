import { dayOf, startOfDay } from '../ui/calendarDay';

/**
 * The last day of memberships that are added until a date, `2026-11-28`, as the admin chose it; empty where they have no
 * end. It may be one that cannot be taken: what was chosen stays until it is changed.
 */
export type UntilDay = string;

/** In place of a day, where one is begun and not whole: an addition must not lose the end that was meant. */
export const HALF_TYPED: UntilDay = 'halfTyped';

/** Why a day cannot be taken. */
export type UntilProblem =
  | { problem: 'halfTyped' }
  | { problem: 'hasCome'; earliest: UntilDay }
  | { problem: 'tooLate'; latest: UntilDay };

/** What a day comes to: no end, an end (ms since the epoch), or a problem. */
export type UntilChecked =
  { kind: 'none' } | { kind: 'end'; until: number } | ({ kind: 'problem' } & UntilProblem);

const HOUR_MS = 3_600_000;
/** The function takes no end that is further away. */
const MAX_AHEAD_MS = 360 * 24 * HOUR_MS;
/** Clocks of the function and of the admin's machine may differ by so much. */
const CLOCKS_DIFFER_MS = HOUR_MS;

/**
 * What a day comes to: it counts to its end, by the time zone of the admin's machine.
 * @param now ms since the epoch
 */
export function checkUntilDay(day: UntilDay, now: number): UntilChecked {
  if (day === '') return { kind: 'none' };
  if (day === HALF_TYPED) return { kind: 'problem', problem: 'halfTyped' };
  const until = startOfDay(day, 1) - 1;
  const earliest = earliestDay(now);
  if (until < startOfDay(earliest)) return { kind: 'problem', problem: 'hasCome', earliest };
  const latest = latestDay(now);
  // What is further than times reach is no number.
  if (!(until < startOfDay(latest, 1))) return { kind: 'problem', problem: 'tooLate', latest };
  return { kind: 'end', until };
}

/** The first day that can be taken: tomorrow. @param now ms since the epoch */
export function earliestDay(now: number): UntilDay {
  return dayOf(new Date(startOfDay(dayOf(new Date(now)), 1)));
}

/** The last one: it ends at most 360 days after now. @param now ms since the epoch */
export function latestDay(now: number): UntilDay {
  const tooLate = dayOf(new Date(now + MAX_AHEAD_MS - CLOCKS_DIFFER_MS));
  return dayOf(new Date(startOfDay(tooLate) - 1));
}

/** The day at whose end memberships end; undefined where that is in the middle of one here. @param until ms since the epoch */
export function lastDayOf(until: number): UntilDay | undefined {
  const day = dayOf(new Date(until));
  return startOfDay(day, 1) - 1 === until ? day : undefined;
}
