import { Button } from '../ui/Button';
import { csvMessages } from './csvMessages';
import { useSaveCsv, type MakeCsv } from './useSaveCsv';

interface Props {
  /** What the button says. */
  label: string;
  make: MakeCsv;
  isDisabled?: boolean;
}

/** A button that saves a CSV file. */
export function SaveCsv({ label, make, isDisabled = false }: Props) {
  const { save, failed } = useSaveCsv();
  return (
    <span>
      <Button spacing="compact" isDisabled={isDisabled} onClick={() => save(make)}>
        {label}
      </Button>{' '}
      <span role="status">{failed && csvMessages.text('notMade')}</span>
    </span>
  );
}
