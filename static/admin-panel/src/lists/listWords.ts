import { formatList } from '../i18n/formatText';
import { shortenText } from '../ui/shortenText';
import { MAX_BYTES, MAX_LINES, type ListProblem } from './listContent';
import { listsMessages } from './listsMessages';
import type { MatchedList } from './match/matchedList';
import type { OmissionReason, Spot } from './mention';
import { listBinMessages } from './panel/listBinMessages';

/** Names come from files; of many or long ones the beginning says enough. */
const COLUMNS_NAMED = 10;
const GROUPS_NAMED = 5;
const NAME_LENGTH = 60;

/** Why nothing can be read from a text or file, in the admin's words. */
export function problemText(problem: ListProblem): string {
  switch (problem.kind) {
    case 'empty':
    case 'binary':
      return listsMessages.text(problem.kind);
    case 'nobody': {
      const { columns } = problem;
      if (columns.length === 0) return listsMessages.text('nobody');
      return listsMessages.text('nobodyInColumns', { columns: quotedText(columns) });
    }
    case 'otherProduct': {
      const { product, column } = problem;
      if (column === undefined) return listsMessages.text('otherProduct', { product });
      return listsMessages.text('otherProductInColumn', {
        product,
        column: shortenText(column, NAME_LENGTH),
      });
    }
    case 'tooLong':
      return listsMessages.text('tooLong', { most: MAX_LINES });
    case 'tooLarge':
      return listsMessages.text('tooLarge', { size: megabytes(problem.bytes), most: megabytes(MAX_BYTES) });
    case 'noFile':
      return listsMessages.text('noFile', { detail: problem.detail });
  }
}

/** "“a”, “b”, and 3 more". */
export function quotedGroupsText(groups: readonly { id?: string; name?: string }[]): string {
  return quotedText(
    groups.map(({ id = '', name = id }) => name),
    GROUPS_NAMED,
  );
}

/** "“a”, “b”, and 3 more". @param most names that are said */
export function quotedText(names: readonly string[], most = COLUMNS_NAMED): string {
  const named = names
    .slice(0, most)
    .map((name) => listsMessages.text('quoted', { name: shortenText(name, NAME_LENGTH) }));
  const count = names.length - named.length;
  return formatList(count > 0 ? [...named, listsMessages.text('more', { count })] : named);
}

/** Rounded up to a tenth. */
function megabytes(bytes: number): number {
  return Math.ceil(bytes / 100_000) / 10;
}

/** How many lines are about no person who could be looked up, by reason. */
export function countOmissions({
  omissions,
}: Pick<MatchedList, 'omissions'>): Record<OmissionReason, number> {
  const counts = { unreadable: 0, otherRole: 0, notAPerson: 0, otherProduct: 0, filtered: 0, otherGroup: 0 };
  for (const { why } of omissions) counts[why] += 1;
  return counts;
}

/** What became of a list, in one sentence; its numbers add up to the lines where each line names one person. */
export function summaryText(matched: MatchedList): string {
  const { found, choices, unmatched, repeated, pending, omissions, lines } = matched;
  const counts = [found, choices, unmatched, repeated, pending].map((bin) => bin.length);
  const isOneEach = counts.reduce((sum, count) => sum + count, omissions.length) === lines;
  return listBinMessages.text('summary', {
    ...{ lines: isOneEach ? lines : 0, found: found.length, choices: choices.length },
    ...{ unmatched: unmatched.length, repeated: repeated.length, pending: pending.length },
    ...countOmissions(matched),
  });
}

/** That lines name several people, and all of them count; undefined where none does. @param found by file and line */
export function severalOnLineText({ found }: Pick<MatchedList, 'found'>): string | undefined {
  let count = 0;
  found.forEach(({ mention }, n) => {
    // The second person of a line has the first before them, and none of that line before that.
    if (isOnLineOf(mention, found[n - 1]) && !isOnLineOf(mention, found[n - 2])) count += 1;
  });
  return count === 0 ? undefined : listBinMessages.text('severalOnLine', { count });
}

function isOnLineOf({ file, line }: Spot, person: MatchedList['found'][number] | undefined): boolean {
  return person?.mention.file === file && person.mention.line === line;
}

/** "Line 5", "Line 5 of leavers.csv". @param files what the sources are called; one that stands alone is not named */
export function spotText({ file, line }: Spot, files: readonly string[]): string {
  const name = files[file];
  return files.length > 1 && name !== undefined
    ? listBinMessages.text('lineOfFile', { file: name, line })
    : listBinMessages.text('line', { line });
}
