/** Times as the admin's calendar and clock show them. A time is ms since the epoch or ISO 8601; what is none has no words. */
type Time = number | string;

const MINUTE_MS = 60_000;

/**
 * When something can go on: the time of day, with the day where that is not today, to the second where it is less than a
 * minute away.
 */
export function clockText(time: Time, now: number): string | undefined {
  const date = dateOf(time);
  if (!date) return undefined;
  const isSoon = Math.abs(date.getTime() - now) < MINUTE_MS;
  return date.toLocaleString([], {
    ...(!isSameDay(date, new Date(now)) && DAY),
    ...(date.getFullYear() !== new Date(now).getFullYear() && { year: 'numeric' }),
    ...{ hour: '2-digit', minute: '2-digit' },
    ...(isSoon && { second: '2-digit' }),
  });
}

/** The same behind a verb: "at 11:20 AM", "on Tue, Mar 3, 11:20 AM". */
export function whenText(time: Time, now: number): string | undefined {
  const date = dateOf(time);
  const clock = clockText(time, now);
  return date && clock && `${isSameDay(date, new Date(now)) ? 'at' : 'on'} ${clock}`;
}

/** A moment that is over: the date and the time of day. */
export function momentText(time: Time): string | undefined {
  return dateOf(time)?.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

const DAY = { weekday: 'short', month: 'short', day: 'numeric' } as const;

function dateOf(time: Time): Date | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
