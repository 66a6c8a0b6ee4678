import type { Action } from '../../../../src/contract';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import type { RowState } from './rowState';

/** What a change of a run that has ended leaves in a person's row; nothing where it was made, or there was none. */
export function rowStateOf(action: Action, standing: ChangeStanding | undefined): RowState | undefined {
  switch (action) {
    case 'add':
      // Whoever has a row is in the group.
      return undefined;
    case 'remove':
      return afterRemoval(standing);
  }
}

function afterRemoval(standing: ChangeStanding | undefined): RowState | undefined {
  switch (standing?.status) {
    case 'failed':
      return standing.error.kind === 'notMade'
        ? { status: 'stillMember' }
        : { status: 'failed', error: standing.error };
    case 'unconfirmed':
      return { status: 'unconfirmed', error: standing.error };
    case 'notAttempted':
      return { status: 'notAttempted' };
    case undefined:
    case 'waiting':
    case 'underWay':
    case 'done':
    case 'unchanged':
      return undefined;
  }
}
