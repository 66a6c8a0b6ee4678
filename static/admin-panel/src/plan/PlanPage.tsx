import { useEffect, useRef } from 'react';
import { useNavigation } from '../host/navigation';
import { HOME } from '../host/place';
import { Problem } from '../problems/Problem';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { Progress } from '../ui/Progress';
import { useIsShown } from '../ui/shown';
import type { Plan } from './plan';
import { planMessages } from './planMessages';
import styles from './PlanPage.module.css';
import { usePlans } from './PlanProvider';
import { ReviewPlan } from './ReviewPlan';
import { NOTHING_YET, usePreparedPlan, type NotPrepared } from './usePreparedPlan';

/** The plan under review: what would change, who it is about, and the button that has it done. */
export default function PlanPage() {
  const { plan, isReading, isKept, close } = usePlans();
  const heading = useRef<HTMLHeadingElement>(null);
  const isShown = useIsShown();
  // Whoever comes here has left what had the focus.
  useEffect(() => {
    if (isShown) heading.current?.focus({ preventScroll: true });
  }, [isShown]);
  return (
    <section {...KEEPS_FOCUS} aria-label={planMessages.text('title')} className={styles.page}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {planMessages.text('title')}
      </h2>
      {plan ? (
        <>
          {!isKept && <p className={styles.note}>{planMessages.text('notKept')}</p>}
          <Prepared key={plan.id} plan={plan} onCancel={close} />
        </>
      ) : isReading ? (
        <Asking {...NOTHING_YET} />
      ) : (
        <NoPlan />
      )}
    </section>
  );
}

function NoPlan() {
  const { go } = useNavigation();
  return (
    <EmptyState
      header={planMessages.text('emptyTitle')}
      headingLevel={3}
      description={planMessages.text('emptyText')}
      primaryAction={<Button onClick={() => go(HOME)}>{planMessages.text('toGroups')}</Button>}
    />
  );
}

function Prepared({ plan, onCancel }: { plan: Plan; onCancel: () => void }) {
  const [preparing, askAgain] = usePreparedPlan(plan);
  const isReady = preparing.status === 'ready';
  const waiting = (
    <>
      <Waiting preparing={isReady ? NOTHING_YET : preparing} onRetry={askAgain} />
      <div className={styles.buttons}>
        <Button appearance="subtle" onClick={onCancel}>
          {planMessages.text('cancel')}
        </Button>
      </div>
    </>
  );
  return isReady ? <ReviewPlan plan={plan} prepared={preparing.prepared} waiting={waiting} /> : waiting;
}

interface WaitingProps {
  preparing: NotPrepared;
  onRetry: () => void;
}

function Waiting({ preparing, onRetry }: WaitingProps) {
  switch (preparing.status) {
    case 'asking':
      return <Asking {...preparing} />;
    case 'failed':
      return (
        <div role="alert">
          <Problem
            error={preparing.error}
            during="read"
            headingLevel="h3"
            title={planMessages.text('notPrepared')}
            onRetry={onRetry}
          />
        </div>
      );
  }
}

/** How far it is; 0 of 0 while that is not known. */
function Asking({ done, count }: { done: number; count: number }) {
  return (
    <>
      <p role="status">{planMessages.text('preparing')}</p>
      <Progress
        label={planMessages.text('preparingLabel')}
        {...(count === 0
          ? { value: undefined }
          : { value: done / count, text: planMessages.text('progress', { done, count }) })}
      />
    </>
  );
}
