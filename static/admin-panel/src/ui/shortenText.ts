import { cutText } from '../../../../src/cutText';

/** The beginning of a text with an ellipsis where it is longer. @param most UTF-16 units, without the ellipsis */
export function shortenText(text: string, most: number): string {
  const start = cutText(text, most);
  return text.length > most ? `${start.trimEnd()}…` : start;
}
