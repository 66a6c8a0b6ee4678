import type { AppError } from '../../../../src/contract';
import { formatList } from '../i18n/formatText';
import { wordsFor, type Words } from '../problems/words';
import { shortenText } from '../ui/shortenText';
import type { Preview, Unmatched } from './compareWithGroup';
import { filesMessages } from './filesMessages';
import { MAX_BYTES, MAX_ENTRIES, type ListProblem } from './parsedList';

/** Column names come from the file; of many or long ones the beginning says enough. */
const COLUMNS_NAMED = 10;
const COLUMN_NAME = 40;

/** Why nothing can be read, in the admin's words. */
export function wordsOfProblem(problem: ListProblem): Words {
  switch (problem.kind) {
    case 'empty':
      return { title: filesMessages.text('empty'), text: filesMessages.text('emptyText') };
    case 'binary':
      return { title: filesMessages.text('binary'), text: filesMessages.text('binaryText') };
    case 'noColumn': {
      const columns = columnsText(problem.columns);
      return { title: filesMessages.text('noColumn'), text: filesMessages.text('noColumnText', { columns }) };
    }
    case 'tooLong': {
      const text = filesMessages.text('tooLongText', { count: MAX_ENTRIES });
      return { title: filesMessages.text('tooLong'), text };
    }
    case 'tooLarge': {
      const [size, most] = [megabytes(problem.bytes), megabytes(MAX_BYTES)];
      return {
        title: filesMessages.text('tooLarge'),
        text: filesMessages.text('tooLargeText', { size, most }),
      };
    }
    case 'noFile': {
      const { detail } = problem;
      return { title: filesMessages.text('noFile'), text: filesMessages.text('noFileText', { detail }) };
    }
  }
}

function columnsText(columns: readonly string[]): string {
  const named = columns
    .slice(0, COLUMNS_NAMED)
    .map((name) => filesMessages.text('columnName', { name: shortenText(name, COLUMN_NAME) }));
  return listOf(named, columns.length - named.length);
}

/** Rounded up to a tenth. */
function megabytes(bytes: number): number {
  return Math.ceil(bytes / 100_000) / 10;
}

/**
 * Why an entry of the list is no change.
 * @param membersShown members that the addresses were compared with
 * @param areComing the other members are being read
 */
export function wordsOfUnmatched(unmatched: Unmatched, membersShown: number, areComing: boolean): string {
  switch (unmatched.why) {
    case 'unreadable':
    case 'noSuchEmail':
    case 'severalShowEmail':
    case 'withoutId':
      return filesMessages.text(unmatched.why);
    case 'emailNotRead':
      return areComing
        ? filesMessages.text('emailBeingRead')
        : filesMessages.text('emailNotRead', { count: membersShown });
    case 'refused':
      return refusalText(unmatched.error);
  }
}

function refusalText(error: AppError): string {
  switch (error.kind) {
    case 'userNotFound':
      return filesMessages.text('noSuchPerson');
    case 'invalid':
      return filesMessages.text('idNotAccepted');
    default:
      return filesMessages.text('notAnswered', { reason: wordsFor(error, 'read').title });
  }
}

/** What became of the list, in one sentence whose numbers add up to what is listed. */
export function summaryText({ inGroup, notInGroup, unknown, unmatched, repeated }: Preview): string {
  return filesMessages.text('summary', {
    inGroup: inGroup.length,
    notInGroup: notInGroup.length,
    unmatched: unmatched.length,
    repeated: repeated.reduce((count, { again }) => count + again.length, 0),
    unknown: unknown.length,
  });
}

/** Lines of which the first few say where to look. */
const LINES_NAMED = 5;

/** "Line 5", "Lines 1 and 6". @param lines not empty, counted from 1 */
export function linesText(lines: readonly number[]): string {
  const named = lines.slice(0, LINES_NAMED).map((line) => String(line));
  return filesMessages.text('lines', {
    count: lines.length,
    lines: listOf(named, lines.length - named.length),
  });
}

function listOf(named: readonly string[], more: number): string {
  return formatList(more > 0 ? [...named, filesMessages.text('more', { count: more })] : named);
}
