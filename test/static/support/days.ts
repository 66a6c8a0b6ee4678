import { dayOf, startOfDay } from '../../../static/admin-panel/src/ui/calendarDay';

/** The day of the calendar so many days from now: `2026-11-28`. */
export function dayFromNow(days: number): string {
  return dayOf(new Date(startOfDay(dayOf(new Date()), days)));
}

/** When it ends, ms since the epoch. */
export function endOfDay(day: string): number {
  return startOfDay(day, 1) - 1;
}
