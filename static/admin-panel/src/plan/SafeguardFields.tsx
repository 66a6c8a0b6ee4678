import { useId, type ReactNode } from 'react';
import { formatNumber } from '../i18n/formatText';
import { planSafeguardMessages } from './planSafeguardMessages';
import styles from './Safeguards.module.css';
import type { SafeguardState } from './useSafeguards';

/** What has to be typed before removals can be confirmed. */
export function SafeguardFields({ state }: { state: SafeguardState }) {
  const { safeguards, typed, onTypeName, onTypeCount } = state;
  if (!safeguards || safeguards.refused.length > 0) return null;
  const { names, count } = safeguards;
  if (names.length === 0 && !count) return null;
  return (
    <div className={styles.fields}>
      {names.map(({ id, name }) => (
        <Field key={id} value={typed.names.get(id) ?? ''} onChange={(text) => onTypeName(id, text)}>
          {planSafeguardMessages.node('typeName', { name: <bdi className={styles.wanted}>{name}</bdi> })}
        </Field>
      ))}
      {count && (
        <Field value={typed.count} onChange={onTypeCount} isNumber>
          {planSafeguardMessages.node('typeCount', {
            count: <span className={styles.wanted}>{formatNumber(count.people)}</span>,
          })}
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
