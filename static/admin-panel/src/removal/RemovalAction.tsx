import { Button } from '../ui/Button';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { useTabIndex } from '../ui/tabIndex';
import styles from './Removal.module.css';
import { removalMessages } from './removalMessages';
import { rowActionsFor } from './rowActions';
import type { RowState } from './rowState';

interface Props {
  name: string;
  state: RowState | undefined;
  /** No one can be removed here: what was asked for before can be checked all the same. */
  isReadOnly: boolean;
  onRemove: () => void;
  onCheck: () => void;
}

const NAMES = { remove: 'removeName', check: 'checkName' } as const;

/** What can be done about a person now: Remove, or Check where it is open whether that happened, or both. */
export function RemovalAction({ name, state, isReadOnly, onRemove, onCheck }: Props) {
  const tabIndex = useTabIndex();
  const actions = rowActionsFor(state).filter((action) => action === 'check' || !isReadOnly);
  const isUnderWay = state?.status === 'removing' || state?.status === 'checking';
  return (
    <span {...KEEPS_FOCUS} className={styles.actions} data-quiet={state === undefined || undefined}>
      {actions.map((action, n) => (
        <Button
          // From the end: the last button keeps the focus while its meaning changes.
          key={actions.length - n}
          spacing="compact"
          tabIndex={tabIndex}
          isLoading={isUnderWay}
          aria-label={removalMessages.text(NAMES[action], { name })}
          onClick={action === 'check' ? onCheck : onRemove}
        >
          {removalMessages.text(action)}
        </Button>
      ))}
    </span>
  );
}
