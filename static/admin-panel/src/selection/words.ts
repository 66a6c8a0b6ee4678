import { number } from '../ui/number';

/** How many people are chosen. @param hidden those of them who have no row in the table */
export function selectedText(count: number, hidden: number): string {
  const chosen = count === 1 ? '1 person selected' : `${number(count)} people selected`;
  return hidden === 0 ? chosen : `${chosen} (${number(hidden)} not shown)`;
}
