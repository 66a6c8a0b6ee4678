import { useRef, useState } from 'react';
import type { ListProblem } from './parsedList';
import { readFile } from './readFile';
import { useKeptState } from './useKeptState';

/** Where a list comes from. */
export type Source = KeptSource | { kind: 'reading'; name: string };

type KeptSource =
  /** The text field has it. */
  | { kind: 'field'; text: string }
  /** Too long for a text field to stay quick; without a name it was pasted. */
  | { kind: 'whole'; name?: string; text: string };

/** A file that gave no list. */
export interface BadFile {
  name: string;
  problem: ListProblem;
}

/** Characters a browser's text field still takes at once. */
const FIELD_MAX = 100_000;
const EMPTY: KeptSource = { kind: 'field', text: '' };

/** The text of the list: typed, pasted, or of a file. It is kept for the group for as long as the page is open. */
export function useListSource(groupId: string) {
  const [kept, keep] = useKeptState('list', groupId, EMPTY);
  const [reading, setReading] = useState<string>();
  const [badFile, setBadFile] = useState<BadFile>();
  const latest = useRef<Blob>();
  const source: Source = reading === undefined ? kept : { kind: 'reading', name: reading };

  /** What is being read from a file is not wanted any more. */
  const leaveFile = () => {
    latest.current = undefined;
    setBadFile(undefined);
    setReading(undefined);
  };
  const keepText = (text: string, name?: string) =>
    keep(
      text.length > FIELD_MAX
        ? { kind: 'whole', text, ...(name !== undefined && { name }) }
        : { kind: 'field', text },
    );

  const takeFile = async (file: File) => {
    latest.current = file;
    setBadFile(undefined);
    setReading(file.name);
    const result = await readFile(file);
    if (latest.current !== file) return; // Another one was taken meanwhile.
    // What was there is worth more than nothing.
    if (result.ok) keepText(result.text, file.name);
    else setBadFile({ name: file.name, problem: result.problem });
    setReading(undefined);
  };

  return {
    source,
    /** The file taken last, where it gave no list. */
    badFile,
    type: (text: string) => {
      leaveFile();
      keep({ kind: 'field', text });
    },
    /** @returns whether it was taken: a short one is left to the text field */
    paste: (text: string) => {
      if (text.length <= FIELD_MAX) return false;
      const typed = source.kind === 'field' && source.text !== '' ? `${source.text}\n` : '';
      leaveFile();
      keepText(typed + text);
      return true;
    },
    takeFile: (file: File) => void takeFile(file),
  };
}
