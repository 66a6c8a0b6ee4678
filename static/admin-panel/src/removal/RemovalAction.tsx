import Button from '@atlaskit/button/default/button';
import type { RowState } from './rowState';

interface Props {
  name: string;
  state: RowState | undefined;
  /** Set while nothing can be sent, such as offline. */
  disabled: boolean;
  onRemove: () => void;
  onCheck: () => void;
}

/** What can be done about a person now: Remove, or Check where it is open whether that happened. */
export function RemovalAction({ name, state, disabled, onRemove, onCheck }: Props) {
  const toCheck = state?.status === 'unconfirmed' || state?.status === 'checking';
  const verb = toCheck ? 'Check' : 'Remove';
  // One button throughout, so that it keeps the focus while its meaning changes.
  return (
    <Button
      spacing="compact"
      isLoading={state?.status === 'removing' || state?.status === 'checking'}
      isDisabled={disabled}
      aria-label={`${verb} ${name}`}
      onClick={toCheck ? onCheck : onRemove}
    >
      {verb}
    </Button>
  );
}
