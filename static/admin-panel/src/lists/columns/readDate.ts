import { isValid, parse } from 'date-fns';
import { dayOf } from '../../ui/calendarDay';
import { isWeekday, monthOf } from './monthNames';
import type { DateOrder, Day } from './rowFilter';
import { saysNothing } from './tableCells';

/** What a cell of a column of dates says. */
export type ReadDate =
  | { is: 'day'; day: Day }
  /** A word for never. */
  | { is: 'never' }
  | { is: 'empty' }
  /** No date, or one whose order of day and month is not known. */
  | { is: 'unreadable' };

const NEVER: ReadDate = { is: 'never' };
const EMPTY: ReadDate = { is: 'empty' };
const UNREADABLE: ReadDate = { is: 'unreadable' };

/** Longer than any date with time and zone. */
const LONGEST = 80;
/** `10:27`, `15:31:57`, `T10:27:13.123+01:00`, `, 3:31 PM`, with a zone and what is said of it in brackets. */
const TIME =
  /(?:(?<=\d)t|,| um| at| à)?\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:[ap]\.?m\b\.?)?\s*(?:utc|z\b|uhr|h\b|msk|[a-z]{1,3}t\b)?\s*(?:[+-]\d{1,2}:?(?:\d{2})?)?(?:\s*\([^)]*\))?/;
/** Numbers with one sign between them, the year first or last. */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\.?$/;

/** First words, or all there is, of cells that say never; without a digit. */
const NEVER_WORDS = new Set(
  (
    'never|nie|niemals|noch nie|jamais|nunca|mai|nooit|nigdy|nikdy|aldrig|aldri|ei koskaan|koskaan|hiç|asla|' +
    'hiçbir zaman|никогда|ніколи|soha|niciodată|ποτέ|未|未使用|未ログイン|なし|一度もない|从未|从不|從未|從不|없음|안 함|-|–|—'
  ).split('|'),
);

/** Whether a cell says never, in words or by a dash. */
export function saysNever(text: string): boolean {
  if (text.length > LONGEST || /\d/.test(text)) return false;
  const words = text.toLowerCase();
  if (NEVER_WORDS.has(words)) return true;
  const [first = '', second = ''] = words.split(/\s+/);
  return (
    (first !== 'mai' && NEVER_WORDS.has(first)) ||
    NEVER_WORDS.has(`${first} ${second}`) ||
    /^[从從]未/.test(words)
  );
}

/** A date as numbers and signs, or day, month and year where the month is a word; undefined where it is none. */
function datePart(text: string): string | undefined {
  if (text.length > LONGEST || !/\d/.test(text)) return undefined;
  const date = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(TIME, ' ')
    .replace(/[年년月월]\s*/g, '-')
    .replace(/[日일]/g, ' ')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s*([-/.])\s*/g, '$1')
    .replace(/(\d)[z+-]+$/, '$1')
    .replace(/^[\s,]+|[\s,.]+$/g, '');
  return /\p{L}/u.test(date) ? withMonthWord(date) : date;
}

/** `28th of Nov, 2026` as `28 Nov 2026`. */
function withMonthWord(date: string): string | undefined {
  const parts = date.match(/\d+|[\p{L}\p{M}]+/gu) ?? [];
  const words: string[] = [];
  for (const [n, part] of parts.entries()) {
    if (/\d/.test(part)) words.push(part);
    // "mar." is Tuesday in French and March elsewhere.
    else if (n === 0 && isWeekday(part) && parts.some((other, at) => at > 0 && monthOf(other))) continue;
    else {
      const month = monthOf(part);
      if (month !== undefined) words.push(month);
      else if (!FILLERS.has(part) && !isWeekday(part)) return undefined;
    }
  }
  const [first = '', second = '', third = ''] = words;
  if (words.length !== 3) return undefined;
  if (/\d/.test(second)) return `${second} ${first} ${third}`;
  return first.length === 4 ? `${third} ${second} ${first}` : words.join(' ');
}

/** Between the parts of a date, and endings of numbers. */
const FILLERS = new Set(
  'st nd rd th er º ª o a e de del di do da den d of the le el il г р года року'.split(' '),
);

/** How a date with two small numbers is written; undefined where a cell is none, or both say the same. */
export function orderIn(text: string): DateOrder | 'both' | undefined {
  const [, first, sign, second] = YEAR_LAST.exec(datePart(text) ?? '') ?? [];
  if (sign === undefined || sign === '.' || first === second) return undefined;
  const [a, b] = [Number(first), Number(second)];
  if (a > 12) return b > 12 ? undefined : 'dayFirst';
  return b > 12 ? 'monthFirst' : 'both';
}

/** The format of `date-fns` for what `datePart` gave; undefined where it is no date. */
function formatOf(date: string, order: DateOrder | undefined): string | undefined {
  const yearFirst = YEAR_FIRST.exec(date);
  if (yearFirst) return `yyyy${yearFirst[2]}M${yearFirst[2]}d`;
  const [, first, sign, second, year] = YEAR_LAST.exec(date) ?? [];
  if (sign !== undefined && year !== undefined) {
    const years = year.length === 4 ? 'yyyy' : 'yy';
    const isDayFirst = sign === '.' || first === second || order === 'dayFirst';
    if (isDayFirst) return `d${sign}M${sign}${years}`;
    return order === undefined ? undefined : `M${sign}d${sign}${years}`;
  }
  const [, worded] = /^\d{1,2} [A-Z][a-z]{2} (\d{4}|\d{2})$/.exec(date) ?? [];
  return worded && (worded.length === 4 ? 'd MMM yyyy' : 'd MMM yy');
}

/**
 * A function that reads the dates of one column: as days, in the zone they are written in. The cost of a date that it has
 * read before is that of looking it up, so that it keeps every different one; 100,000 different ones take some 600 ms.
 * @param order of dates such as 11/12/2026; those cannot be read where it is undefined
 */
export function createDateReader(order: DateOrder | undefined): (text: string) => ReadDate {
  const known = new Map<string, ReadDate>();
  const today = new Date();
  const readDay = (date: string): ReadDate => {
    const pattern = formatOf(date, order);
    if (pattern === undefined) return UNREADABLE;
    const day = parse(date, pattern, today);
    return isValid(day) ? { is: 'day', day: dayOf(day) } : UNREADABLE;
  };
  return (text) => {
    if (text === '') return EMPTY;
    let read = known.get(text);
    if (read === undefined) {
      const date = datePart(text);
      if (date !== undefined) {
        // Of times of one day, the day is parsed once.
        read = known.get(date) ?? readDay(date);
        known.set(date, read);
      } else if (saysNever(text)) read = NEVER;
      else read = saysNothing(text) ? EMPTY : UNREADABLE;
      known.set(text, read);
    }
    return read;
  };
}
