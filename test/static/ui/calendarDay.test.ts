import fc from 'fast-check';
import { startOfDay, dayOf as dayOfDate } from '../../../static/admin-panel/src/ui/calendarDay';

const time = fc
  .date({ noInvalidDate: true, min: new Date('1971-01-02'), max: new Date('2199-12-30') })
  .map((date) => +date);

const dayOf = (now: number) => dayOfDate(new Date(now));

it('begins a day no later than any moment of it, and the next one after it', () => {
  fc.assert(
    fc.property(time, (now) => {
      const day = dayOf(now);
      expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(startOfDay(day)).toBeLessThanOrEqual(now);
      expect(startOfDay(day, 1)).toBeGreaterThan(now);
      expect(dayOf(startOfDay(day))).toBe(day);
      expect(dayOf(startOfDay(day, 1) - 1)).toBe(day);
    }),
  );
});

it('counts over the ends of months and years, in early years too', () => {
  expect(dayOf(startOfDay('2026-12-31', 1))).toBe('2027-01-01');
  expect(dayOf(startOfDay('2028-02-28', 1))).toBe('2028-02-29');
  expect(dayOf(startOfDay('0002-01-01', 1))).toBe('0002-01-02');
  expect(startOfDay('275760-09-13', 1)).toBeNaN();
});
