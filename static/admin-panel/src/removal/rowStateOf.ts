import type { Action, AppError } from '../../../../src/contract';
import {
  endedElsewhere,
  hasEnded,
  type ChangeStanding,
  type RunSnapshot,
} from '../../../../src/run/runSnapshot';
import type { RowState } from './rowState';

/** What stopped the changes of a group in a run that has ended. Where the run goes on elsewhere, nothing did. */
export function stopErrorIn({ state, stopped }: RunSnapshot, groupId: string): AppError | undefined {
  const ofGroup = stopped.find((one) => one.groupId === groupId)?.error;
  if (ofGroup || !hasEnded(state) || endedElsewhere(state)) return ofGroup;
  return state.name === 'stopped' && state.by === 'error' ? state.error : undefined;
}

/**
 * What a change of a run that has ended leaves in a person's row; nothing where it was made, or there was none.
 * @param stoppedBy why changes of the group were not attempted
 */
export function rowStateOf(
  action: Action,
  standing: ChangeStanding | undefined,
  stoppedBy: AppError | undefined,
): RowState | undefined {
  switch (action) {
    case 'add':
      // Each account with a row is in the group.
      return undefined;
    case 'remove':
      return afterRemoval(standing, stoppedBy);
  }
}

function afterRemoval(
  standing: ChangeStanding | undefined,
  stoppedBy: AppError | undefined,
): RowState | undefined {
  switch (standing?.status) {
    case 'failed':
      return standing.error.kind === 'notMade'
        ? { status: 'stillMember' }
        : { status: 'failed', error: standing.error };
    case 'unconfirmed':
      return { status: 'unconfirmed', error: standing.error };
    case 'notAttempted':
      return { status: 'notAttempted', ...(stoppedBy && { error: stoppedBy }) };
    case undefined:
    case 'waiting':
    case 'underWay':
    case 'done':
    case 'unchanged':
      return undefined;
  }
}
