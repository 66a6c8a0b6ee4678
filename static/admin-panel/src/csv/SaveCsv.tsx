import Button from '@atlaskit/button/default/button';
import { useState } from 'react';
import { useAnnounce } from '../ui/announcer';
import { useOneAtATime } from '../ui/oneAtATime';
import { saveFile } from './saveFile';

interface Props {
  /** What the button says. */
  label: string;
  /** Makes the file; its code may have to be fetched first, and what it tells of read. */
  make: () => Promise<{ name: string; text: string }>;
  isDisabled?: boolean;
}

/** A button that saves a CSV file. */
export function SaveCsv({ label, make, isDisabled = false }: Props) {
  const announce = useAnnounce();
  const [failed, setFailed] = useState(false);
  const tasks = useOneAtATime();
  const save = async () => {
    try {
      const { name, text } = await make();
      saveFile(name, 'text/csv;charset=utf-8', text);
      setFailed(false);
      announce(`Saved ${name}.`);
    } catch (error) {
      console.info('The file was not made.', error);
      setFailed(true);
    }
  };
  return (
    <span>
      <Button spacing="compact" isDisabled={isDisabled} onClick={() => void tasks.run('save', save)}>
        {label}
      </Button>{' '}
      <span role="status">{failed && 'The file could not be made. Check the connection and try again.'}</span>
    </span>
  );
}
