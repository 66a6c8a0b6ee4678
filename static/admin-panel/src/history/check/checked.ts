import type { CheckedChange, RecordedChange, RunRecord } from '../../../../../src/contract';
import { ACTIONS } from '../../../../../src/membership/actions';
import { afterCheck, type ChangeState } from '../../../../../src/run/changeState';
import type { CheckEnd } from '../../membership/membershipCheck';
import type { MembershipsChanged } from '../../memberships/refreshAfter';
import { wordsOf } from '../../run/actionWords';
import { number } from '../../ui/number';
import { historyWordsOf } from '../historyWords';

/** What a check of a run's open changes found. */
export interface Checked {
  end: CheckEnd;
  /** The changes it was about, as they were recorded before. */
  open: readonly RecordedChange[];
  /** What it got an answer about. */
  answers: readonly CheckedChange[];
}

/** A change, and what may be claimed of it since. */
interface Finding {
  change: RecordedChange;
  state: ChangeState;
}

/** What a check found, in words: "Checked 3 of 3: 2 removed, 1 still a member." */
export function checkedText(checked: Checked, { undoes }: Pick<RunRecord, 'undoes'>): string {
  const { end, open, answers } = checked;
  const findings = findingsOf(checked);
  const found = new Map<string, number>();
  for (const finding of findings) {
    const words = foundWords(finding, undoes !== undefined);
    found.set(words, (found.get(words) ?? 0) + 1);
  }
  const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
  const unknown = errors.filter(({ kind }) => kind === 'userNotFound').length;
  const unanswered = answers.length - findings.length - unknown;
  const parts = [
    ...[...found].map(([words, count]) => `${number(count)} ${words}`),
    ...(unknown > 0
      ? [
          `${number(unknown)} ${unknown === 1 ? 'is an account' : 'are accounts'} that Confluence does not know`,
        ]
      : []),
    ...(unanswered > 0 ? [`${number(unanswered)} could not be checked`] : []),
  ];
  const stopped = end.status === 'stopped' && answers.length < open.length ? 'Stopped. ' : '';
  const said = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  return `${stopped}${progressText(answers.length, open.length)}${said}.`;
}

/** How far a check is. */
export function progressText(done: number, count: number): string {
  return `Checked ${number(done)} of ${number(count)}`;
}

/** The memberships that are as their changes wanted them, so that what is shown of them may be old. */
export function changedMemberships(checked: Checked): MembershipsChanged[] {
  const changed = new Map<string, MembershipsChanged & { accountIds: string[] }>();
  for (const { change, state } of findingsOf(checked)) {
    const { groupId, action, accountId } = change;
    if (state.outcome === 'failed') continue;
    const key = `${groupId} ${action}`;
    // Since when it is so is unknown.
    const same = changed.get(key) ?? { groupId, action, accountIds: [], since: 0 };
    same.accountIds.push(accountId);
    changed.set(key, same);
  }
  return [...changed.values()];
}

/** What the answers say of the changes, those that were made first; of an account that Confluence does not know nothing. */
function findingsOf({ open, answers }: Checked): Finding[] {
  const byIndex = new Map(open.map((change) => [change.index, change]));
  const findings = answers.flatMap((answer): Finding[] => {
    const change = byIndex.get(answer.change);
    if (!change || 'error' in answer) return [];
    const isSo = answer.isMember === ACTIONS[change.action].wantsMember;
    return [{ change, state: afterCheck(change, isSo) }];
  });
  return findings.sort((a, b) => Number(a.state.outcome === 'failed') - Number(b.state.outcome === 'failed'));
}

function foundWords({ change: { action }, state }: Finding, isUndo: boolean): string {
  const words = wordsOf(action, isUndo);
  switch (state.outcome) {
    case 'done':
    case 'unchanged':
      return words.done;
    case 'unconfirmed':
      return `${inSentence(historyWordsOf(action).nowSo)}, by whom is not known`;
    case 'failed':
    case 'notAttempted':
      return inSentence(words.notMade);
  }
}

function inSentence(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
