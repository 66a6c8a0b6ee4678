import type { AppError } from '../../../../src/contract';
import { leavesOpen } from '../../../../src/membership/errorTraits';
import { hasEffectToTell, joinSentences, describeInParts, type Words } from '../problems/words';
import type { ActionWords } from './actionWords';

/** What a run that an error has ended was about: some may have been changed before it came. */
interface Ended {
  words: ActionWords;
  done: number;
  unconfirmed: number;
  notAttempted: number;
  /** Changes of which Check can tell more. */
  open: number;
}

/** What went wrong with one change, in a few words. */
export function titleOf(error: AppError, { notMade }: ActionWords): string {
  return error.kind === 'notMade'
    ? notMade
    : describeInParts(error, { during: 'removal', now: Date.now(), again: '' }).title;
}

/** Of a run that waits and goes on by itself: why. */
export function waitingWords(error: AppError, { nobodyElse }: ActionWords): Words {
  const { title, known } = describeInParts(error, { during: 'run', now: Date.now(), again: '' });
  const rest = leavesOpen(error.kind) ? 'Whoever has no answer yet is asked about again.' : '';
  return { title, text: joinSentences([known, nobodyElse, rest]) };
}

/** Of a run that the error has ended: what it left, and what to do next. @param now ms since the epoch */
export function endWords(error: AppError, ended: Ended, now = Date.now()): Words {
  const { words, open, notAttempted } = ended;
  const { title, known, advice } = describeInParts(error, {
    ...{ during: 'run', now, chooseAgain: words.chooseAgain },
    again: notAttempted > 0 ? 'Go on with the rest' : 'Try again',
  });
  // Where all that is left is open, it is to be checked.
  const isCheckNext = leavesOpen(error.kind) && open > 0 && notAttempted === 0;
  return { title, text: joinSentences([known, effectOf(error, ended), isCheckNext ? '' : advice]) };
}

function effectOf({ kind }: AppError, { words, done, unconfirmed, open }: Ended): string {
  if (open > 0) {
    return `${words.amount(open)} may or may not have been ${words.done}: Check asks Confluence.`;
  }
  if (!hasEffectToTell(kind)) return '';
  return done + unconfirmed === 0 ? 'Nothing was changed.' : 'Nothing more was changed.';
}

/** Groups whose changes the same answer has stopped. */
export interface StoppedGroups {
  error: AppError;
  groupNames: readonly string[];
}

/** The groups that stopped, told together where the same was answered: one trouble is said once. */
export function stoppedTogether(
  stopped: readonly { groupId: string; error: AppError }[],
  nameOf: (groupId: string) => string,
): StoppedGroups[] {
  const groups = new Map<string, { error: AppError; groupNames: string[] }>();
  for (const { groupId, error } of stopped) {
    const key = JSON.stringify([error.kind, error.status, error.detail]);
    const same = groups.get(key);
    if (same) same.groupNames.push(nameOf(groupId));
    else groups.set(key, { error, groupNames: [nameOf(groupId)] });
  }
  return [...groups.values()];
}

/** Of groups whose changes an error has stopped. @param isWholeRun there are no other groups, which went on */
export function stoppedWords(
  { error, groupNames }: StoppedGroups,
  isWholeRun: boolean,
  ended: Ended,
  now = Date.now(),
): Words {
  if (isWholeRun) return endWords(error, ended, now);
  const { title, known, advice } = describeInParts(error, { during: 'removal', now, again: 'Try again' });
  const effect = `Nothing more was changed in ${groupNames.length === 1 ? 'this group' : 'these groups'}. The changes in other groups went on.`;
  return { title, text: joinSentences([known, effect, advice]) };
}
