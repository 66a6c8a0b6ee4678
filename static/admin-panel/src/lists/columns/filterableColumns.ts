import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import type { ListTable } from '../listContent';
import { FEW_VALUES } from './describeColumns';
import { numberIn } from './numberIn';
import { createDateReader, orderIn } from './readDate';
import type { DateOrder, FilterableColumn, RowFilter } from './rowFilter';
import { cellText } from './tableCells';
import type { ColumnFacts, ColumnRoles } from './tableColumns';

/** Rows between two pauses. */
const AT_A_STRETCH = 250;

/** A column that can be filtered by, and how well it serves. */
interface Offer {
  filter: FilterableColumn;
  /** Lower comes first; columns of one rank stay in their order. */
  rank: number;
}

/**
 * The columns of a table by which rows can be filtered: dates first, those that may say never before others, then words,
 * then numbers. Reads each row once for each of these columns: of 100,000 rows, some 20 ms a column.
 * @param facts of `describeColumns`
 * @param roles columns that say who it is or where it is to be done are none of them
 */
export async function filterableColumns(
  table: ListTable,
  facts: readonly ColumnFacts[],
  roles: ColumnRoles,
  pause: Pause,
): Promise<FilterableColumn[]> {
  const used = columnsWithRoles(roles);
  const offers: Offer[] = [];
  for (const one of facts) {
    if (used.has(one.column)) continue;
    const offer = await offerFor(table, one, pause);
    if (offer) offers.push(offer);
  }
  return offers.sort((a, b) => a.rank - b.rank).map(({ filter }) => filter);
}

/**
 * The filters that apply: none of a column that was given a role since, for it is not offered any more and its filter could
 * not be taken back.
 */
export function withoutRoleColumns(filters: readonly RowFilter[], roles: ColumnRoles): readonly RowFilter[] {
  const used = columnsWithRoles(roles);
  return filters.some(({ column }) => used.has(column))
    ? filters.filter(({ column }) => !used.has(column))
    : filters;
}

/** Types of members are left: guests and others can be told by them. */
function columnsWithRoles({
  accountId,
  email,
  name,
  groupId,
  groupName,
  action,
}: ColumnRoles): Set<number | undefined> {
  const names = name === undefined ? [] : Object.values(name);
  return new Set([accountId, email, ...names, groupId, groupName, action]);
}

async function offerFor(table: ListTable, facts: ColumnFacts, pause: Pause): Promise<Offer | undefined> {
  switch (facts.content) {
    case 'date':
      return offerDates(table, facts, pause);
    case 'words':
      return offerWords(table, facts, pause);
    case 'number':
      return (await offerNumbers(table, facts, pause)) ?? offerWords(table, facts, pause);
    case 'accountId':
    case 'email':
    case 'otherId':
    case 'name':
    case 'text':
    case 'empty':
      return undefined;
  }
}

async function offerDates(table: ListTable, facts: ColumnFacts, pause: Pause): Promise<Offer> {
  const { column, title } = facts;
  const order = await orderOf(table, column, pause);
  // What fits both ways is a date either way.
  const readDate = createDateReader(order ?? 'dayFirst');
  const counts = { dated: 0, never: 0, empty: 0, unreadable: 0 };
  await forEachWithPauses(table.rows, pause, ({ cells }) => {
    switch (readDate(cellText(cells, column)).is) {
      case 'day':
        counts.dated += 1;
        break;
      case 'never':
        counts.never += 1;
        break;
      case 'empty':
        counts.empty += 1;
        break;
      case 'unreadable':
        counts.unreadable += 1;
    }
  });
  return { filter: { kind: 'date', column, title, order, counts }, rank: rankOfDates(title, counts.never) };
}

/** "Last seen in Confluence" is what most come for. */
function rankOfDates(title: string, never: number): number {
  if (/confluence/i.test(title)) return 0;
  return never > 0 ? 1 : 2;
}

/** How the dates of a column are written: as most of those that fit one way; day first where it makes no difference. */
async function orderOf({ rows }: ListTable, column: number, pause: Pause): Promise<DateOrder | undefined> {
  const counts = { dayFirst: 0, monthFirst: 0, both: 0 };
  const known = new Map<string, DateOrder | 'both' | undefined>();
  await forEachWithPauses(rows, pause, ({ cells }) => {
    const text = cellText(cells, column);
    if (text === '') return;
    let order = known.get(text);
    if (order === undefined && !known.has(text)) {
      order = orderIn(text);
      known.set(text, order);
    }
    if (order) counts[order] += 1;
  });
  if (counts.dayFirst > 0 || counts.monthFirst > 0) {
    return counts.monthFirst > counts.dayFirst ? 'monthFirst' : 'dayFirst';
  }
  return counts.both > 0 ? undefined : 'dayFirst';
}

/** An empty cell is a value too: no access to a product, say. */
async function offerWords(
  { rows }: ListTable,
  { column, title }: ColumnFacts,
  pause: Pause,
): Promise<Offer | undefined> {
  const counts = new Map<string, number>();
  for (const [n, { cells }] of rows.entries()) {
    if (n % AT_A_STRETCH === 0) await pause();
    const value = cellText(cells, column);
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > FEW_VALUES) return undefined;
  }
  if (counts.size < 2 || counts.size === rows.length) return undefined;
  const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  return { filter: { kind: 'words', column, title, values }, rank: 3 };
}

async function offerNumbers(
  { rows }: ListTable,
  { column, title }: ColumnFacts,
  pause: Pause,
): Promise<Offer | undefined> {
  const different = new Set<number>();
  let [least, most, count] = [Infinity, -Infinity, 0];
  await forEachWithPauses(rows, pause, ({ cells }) => {
    const number = numberIn(cellText(cells, column));
    if (number === undefined) return;
    count += 1;
    different.add(number);
    least = Math.min(least, number);
    most = Math.max(most, number);
  });
  if (different.size <= 2) return undefined;
  // Numbers that are all different are most often those of people.
  const rank = different.size === count ? 5 : 4;
  return { filter: { kind: 'number', column, title, least, most }, rank };
}
