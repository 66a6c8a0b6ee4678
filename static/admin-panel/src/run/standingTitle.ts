import type { AppError } from '../../../../src/contract';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import type { ActionWords } from './actionWords';

/** A standing as far as its title says it; the record has the kind of an error only. */
export interface ToldStanding {
  status: ChangeStanding['status'];
  error?: Pick<AppError, 'kind'>;
}

/** Where a change stands in a run, in a few words: for its row. */
export function standingTitle({ status, error }: ToldStanding, words: ActionWords): string {
  switch (status) {
    case 'waiting':
      return 'Waiting';
    case 'underWay':
      return `${words.making}…`;
    case 'done':
      return words.made;
    case 'unchanged':
      return words.unchanged;
    case 'failed':
      return error?.kind === 'notMade' ? words.notMade : 'Failed';
    case 'unconfirmed':
      return 'Not confirmed';
    case 'notAttempted':
      return 'Not attempted';
  }
}
