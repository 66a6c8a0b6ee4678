import { useId } from 'react';
import type { ActionWords } from '../run/actionWords';
import { number } from '../ui/number';
import styles from './OutcomeSelect.module.css';
import { titleOfOutcome, type OutcomeChoice, type OutcomeFilter } from './outcome';

interface Props {
  outcomes: readonly OutcomeChoice[];
  /** Changes in all. */
  total: number;
  /** For the run as a whole. */
  words: ActionWords;
  selected: OutcomeFilter;
  onSelect: (filter: OutcomeFilter) => void;
}

/** Select "Outcome": shows only what has it. Nothing where all have the same. */
export function OutcomeSelect({ outcomes, total, words, selected, onSelect }: Props) {
  const id = useId();
  if (outcomes.length < 2 && selected === 'all') return null;
  const choices = withSelected(outcomes, selected, words);
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

/** What is chosen stays there to be seen, though nothing may have it any more. */
function withSelected(
  outcomes: readonly OutcomeChoice[],
  selected: OutcomeFilter,
  words: ActionWords,
): readonly OutcomeChoice[] {
  if (selected === 'all' || outcomes.some(({ filter }) => filter === selected)) return outcomes;
  return [...outcomes, { filter: selected, title: titleOfOutcome(selected, words), count: 0 }];
}
