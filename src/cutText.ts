/** Two characters between which a text can be cut, whatever stands around them. */
const PLAIN = /^[\x20-\x7E]{2}$/;

/**
 * The beginning of a text, cut between characters as people count them: no half of an emoji, no letter without its accent.
 * @param most UTF-16 units at most
 * @returns well-formed, whatever the text was
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text.toWellFormed();
  // A segmenter costs some 20 µs a text, and the browser has to clean up after each.
  if (PLAIN.test(text.slice(most - 1, most + 1))) return text.slice(0, most).toWellFormed();
  // Where characters begin depends on the next one too.
  const start = text.slice(0, most + 2);
  let end = 0;
  for (const { index } of new Intl.Segmenter().segment(start)) if (index <= most) end = index;
  return (end > 0 ? text.slice(0, end) : firstCodePoints(text, most)).toWellFormed();
}

/** Of a single character that is longer than there is room, such as a letter with a hundred accents. */
function firstCodePoints(text: string, most: number): string {
  const isPairCut = /[\ud800-\udbff]$/.test(text.slice(0, most)) && /^[\udc00-\udfff]/.test(text.slice(most));
  return text.slice(0, isPairCut ? most - 1 : most);
}
