import type { Membership, RunAction } from '../../../../../src/contract';
import type { CheckEnd } from '../../membership/membershipCheck';
import { standingTitle } from '../../run/standingTitle';
import { number } from '../../ui/number';

/** What a check of a run's people found. */
export interface Checked {
  end: CheckEnd;
  /** People it was about. */
  count: number;
  /** Whom it got an answer about. */
  answers: readonly Membership[];
}

/** What a check found, in words: "Checked 3 of 3: 2 removed, 1 still a member." */
export function checkedText({ end, count, answers }: Checked, action: RunAction): string {
  const members = answers.filter((one) => 'member' in one && one.member).length;
  const others = answers.filter((one) => 'member' in one && !one.member).length;
  const [changed, unchanged] = action === 'remove' ? [others, members] : [members, others];
  const gone = answers.length - members - others;
  const parts = [
    changed > 0 && `${number(changed)} ${inSentence('done', action)}`,
    unchanged > 0 && `${number(unchanged)} ${inSentence('notChanged', action)}`,
    gone > 0 &&
      `${number(gone)} ${gone === 1 ? 'is an account' : 'are accounts'} that Confluence does not know`,
  ].filter((part) => part !== false);
  const stopped = end.status === 'stopped' && answers.length < count ? 'Stopped. ' : '';
  const found = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  return `${stopped}${progressText(answers.length, count)}${found}.`;
}

/** How far a check is. */
export function progressText(done: number, count: number): string {
  return `Checked ${number(done)} of ${number(count)}`;
}

function inSentence(status: 'done' | 'notChanged', action: RunAction): string {
  return standingTitle({ status }, action).toLowerCase();
}
