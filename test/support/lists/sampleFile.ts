import { encodeText, type Bytes, type Encoding } from './encodeText';

/** A person, as the systems know them that files come from. */
export interface SamplePerson {
  accountId: string;
  /** First name, then last name. */
  name: string;
  /** Empty where no system knows one. */
  email: string;
  /** `Active` unless it is said. */
  status?: 'Active' | 'Suspended' | 'Deactivated';
  /** When they were last seen in Confluence, as Atlassian Administration writes it; `Never accessed` unless it is said. */
  lastSeen?: string;
}

/** A file to be dropped into the page. */
export interface SampleFile {
  name: string;
  bytes: Bytes;
}

/** What spreadsheets and other programs do differently. */
interface Dialect {
  delimiter?: ',' | ';' | '\t' | '|';
  lineEnd?: '\n' | '\r\n' | '\r';
  quotes?: 'where needed' | 'everywhere';
  encoding?: Encoding;
  /** Lines above the header, as they are. */
  preamble?: readonly string[];
}

/** A text file of these lines. */
export function textFile(
  name: string,
  lines: readonly string[],
  { lineEnd = '\n', encoding = 'utf-8' }: Pick<Dialect, 'lineEnd' | 'encoding'> = {},
): SampleFile {
  return { name, bytes: encodeText(lines.map((line) => line + lineEnd).join(''), encoding) };
}

/** A file of these rows, the header among them. */
export function tableFile(
  name: string,
  rows: readonly (readonly string[])[],
  dialect: Dialect = {},
): SampleFile {
  const { delimiter = ',', quotes = 'where needed', preamble = [] } = dialect;
  const quote = (cell: string): string => {
    const isNeeded = cell.includes(delimiter) || /["\r\n]/.test(cell);
    return isNeeded || quotes === 'everywhere' ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  const lines = rows.map((cells) => cells.map(quote).join(delimiter));
  return textFile(name, [...preamble, ...lines], dialect);
}

/** The words before the last one, and the last. */
export function splitName(name: string): { first: string; last: string } {
  const end = name.lastIndexOf(' ');
  return { first: name.slice(0, Math.max(0, end)), last: name.slice(end + 1) };
}

/** Takes values in turn, for what differs from row to row. */
export function inTurn(values: readonly string[], index: number): string {
  return values[index % values.length] ?? '';
}

/** As Atlassian Administration writes one: `05 Jan 2026`. */
export function dayInWords(date: Date): string {
  return `${String(date.getUTCDate()).padStart(2, '0')} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A GUID that nothing in Confluence has: the same for the same number. */
export function guidOf(number: number): string {
  const digits = (number + 1).toString(16).padStart(8, '0');
  return `${digits}-1f6e-4c0b-9d27-5a8be04c${digits.slice(-4)}`;
}
