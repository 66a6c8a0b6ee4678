import type { Loading } from './restLoader';

/** Whether reading the rest ended for a reason that a message tells, which also has the number and the way to the rest. */
export function hasReadingTrouble({ status }: Loading): boolean {
  switch (status) {
    case 'limit':
    case 'failed':
    case 'changing':
      return true;
    case 'idle':
    case 'reading':
    case 'complete':
    case 'stopped':
      return false;
  }
}
