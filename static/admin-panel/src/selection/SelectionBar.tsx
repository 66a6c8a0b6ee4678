import Button from '@atlaskit/button/default/button';
import { number } from '../ui/number';
import styles from './SelectionBar.module.css';

interface Props {
  count: number;
  /** Why they cannot be removed now. */
  blocked: string | undefined;
  onRemove: () => void;
  onClear: () => void;
}

/** How many people are chosen, and what can be done with them. */
export function SelectionBar({ count, blocked, onRemove, onClear }: Props) {
  return (
    <div className={styles.bar} role="group" aria-label="Selected people">
      <span role="status">{count === 1 ? '1 person selected' : `${number(count)} people selected`}</span>
      <Button appearance="danger" spacing="compact" isDisabled={blocked !== undefined} onClick={onRemove}>
        Remove selected ({number(count)})
      </Button>
      <Button appearance="subtle" spacing="compact" onClick={onClear}>
        Clear selection
      </Button>
      {blocked !== undefined && <span className={styles.blocked}>{blocked}</span>}
    </div>
  );
}
