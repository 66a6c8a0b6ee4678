/** The beginning of a text, cut between characters: half a surrogate pair is no text. @param max UTF-16 code units */
export function cutText(text: string, max: number): string {
  return text
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .toWellFormed();
}
