import { useId } from 'react';
import styles from './Filters.module.css';

interface Props<Value extends string> {
  label: string;
  /** What the choice of all of them is called. */
  all: string;
  choices: readonly { value: Value; title: string }[];
  /** All of them where it is absent. */
  selected: Value | undefined;
  onSelect: (value: Value | undefined) => void;
}

/** A select that narrows a list down to one of a few values. */
export function ChoiceField<Value extends string>({ label, all, choices, selected, onSelect }: Props<Value>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.input}
        value={selected ?? ''}
        onChange={({ target }) => onSelect(choices.find(({ value }) => value === target.value)?.value)}
      >
        <option value="">{all}</option>
        {choices.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
