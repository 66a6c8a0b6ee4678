import { createPause, type Pause } from '../../host/createPause';
import { MAX_BYTES, type ListProblem } from '../listContent';
import { decodeText } from './decodeText';
import { beginsAsBinary, isBinary } from './isBinary';

type FileResult = { ok: true; text: string } | { ok: false; problem: ListProblem };

/**
 * The text of a file that has any; one that is too large is not read.
 * @param pause awaited every few ms; what it rejects with ends the reading
 */
export async function readFile(
  file: Blob,
  pause: Pause = createPause(new AbortController().signal),
): Promise<FileResult> {
  if (file.size > MAX_BYTES) return { ok: false, problem: { kind: 'tooLarge', bytes: file.size } };
  const read = await bytesOf(file);
  if (!read.ok) return read;
  if (beginsAsBinary(read.bytes)) return { ok: false, problem: { kind: 'binary' } };
  const text = await decodeText(read.bytes, pause);
  if (isBinary(text)) return { ok: false, problem: { kind: 'binary' } };
  return /\S/.test(text) ? { ok: true, text } : { ok: false, problem: { kind: 'empty' } };
}

async function bytesOf(
  file: Blob,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; problem: ListProblem }> {
  try {
    return { ok: true, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: { kind: 'noFile', detail } };
  }
}
