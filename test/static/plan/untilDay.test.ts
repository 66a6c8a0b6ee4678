import fc from 'fast-check';
import {
  checkUntilDay,
  earliestDay,
  HALF_TYPED,
  lastDayOf,
  latestDay,
} from '../../../static/admin-panel/src/plan/untilDay';
import { dayOf, startOfDay } from '../../../static/admin-panel/src/ui/calendarDay';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOON = new Date(2026, 10, 28, 12).getTime();
const time = fc
  .date({ noInvalidDate: true, min: new Date('2026-01-01'), max: new Date('2032-12-31') })
  .map((date) => +date);

const dayFrom = (now: number, days: number) => dayOf(new Date(startOfDay(dayOf(new Date(now)), days)));

it('counts a day to its end where the admin is', () => {
  const checked = checkUntilDay('2026-12-03', NOON);
  expect(checked).toEqual({ kind: 'end', until: new Date(2026, 11, 3, 23, 59, 59, 999).getTime() });
  expect(checked.kind === 'end' && lastDayOf(checked.until)).toBe('2026-12-03');
  expect(lastDayOf(NOON)).toBeUndefined();
});

it('takes no day as no end, and a date that is begun as none that can be taken', () => {
  expect(checkUntilDay('', NOON)).toEqual({ kind: 'none' });
  expect(checkUntilDay(HALF_TYPED, NOON)).toEqual({ kind: 'problem', problem: 'halfTyped' });
});

it('takes tomorrow, and neither today nor a day before', () => {
  expect(checkUntilDay('2026-11-29', NOON).kind).toBe('end');
  for (const day of ['2026-11-28', '2026-11-27', '0002-01-01']) {
    expect(checkUntilDay(day, NOON)).toEqual({ kind: 'problem', problem: 'hasCome', earliest: '2026-11-29' });
  }
});

it('takes no day that is too far ahead, however far', () => {
  const latest = latestDay(NOON);
  expect(checkUntilDay(latest, NOON).kind).toBe('end');
  for (const day of [dayOf(new Date(startOfDay(latest, 1))), '9999-12-31', '275760-09-13', '999999-01-01']) {
    expect(checkUntilDay(day, NOON)).toEqual({ kind: 'problem', problem: 'tooLate', latest });
  }
});

it('takes only what the function takes: from an hour to 360 days ahead, by a clock that is an hour off', () => {
  fc.assert(
    fc.property(time, fc.nat({ max: 400 }), (now, days) => {
      const checked = checkUntilDay(dayFrom(now, days), now);
      expect(checked.kind === 'end').toBe(
        days >= 1 && startOfDay(dayFrom(now, days), 1) <= startOfDay(latestDay(now), 1),
      );
      if (checked.kind !== 'end') return;
      expect(checked.until - now).toBeGreaterThan(2 * HOUR_MS);
      expect(checked.until - now).toBeLessThanOrEqual(360 * DAY_MS - HOUR_MS);
    }),
  );
  expect(earliestDay(NOON)).toBe('2026-11-29');
});
