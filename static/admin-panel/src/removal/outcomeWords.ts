import { leavesOpen } from '../../../../src/membership/errorTraits';
import { wordsFor } from '../problems/words';
import type { Departure, RowState } from './rowState';

/** Where a person stands, in one line: shown in the row and spoken by a screen reader. Empty while nothing is known. */
export function outcomeTitle(state: RowState): string {
  switch (state.status) {
    case 'removing':
      return 'Removing…';
    case 'checking':
      return 'Asking Confluence…';
    case 'failed': {
      // A server in trouble may have failed after the change.
      const isOpen = leavesOpen(state.error.kind);
      return `${isOpen ? 'Not confirmed.' : 'Not removed.'} ${wordsFor(state.error, 'removal').title}.`;
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

/** How a member left the list, for a screen reader where the list is out of sight. */
export function departureText(how: Departure['how'], name: string, groupName: string): string {
  switch (how) {
    case 'removed':
      return `Removed ${name} from ${groupName}.`;
    case 'gone':
      return `${name} was not in ${groupName} any more.`;
  }
}
