import Button from '@atlaskit/button/default/button';
import { number } from '../ui/number';
import styles from './SelectionBar.module.css';
import { selectedText } from './words';

interface Props {
  count: number;
  /** Those of them who have no row in the table. */
  hidden: number;
  /** What else is to be known of the choice. */
  note: string | undefined;
  /** Why they cannot be removed now. */
  blocked: string | undefined;
  onRemove: () => void;
  onClear: () => void;
}

/** How many people are chosen, and what can be done with them. */
export default function SelectionBar({ count, hidden, note, blocked, onRemove, onClear }: Props) {
  return (
    <div className={styles.bar} role="group" aria-label="Selected people">
      <span role="status">{selectedText(count, hidden)}</span>
      <Button appearance="subtle" spacing="compact" onClick={onClear}>
        Clear selection
      </Button>
      <span className={styles.remove}>
        <Button appearance="danger" spacing="compact" isDisabled={blocked !== undefined} onClick={onRemove}>
          Remove selected ({number(count)})
        </Button>
      </span>
      <p role="status" className={styles.note}>
        {blocked ?? note}
      </p>
    </div>
  );
}
