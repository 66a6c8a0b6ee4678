/** Days of the calendar as date fields write them, `2026-11-28`, by the time zone of the admin's machine. */

/** The day of a moment. */
export function dayOf(moment: Date): string {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join(
    '-',
  );
}

/**
 * When a day begins, ms since the epoch; NaN where that is further than times reach. Where the clock is put forward at
 * midnight it begins with the time after that.
 * @param later days to add
 */
export function startOfDay(day: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const start = new Date(0);
  // The constructor takes the years 0 to 99 for those of the last century.
  start.setFullYear(year, month - 1, date + later);
  start.setHours(0, 0, 0, 0);
  return start.getTime();
}
