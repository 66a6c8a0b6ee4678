import { useRef, useState } from 'react';
import type { ListProblem } from './entry';
import { readFile } from './readFile';

/** Where a list comes from. */
export type Source =
  /** The text field has it. */
  | { kind: 'field'; text: string }
  /** Too long for a text field to stay quick. */
  | { kind: 'whole'; name: string; text: string }
  | { kind: 'reading'; name: string };

/** A file that gave no list. */
export interface BadFile {
  name: string;
  problem: ListProblem;
}

/** Characters a browser's text field still takes at once. */
const FIELD_MAX = 100_000;

/** The text of the list: typed, pasted, or of a file. */
export function useListSource() {
  const [source, setSource] = useState<Source>({ kind: 'field', text: '' });
  const [badFile, setBadFile] = useState<BadFile>();
  const latest = useRef<Blob>();
  const before = useRef<Exclude<Source, { kind: 'reading' }>>({ kind: 'field', text: '' });

  const show = (list: Exclude<Source, { kind: 'reading' }>) => {
    before.current = list;
    setSource(list);
  };
  const takeText = (name: string, text: string) =>
    show(text.length > FIELD_MAX ? { kind: 'whole', name, text } : { kind: 'field', text });

  const takeFile = async (file: File) => {
    latest.current = file;
    setBadFile(undefined);
    setSource({ kind: 'reading', name: file.name });
    const result = await readFile(file);
    if (latest.current !== file) return; // Another one was taken meanwhile.
    if (result.ok) {
      takeText(file.name, result.text);
    } else {
      setBadFile({ name: file.name, problem: result.problem });
      setSource(before.current); // What was there is worth more than nothing.
    }
  };

  return {
    source,
    /** The file taken last, where it gave no list. */
    badFile,
    type: (text: string) => {
      latest.current = undefined;
      setBadFile(undefined);
      show({ kind: 'field', text });
    },
    /** @returns whether it was taken: a short one is left to the text field */
    paste: (text: string) => {
      if (text.length <= FIELD_MAX) return false;
      const typed = source.kind === 'field' && source.text !== '' ? `${source.text}\n` : '';
      latest.current = undefined;
      setBadFile(undefined);
      takeText('Pasted text', typed + text);
      return true;
    },
    takeFile: (file: File) => void takeFile(file),
  };
}
