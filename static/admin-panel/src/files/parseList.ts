import { readBareList } from './readBareList';
import { readTable } from './readTable';
import {
  MAX_BYTES,
  MAX_ENTRIES,
  type Entry,
  type ListProblem,
  type ParsedList,
  type Unreadable,
} from './parsedList';
import { isBinary } from './isBinary';
import { detectLayout } from './detectLayout';

export type ListResult = { ok: true; list: ParsedList } | { ok: false; problem: ListProblem };

/** Characters brought to one kind of line end at once, and steps of reading, between two rests. */
const PIECE = 1_000_000;
const STEPS = 500;

/**
 * Reads a list of people from text: account ids and email addresses, or a table with a header (CSV) that has a column
 * `User id` or `email`.
 * @param pause awaited every few ms, so that the page goes on meanwhile; what it rejects with ends the reading
 */
export async function parseList(raw: string, pause: () => Promise<void>): Promise<ListResult> {
  if (raw.length > MAX_BYTES) return failed({ kind: 'tooLarge', bytes: raw.length });
  if (isBinary(raw)) return failed({ kind: 'binary' });
  const text = await withOneLineEnd(raw, pause);
  if (!/\S/.test(text)) return failed({ kind: 'empty' });
  const layout = detectLayout(text);
  switch (layout.kind) {
    case 'noColumn':
      return failed(layout);
    case 'bare':
      return collect(readBareList(text, layout.from, layout.line), pause);
    case 'table':
      return collect(readTable(text, layout), pause);
  }
}

async function collect(
  reader: Iterable<Entry | Unreadable | undefined>,
  pause: () => Promise<void>,
): Promise<ListResult> {
  const entries: Entry[] = [];
  const unreadable: Unreadable[] = [];
  let steps = 0;
  for (const found of reader) {
    if (found) {
      if ('who' in found) entries.push(found);
      else unreadable.push(found);
      if (entries.length + unreadable.length > MAX_ENTRIES) return failed({ kind: 'tooLong' });
    }
    steps += 1;
    if (steps % STEPS === 0) await pause();
  }
  const isEmpty = entries.length === 0 && unreadable.length === 0;
  return isEmpty ? failed({ kind: 'empty' }) : { ok: true, list: { entries, unreadable } };
}

/** The text with `\n` for CRLF and CR, and without byte order marks. */
async function withOneLineEnd(raw: string, pause: () => Promise<void>): Promise<string> {
  const pieces: string[] = [];
  for (let at = 0; at < raw.length;) {
    const cut = at + PIECE;
    const end = raw[cut - 1] === '\r' && raw[cut] === '\n' ? cut + 1 : cut;
    pieces.push(raw.slice(at, end).replace(/\r\n?/g, '\n').replaceAll('\uFEFF', ''));
    at = end;
    await pause();
  }
  return pieces.join('');
}

function failed(problem: ListProblem): ListResult {
  return { ok: false, problem };
}
