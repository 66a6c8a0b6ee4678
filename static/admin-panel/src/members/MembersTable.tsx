import ArrowDownIcon from '@atlaskit/icon/core/arrow-down';
import ArrowUpIcon from '@atlaskit/icon/core/arrow-up';
import { defaultRangeExtractor, observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import { LoadingRow, MemberRow, NameRow } from './MemberRow';
import styles from './MembersTable.module.css';
import { nextOrder, type Order } from './order';
import type { Rows } from './rows';
import { useIsShown } from '../ui/shown';
import { useDetail } from './useDetail';
import { useRowHeight } from './useRowHeight';

interface Props {
  groupName: string;
  rows: Rows;
  /** A list this long has its own scroll bar. */
  scrolls: boolean;
  order: Order | undefined;
  onOrder: (order: Order | undefined) => void;
  /** Told which rows are in sight: from, to before. */
  onSight: (from: number, to: number) => void;
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

/** Each column's place in the style sheet's grid, its title, and what it sorts by. */
const COLUMNS: readonly { area: string; title: string; by?: Order['by'] }[] = [
  { area: 'name', title: 'Name', by: 'name' },
  { area: 'status', title: 'Status', by: 'status' },
  { area: 'email', title: 'Email' },
  { area: 'accountId', title: 'Account ID' },
  { area: 'action', title: 'Action' },
  { area: 'result', title: 'Result' },
];

const ROWS_BEYOND_SIGHT = 4;
/** Before the browser has said how high the table is: enough for the first rows. */
const FIRST_RECT = { width: 1_000, height: 400 };

/**
 * Table "Members of GROUP", one row a person; only rows in and near sight are in the document. The ARIA roles are
 * spelled out because the rows are laid out as grids, which takes the table semantics of the elements away in some
 * browsers; row numbers tell where in the whole group a row is.
 */
export function MembersTable(props: Props) {
  const {
    groupName,
    rows,
    scrolls,
    order,
    onOrder,
    onSight,
    choice,
    choiceOfAll,
    hasResult,
    action,
    result,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isShown = useIsShown();
  const rowHeight = useRowHeight();
  const { detailed, onChange } = useDetail();
  const [focused, setFocused] = useState<number>();
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

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-scrolls={scrolls || undefined}
      {...(scrolls && { role: 'region', 'aria-label': `List of ${groupName}`, tabIndex: 0 })}
    >
      <table
        className={styles.table}
        role="table"
        aria-label={`Members of ${groupName}`}
        aria-rowcount={rows.count + 1}
      >
        <thead role="rowgroup" className={styles.head}>
          <tr role="row" className={styles.row} aria-rowindex={1}>
            <td role="cell" className={styles.choice}>
              {choiceOfAll}
            </td>
            {COLUMNS.map(({ area, title, by }) => (
              <th
                key={area}
                role="columnheader"
                scope="col"
                className={styles[area]}
                aria-sort={
                  by && order?.by === by ? (order.descending ? 'descending' : 'ascending') : undefined
                }
              >
                {by ? <SortButton title={title} by={by} order={order} onOrder={onOrder} /> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          role="rowgroup"
          className={styles.body}
          style={{ blockSize: virtualizer.getTotalSize() }}
          onFocus={(event) => setFocused(rowIndexOf(event.target))}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget)) setFocused(undefined);
          }}
        >
          {items.map((item, order) => {
            const person = rows.at(item.index);
            const place = { index: item.index, start: item.start };
            if (!person) return <LoadingRow key={item.key} {...place} />;
            return order < detailed || isBeside(item.index, focused) ? (
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
    </div>
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
    <button type="button" className={styles.sort} onClick={() => onOrder(nextOrder(order, by))}>
      {title}
      <span className={styles.arrow} data-shown={order?.by === by || undefined}>
        <Icon label="" size="small" />
      </span>
    </button>
  );
}

/** Out of sight a list has no size: it keeps the one it had, and with it the rows that are looked at. */
const observeShownRect: typeof observeElementRect = (list, onRect) =>
  observeElementRect(list, (rect) => {
    if (rect.height > 0) onRect(rect);
  });

function withNeighbors(indexes: number[], focused: number | undefined, count: number): number[] {
  if (focused === undefined) return indexes;
  const kept = [focused - 1, focused, focused + 1].filter((index) => index >= 0 && index < count);
  return [...new Set([...kept, ...indexes])].sort((a, b) => a - b);
}

function isBeside(index: number, focused: number | undefined): boolean {
  return focused !== undefined && Math.abs(index - focused) <= 1;
}

function rowIndexOf(element: Element): number | undefined {
  const index = element.closest<HTMLElement>('[data-index]')?.dataset.index;
  return index === undefined ? undefined : Number(index);
}
