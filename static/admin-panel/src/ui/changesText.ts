import { number } from './number';

/** "1 change", "12 changes". */
export function changesText(count: number): string {
  return count === 1 ? '1 change' : `${number(count)} changes`;
}
