import type { AppError } from '../../../../src/contract';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import type { RunKind } from './runKind';
import { runMessages } from './runMessages';

/** A standing as far as its title says it; the record has the kind of an error only. */
export interface ToldStanding {
  status: ChangeStanding['status'] | 'undone';
  error?: Pick<AppError, 'kind'>;
}

/** Where a change stands in a run, in a few words: for its row. @param what what the change does, or all that are counted */
export function standingTitle({ status, error }: ToldStanding, what: RunKind): string {
  switch (status) {
    case 'waiting':
    case 'unconfirmed':
      return runMessages.text(status);
    case 'underWay':
    case 'done':
    case 'undone':
    case 'unchanged':
    case 'notAttempted':
      return runMessages.text(status, { what });
    case 'failed':
      return error?.kind === 'notMade' ? runMessages.text('notMade', { what }) : runMessages.text('failed');
  }
}
