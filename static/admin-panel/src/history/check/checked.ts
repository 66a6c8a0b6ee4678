import type { CheckedChange, RecordedChange, RunRecord } from '../../../../../src/contract';
import { ACTIONS } from '../../../../../src/membership/actions';
import { afterCheck, type ChangeState } from '../../../../../src/run/changeState';
import { formatList } from '../../i18n/formatText';
import type { CheckEnd } from '../../membership/membershipCheck';
import type { MembershipsChanged } from '../../memberships/refreshAfter';
import { changeKindOf, type ChangeKind } from '../../run/runKind';
import { receiptMessages } from '../receiptMessages';

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

/** What a check found, in words: "Checked 3 of 3. Found: 2 removed and 1 still a member." */
export function checkedText(checked: Checked, { undoes }: Pick<RunRecord, 'undoes'>): string {
  const { end, open, answers } = checked;
  const isCutShort = end.status === 'stopped' && answers.length < open.length;
  const sentence = receiptMessages.text('checked', {
    end: isCutShort ? 'stopped' : 'complete',
    ...{ done: answers.length, count: open.length },
  });
  const found = foundIn(checked, undoes !== undefined);
  if (found.length === 0) return sentence;
  return [sentence, receiptMessages.text('found', { found: formatList(found) })].join(' ');
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

/** What was found, counted by kind: what was made first, what Confluence did not say last. */
function foundIn(checked: Checked, isUndo: boolean): string[] {
  const findings = findingsOf(checked);
  const counts = new Map<string, { id: FoundId; what: ChangeKind; count: number }>();
  for (const { change, state } of findings) {
    const id = FOUND[state.outcome];
    const what = changeKindOf(change, isUndo);
    const same = counts.get(`${id} ${what}`);
    if (same) same.count += 1;
    else counts.set(`${id} ${what}`, { id, what, count: 1 });
  }
  const errors = checked.answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
  const unknown = errors.filter(({ kind }) => kind === 'userNotFound').length;
  const unanswered = checked.answers.length - findings.length - unknown;
  return [
    ...[...counts.values()].map(({ id, what, count }) => receiptMessages.text(id, { what, count })),
    ...(unknown > 0 ? [receiptMessages.text('foundUnknown', { count: unknown })] : []),
    ...(unanswered > 0 ? [receiptMessages.text('foundUnanswered', { count: unanswered })] : []),
  ];
}

type FoundId = 'foundMade' | 'foundSo' | 'foundNotMade';

const FOUND: Record<ChangeState['outcome'], FoundId> = {
  done: 'foundMade',
  unchanged: 'foundMade',
  unconfirmed: 'foundSo',
  failed: 'foundNotMade',
  notAttempted: 'foundNotMade',
};

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
