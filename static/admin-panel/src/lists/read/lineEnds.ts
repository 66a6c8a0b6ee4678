import type { Pause } from '../../host/createPause';

/** UTF-16 units brought to one kind of line end at once: some ms where they are nothing but line ends. */
const PIECE = 50_000;

/**
 * The text with `\n` for CRLF and CR, and without byte order marks. Other line ends (NEL, LS, PS) count where there are
 * no usual ones, for names may have them.
 */
export async function withOneLineEnd(raw: string, pause: Pause): Promise<string> {
  const hasUsual = raw.includes('\n') || raw.includes('\r');
  const lineEnd = hasUsual ? /\r\n?/g : /[\u0085\u2028\u2029]/g;
  const pieces: string[] = [];
  let isChanged = false;
  for (let at = 0; at < raw.length;) {
    const cut = at + PIECE;
    const end = raw[cut - 1] === '\r' && raw[cut] === '\n' ? cut + 1 : cut;
    const piece = raw.slice(at, end);
    const changed = piece.replace(lineEnd, '\n').replaceAll('\uFEFF', '');
    isChanged ||= changed !== piece;
    pieces.push(changed);
    at = end;
    await pause();
  }
  return isChanged ? pieces.join('') : raw;
}

export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Offset of the line that comes so many lines after the one at an offset. */
export function afterLines(text: string, from: number, lines: number): number {
  let at = from;
  for (let passed = 0; passed < lines; passed += 1) {
    const newline = text.indexOf('\n', at);
    if (newline === -1) return text.length;
    at = newline + 1;
  }
  return at;
}

/** Whether nothing stands on a line but what separates cells: spreadsheets write `;;;` or `"";""` for an empty row. */
export function isBlankLine(content: string): boolean {
  return !/[^\s,;|"]/.test(content) && !/[^\s,;|]/.test(content.replaceAll('""', ''));
}

/** A line of a text, or what stands for one; of a very long one there are several, with the same number. */
export interface TextLine {
  /** Counted from 1. */
  line: number;
  content: string;
}

/** Work on a text between two pauses, in UTF-16 units: some ms, whatever stands there. */
export const AT_ONCE = 20_000;
/** What a line or a row costs besides, be it ever so short. */
const EACH = 100;

/** What reading a line or a row costs. @param length UTF-16 units */
export function workOnLine(length: number): number {
  return EACH + length;
}

/** Longer lines come in parts, UTF-16 units: a whole list may be one line. */
const LONGEST_PART = 16_384;

/**
 * The lines of a text from an offset on.
 * @param from where to begin, at the start of a line
 * @param firstLine number of that line
 */
export function* linesOf(text: string, from: number, firstLine: number): Generator<TextLine> {
  for (let at = from, line = firstLine; at < text.length; line += 1) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    while (end - at > LONGEST_PART) {
      const part = text.slice(at, at + LONGEST_PART);
      // Between two people, where there is a place for it.
      const content =
        part.slice(0, 1 + Math.max(...[' ', ',', ';', '\t'].map((mark) => part.lastIndexOf(mark)))) || part;
      yield { line, content };
      at += content.length;
    }
    yield { line, content: text.slice(at, end) };
    at = end + 1;
  }
}
