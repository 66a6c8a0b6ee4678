import type { RunAction } from '../../../../src/contract';
import type { Standing } from './people';

/** Where somebody stands in a run, in a few words: for their row. */
export function standingTitle({ status }: Standing, action: RunAction): string {
  const removes = action === 'remove';
  switch (status) {
    case 'waiting':
      return 'Waiting';
    case 'underWay':
      return removes ? 'Removing…' : 'Adding back…';
    case 'done':
      return removes ? 'Removed' : 'Added back';
    case 'failed':
      return 'Failed';
    case 'unconfirmed':
      return 'Not confirmed';
    case 'notAttempted':
      return 'Not attempted';
    case 'notChanged':
      return removes ? 'Still a member' : 'Still not a member';
  }
}
