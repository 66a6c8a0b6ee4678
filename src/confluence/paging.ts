import type { ListPage } from './parseAnswers';

/**
 * Offset to ask for next: what the address of the next page has, else where this page ended, which may be shorter than
 * asked for. Undefined where Confluence names no next page, and where that would not get any further.
 * @param start offset of this page
 */
export function nextStartOf(
  { results, hasNext, next = 0 }: ListPage<unknown>,
  start: number,
): number | undefined {
  if (!hasNext) return undefined;
  const nextStart = next > start ? next : start + results.length;
  return nextStart > start ? nextStart : undefined;
}

/**
 * Entries of the whole list as Confluence counted them, unless more are seen than that.
 * @param start offset of this page
 */
export function believableTotal(
  { results, hasNext, total }: ListPage<unknown>,
  start: number,
): number | undefined {
  const seen = results.length > 0 ? start + results.length : 0;
  return total !== undefined && total >= seen + (hasNext ? 1 : 0) ? total : undefined;
}
