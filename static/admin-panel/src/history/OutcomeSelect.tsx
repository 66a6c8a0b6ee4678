import { useId } from 'react';
import type { RunAction } from '../../../../src/contract';
import { number } from '../ui/number';
import styles from './OutcomeSelect.module.css';
import { outcomeTitle, type OutcomeChoice, type OutcomeFilter } from './outcome';

interface Props {
  outcomes: readonly OutcomeChoice[];
  /** People in all. */
  total: number;
  action: RunAction;
  selected: OutcomeFilter;
  onSelect: (filter: OutcomeFilter) => void;
}

/** Select "Outcome": shows those people only who have it. Nothing where all have the same. */
export function OutcomeSelect({ outcomes, total, action, selected, onSelect }: Props) {
  const id = useId();
  if (outcomes.length < 2 && selected === 'all') return null;
  const choices = withSelected(outcomes, selected, action);
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
          const chosen = choices.find(({ filter }) => filter === target.value);
          onSelect(chosen?.filter ?? 'all');
        }}
      >
        <option value="all">All ({number(total)})</option>
        {choices.map(({ filter, title, count }) => (
          <option key={filter} value={filter}>
            {count === undefined ? title : `${title} (${number(count)})`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What is chosen stays there to be seen, though nobody may have it any more. */
function withSelected(
  outcomes: readonly OutcomeChoice[],
  selected: OutcomeFilter,
  action: RunAction,
): readonly OutcomeChoice[] {
  if (selected === 'all' || outcomes.some(({ filter }) => filter === selected)) return outcomes;
  return [...outcomes, { filter: selected, title: outcomeTitle(selected, action), count: 0 }];
}
