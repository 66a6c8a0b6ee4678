import { cutText } from '../../../../../src/cutText';
import { shortenText } from '../../ui/shortenText';

const EXCERPT = 60;

/** The beginning of a text, on one line; blanks and control characters are one blank. */
export function excerptOf(text: string): string {
  const line = cutText(text, 4 * EXCERPT)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return shortenText(line, EXCERPT);
}
