import type { AppError } from '../../../../src/contract';
import { wordsFor } from '../problems/words';
import { MAX_BYTES, MAX_ENTRIES, type ListProblem } from './entry';
import { number } from '../ui/number';
import { shortenText } from '../ui/shortenText';
import type { Preview, Unmatched } from './preview';

/** Column names come from the file; of many or long ones the beginning says enough. */
const COLUMNS_NAMED = 10;
const COLUMN_NAME = 40;

/** Why nothing can be read, in the admin's words. */
export function problemWords(problem: ListProblem): { title: string; text: string } {
  switch (problem.kind) {
    case 'empty':
      return {
        title: 'This list is empty',
        text: 'It names nobody. Put one account ID or email address on each line.',
      };
    case 'binary':
      return {
        title: 'This is not a text file',
        text: 'Only text can be read. Save a spreadsheet as CSV first.',
      };
    case 'noColumn':
      return {
        title: 'No column with account IDs or email addresses',
        text: `A table needs a column named “User id” or “email”. The columns found are ${columnsText(problem.columns)}.`,
      };
    case 'tooLong':
      return {
        title: 'This list is too long',
        text: `It has more than ${number(MAX_ENTRIES)} lines. Split it, and choose people from one part after the other.`,
      };
    case 'tooLarge':
      return {
        title: 'This list is too large',
        text: `It has ${megabytes(problem.bytes)} MB, and at most ${megabytes(MAX_BYTES)} MB can be read. Keep only the column with account IDs or email addresses.`,
      };
    case 'noFile':
      return {
        title: 'This file could not be read',
        text: `The browser said: ${problem.detail} Choose the file again.`,
      };
  }
}

function columnsText(columns: readonly string[]): string {
  const named = columns.slice(0, COLUMNS_NAMED).map((name) => `“${shortenText(name, COLUMN_NAME)}”`);
  const more = columns.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${number(more)} more` : '');
}

function megabytes(bytes: number): string {
  return number(Math.ceil(bytes / 100_000) / 10);
}

/** Why an entry of the list cannot be chosen. */
export function unmatchedWords(unmatched: Unmatched, loaded: number): string {
  switch (unmatched.why) {
    case 'unreadable':
      return 'No account ID or email address can be made out.';
    case 'noSuchEmail':
      return 'No member shows this address. It may be hidden: use the account ID.';
    case 'emailNotLoaded':
      return `None of the ${number(loaded)} members loaded so far shows this address. Load everyone to compare it with all, or use the account ID.`;
    case 'severalShowEmail':
      return 'Several members show this address. Use the account ID.';
    case 'refused':
      return refusalText(unmatched.error);
  }
}

function refusalText(error: AppError): string {
  switch (error.kind) {
    case 'userNotFound':
      return 'Confluence knows no account with this ID.';
    case 'invalid':
      return 'Confluence did not accept this account ID.';
    default:
      return `${wordsFor(error, 'read').title}.`;
  }
}

/** What became of the list, in one sentence. */
export function summaryText({ inGroup, notInGroup, unknown, unmatched, twice }: Preview): string {
  const parts = [
    `${number(inGroup.length)} in the group`,
    `${number(notInGroup.length)} not in the group`,
    `${number(unmatched.length)} could not be matched`,
    `${number(twice.length)} listed twice`,
    ...(unknown.length > 0 ? [`${number(unknown.length)} not known yet`] : []),
  ];
  return `${parts.join(', ')}.`;
}
