import { useMemo } from 'react';
import { isAddition } from '../../../../src/membership/actions';
import { planMessages } from './planMessages';
import styles from './ConfirmPlan.module.css';
import { paceSentences } from './pace';
import { countActions } from '../run/activeRun';
import { canTakeBack } from './safeguardWords';
import type { PlanReview } from './usePlanReview';

/** What the people lose and get beyond Confluence, whether it can be taken back, and how long it takes. */
export function PlanConsequences({ review, isSelf }: { review: PlanReview; isSelf: boolean }) {
  const { changes, departures, safeguards, summary } = review;
  const isRefused = (safeguards.safeguards?.refused.length ?? 0) > 0;
  const { counts, joined } = useMemo(() => {
    const entries = changes.map(({ entry }) => entry);
    const groupIds = new Set(entries.filter(isAddition).map(({ groupId }) => groupId));
    return { counts: countActions(entries), joined: groupIds.size };
  }, [changes]);
  if (summary.changes === 0 || (departures.length > 0 && isRefused)) return null;
  const isCertain = departures.length === 0 || canTakeBack(isSelf, safeguards.safeguards);
  const sentences = [
    ...(departures.length > 0 ? [planMessages.text('lose', { count: departures.length })] : []),
    ...(joined > 0
      ? [
          summary.kind === 'addBack'
            ? planMessages.text('getBack')
            : planMessages.text('get', { count: joined }),
        ]
      : []),
    ...(isCertain ? [planMessages.text('canUndo')] : []),
  ];
  return (
    <div className={styles.consequences}>
      <p>{sentences.join(' ')}</p>
      {paceSentences(counts).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
