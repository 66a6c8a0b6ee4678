import { useId, useState } from 'react';
import styles from './Filters.module.css';

/** No change is older: a year that is still being typed counts as none. */
const EARLIEST = '2020-01-01';

interface Props {
  label: string;
  /** `2026-11-28`; absent where none is chosen. */
  day: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A date that a list is narrowed down by. What is half typed changes nothing. */
export function DayField({ label, day = '', onChange }: Props) {
  const id = useId();
  const [text, setText] = useState(day);
  const [lastDay, setLastDay] = useState(day);
  if (day !== lastDay) {
    setLastDay(day);
    setText(day);
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        className={styles.input}
        min={EARLIEST}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          if (target.validity.valid) onChange(target.value || undefined);
        }}
      />
    </div>
  );
}
