import { useId, useMemo, useState } from 'react';
import type { Pause } from '../../host/createPause';
import { Button } from '../../ui/Button';
import { useComputed } from '../../ui/useComputed';
import { settleColumns, type ChosenColumns } from '../columns/chosenColumns';
import { filterableColumns } from '../columns/filterableColumns';
import type { FilterableColumn, RowFilter } from '../columns/rowFilter';
import type { ColumnRoles } from '../columns/tableColumns';
import { withFilter } from '../listSettings';
import type { TableColumns } from '../read/readSource';
import { DateFilter } from './DateFilter';
import styles from './FilterFields.module.css';
import { listFilterMessages } from './listFilterMessages';
import { NumberFilter } from './NumberFilter';
import { WordsFilter } from './WordsFilter';

/** Columns that are shown at once. */
const SHOWN = 6;
const NONE: readonly FilterableColumn[] = [];

interface Props {
  columns: TableColumns;
  chosen: ChosenColumns;
  filters: readonly RowFilter[];
  /** Rows, and those of them that pass the filters; undefined while that is not known or where there are none. */
  rows: number;
  passing: number | undefined;
  onChange: (filters: readonly RowFilter[]) => void;
}

/** "Only rows where": a field for each column that rows can be narrowed down by. */
export function FilterFields({ columns, chosen, filters, rows, passing, onChange }: Props) {
  const [areAllShown, setAreAllShown] = useState(false);
  const titleId = useId();
  const input = useMemo(
    () => ({ ...columns, roles: settleColumns(columns.proposal, chosen).roles }),
    [columns, chosen],
  );
  const { output } = useComputed(input, findFilterable);
  const filterable = output ?? NONE;
  if (filterable.length === 0) return null;
  const isFiltered = ({ column }: FilterableColumn) => filters.some((filter) => filter.column === column);
  const shown = areAllShown
    ? filterable
    : filterable.filter((column, index) => index < SHOWN || isFiltered(column));
  return (
    <div role="group" aria-labelledby={titleId} className={styles.filters}>
      <div className={styles.head}>
        <span id={titleId} className={styles.title}>
          {listFilterMessages.text('onlyRows')}
        </span>
        {passing !== undefined && (
          <span className={styles.note}>{listFilterMessages.text('passing', { passing, rows })}</span>
        )}
      </div>
      <div className={styles.fields}>
        {shown.map((column) => (
          <ColumnFilter
            key={`${column.column} ${column.kind}`}
            {...{ column }}
            filter={filters.find((filter) => filter.column === column.column)}
            onChange={(filter) => onChange(withFilter(filters, column.column, filter))}
          />
        ))}
      </div>
      {(areAllShown || shown.length < filterable.length) && filterable.length > SHOWN && (
        <div className={styles.more}>
          <Button
            spacing="compact"
            appearance="subtle"
            aria-expanded={areAllShown}
            onClick={() => setAreAllShown(!areAllShown)}
          >
            {listFilterMessages.text(areAllShown ? 'fewerColumns' : 'moreColumns')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface FilterProps {
  column: FilterableColumn;
  filter: RowFilter | undefined;
  onChange: (filter: RowFilter | undefined) => void;
}

function ColumnFilter({ column, filter, onChange }: FilterProps) {
  switch (column.kind) {
    case 'date':
      return <DateFilter {...{ column, onChange }} filter={filter?.kind === 'date' ? filter : undefined} />;
    case 'words':
      return <WordsFilter {...{ column, onChange }} filter={filter?.kind === 'words' ? filter : undefined} />;
    case 'number':
      return (
        <NumberFilter {...{ column, onChange }} filter={filter?.kind === 'number' ? filter : undefined} />
      );
  }
}

function findFilterable(input: TableColumns & { roles: ColumnRoles }, pause: Pause) {
  return filterableColumns(input.table, input.facts, input.roles, pause);
}
