import { currentLocale } from './defineMessages';

/** A count as the page's language writes it: 50,000. */
export function formatNumber(value: number): string {
  return value.toLocaleString(currentLocale());
}

/** Items as the page's language lists them: "a, b, and c". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(items);
}
