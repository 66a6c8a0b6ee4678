import type { Pause } from '../../host/createPause';
import { createRest } from '../../host/work';
import { MAX_LINES, type ProseMention, type UnreadableLine } from '../listContent';
import { excerptOf } from './excerptOf';
import { isNameLike } from './isNameLike';
import { AT_ONCE, isBlankLine, workOnLine, type TextLine } from './lineEnds';
import type { ProseLines } from './readProse';

/** Lines that have to be names, so that a text is a list of them. */
const SHARE = 0.8;

/** Marks of lists before a name, and what may stand behind it. */
const BEFORE = /^\s*(?:(?:[-–—*•·>+#]|\(?\d{1,6}[.):])\s*)?["'“„«]?/;
const AFTER = /[\s,;]/;
const QUOTE_AFTER = /["'”“»]$/;

/**
 * The people in a text that is a list of names; undefined where it is none.
 * @param lines of a text without account ids and addresses
 */
export async function readNames(
  lines: () => Iterable<TextLine>,
  pause: Pause,
): Promise<ProseLines | undefined> {
  const rest = createRest(pause, AT_ONCE);
  let count = 0;
  let isSmall = true;
  for (const { content } of lines()) {
    await rest(workOnLine(content.length));
    if (!isBlankLine(content)) count += 1;
    isSmall &&= !/\p{Lu}/u.test(content);
    if (count > MAX_LINES) return 'tooLong';
  }
  const mentions: ProseMention[] = [];
  const unreadable: UnreadableLine[] = [];
  for (const { line, content } of lines()) {
    await rest(workOnLine(content.length));
    if (isBlankLine(content)) continue;
    const names = content.length > LONGEST_LINE ? [] : namesOn(content, count === 1);
    if (names.length > 0 && names.every((name) => isNameLike(name, isSmall))) {
      mentions.push(...names.map((name) => ({ line, text: excerptOf(name), name })));
    } else {
      unreadable.push({ line, excerpt: excerptOf(content) });
    }
    if (unreadable.length > (1 - SHARE) * count) return undefined;
  }
  return mentions.length > 0 ? { mentions, unreadable } : undefined;
}

/** A line of names is no longer, UTF-16 units. */
const LONGEST_LINE = 10_000;

/** The names on a line. A comma parts first and last name, unless there are several, or the line is all there is. */
function namesOn(content: string, isOnlyLine: boolean): string[] {
  const text = withoutEnd(content.replace(BEFORE, ''));
  const divided = partsOf(text, /[;；、，\t]/);
  if (divided.length > 1) return divided.filter((name) => name !== '');
  const parts = partsOf(text, /,/);
  const areWhole = parts.every((part) => /\s/.test(part));
  return areWhole && (parts.length > 2 || (parts.length === 2 && isOnlyLine)) ? parts : [text];
}

/** Blanks belong to no part. A pattern for them around the divider would look at long runs of them again and again. */
function partsOf(text: string, divider: RegExp): string[] {
  return text.split(divider).map((part) => part.trim());
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && AFTER.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).replace(QUOTE_AFTER, '');
}
