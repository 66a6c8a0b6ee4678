import Button from '@atlaskit/button/default/button';
import { leavesOpen } from '../../../../src/membership/errorTraits';
import styles from './Removal.module.css';
import type { RowState } from './rowState';

interface Props {
  name: string;
  state: RowState | undefined;
  onRemove: () => void;
  onCheck: () => void;
}

/** What can be done about a person now: Remove, or Check where it is open whether that happened, or both. */
export function RemovalAction({ name, state, onRemove, onCheck }: Props) {
  const open = isOpen(state);
  const verb = open ? 'Check' : 'Remove';
  return (
    <span className={styles.actions}>
      {state?.status === 'stillMember' && (
        <Button spacing="compact" aria-label={`Check ${name}`} onClick={onCheck}>
          Check
        </Button>
      )}
      {/* One button throughout, so that it keeps the focus while its meaning changes. */}
      <Button
        spacing="compact"
        isLoading={state?.status === 'removing' || state?.status === 'checking'}
        aria-label={`${verb} ${name}`}
        onClick={open ? onCheck : onRemove}
      >
        {verb}
      </Button>
    </span>
  );
}

/** Whether asking Confluence can tell more than is known. */
function isOpen(state: RowState | undefined): boolean {
  switch (state?.status) {
    case 'checking':
    case 'checkFailed':
      return true;
    case 'unconfirmed':
      return leavesOpen(state.error.kind);
    case undefined:
    case 'removing':
    case 'failed':
    case 'notAttempted':
    case 'stillMember':
      return false;
  }
}
