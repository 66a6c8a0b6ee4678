import { useState } from 'react';
import type { FilterableColumn, RowFilter } from '../columns/rowFilter';
import { columnTitle } from './columnTitle';
import styles from './FilterFields.module.css';
import { listFilterMessages } from './listFilterMessages';

type NumberColumn = Extract<FilterableColumn, { kind: 'number' }>;
type NumberRowFilter = Extract<RowFilter, { kind: 'number' }>;

interface Props {
  column: NumberColumn;
  filter: NumberRowFilter | undefined;
  onChange: (filter: NumberRowFilter | undefined) => void;
}

/** Between which numbers the cells of a column have to be. */
export function NumberFilter({ column, filter, onChange }: Props) {
  const { least, most } = column;
  const title = columnTitle(column);
  const change = (atLeast: number | undefined, atMost: number | undefined) =>
    onChange(
      atLeast === undefined && atMost === undefined
        ? undefined
        : {
            ...{ kind: 'number', column: column.column },
            ...(atLeast !== undefined && { atLeast }),
            ...(atMost !== undefined && { atMost }),
          },
    );
  return (
    <div className={styles.field} role="group" aria-label={title}>
      <bdi className={styles.label}>{title}</bdi>
      <div className={styles.pair}>
        <NumberInput
          label={listFilterMessages.text('atLeast')}
          placeholder={String(least)}
          value={filter?.atLeast}
          onChange={(value) => change(value, filter?.atMost)}
        />
        <NumberInput
          label={listFilterMessages.text('atMost')}
          placeholder={String(most)}
          value={filter?.atMost}
          onChange={(value) => change(filter?.atLeast, value)}
        />
      </div>
    </div>
  );
}

interface InputProps {
  label: string;
  placeholder: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** What is half typed counts as nothing. */
function NumberInput({ label, placeholder, value, onChange }: InputProps) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  return (
    <label className={styles.number}>
      <span className={styles.note}>{label}</span>
      <input
        type="number"
        step="any"
        className={styles.input}
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          onChange(Number.isFinite(target.valueAsNumber) ? target.valueAsNumber : undefined);
        }}
      />
    </label>
  );
}
