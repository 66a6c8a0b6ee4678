import type { RunRecord } from '../../../../../src/contract';
import { Problem } from '../../problems/Problem';
import { dockMessages } from '../../run/dockMessages';
import { Button } from '../../ui/Button';
import { Progress } from '../../ui/Progress';
import { receiptMessages } from '../receiptMessages';
import { checkedText } from './checked';
import styles from './CheckRun.module.css';
import type { RunChecking } from './useCheckRun';

interface Props {
  run: RunRecord;
  checking: RunChecking;
  onStop: () => void;
}

/** How far a check of a run's open changes is, and what it found. */
export function CheckRun({ run, checking, onStop }: Props) {
  const end = checking.status === 'ended' ? checking.checked.end : undefined;
  return (
    <div className={styles.check}>
      {checking.status === 'checking' && (
        <Progress
          label={receiptMessages.text('checking')}
          value={checking.count === 0 ? undefined : checking.done / checking.count}
          text={dockMessages.text('checked', { done: checking.done, count: checking.count })}
        >
          <Button spacing="compact" onClick={onStop}>
            {dockMessages.text('stopChecking')}
          </Button>
        </Progress>
      )}
      <p role="status">{checking.status === 'ended' && checkedText(checking.checked, run)}</p>
      {end?.status === 'failed' && (
        <div role="alert">
          <Problem error={end.error} during="read" headingLevel="h3" />
        </div>
      )}
    </div>
  );
}
