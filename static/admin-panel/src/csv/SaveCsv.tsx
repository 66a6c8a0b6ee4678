import { Button } from '../ui/Button';
import { csvMessages } from './csvMessages';
import { useSaveCsv, type MakeCsv } from './useSaveCsv';

interface Props {
  /** What the button says. */
  label: string;
  /** What it is called, where others say the same; begins with the label. */
  accessibleName?: string;
  make: MakeCsv;
  isDisabled?: boolean;
}

/** A button that saves a CSV file. */
export function SaveCsv({ label, accessibleName, make, isDisabled = false }: Props) {
  const { save, failed } = useSaveCsv();
  return (
    <span>
      <Button
        spacing="compact"
        isDisabled={isDisabled}
        onClick={() => save(make)}
        {...(accessibleName !== undefined && { 'aria-label': accessibleName })}
      >
        {label}
      </Button>{' '}
      <span role="status">{failed && csvMessages.text('notMade')}</span>
    </span>
  );
}
