import type { Change } from '../../../../src/contract';
import { CHANGE_COLUMNS, csvOf } from './csv';
import { csvMessages } from './csvMessages';

/** What became of one change, for a file. */
export interface OutcomeRow extends Change {
  /** Empty where unknown; so is the address. */
  name: string;
  email: string;
  /** What the group is called. */
  group: string;
  outcome: string;
  details: string;
  /** The worker made it. */
  inBackground?: true;
}

/**
 * What became of changes as a CSV file, one a row. An action is `add` or `remove`. Whether it was made in the background is a
 * column where some were.
 */
export function outcomeCsv(rows: readonly OutcomeRow[]): string {
  const columns = (['groupColumn', 'outcomeColumn', 'detailsColumn'] as const).map((id) =>
    csvMessages.text(id),
  );
  const hasBackground = rows.some(({ inBackground }) => inBackground);
  const inBackgroundColumn = hasBackground ? [csvMessages.text('inBackgroundColumn')] : [];
  return csvOf(
    [...CHANGE_COLUMNS, ...columns, ...inBackgroundColumn],
    rows.map(({ accountId, name, email, action, groupId, group, outcome, details, inBackground }) => [
      ...[accountId, name, email, action, groupId],
      ...[group, outcome, details],
      ...(hasBackground ? [inBackground ? csvMessages.text('yes') : ''] : []),
    ]),
  );
}
