import { Button } from '../../../ui/Button';
import { groupPageMessages as messages } from '../groupPageMessages';
import styles from './SelectionBar.module.css';

interface Props {
  count: number;
  /** How many more can be chosen at once, those chosen included; absent where all of them are. */
  all: { count: number; isEveryone: boolean } | undefined;
  /** Id of the words that say why they cannot be changed now; absent where they can. */
  blockedId: string | undefined;
  onSelectAll: () => void;
  onClear: () => void;
  onRemove: () => void;
  onMove: () => void;
  onExport: () => void;
}

/** How many people are chosen, and what can be done with them. */
export default function SelectionBar(props: Props) {
  const { count, all, blockedId, onSelectAll, onClear, onRemove, onMove, onExport } = props;
  const change = {
    ...({ spacing: 'compact', isDisabled: blockedId !== undefined } as const),
    ...(blockedId !== undefined && { 'aria-describedby': blockedId }),
  };
  return (
    <div className={styles.bar} role="group" aria-label={messages.text('selectedPeople')}>
      <span role="status" className={styles.count}>
        {messages.text('selected', { count })}
      </span>
      {all && (
        <Button appearance="subtle" spacing="compact" onClick={onSelectAll}>
          {messages.text(all.isEveryone ? 'selectAllOf' : 'selectShown', { count: all.count })}
        </Button>
      )}
      <Button appearance="subtle" spacing="compact" onClick={onClear}>
        {messages.text('clear')}
      </Button>
      <Button appearance="danger" {...change} onClick={onRemove}>
        {messages.text('removeSelected', { count })}
      </Button>
      <Button {...change} onClick={onMove}>
        {messages.text('moveTo')}
      </Button>
      <Button spacing="compact" onClick={onExport}>
        {messages.text('exportThese', { count })}
      </Button>
    </div>
  );
}
