import { leavesOpen } from '../../../../src/membership/errorTraits';
import { wordsFor } from '../problems/words';
import { removalMessages } from './removalMessages';
import type { RowState } from './rowState';

/** Where a person stands, in one line: shown in the row and spoken by a screen reader. */
export function outcomeTitle(state: RowState): string {
  switch (state.status) {
    case 'removing':
    case 'checking':
    case 'stillMember':
      return removalMessages.text(state.status);
    case 'failed':
      // A server in trouble may have failed after the change.
      return removalMessages.text(leavesOpen(state.error.kind) ? 'notConfirmed' : 'notRemoved', {
        reason: wordsFor(state.error, 'removal').title,
      });
    case 'unconfirmed':
      return removalMessages.text('notConfirmed', { reason: wordsFor(state.error, 'removal').title });
    case 'notAttempted':
      return state.error
        ? removalMessages.text('nothingSent', { reason: wordsFor(state.error, 'read').title })
        : removalMessages.text('notAttempted');
    case 'checkFailed':
      return removalMessages.text('stillNotKnown', { reason: wordsFor(state.error, 'read').title });
  }
}
