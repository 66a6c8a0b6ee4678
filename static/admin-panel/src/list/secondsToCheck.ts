import { READS_A_SECOND } from '../host/readPacer';

/** About how long checking so many people takes, s: a request each. */
export function secondsToCheck(count: number): number {
  return Math.max(1, Math.ceil(count / READS_A_SECOND));
}
