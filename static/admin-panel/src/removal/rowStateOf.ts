import type { RowState } from './rowState';
import type { Standing } from '../run/people';

/** What a run that has ended leaves in a person's row; nothing where they were removed, or it was not about them. */
export function rowStateOf(standing: Standing | undefined): RowState | undefined {
  switch (standing?.status) {
    case 'failed':
    case 'unconfirmed':
      return { status: standing.status, error: standing.error };
    case 'notAttempted':
      return { status: 'notAttempted' };
    case 'notChanged':
      return { status: 'stillMember' };
    case undefined:
    case 'waiting':
    case 'underWay':
    case 'done':
      return undefined;
  }
}
