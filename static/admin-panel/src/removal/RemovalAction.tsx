import Button from '@atlaskit/button/default/button';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import styles from './Removal.module.css';
import { rowActionsFor, type RowAction } from './rowActions';
import type { RowState } from './rowState';

interface Props {
  name: string;
  state: RowState | undefined;
  /** No one can be removed here: what was asked for before can be checked all the same. */
  isReadOnly: boolean;
  onRemove: () => void;
  onCheck: () => void;
}

const VERBS: Record<RowAction, string> = { remove: 'Remove', check: 'Check' };

/** What can be done about a person now: Remove, or Check where it is open whether that happened, or both. */
export function RemovalAction({ name, state, isReadOnly, onRemove, onCheck }: Props) {
  const actions = rowActionsFor(state).filter((action) => action === 'check' || !isReadOnly);
  const isUnderWay = state?.status === 'removing' || state?.status === 'checking';
  return (
    <span {...KEEPS_FOCUS} className={styles.actions}>
      {actions.map((action, n) => (
        <Button
          // From the end: the last button keeps the focus while its meaning changes.
          key={actions.length - n}
          spacing="compact"
          isLoading={isUnderWay}
          aria-label={`${VERBS[action]} ${name}`}
          onClick={action === 'check' ? onCheck : onRemove}
        >
          {VERBS[action]}
        </Button>
      ))}
    </span>
  );
}
