import { Problem } from '../problems/Problem';
import { Button } from '../ui/Button';
import { Progress } from '../ui/Progress';
import { planMessages } from './planMessages';
import styles from './PlanPage.module.css';
import type { SortedPlan } from './sortedPlan';
import { ASKED_BY_ITSELF } from './useAskedGroups';
import type { PlanReview } from './usePlanReview';

interface Props {
  review: PlanReview;
  sorted: SortedPlan;
}

/** How many people lose Confluence and get it, as far as it was asked; and the way to ask about many. */
export function PlanEffects({ review, sorted }: Props) {
  const { toAsk, asked } = review;
  const open = toAsk.length - asked.done;
  return (
    <div className={styles.effects}>
      {!asked.isAsking && <Counts {...{ review, sorted }} />}
      {asked.isAsking && (
        <Progress
          label={planMessages.text('askingAboutPeople')}
          value={asked.done / toAsk.length}
          text={planMessages.text('progress', { done: asked.done, count: toAsk.length })}
        />
      )}
      {asked.error && (
        <Problem
          error={asked.error}
          during="read"
          headingLevel="h3"
          title={planMessages.text('notAsked')}
          onRetry={asked.ask}
        />
      )}
      {!asked.isAsking && !asked.error && open > 0 && toAsk.length > ASKED_BY_ITSELF && (
        <p className={styles.ask}>
          <span>{planMessages.text('manyToAsk', { count: open })}</span>
          <Button spacing="compact" onClick={asked.ask}>
            {planMessages.text('askAboutPeople', { count: open })}
          </Button>
        </p>
      )}
    </div>
  );
}

/** What is known, in a line that is there from the start, so that nothing moves when it comes. */
function Counts({ review: { counts, toAsk, safeguards }, sorted: { summary } }: Props) {
  const { access } = safeguards;
  if (summary.changes === 0) return null;
  if (access.status === 'asking') return <p>{planMessages.text('askingAboutGroups')}</p>;
  // What the groups give is not known then, which is said below.
  if (access.status === 'failed') return null;
  if (toAsk.length === 0 && access.groups.use.isWhole) {
    return <p>{planMessages.text('givesNoUse', { count: summary.groups })}</p>;
  }
  if (!counts) return <p>{planMessages.text('counting')}</p>;
  const parts = COUNTED.filter(({ kind }) => counts.people[kind] > 0);
  if (parts.length === 0) return <p>{planMessages.text('effectsNone')}</p>;
  return (
    <ul className={styles.effectCounts}>
      {parts.map(({ kind, text }) => (
        <li key={kind}>{planMessages.text(text, { count: counts.people[kind] })}</li>
      ))}
    </ul>
  );
}

const COUNTED = [
  { kind: 'loses', text: 'effectsLose' },
  { kind: 'gets', text: 'effectsGet' },
  { kind: 'unknown', text: 'effectsUnknown' },
] as const;
