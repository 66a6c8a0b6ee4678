import type { Who } from '../directory/who';
import type { Entry, Unreadable } from './parsedList';
import { excerptOf, whoIn } from '../directory/who';

/** Enough of what could not be read for an excerpt, in characters. */
const ENOUGH = 80;

/**
 * Account ids and email addresses in running text: one a line, or with commas, semicolons, tabs or spaces between, or
 * `Name <address>` as a mail program copies them. Words on a line that names an account are taken for names.
 * @param text line ends are `\n`
 * @param from where to begin, at the start of a line
 * @param firstLine number of that line
 * @returns what is found, and `undefined` now and then, for the reader to rest
 */
export function* readBareList(
  text: string,
  from: number,
  firstLine: number,
): Generator<Entry | Unreadable | undefined> {
  let line = firstLine;
  for (let at = from; at < text.length; line += 1) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    yield* readLine(text.slice(at, end), line);
    at = end + 1;
  }
}

function* readLine(content: string, line: number): Generator<Entry | Unreadable | undefined> {
  let names = false;
  let strange = '';
  for (const [part] of content.matchAll(/[^,;\t]+/g)) {
    for (const found of readPart(part)) {
      if (typeof found === 'object') {
        names = true;
        yield { line, who: found };
      } else {
        if (found !== undefined && strange.length < ENOUGH) strange += ` ${found}`;
        yield undefined;
      }
    }
  }
  if (names && strange !== '') yield { line, excerpt: excerptOf(strange) };
  else if (!names && content.trim() !== '') yield { line, excerpt: excerptOf(content.trimStart()) };
  else yield undefined;
}

/** The account a piece between separators names; text for what was meant to and does not; `undefined` for another word. */
function* readPart(part: string): Generator<Who | string | undefined> {
  const inBrackets = new Set<string>();
  for (const [bracketed] of part.matchAll(/<[^<>]*>/g)) {
    const who = whoIn(bracketed);
    if (who?.by === 'email') inBrackets.add(who.email.toLowerCase());
    yield who ?? bracketed;
  }
  const around = part.includes('<') ? part.replace(/<[^<>]*>/g, ' ') : part;
  for (const [word] of around.matchAll(/\S+/g)) {
    const who = whoIn(word);
    // Mail programs write an address in place of a name they do not know.
    if (who?.by === 'email' && inBrackets.has(who.email.toLowerCase())) yield undefined;
    else yield who ?? (inBrackets.size === 0 && /[@\d]/.test(word) ? word : undefined);
  }
}
