import { useState } from 'react';
import { useAnnounce } from '../ui/announcer';
import { useOneAtATime } from '../ui/oneAtATime';
import { csvMessages } from './csvMessages';
import { saveFile } from './saveFile';

/** Makes a file; its code may have to be fetched first, and what it tells of read. */
export type MakeCsv = () => Promise<{ name: string; text: string }>;

/** Saves CSV files, one at a time, and says so. `failed`: the last one could not be made. */
export function useSaveCsv(): { save: (make: MakeCsv) => void; failed: boolean } {
  const announce = useAnnounce();
  const [failed, setFailed] = useState(false);
  const tasks = useOneAtATime();
  const saveOne = async (make: MakeCsv) => {
    try {
      const { name, text } = await make();
      saveFile(name, 'text/csv;charset=utf-8', text);
      setFailed(false);
      announce(csvMessages.text('saved', { name }));
    } catch (error) {
      console.info('The file was not made.', error);
      setFailed(true);
    }
  };
  return { save: (make) => void tasks.run('save', () => saveOne(make)), failed };
}
