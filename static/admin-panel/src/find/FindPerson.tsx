import SearchIcon from '@atlaskit/icon/core/search';
import { useId } from 'react';
import styles from './FindPerson.module.css';

/** Enough for any name, in characters. */
const MAX_QUERY = 255;

interface Props {
  value: string;
  onChange: (value: string) => void;
}

/** Searchbox "Find a person". */
export function FindPerson({ value, onChange }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        Find a person
      </label>
      <span className={styles.icon}>
        <SearchIcon label="" size="small" />
      </span>
      <input
        id={id}
        type="search"
        className={styles.input}
        placeholder="Name, email, or account ID"
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_QUERY}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
