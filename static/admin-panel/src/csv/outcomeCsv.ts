import { csvOf } from './csv';

/** What became of one change, for a file. */
export interface OutcomeRow {
  accountId: string;
  /** Empty where unknown; so are the others. */
  name: string;
  email: string;
  /** What the group is called, where the file is about several. */
  group?: string;
  outcome: string;
  details: string;
}

/** Named as Atlassian's own export names them, so that a list of people can be read from the file. */
const PERSON = ['User id', 'User name', 'email'];
const OUTCOME = ['Outcome', 'Details'];

/** What became of people as a CSV file, one a row; with their groups where these are several. */
export function outcomeCsv(rows: readonly OutcomeRow[]): string {
  const hasGroups = rows.some(({ group }) => group !== undefined);
  return csvOf(
    [...PERSON, ...(hasGroups ? ['Group'] : []), ...OUTCOME],
    rows.map(({ accountId, name, email, group = '', outcome, details }) => [
      ...[accountId, name, email],
      ...(hasGroups ? [group] : []),
      ...[outcome, details],
    ]),
  );
}
