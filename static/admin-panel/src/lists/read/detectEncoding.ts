import { analyse } from 'chardet';
import type { Pause } from '../../host/createPause';

/** What `chardet` calls encodings, and what files in them really are in: Windows writes supersets of the standards. */
const ENCODINGS: Readonly<Record<string, readonly string[]>> = {
  Shift_JIS: ['shift_jis'],
  Big5: ['big5'],
  'EUC-JP': ['euc-jp'],
  'EUC-KR': ['euc-kr'],
  GB18030: ['gb18030'],
  'ISO-2022-JP': ['iso-2022-jp'],
  'ISO-8859-1': ['windows-1252'],
  'windows-1252': ['windows-1252'],
  'ISO-8859-2': ['windows-1250', 'iso-8859-2'],
  'windows-1250': ['windows-1250'],
  'ISO-8859-5': ['iso-8859-5'],
  'ISO-8859-6': ['iso-8859-6'],
  'ISO-8859-7': ['windows-1253', 'iso-8859-7'],
  'windows-1253': ['windows-1253'],
  'ISO-8859-8': ['windows-1255'],
  'windows-1255': ['windows-1255'],
  'ISO-8859-9': ['windows-1254'],
  'windows-1254': ['windows-1254'],
  'windows-1251': ['windows-1251'],
  'windows-1256': ['windows-1256'],
  'windows-1257': ['windows-1257'],
  'windows-1258': ['windows-1258'],
  'windows-874': ['windows-874'],
  'KOI8-R': ['koi8-r'],
};
/** Tried always; the earlier where nothing else tells. */
const FALLBACKS = ['windows-1252', 'shift_jis', 'gb18030', 'big5', 'euc-kr', 'windows-1251'];

/** Bytes that are enough to tell, and the most that are looked through for them: some ms. */
const SAMPLE = 4_096;
const SEARCHED = 4_000_000;
const LINE_END = 10;

/**
 * The encoding, as `TextDecoder` names it, that bytes which are not UTF-8 most probably are text in. `chardet` is sure of
 * itself in long texts; of a list with a few names in it only what comes out shows whether it can be right.
 */
export async function detectEncoding(bytes: Uint8Array, pause: Pause): Promise<string> {
  const sample = linesWithNames(bytes);
  const confidences = new Map(
    analyse(sample).flatMap(({ name, confidence }) =>
      (ENCODINGS[name] ?? []).map((encoding) => [encoding, confidence] as const),
    ),
  );
  const candidates = [];
  for (const encoding of new Set([...FALLBACKS, ...confidences.keys()])) {
    await pause();
    const oddness = oddnessOf(sample, encoding);
    candidates.push({ encoding, confidence: confidences.get(encoding) ?? 0, oddness });
  }
  const [best] = candidates.sort((a, b) => a.oddness - b.oddness || b.confidence - a.confidence);
  return best && best.oddness < Infinity ? best.encoding : 'windows-1252';
}

/** The lines that are not ASCII alone, up to a sample. */
function linesWithNames(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(Math.min(bytes.length, SAMPLE));
  const most = Math.min(bytes.length, SEARCHED);
  let length = 0;
  for (let at = 0; at < most && length < sample.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const start = bytes.lastIndexOf(LINE_END, at) + 1;
    const newline = bytes.indexOf(LINE_END, at);
    const end = newline === -1 ? bytes.length : newline + 1;
    // A line without end may be the whole file.
    const line = bytes.subarray(Math.max(start, at - SAMPLE / 2), Math.min(end, at + SAMPLE / 2));
    sample.set(line.subarray(0, sample.length - length), length);
    length += line.length;
    at = end - 1;
  }
  return sample.subarray(0, length);
}

/** What no text has: control characters, characters for private use. */
const IMPOSSIBLE = /[\u0080-\u009F\uFFFD\p{Co}\p{Cn}]/u;
const FOREIGN = /[^\0-\x7F]/g;
/** Signs within words, capitals after small letters, letters of another script beside ASCII ones. */
const ODD = [
  /(?<=\p{L})[^\0-\x7F\p{L}\p{M}’‘·・々ー\u200C\u200D]|[^\0-\x7F\p{L}\p{M}\p{P}](?=\p{L})/gu,
  /\p{Ll}(?=[^\0-\x7F])\p{Lu}/gu,
  /(?<=[A-Za-z])(?=[^\p{Script=Latin}])\p{L}|(?=[^\p{Script=Latin}])\p{L}(?=[A-Za-z])/gu,
  // No language writes so many letters with marks in a row.
  /(?:(?=[^A-Za-z])\p{Script=Latin}){3,}/gu,
  // Seldom used, and what bytes of other encodings look like.
  /[\uFF61-\uFF9F]/g,
];
/** Texts of which a smaller share is odd are none the worse for it. */
const STEP = 0.1;

/** Share of the characters beyond ASCII that do not stand where they would; infinite where some are no text at all. */
function oddnessOf(sample: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(sample, { stream: true });
  if (IMPOSSIBLE.test(text)) return Infinity;
  const foreign = text.match(FOREIGN)?.length ?? 0;
  if (foreign === 0) return Infinity;
  const odd = ODD.reduce((sum, pattern) => sum + (text.match(pattern)?.join('').length ?? 0), 0);
  return Math.floor(odd / foreign / STEP);
}
