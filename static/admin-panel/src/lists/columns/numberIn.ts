/** `1,234`, `1.234,5`, `1 234`: signs between thousands, and one before the decimals. */
const WITH_THOUSANDS = /^-?[1-9]\d{0,2}(?:([,.'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;
const PLAIN = /^-?(?:0|[1-9]\d{0,14})(?:[.,]\d{1,9})?$/;

/**
 * The number that a cell is, with a point or a comma before its decimals; undefined where it is none. `1,234` and `1.234`
 * are read as thousands; what begins with 0 or + is a number to call or to count by.
 */
export function numberIn(text: string): number | undefined {
  if (text.length > 30) return undefined;
  const thousands = WITH_THOUSANDS.exec(text)?.[1];
  if (thousands !== undefined) return Number(text.replaceAll(thousands, '').replace(',', '.'));
  return PLAIN.test(text) ? Number(text.replace(',', '.')) : undefined;
}
