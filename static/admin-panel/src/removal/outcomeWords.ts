import type { ErrorKind } from '../../../../src/contract';
import { wordsFor } from '../problems/words';
import type { RowState } from './rowState';

/** Where a person stands, in one line: shown in the row and spoken by a screen reader. Empty while nothing is known. */
export function outcomeTitle(state: RowState): string {
  switch (state.status) {
    case 'removing':
      return 'Removing…';
    case 'checking':
      return 'Asking Confluence…';
    case 'failed': {
      const known = !LEAVES_OPEN.has(state.error.kind);
      return `${known ? 'Not removed.' : 'Not confirmed.'} ${wordsFor(state.error, 'removal').title}.`;
    }
    case 'unconfirmed':
      return `Not confirmed. ${wordsFor(state.error, 'removal').title}.`;
    case 'notAttempted':
      return state.error
        ? `Not removed, nothing was sent. ${wordsFor(state.error, 'read').title}.`
        : 'Not attempted. Try again.';
    case 'stillMember':
      return 'Still in the group when Confluence was asked just now.';
    case 'checkFailed':
      return `Still not known. ${wordsFor(state.error, 'read').title}.`;
  }
}

/** A server in trouble may have failed after the change. */
const LEAVES_OPEN = new Set<ErrorKind>(['unavailable', 'unconfirmed']);
