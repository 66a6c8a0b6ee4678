import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import {
  clockText,
  dayText,
  momentText,
  whenText,
  zoneText,
} from '../../../static/admin-panel/src/ui/timeText';

const NOW = new Date(2026, 2, 2, 23, 30).getTime();
const inMinutes = (minutes: number) => NOW + minutes * 60_000;

it.each<[minutes: number, clock: RegExp, when: RegExp]>([
  [29, /^11:59\sPM$/, /^at 11:59\sPM$/],
  [-30, /^11:00\sPM$/, /^at 11:00\sPM$/],
  [0.5, /^11:30:30\sPM$/, /^at 11:30:30\sPM$/],
  [40, /^Tue, Mar 3, 12:10\sAM$/, /^on Tue, Mar 3, 12:10\sAM$/],
  [24 * 60, /^Tue, Mar 3, 11:30\sPM$/, /^on Tue, Mar 3/],
  [310 * 24 * 60, /^Wed, Jan 6, 2027, 11:30\sPM$/, /^on Wed, Jan 6, 2027/],
])('what is %d minutes away has its day where that is another one', (minutes, clock, when) => {
  expect(clockText(inMinutes(minutes), NOW)).toMatch(clock);
  expect(whenText(new Date(inMinutes(minutes)).toISOString(), NOW)).toMatch(when);
});

it('less than a minute away counts in seconds, over midnight too', () => {
  const midnight = new Date(2026, 2, 3).getTime();
  expect(clockText(midnight + 10_000, midnight - 10_000)).toMatch(/^Tue, Mar 3, 12:00:10\sAM$/);
});

it.each(['', 'soon', 'Invalid Date', NaN, Infinity, 8.65e15])('%j is no time', (time) => {
  expect([clockText(time, NOW), whenText(time, NOW), momentText(time), zoneText(time)]).toEqual(
    Array.from({ length: 4 }),
  );
});

it('a moment has its date, and the time to the second', () => {
  expect(momentText(NOW + 5_000)).toMatch(/^Mar 2, 2026, 11:30:05\sPM$/);
  expect(momentText(NOW, zoneText(NOW))).toMatch(/PM$/);
});

it('a moment in another zone than the one that is said has its own', () => {
  expect(zoneText(NOW)).toMatch(/^(GMT|UTC)/);
  expect(momentText(NOW, 'GMT+13:45')).toBe(`${momentText(NOW) ?? ''} ${zoneText(NOW) ?? ''}`);
});

it('a day stays the same wherever one is', () => {
  expect(dayText('2026-03-01')).toBe('Mar 1, 2026');
  expect(dayText('someday')).toBe('someday');
});

it('writes as the language of the page does', () => {
  setLanguage({ ...ENGLISH, locale: 'de-DE' });
  try {
    expect(momentText(NOW)).toBe('2. März 2026, 23:30:00');
    expect(dayText('2026-03-01')).toBe('1. März 2026');
  } finally {
    setLanguage(ENGLISH);
  }
});
