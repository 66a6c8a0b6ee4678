import type { ReactNode } from 'react';

/** Groups for a sentence that names one and counts several: its arguments `group` and `groups`. */
export function groupValues(names: readonly string[]): { group: ReactNode; groups: number } {
  return { group: <bdi>{names[0]}</bdi>, groups: names.length };
}

/** The same for text. */
export function groupTextValues(names: readonly string[]): { group: string; groups: number } {
  return { group: names[0] ?? '', groups: names.length };
}
