import type { RowState } from '../rowState';
import type { Standing } from './people';

/** What a run that has ended leaves in a person's row; nothing where they were removed, or it was not about them. */
export function rowStateOf(standing: Standing | undefined): RowState | undefined {
  switch (standing?.status) {
    case 'failed':
    case 'unconfirmed':
      return { status: standing.status, error: standing.error };
    case 'notAttempted':
    case 'stillMember':
      return { status: standing.status };
    case undefined:
    case 'waiting':
    case 'removing':
    case 'removed':
      return undefined;
  }
}
