import { currentLocale } from '../i18n/defineMessages';
import { timeMessages } from './timeMessages';

/**
 * Times by the calendar and time zone of the admin's machine, written as the page's language does. A time is ms since the
 * epoch or ISO 8601; what is none has no words.
 */
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
  return date.toLocaleString(currentLocale(), {
    ...(!isSameDay(date, new Date(now)) && DAY),
    ...(date.getFullYear() !== new Date(now).getFullYear() && { year: 'numeric' }),
    ...{ hour: 'numeric', minute: '2-digit' },
    ...(isSoon && { second: '2-digit' }),
  });
}

/** The same behind a verb: "at 11:20 AM", "on Tue, Mar 3, 11:20 AM". */
export function whenText(time: Time, now: number): string | undefined {
  const date = dateOf(time);
  const clock = clockText(time, now);
  if (!date || clock === undefined) return undefined;
  return timeMessages.text(isSameDay(date, new Date(now)) ? 'today' : 'otherDay', { time: clock });
}

/**
 * A moment that is over: the date and the time of day, to the second.
 * @param zone what `zoneText` says beside it: the time has its own zone where that is another, as in summer and winter
 */
export function momentText(time: Time, zone?: string): string | undefined {
  const date = dateOf(time);
  if (!date) return undefined;
  const hasOtherZone = zone !== undefined && zoneText(time) !== zone;
  return date.toLocaleString(currentLocale(), {
    ...{ year: 'numeric', month: 'short', day: 'numeric' },
    ...{ hour: 'numeric', minute: '2-digit', second: '2-digit' },
    ...(hasOtherZone && { timeZoneName: 'shortOffset' }),
  });
}

/** How the zone of the machine stands to UTC at a time: "GMT+1". */
export function zoneText(time: Time): string | undefined {
  const date = dateOf(time);
  return (
    date &&
    new Intl.DateTimeFormat(currentLocale(), { timeZoneName: 'shortOffset' })
      .formatToParts(date)
      .find(({ type }) => type === 'timeZoneName')?.value
  );
}

/** A day of the calendar: `2026-11-28`, "Nov 28, 2026". */
export function dayText(day: string): string {
  // A date alone is taken for midnight UTC, whatever the machine's zone is.
  const options = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return dateOf(day)?.toLocaleDateString(currentLocale(), options) ?? day;
}

const DAY = { weekday: 'short', month: 'short', day: 'numeric' } as const;

function dateOf(time: Time): Date | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
