import { useId } from 'react';
import type { RunKind } from '../run/runKind';
import { titleOfOutcome, type OutcomeChoice, type OutcomeFilter } from './outcome';
import styles from './OutcomeSelect.module.css';
import { receiptMessages } from './receiptMessages';

interface Props {
  outcomes: readonly OutcomeChoice[];
  /** Changes in all. */
  total: number;
  /** What the run does as a whole. */
  what: RunKind;
  selected: OutcomeFilter;
  onSelect: (filter: OutcomeFilter) => void;
}

/** Select "Outcome": shows only what has it. Nothing where all have the same. */
export function OutcomeSelect({ outcomes, total, what, selected, onSelect }: Props) {
  const id = useId();
  if (outcomes.length < 2 && selected === 'all') return null;
  const choices = withSelected(outcomes, selected, what);
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {receiptMessages.text('outcome')}
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
        <option value="all">{receiptMessages.text('all', { count: total })}</option>
        {choices.map(({ filter, title, count }) => (
          <option key={filter} value={filter}>
            {count === undefined ? title : receiptMessages.text('outcomeCount', { outcome: title, count })}
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
  what: RunKind,
): readonly OutcomeChoice[] {
  if (selected === 'all' || outcomes.some(({ filter }) => filter === selected)) return outcomes;
  return [...outcomes, { filter: selected, title: titleOfOutcome(selected, what), count: 0 }];
}
