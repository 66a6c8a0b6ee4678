import { useId, type ReactNode } from 'react';
import { number } from '../../ui/number';
import styles from './Safeguards.module.css';
import type { SafeguardState } from './useSafeguards';

interface Props {
  state: SafeguardState;
  groupName: string;
  /** People who would be removed. */
  people: number;
}

/** What has to be typed before the removal can be confirmed. */
export function SafeguardFields({ state: { safeguards, typed, onType }, groupName, people }: Props) {
  if (!safeguards || safeguards.refusal || !(safeguards.name || safeguards.count)) return null;
  return (
    <div className={styles.fields}>
      {safeguards.name && (
        <Field value={typed.name} onChange={(name) => onType({ name })}>
          Type the group’s name to confirm: <bdi className={styles.wanted}>{groupName}</bdi>
        </Field>
      )}
      {safeguards.count && (
        <Field value={typed.count} onChange={(count) => onType({ count })} isNumber>
          Type <span className={styles.wanted}>{number(people)}</span> to confirm the number of people
        </Field>
      )}
    </div>
  );
}

interface FieldProps {
  children: ReactNode;
  value: string;
  isNumber?: boolean;
  onChange: (value: string) => void;
}

function Field({ children, value, isNumber = false, onChange }: FieldProps) {
  const id = useId();
  return (
    <div>
      <label className={styles.label} htmlFor={id}>
        {children}
      </label>
      <input
        id={id}
        type="text"
        inputMode={isNumber ? 'numeric' : 'text'}
        className={styles.input}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
