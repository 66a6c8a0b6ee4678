import { leavesOpen } from '../../../../src/membership/errorTraits';
import { stepFor } from '../problems/words';
import type { RowState } from './rowState';

/** What a row can offer. */
export type RowAction = 'remove' | 'check';

/**
 * What is offered of a person: Check where it is open whether they were removed, Remove where asking can help, and nothing
 * where Confluence's answer stays. The last one keeps its place while its request is under way.
 */
export function rowActionsFor(state: RowState | undefined): readonly RowAction[] {
  switch (state?.status) {
    case undefined:
    case 'removing':
      return ['remove'];
    case 'checking':
    case 'checkFailed':
      return ['check'];
    case 'stillMember':
      return ['check', 'remove'];
    case 'unconfirmed':
      return leavesOpen(state.error.kind) ? ['check'] : ['remove'];
    case 'failed':
      if (leavesOpen(state.error.kind)) return ['check'];
      return stepFor(state.error, 'removal') === 'none' ? [] : ['remove'];
    case 'notAttempted':
      return state.error && stepFor(state.error, 'read') === 'none' ? [] : ['remove'];
  }
}

/** Whether a row says no more than an answer that stays: once it was read, the row is as any other. */
export function isFinalRefusal(state: RowState): boolean {
  return rowActionsFor(state).length === 0;
}
