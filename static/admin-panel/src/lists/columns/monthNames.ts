/** Whose months and days of the week are read in words; no two of them call different months the same. */
const LANGUAGES = 'en-US en-GB de de-AT fr es it pt nl pl cs sk sv da nb fi tr ru uk hu ro el'.split(' ');
/** As `date-fns` reads them. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** What Excel and others write in German and English, and `Intl` does not. */
const MORE: readonly (readonly [string, string])[] = [
  ['mrz', 'Mar'],
  ['sept', 'Sep'],
  ['maerz', 'Mar'],
  ['janv', 'Jan'],
  ['févr', 'Feb'],
];

interface Names {
  months: ReadonlyMap<string, string>;
  weekdays: ReadonlySet<string>;
}

let names: Names | undefined;

/** The month that a word names, as `Jan` … `Dec`. The first word that is not English makes the names: some 10 ms, once. */
export function monthOf(word: string): string | undefined {
  const key = fold(word);
  return ENGLISH.get(key) ?? allNames().months.get(key);
}

/** Whether a word is a day of the week, also a shortened one. */
export function isWeekday(word: string): boolean {
  const key = fold(word);
  return ENGLISH_WEEKDAYS.has(key) || allNames().weekdays.has(key);
}

const ENGLISH = new Map(MONTHS.map((month) => [fold(month), month]));
const ENGLISH_WEEKDAYS = new Set(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** Without case and accents. */
function fold(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '');
}

function allNames(): Names {
  names ??= makeNames();
  return names;
}

function makeNames(): Names {
  const months = new Map<string, string>();
  const weekdays = new Set<string>();
  for (const language of LANGUAGES) {
    for (const length of ['long', 'short'] as const) {
      const whole = { weekday: length, month: length, day: 'numeric' } as const;
      // Alone, a month has another case in Slavic languages than after a day.
      for (const options of [whole, { month: length }]) {
        const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
        for (const [number, english] of MONTHS.entries()) {
          // The first days of the months of 2026 are all days of the week.
          for (const { type, value } of format.formatToParts(Date.UTC(2026, number, 1))) {
            const word = fold(value);
            if (word === '') continue;
            if (type === 'month') months.set(word, english);
            if (type === 'weekday') weekdays.add(word);
          }
        }
      }
    }
  }
  for (const [word, month] of MORE) months.set(fold(word), month);
  return { months, weekdays };
}
