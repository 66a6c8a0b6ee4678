import { useId } from 'react';
import type { RecordedPerson, RunAction } from '../../../../src/contract';
import { number } from '../ui/number';
import styles from './OutcomeSelect.module.css';
import { outcomesAmong, type OutcomeFilter } from './outcome';

interface Props {
  people: readonly RecordedPerson[];
  action: RunAction;
  selected: OutcomeFilter;
  onSelect: (filter: OutcomeFilter) => void;
}

/** Select "Outcome": shows those people only who have it. Nothing where all have the same. */
export function OutcomeSelect({ people, action, selected, onSelect }: Props) {
  const id = useId();
  const outcomes = outcomesAmong(people, action);
  if (outcomes.length < 2 && selected === 'all') return null;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        Outcome
      </label>
      <select
        id={id}
        className={styles.select}
        value={selected}
        onChange={({ target }) => {
          const chosen = outcomes.find(({ filter }) => filter === target.value);
          onSelect(chosen?.filter ?? 'all');
        }}
      >
        <option value="all">All ({number(people.length)})</option>
        {outcomes.map(({ filter, title, count }) => (
          <option key={filter} value={filter}>
            {title} ({number(count)})
          </option>
        ))}
      </select>
    </div>
  );
}
