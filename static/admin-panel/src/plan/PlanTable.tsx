import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Group } from '../../../../src/contract';
import type { Chosen } from '../directory/chosen';
import { useRovingRows } from '../members/useRovingRows';
import { useIsShown } from '../ui/shown';
import { TabIndexContext } from '../ui/tabIndex';
import { useMediaQuery } from '../ui/useMediaQuery';
import { FIRST_RECT, observeShownRect, ROWS_BEYOND_SIGHT, withNeighbors } from '../ui/virtualRows';
import type { Effect } from './effects';
import { lineText, type FilesOfList } from './lineText';
import type { PlanFlag } from './planFlags';
import { planMessages } from './planMessages';
import { PlanRow } from './PlanRow';
import styles from './PlanTable.module.css';
import type { PlanEntry } from './preparedPlan';
import type { PlanPeople } from './usePlanPeople';

interface Props {
  /** At least one. */
  rows: readonly PlanEntry[];
  people: PlanPeople;
  /** By id. */
  groups: ReadonlyMap<string, Group>;
  files: FilesOfList;
  effectOf: (entry: PlanEntry) => Effect;
  flagsOf: (person: Chosen) => PlanFlag[];
  /** Absent where nothing can be taken out. */
  onTakeOut: ((entry: PlanEntry) => void) | undefined;
}

const COLUMNS = [
  { area: 'person', title: 'columnPerson' },
  { area: 'group', title: 'columnGroup' },
  { area: 'change', title: 'columnChange' },
  { area: 'effect', title: 'columnEffect' },
  { area: 'takeOut', title: 'columnTakeOut' },
] as const;

/** Where the style sheet lays a row out in lines. */
const NARROW = '(width < 800px)';
/** Lines of text and the space around them, rem. */
const HEIGHTS = { wide: 3.25, narrow: 6.75 };
/** A list of more rows has a scroll bar of its own. */
const ROWS_WITHOUT_BAR = 50;

/**
 * Table "Planned changes", a row a change; only rows in and near sight are in the document, and the keyboard goes from row
 * to row. The roles are spelled out because rows laid out as grids lose them in some browsers; row numbers tell where among
 * all changes a row is.
 */
export function PlanTable({ rows, people, groups, files, effectOf, flagsOf, onTakeOut }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const isShown = useIsShown();
  const rowHeight = useRowHeightPx();
  const { active, isInside, handlers } = useRovingRows(table, {
    ...{ count: rows.length, choosing: undefined },
    pageSize: () => Math.max(1, to - from - 2),
  });
  const focused = isInside ? active : undefined;
  // A new function would have the place of all 50,000 rows reckoned again at every step.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: ROWS_BEYOND_SIGHT,
    initialRect: FIRST_RECT,
    observeElementRect: observeShownRect,
    useFlushSync: false,
    rangeExtractor: (range) => withNeighbors(defaultRangeExtractor(range), focused, range.count),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  // A browser may forget how far a list was scrolled that is out of sight.
  useLayoutEffect(() => {
    const offset = virtualizer.scrollOffset ?? 0;
    if (isShown && offset > 0 && scroller.current) scroller.current.scrollTop = offset;
  }, [isShown, virtualizer]);
  const from = virtualizer.range?.startIndex ?? 0;
  const to = (virtualizer.range?.endIndex ?? 0) + 1;
  // From elsewhere one comes to what is in sight.
  const stop = isInside ? active : Math.min(Math.max(active, from), to - 1);
  const scrolls = rows.length > ROWS_WITHOUT_BAR;
  const isOneGroup = groups.size === 1;

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-scrolls={scrolls || undefined}
      {...(scrolls && { role: 'region', 'aria-label': planMessages.text('list') })}
    >
      <TabIndexContext.Provider value={-1}>
        <table
          ref={table}
          className={styles.table}
          role="table"
          aria-label={planMessages.text('table')}
          aria-rowcount={rows.length + 1}
          {...handlers}
        >
          <thead role="rowgroup" className={styles.head}>
            <tr role="row" className={styles.row} aria-rowindex={1}>
              {COLUMNS.map(({ area, title }) => (
                <th key={area} role="columnheader" scope="col" className={styles[area]}>
                  {planMessages.text(title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className={styles.body} style={{ blockSize: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ key, index, start }) => {
              const entry = rows[index];
              if (!entry) return null;
              const { groupId, accountId } = entry;
              const person = people.personOf(accountId);
              return (
                <PlanRow
                  key={key}
                  {...{ index, start, entry, person, isOneGroup, onTakeOut }}
                  isStop={index === stop}
                  groupName={groups.get(groupId)?.name ?? groupId}
                  effect={effectOf(entry)}
                  line={lineText(entry, files)}
                  flags={flagsOf(person)}
                />
              );
            })}
          </tbody>
        </table>
      </TabIndexContext.Provider>
    </div>
  );
}

/** All rows are of one height, so that none has to be measured. px */
function useRowHeightPx(): number {
  const isNarrow = useMediaQuery(NARROW);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return HEIGHTS[isNarrow ? 'narrow' : 'wide'] * rem + 1; // Its border.
}
