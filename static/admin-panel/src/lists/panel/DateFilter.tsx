import { useId, useState } from 'react';
import { dayOf } from '../../ui/calendarDay';
import type { DateOrder, Day, FilterableColumn, RowFilter } from '../columns/rowFilter';
import { isOrderOpen } from '../listSettings';
import { columnTitle } from './columnTitle';
import { choiceOf, conditionOf, DATE_CHOICES } from './dateWhen';
import styles from './FilterFields.module.css';
import { listFilterMessages } from './listFilterMessages';

type DateColumn = Extract<FilterableColumn, { kind: 'date' }>;
type DateRowFilter = Extract<RowFilter, { kind: 'date' }>;

const ORDERS = ['dayFirst', 'monthFirst'] as const satisfies readonly DateOrder[];

interface Props {
  column: DateColumn;
  filter: DateRowFilter | undefined;
  onChange: (filter: DateRowFilter | undefined) => void;
}

/** A select by which rows are narrowed down to those with certain dates, and what else has to be said for it. */
export function DateFilter({ column, filter, onChange }: Props) {
  const id = useId();
  const title = columnTitle(column);
  const choice = choiceOf(filter?.when);
  const { empty, never, unreadable } = column.counts;
  const choices = DATE_CHOICES.filter((one) => one !== 'never' || never > 0 || one === choice);
  const day = filter && 'day' in filter.when ? filter.when.day : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        <bdi>{title}</bdi>
      </label>
      <select
        id={id}
        className={styles.input}
        value={choice}
        onChange={({ target }) => {
          const next = choices.find((one) => one === target.value) ?? 'any';
          const when = conditionOf(next, day ?? dayOf(new Date()));
          onChange(
            when && {
              ...{ kind: 'date', column: column.column, when },
              ...{ order: filter?.order ?? column.order, withEmpty: filter?.withEmpty ?? false },
            },
          );
        }}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {listFilterMessages.text(one)}
          </option>
        ))}
      </select>
      {filter && 'day' in filter.when && (
        <DayInput
          label={listFilterMessages.text('dayOf', { title })}
          day={filter.when.day}
          onChange={(next) => onChange({ ...filter, when: conditionOf(choice, next) ?? filter.when })}
        />
      )}
      {filter && column.order === undefined && filter.when.is !== 'never' && (
        <select
          className={styles.input}
          aria-label={listFilterMessages.text('orderOf', { title })}
          aria-invalid={isOrderOpen(filter)}
          value={filter.order ?? ''}
          onChange={({ target }) =>
            onChange({ ...filter, order: ORDERS.find((order) => order === target.value) })
          }
        >
          {isOrderOpen(filter) && <option value="">{listFilterMessages.text('chooseOrder')}</option>}
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {listFilterMessages.text(order)}
            </option>
          ))}
        </select>
      )}
      {filter && empty > 0 && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={filter.withEmpty}
            onChange={({ target }) => onChange({ ...filter, withEmpty: target.checked })}
          />
          {listFilterMessages.text('withEmpty', { count: empty })}
        </label>
      )}
      {filter && unreadable > 0 && (
        <p className={styles.note}>{listFilterMessages.text('noDate', { count: unreadable })}</p>
      )}
    </div>
  );
}

interface DayProps {
  label: string;
  day: Day;
  onChange: (day: Day) => void;
}

/** What is half typed changes nothing. */
function DayInput({ label, day, onChange }: DayProps) {
  const [text, setText] = useState(day);
  return (
    <input
      type="date"
      className={styles.input}
      aria-label={label}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value !== '' && target.validity.valid) onChange(target.value);
      }}
    />
  );
}
