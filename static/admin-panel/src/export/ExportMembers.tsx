import Button from '@atlaskit/button/default/button';
import { useState } from 'react';
import type { Person } from '../../../../src/contract';
import { useAnnounce } from '../ui/announcer';
import { saveFile } from './saveFile';

interface Props {
  groupName: string;
  /** Whom the file shall list, in that order. */
  people: () => readonly Person[];
  /** Which of the members those are, as the button says it: "all 240". */
  what: string;
}

/** Button "Export …": the people as a CSV file. */
export function ExportMembers({ groupName, people, what }: Props) {
  const announce = useAnnounce();
  const [failed, setFailed] = useState(false);
  const save = async () => {
    try {
      const { csvFileName, membersCsv } = await import('./membersCsv');
      const name = csvFileName(groupName, 'members', new Date());
      saveFile(name, 'text/csv;charset=utf-8', membersCsv(people()));
      setFailed(false);
      announce(`Saved ${name}.`);
    } catch (error) {
      console.info('The export’s code did not load.', error);
      setFailed(true);
    }
  };
  return (
    <>
      <Button spacing="compact" onClick={() => void save()}>
        Export {what}
      </Button>
      <span role="status">{failed && 'The file could not be made. Check the connection and try again.'}</span>
    </>
  );
}
