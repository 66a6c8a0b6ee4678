import { csvOf } from './csv';

/** What became of one person, for a file. */
export interface OutcomeRow {
  accountId: string;
  /** Empty where nobody knows it; so are the others. */
  name: string;
  email: string;
  outcome: string;
  details: string;
}

/** Named as Atlassian's own export names them, so that a list of people can be read from the file. */
const COLUMNS = ['User id', 'User name', 'email', 'Outcome', 'Details'];

/** What became of people as a CSV file, one a row. */
export function outcomeCsv(rows: readonly OutcomeRow[]): string {
  return csvOf(
    COLUMNS,
    rows.map(({ accountId, name, email, outcome, details }) => [accountId, name, email, outcome, details]),
  );
}
