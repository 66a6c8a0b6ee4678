import { numberIn } from './numberIn';
import { createDateReader, type ReadDate } from './readDate';
import type { DateCondition, Day, RowFilter } from './rowFilter';
import { cellText } from './tableCells';

const DAY_MS = 86_400_000;
/** Before any day that a list can name. */
const MOST_DAYS = 700_000;

/**
 * A function that tells whether a row passes all filters. Dates are compared as days, in the zone they are written in. One
 * that cannot be read, and a number that is none, does not pass.
 * @param today the admin's
 */
export function compileFilters(
  filters: readonly RowFilter[],
  today: Day,
): (cells: readonly string[]) => boolean {
  const tests = filters.map((filter) => compileFilter(filter, today));
  return (cells) => tests.every((passes) => passes(cells));
}

function compileFilter(filter: RowFilter, today: Day): (cells: readonly string[]) => boolean {
  switch (filter.kind) {
    case 'date': {
      const readDate = createDateReader(filter.order);
      const passes = compileCondition(filter.when, today);
      return (cells) => {
        const date = readDate(cellText(cells, filter.column));
        return date.is === 'empty' ? filter.withEmpty : passes(date);
      };
    }
    case 'words': {
      const values = new Set(filter.values);
      return (cells) => values.has(cellText(cells, filter.column));
    }
    case 'number': {
      const { atLeast = -Infinity, atMost = Infinity } = filter;
      return (cells) => {
        const number = numberIn(cellText(cells, filter.column));
        return number !== undefined && number >= atLeast && number <= atMost;
      };
    }
  }
}

function compileCondition(when: DateCondition, today: Day): (date: ReadDate) => boolean {
  switch (when.is) {
    case 'olderThan': {
      const last = daysBefore(today, when.days);
      return (date) => date.is === 'never' || (date.is === 'day' && date.day <= last);
    }
    case 'before':
      return (date) => date.is === 'day' && date.day < when.day;
    case 'until':
      return (date) => date.is === 'day' && date.day <= when.day;
    case 'from':
      return (date) => date.is === 'day' && date.day >= when.day;
    case 'never':
      return (date) => date.is === 'never';
  }
}

/** The day so many days before another. */
function daysBefore(day: Day, days: number): Day {
  const time = Date.parse(day) - Math.min(days, MOST_DAYS) * DAY_MS;
  return new Date(time).toISOString().slice(0, 10);
}
