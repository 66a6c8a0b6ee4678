import { number } from './number';

/** "1 person", "2 people". */
export function peopleText(count: number): string {
  return count === 1 ? '1 person' : `${number(count)} people`;
}
