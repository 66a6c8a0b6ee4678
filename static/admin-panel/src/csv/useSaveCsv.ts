import { useState } from 'react';
import { useAnnounce } from '../ui/announcer';
import { useOneAtATime } from '../ui/oneAtATime';
import { csvMessages } from './csvMessages';
import { saveFile, type FilePart } from './saveFile';

/** Makes a file; its code may have to be fetched first, and what it tells of read. */
export type MakeCsv = () => Promise<CsvFile>;

/** A file to be saved, in one part or, where it is long, in many. */
export interface CsvFile {
  name: string;
  parts: readonly FilePart[];
}

/** Saves CSV files, one at a time, and says so. `failed`: the last one could not be made. */
export function useSaveCsv(): { save: (make: MakeCsv) => void; failed: boolean } {
  const announce = useAnnounce();
  const [failed, setFailed] = useState(false);
  const tasks = useOneAtATime();
  const saveOne = async (make: MakeCsv) => {
    try {
      const { name, parts } = await make();
      saveFile(name, 'text/csv;charset=utf-8', parts);
      setFailed(false);
      announce(csvMessages.text('saved', { name }));
    } catch (error) {
      console.info('The file was not made.', error);
      setFailed(true);
    }
  };
  return { save: (make) => void tasks.run('save', () => saveOne(make)), failed };
}
