import styles from './ConfirmPlan.module.css';
import { paceSentences } from './pace';
import { planMessages } from './planMessages';
import { canTakeBack } from './safeguardWords';
import type { SortedPlan } from './sortedPlan';
import type { SafeguardState } from './useSafeguards';

interface Props {
  sorted: SortedPlan;
  state: SafeguardState;
  /** The admin is among those removed. */
  isSelf: boolean;
}

/** What the people lose and get beyond Confluence, whether it can be taken back, and how long it takes. */
export function PlanConsequences({ sorted, state: { safeguards }, isSelf }: Props) {
  const { actions, departures, arrivals, summary } = sorted;
  const isRefused = (safeguards?.refused.length ?? 0) > 0;
  if (summary.changes === 0 || (departures.length > 0 && isRefused)) return null;
  const isCertain = departures.length === 0 || canTakeBack(isSelf, safeguards);
  // Where some leave groups and some join others, it is said which group does what.
  const isBoth = departures.length > 0 && arrivals.length > 0;
  const sentences = [
    ...(departures.length > 0
      ? [planMessages.text(isBoth ? 'loseThere' : 'lose', { count: departures.length })]
      : []),
    ...(arrivals.length > 0
      ? [
          summary.kind === 'addBack'
            ? planMessages.text('getBack')
            : planMessages.text(isBoth ? 'getThere' : 'get', { count: arrivals.length }),
        ]
      : []),
    ...(isCertain ? [planMessages.text('canUndo')] : []),
  ];
  return (
    <div className={styles.consequences}>
      <p>{sentences.join(' ')}</p>
      {paceSentences(actions).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
