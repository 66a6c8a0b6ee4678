import { useRef, useState } from 'react';
import type { ListProblem } from './entry';
import { readFile } from './readFile';

/** Where a list comes from. */
export type Source =
  /** The text field has it. */
  | { kind: 'field'; text: string }
  /** Too long for a text field to stay quick. */
  | { kind: 'whole'; name: string; text: string }
  | { kind: 'reading'; name: string }
  | { kind: 'failed'; problem: ListProblem };

/** Characters a browser's text field still takes at once. */
const FIELD_MAX = 100_000;

/** The text of the list: typed, pasted, or of a file. */
export function useListSource() {
  const [source, setSource] = useState<Source>({ kind: 'field', text: '' });
  const latest = useRef<Blob>();

  const takeText = (name: string, text: string) =>
    setSource(text.length > FIELD_MAX ? { kind: 'whole', name, text } : { kind: 'field', text });

  const takeFile = async (file: File) => {
    latest.current = file;
    setSource({ kind: 'reading', name: file.name });
    const result = await readFile(file);
    if (latest.current !== file) return; // Another one was taken meanwhile.
    if (!result.ok) setSource({ kind: 'failed', problem: result.problem });
    else if (result.text.trim() === '') setSource({ kind: 'failed', problem: { kind: 'empty' } });
    else takeText(file.name, result.text);
  };

  return {
    source,
    type: (text: string) => {
      latest.current = undefined;
      setSource({ kind: 'field', text });
    },
    /** @returns whether it was taken: a short one is left to the text field */
    paste: (text: string) => {
      if (text.length <= FIELD_MAX) return false;
      const before = source.kind === 'field' && source.text !== '' ? `${source.text}\n` : '';
      latest.current = undefined;
      takeText('Pasted text', before + text);
      return true;
    },
    takeFile: (file: File) => void takeFile(file),
  };
}
