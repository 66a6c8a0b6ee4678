import { MAX_BYTES, type ListProblem } from './parsedList';
import { isBinary } from './isBinary';

type FileResult = { ok: true; text: string } | { ok: false; problem: ListProblem };

/** The text of a file that has any; one that is too large is not read. */
export async function readFile(file: Blob): Promise<FileResult> {
  if (file.size > MAX_BYTES) return { ok: false, problem: { kind: 'tooLarge', bytes: file.size } };
  try {
    const text = decodeText(new Uint8Array(await file.arrayBuffer()));
    if (isBinary(text)) return { ok: false, problem: { kind: 'binary' } };
    return text.trim() === '' ? { ok: false, problem: { kind: 'empty' } } : { ok: true, text };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: { kind: 'noFile', detail } };
  }
}

/** UTF-16 where a byte order mark says so, else UTF-8, else what Excel writes on Windows. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
