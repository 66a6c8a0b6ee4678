import type { Pause } from '../../host/createPause';

/** Decoded at once, bytes: one or two ms. */
const PIECE = 250_000;
/** Looked through at once for what is no ASCII, UTF-16 units: some ms where all is. */
const COUNTED = 50_000;
/** Looked at to tell UTF-16 by its NULs, bytes. */
const SAMPLE = 8_192;
/** Of ASCII in UTF-16 every second byte is NUL; a list of Chinese names still has separators and addresses. */
const NULS_OF_UTF16 = 0.2;
const NULS_OF_OTHERS = 0.02;
/** A text with a bad byte here and there is UTF-8 still, where so many characters of several bytes fit it for each. */
const GOOD_FOR_A_BAD = 4;

/**
 * The text of a file: UTF-8 or UTF-16 where a byte order mark or the bytes say so, else in the encoding it most probably
 * has. Never fails: what cannot be read becomes U+FFFD.
 * @param pause awaited every few ms
 */
export async function decodeText(bytes: Uint8Array, pause: Pause): Promise<string> {
  const utf16 = utf16Of(bytes);
  if (utf16) return (await decode(bytes, new TextDecoder(utf16), pause)) ?? '';
  const strict = await decode(bytes, new TextDecoder('utf-8', { fatal: true }), pause);
  if (strict !== undefined) return strict;
  const text = (await decode(bytes, new TextDecoder(), pause)) ?? '';
  if (await isUtf8(text, pause)) return text;
  // Seldom needed, and large.
  const { detectEncoding } = await import('./detectEncoding');
  await pause();
  const encoding = await detectEncoding(bytes, pause);
  return (await decode(bytes, new TextDecoder(encoding), pause)) ?? '';
}

/** The text of bytes; undefined where a decoder that is `fatal` cannot read them. */
async function decode(bytes: Uint8Array, decoder: TextDecoder, pause: Pause): Promise<string | undefined> {
  const texts: string[] = [];
  for (let at = 0; at <= bytes.length; at += PIECE) {
    const text = decodePiece(decoder, bytes.subarray(at, at + PIECE), at + PIECE <= bytes.length);
    if (text === undefined) return undefined;
    texts.push(text);
    await pause();
  }
  const text = texts.join('');
  await pause();
  return text;
}

function decodePiece(decoder: TextDecoder, piece: Uint8Array, isMore: boolean): string | undefined {
  try {
    return decoder.decode(piece, { stream: isMore });
  } catch {
    // It throws for nothing but bytes that it cannot read.
    return undefined;
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  const nuls = [0, 0];
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls.map((count) => count / (length / 2));
  if (odd > NULS_OF_UTF16 && even < NULS_OF_OTHERS) return 'utf-16le';
  if (even > NULS_OF_UTF16 && odd < NULS_OF_OTHERS) return 'utf-16be';
  return undefined;
}

/** Whether what was decoded as UTF-8 is that, though not all of it could be. */
async function isUtf8(text: string, pause: Pause): Promise<boolean> {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < text.length; at += COUNTED) {
    const piece = text.slice(at, at + COUNTED);
    bad += piece.match(/\uFFFD/g)?.length ?? 0;
    good += piece.match(/[^\0-\x7F\uFFFD]/g)?.length ?? 0;
    await pause();
  }
  return good >= GOOD_FOR_A_BAD * bad;
}
