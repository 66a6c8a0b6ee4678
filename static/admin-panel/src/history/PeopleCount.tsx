import type { RunKind } from '../run/runKind';
import { Button } from '../ui/Button';
import styles from './History.module.css';
import { receiptMessages } from './receiptMessages';

interface Props {
  what: RunKind;
  /** Changes shown, and those that fit. */
  shown: number;
  fitting: number;
  /** What is searched for; empty where nothing is. */
  query: string;
  /** How much of the run is read, while the rest of it is looked through too. */
  reading: { read: number; total: number; hasFailed: boolean } | undefined;
  /** Names are on their way. */
  isLookingUp: boolean;
  onReadAgain: () => void;
}

/** How many of a run's people are shown, and how far a search in them is. */
export function PeopleCount({ what, shown, fitting, query, reading, isLookingUp, onReadAgain }: Props) {
  return (
    <div className={styles.count}>
      <span role="status">
        {reading
          ? receiptMessages.text(reading.hasFailed ? 'notAllRead' : 'reading', reading)
          : isLookingUp
            ? receiptMessages.text('lookingUp')
            : countText(what, shown, fitting, query)}
      </span>{' '}
      {reading?.hasFailed && (
        <Button spacing="compact" onClick={onReadAgain}>
          {receiptMessages.text('tryAgain')}
        </Button>
      )}
    </div>
  );
}

function countText(what: RunKind, shown: number, fitting: number, query: string): string {
  if (fitting === 0) {
    return query === ''
      ? receiptMessages.text('noneFitsOutcome')
      : receiptMessages.text('noneFits', { query });
  }
  return shown === fitting
    ? receiptMessages.text('shownPeople', { what, count: fitting })
    : receiptMessages.text('shownPart', { what, shown, count: fitting });
}
