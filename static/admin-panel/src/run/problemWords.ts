import type { AppError } from '../../../../src/contract';
import { leavesOpen } from '../../../../src/membership/errorTraits';
import { describeInParts, hasEffectToTell, joinSentences, type Words } from '../problems/words';
import type { RunKind } from './runKind';
import { runMessages } from './runMessages';
import { runProblemMessages } from './runProblemMessages';

/** What a run that an error has ended was about: some may have been changed before it came. */
export interface Ended {
  what: RunKind;
  done: number;
  unconfirmed: number;
  notAttempted: number;
  /** Changes that "Continue" would ask for. */
  left: number;
  /** Changes of which Check can tell more. */
  open: number;
}

/** What went wrong with one change, in a few words. */
export function titleOf(error: AppError, what: RunKind): string {
  return error.kind === 'notMade'
    ? runMessages.text('notMade', { what })
    : describeInParts(error, { during: 'removal', now: Date.now() }).title;
}

/** Of a run that waits and goes on by itself: why. */
export function waitingWords(error: AppError, what: RunKind): Words {
  const { title, known } = describeInParts(error, { during: 'run', now: Date.now() });
  const rest = leavesOpen(error.kind) ? runProblemMessages.text('askedAgain') : '';
  return { title, text: joinSentences([known, runProblemMessages.text('nothingElse', { what }), rest]) };
}

/** Of a run that the error has ended: what it left, and what to do next. @param now ms since the epoch */
export function endWords(error: AppError, ended: Ended, now = Date.now()): Words {
  const { what, open, left, notAttempted } = ended;
  const { title, known, advice } = describeInParts(error, {
    ...{ during: 'run', now },
    chooseAgain: runProblemMessages.text('chooseAgain', { what }),
    again: left > 0 ? 'continue' : 'tryAgain',
  });
  // Where all that is left is open, it is to be checked.
  const isCheckNext = leavesOpen(error.kind) && open > 0 && notAttempted === 0;
  return { title, text: joinSentences([known, effectOf(error, ended), isCheckNext ? '' : advice]) };
}

function effectOf({ kind }: AppError, { what, done, unconfirmed, open }: Ended): string {
  if (open > 0) return runProblemMessages.text('open', { what, count: open });
  if (!hasEffectToTell(kind)) return '';
  return runProblemMessages.text(done + unconfirmed === 0 ? 'nothingChanged' : 'nothingMoreChanged');
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
  const { title, known, advice } = describeInParts(error, { during: 'removal', now });
  const effect = runProblemMessages.text('groupsStopped', { count: groupNames.length });
  return { title, text: joinSentences([known, effect, advice]) };
}
