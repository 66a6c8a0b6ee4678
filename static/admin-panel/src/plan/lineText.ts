import type { LeftOut, Plan } from './plan';
import { planMessages } from './planMessages';

/** The files of a list, as far as lines have to say which they are of. */
export interface FilesOfList {
  /** In order; none after a reload. */
  names: readonly string[];
  areSeveral: boolean;
}

/** Goes through the people of a list at most once. */
export function filesOf({ source, files }: Pick<Plan, 'source' | 'files'>): FilesOfList {
  const isOfAnother = ({ file = 0 }: { file?: number }) => file > 0;
  const areSeveral =
    files.length > 1 ||
    (source.kind === 'list' && (source.people.some(isOfAnother) || source.leftOut.some(isOfAnother)));
  return { names: files, areSeveral };
}

/** "Line 17", "Line 5 of leavers.csv", "Line 5 of file 2"; undefined where it comes from no line. */
export function lineText(
  { line, file = 0 }: Pick<LeftOut, 'file' | 'line'>,
  { names, areSeveral }: FilesOfList,
): string | undefined {
  if (line === undefined) return undefined;
  if (!areSeveral) return planMessages.text('line', { line });
  const name = names[file];
  return name
    ? planMessages.text('lineOfFile', { line, file: name })
    : planMessages.text('lineOfNthFile', { line, nth: file + 1 });
}
