import { isNameLike } from './isNameLike';

/** Directly before an address: `Ada Lovelace <`. */
const BEFORE_ANGLE = /^([^<>]*[^<>\s])\s*<\s*$/;
/** `[Ada Lovelace](`, where `mailto:` follows. */
const IN_BRACKETS = /\[([^[\]]*)\]\(\s*$/;
/** A name is no longer than this, with what may stand before it, UTF-16 units. */
const LONGEST = 200;
/** What lists and headers of mails have before a name: a mark, a number, `To:`. */
const BEFORE = /^\s*(?:(?:[-–—*•·>+#]+|\(?\d{1,6}[.):])\s*)*/;
const QUOTES = /^["'“”„«»‘’]+|["'“”„«»‘’]+$/g;
/** `(External)`, `[Contractor]`. */
const NOTE = /\s*(?:\([^()]*\)|\[[^[\]]*\])$/;
/** Words of names that have no capital. */
const PARTICLES = new Set(
  `von van der den de het ter ten te zu zum zur vom af av auf of la le les el los las del della delle dello di da das do dos
  du des e y i bin ibn al ben bint st`.split(/\s+/),
);

/**
 * The name that stands beside an address in a text: directly before `<ada@example.com>`, or in `[…](mailto:…)`. Undefined
 * where nothing does that a person could be called in full: an address, a single word, a sentence.
 * @param before what stands before the address, back to the person named before it
 * @param address as it stands there
 */
export function nameBeside(before: string, address: string): string | undefined {
  const near = before.slice(-LONGEST);
  const written = /^mailto:/i.test(address) ? IN_BRACKETS.exec(near)?.[1] : undefined;
  const text = written ?? BEFORE_ANGLE.exec(afterLast(near, ['>', ';', '；', '、', '\t', '|']))?.[1];
  if (text === undefined || text.includes('@')) return undefined;
  const name = withoutNotes(afterLast(text, [':', '：']).replace(/^[\s,，)\]]+/, ''));
  if (isWholeName(name)) return name;
  // What a sentence ends with: "please remove Ada Lovelace".
  const end = lastNames(afterLast(name, [',', '，']));
  return isNameLike(end) ? end : undefined;
}

function afterLast(text: string, marks: readonly string[]): string {
  return text.slice(1 + Math.max(...marks.map((mark) => text.lastIndexOf(mark))));
}

/** Without marks and quotes around a name, and notes behind it. */
function withoutNotes(text: string): string {
  let name = text.replace(BEFORE, '').trim().replace(QUOTES, '').trim();
  for (let shorter = name.replace(NOTE, ''); shorter !== name; shorter = name.replace(NOTE, ''))
    name = shorter;
  return name.replace(QUOTES, '').trim();
}

function isWholeName(name: string): boolean {
  return isNameLike(name) && name.split(/[\s,，]+/).every(isNameWord);
}

/** The words at the end that have capitals, with particles between them. */
function lastNames(text: string): string {
  const words = text.trim().split(/\s+/);
  let from = words.length;
  while (from > 0 && isNameWord(words[from - 1] ?? '')) from -= 1;
  while (from < words.length && /^\p{Ll}/u.test(words[from] ?? '')) from += 1;
  return words.slice(from).join(' ');
}

function isNameWord(word: string): boolean {
  return !/^\p{Ll}/u.test(word) || PARTICLES.has(word.replace(/['’].*$/, ''));
}
