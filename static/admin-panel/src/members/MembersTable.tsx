import ArrowDownIcon from '@atlaskit/icon/core/arrow-down';
import ArrowUpIcon from '@atlaskit/icon/core/arrow-up';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import { useIsShown } from '../ui/shown';
import { TabIndexContext, useTabIndex } from '../ui/tabIndex';
import { FIRST_RECT, observeShownRect, ROWS_BEYOND_SIGHT, withNeighbors } from '../ui/virtualRows';
import { LoadingRow, MemberRow, NameRow } from './MemberRow';
import { membersMessages } from './membersMessages';
import styles from './MembersTable.module.css';
import { nextOrder, type Order } from './order';
import type { Rows } from './rows';
import { useDetail } from './useDetail';
import { HEADER, useRovingRows, type RowChoosing } from './useRovingRows';
import { useRowHeight } from './useRowHeight';

interface Props {
  groupName: string;
  /** What the table is called where it has not the members of a group. */
  label?: string;
  rows: Rows;
  /** A list this long has its own scroll bar. */
  scrolls: boolean;
  order: Order | undefined;
  onOrder: (order: Order | undefined) => void;
  /** Told which rows are in sight: from, to before. */
  onSight: (from: number, to: number) => void;
  /** How rows are chosen with the keyboard; absent where none can be. */
  choosing?: RowChoosing | undefined;
  /** The checkbox that chooses this person. */
  choice: (person: Person) => ReactNode;
  /** The checkbox that chooses everyone who has a row. */
  choiceOfAll: ReactNode;
  /** The action on this person. */
  action: (person: Person) => ReactNode;
  /** Whether there is anything to say of the last action on this person. */
  hasResult: (person: Person) => boolean;
  /** What the last action on this person came to. */
  result: (person: Person) => ReactNode;
}

/** Each column's place in the style sheet's grid, and what it sorts by. */
const COLUMNS = [
  { area: 'name', title: 'nameColumn', by: 'name' },
  { area: 'status', title: 'statusColumn', by: 'status' },
  { area: 'email', title: 'emailColumn' },
  { area: 'action', title: 'actionColumn' },
  { area: 'result', title: 'resultColumn' },
] as const;

/**
 * Table "Members of GROUP", one row a person; only rows in and near sight are in the document, and the keyboard goes from
 * row to row. The ARIA roles are spelled out because the rows are laid out as grids, which takes the table semantics of the
 * elements away in some browsers; row numbers tell where in the whole group a row is.
 */
export function MembersTable(props: Props) {
  const { groupName, label, rows, scrolls, order, onOrder, onSight, choosing } = props;
  const { choice, choiceOfAll, hasResult, action, result } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const isShown = useIsShown();
  const rowHeight = useRowHeight();
  const { detailed, onChange } = useDetail();
  const { active, isInside, handlers } = useRovingRows(table, {
    ...{ count: rows.count, choosing },
    pageSize: () => Math.max(1, to - from - 2),
  });
  const focused = isInside ? active : undefined;
  // A new function would have the place of all 50,000 rows reckoned again at every step.
  const getItemKey = useCallback((index: number) => rows.at(index)?.accountId ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: ROWS_BEYOND_SIGHT,
    initialRect: FIRST_RECT,
    observeElementRect: observeShownRect,
    useCachedMeasurements: !isShown, // Out of sight every row is of no height.
    onChange,
    useFlushSync: false, // So that a step is rendered once, with what onChange makes of it.
    // The row with the focus and those beside it stay in the document wherever one scrolls, for the keyboard to go on.
    rangeExtractor: (range) => withNeighbors(defaultRangeExtractor(range), focused, range.count),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  // A browser may forget how far a list was scrolled that is out of sight.
  useLayoutEffect(() => {
    const offset = virtualizer.scrollOffset ?? 0;
    if (isShown && offset > 0 && scroller.current) scroller.current.scrollTop = offset;
  }, [isShown, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const from = virtualizer.range?.startIndex ?? 0;
  const to = (virtualizer.range?.endIndex ?? 0) + 1;
  useEffect(() => onSight(from, to), [onSight, from, to, rows]);
  // From elsewhere one comes to what is in sight.
  const stop = isInside || active === HEADER ? active : Math.min(Math.max(active, from), to - 1);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-scrolls={scrolls || undefined}
      {...(scrolls && {
        role: 'region',
        'aria-label': label ?? membersMessages.text('listLabel', { group: groupName }),
      })}
    >
      <TabIndexContext.Provider value={-1}>
        <table
          ref={table}
          className={styles.table}
          role="table"
          aria-label={label ?? membersMessages.text('tableLabel', { group: groupName })}
          aria-rowcount={rows.count + 1}
          {...handlers}
        >
          <thead role="rowgroup" className={styles.head}>
            <tr role="row" className={styles.row} aria-rowindex={1} tabIndex={stop === HEADER ? 0 : -1}>
              <td role="cell" className={styles.choice}>
                {choiceOfAll}
              </td>
              {COLUMNS.map((column) => (
                <ColumnHeader key={column.area} {...column} order={order} onOrder={onOrder} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className={styles.body} style={{ blockSize: virtualizer.getTotalSize() }}>
            {items.map((item, nth) => {
              const person = rows.at(item.index);
              const place = { index: item.index, start: item.start, isStop: item.index === stop };
              if (!person) return <LoadingRow key={item.key} {...place} />;
              // A dialog that was opened from a row gives the focus back to what is in it.
              return nth < detailed || isBeside(item.index, active) ? (
                <MemberRow
                  key={item.key}
                  {...place}
                  person={person}
                  measure={hasResult(person) ? virtualizer.measureElement : null}
                  choice={choice}
                  action={action}
                  result={result}
                />
              ) : (
                <NameRow key={item.key} {...place} person={person} />
              );
            })}
          </tbody>
        </table>
      </TabIndexContext.Provider>
    </div>
  );
}

interface ColumnProps {
  area: (typeof COLUMNS)[number]['area'];
  title: (typeof COLUMNS)[number]['title'];
  by?: Order['by'];
  order: Order | undefined;
  onOrder: (order: Order | undefined) => void;
}

function ColumnHeader({ area, title, by, order, onOrder }: ColumnProps) {
  const text = membersMessages.text(title);
  return (
    <th
      role="columnheader"
      scope="col"
      className={styles[area]}
      aria-sort={by && order?.by === by ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      {by ? <SortButton title={text} by={by} order={order} onOrder={onOrder} /> : text}
    </th>
  );
}

interface SortProps {
  title: string;
  by: Order['by'];
  order: Order | undefined;
  onOrder: (order: Order | undefined) => void;
}

function SortButton({ title, by, order, onOrder }: SortProps) {
  const Icon = order?.descending === true ? ArrowDownIcon : ArrowUpIcon;
  return (
    <button
      type="button"
      className={styles.sort}
      tabIndex={useTabIndex()}
      onClick={() => onOrder(nextOrder(order, by))}
    >
      {title}
      <span className={styles.arrow} data-shown={order?.by === by || undefined}>
        <Icon label="" size="small" />
      </span>
    </button>
  );
}

function isBeside(index: number, active: number): boolean {
  return Math.abs(index - active) <= 1;
}
